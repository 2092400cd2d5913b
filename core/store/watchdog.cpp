// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/watchdog.h"

#include "core/base/log.h"

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

#ifdef Q_OS_WIN

qintptr duplicate(qintptr socket)
{
    WSAPROTOCOL_INFOW info;
    if (WSADuplicateSocketW(SOCKET(socket), GetCurrentProcessId(), &info) != 0)
        return -1;
    const SOCKET made = WSASocketW(FROM_PROTOCOL_INFO,
                                   FROM_PROTOCOL_INFO,
                                   FROM_PROTOCOL_INFO,
                                   &info,
                                   0,
                                   WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    return made == INVALID_SOCKET ? -1 : qintptr(made);
}

void cut(qintptr descriptor)
{
    ::shutdown(SOCKET(descriptor), SD_BOTH);
    // Which alone does not end a select() that another thread is in.
    ::CancelIoEx(HANDLE(descriptor), nullptr);
}

void closeDescriptor(qintptr descriptor)
{
    ::closesocket(SOCKET(descriptor));
}

#else

qintptr duplicate(qintptr socket)
{
    return ::fcntl(int(socket), F_DUPFD_CLOEXEC, 0);
}

void cut(qintptr descriptor)
{
    ::shutdown(int(descriptor), SHUT_RDWR);
}

void closeDescriptor(qintptr descriptor)
{
    ::close(int(descriptor));
}

#endif

} // namespace

Watchdog::~Watchdog()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[line, watched] : m_lines)
        closeDescriptor(watched.descriptor);
    m_lines.clear();
}

Watchdog::Line Watchdog::add(qintptr socket)
{
    const qintptr descriptor = socket < 0 ? -1 : duplicate(socket);
    if (descriptor < 0) {
        log::warn("db", u"A connection's socket cannot be watched"_s);
        return 0;
    }
    const std::lock_guard lock(m_mutex);
    if (!m_thread.joinable())
        m_thread = std::jthread([this](const std::stop_token &stop) { loop(stop); });
    m_lines.insert({++m_last, {descriptor, kNever}});
    return m_last;
}

void Watchdog::remove(Line line)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_lines.find(line);
    if (found == m_lines.end())
        return;
    closeDescriptor(found->second.descriptor);
    m_lines.erase(found);
}

void Watchdog::arm(Line line, std::chrono::milliseconds limit)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_lines.find(line);
    if (found == m_lines.end())
        return;
    found->second.deadline = Clock::now() + limit;
    // As a rule the thread sleeps until an older deadline: a statement costs no wake-up.
    if (found->second.deadline >= m_wakeAt)
        return;
    m_sooner = true;
    m_changed.notify_one();
}

void Watchdog::disarm(Line line)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_lines.find(line); found != m_lines.end())
        found->second.deadline = kNever;
}

Watchdog::Clock::time_point Watchdog::cutOverdue()
{
    const auto now = Clock::now();
    auto next = kNever;
    for (auto &[line, watched] : m_lines) {
        if (watched.deadline > now) {
            next = std::min(next, watched.deadline);
            continue;
        }
        cut(watched.descriptor);
        watched.deadline = kNever;
        log::warn("db", u"The database did not answer in time; its connection was cut"_s);
    }
    return next;
}

void Watchdog::loop(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_wakeAt = cutOverdue();
        m_sooner = false;
        const auto sooner = [this] { return m_sooner; };
        if (m_wakeAt == kNever)
            m_changed.wait(lock, stop, sooner);
        else
            m_changed.wait_until(lock, stop, m_wakeAt, sooner);
    }
}

} // namespace pelorus::store
