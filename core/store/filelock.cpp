// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filelock.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#endif

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

tl::unexpected<Error> held()
{
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate("Core",
                                            "Another Pelorus program on this machine "
                                            "already runs tasks from this database file. "
                                            "This one can look and plan; close the other to "
                                            "run tasks here."));
}

tl::unexpected<Error> unusable(qint64 code)
{
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core",
                                            "The lock file beside the database cannot be "
                                            "written. Check the rights of its folder."),
                u"lock file, error %1"_s.arg(code),
                static_cast<int>(code));
}

} // namespace

FileLock::FileLock(FileLock &&other) noexcept
    : m_handle(std::exchange(other.m_handle, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_handle = std::exchange(other.m_handle, -1);
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

#ifdef Q_OS_WIN

Result<FileLock> FileLock::take(const QString &path)
{
    // Opened without sharing: the handle itself is the lock.
    const HANDLE handle = CreateFileW(reinterpret_cast<LPCWSTR>(path.utf16()),
                                      GENERIC_READ | GENERIC_WRITE,
                                      0,
                                      nullptr,
                                      OPEN_ALWAYS,
                                      FILE_ATTRIBUTE_HIDDEN,
                                      nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        const DWORD code = GetLastError();
        if (code == ERROR_SHARING_VIOLATION || code == ERROR_LOCK_VIOLATION)
            return held();
        return unusable(code);
    }
    FileLock lock;
    lock.m_handle = reinterpret_cast<qintptr>(handle);
    return lock;
}

bool FileLock::write(const QByteArray &content)
{
    const HANDLE handle = reinterpret_cast<HANDLE>(m_handle);
    DWORD written = 0;
    return SetFilePointer(handle, 0, nullptr, FILE_BEGIN) == 0
        && WriteFile(handle, content.constData(), DWORD(content.size()), &written, nullptr)
        && written == DWORD(content.size()) && SetEndOfFile(handle);
}

void FileLock::release()
{
    if (m_handle != -1)
        CloseHandle(reinterpret_cast<HANDLE>(m_handle));
    m_handle = -1;
}

#else

Result<FileLock> FileLock::take(const QString &path)
{
    const int file
        = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return unusable(errno);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int code = errno;
        ::close(file);
        if (code == EWOULDBLOCK)
            return held();
        return unusable(code);
    }
    FileLock lock;
    lock.m_handle = file;
    return lock;
}

bool FileLock::write(const QByteArray &content)
{
    const int file = static_cast<int>(m_handle);
    return ::ftruncate(file, 0) == 0
        && ::pwrite(file, content.constData(), size_t(content.size()), 0) == content.size();
}

void FileLock::release()
{
    if (m_handle != -1)
        ::close(static_cast<int>(m_handle));
    m_handle = -1;
}

#endif

} // namespace pelorus::store
