// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <mutex>
#include <thread>

namespace pelorus::test {

/// A server that speaks just enough of PostgreSQL to ask for a password in clear and to refuse it,
/// with the password in its error text as no good server has it. On a thread of its own.
class RefusingPostgres final
{
public:
    RefusingPostgres();
    ~RefusingPostgres();
    RefusingPostgres(const RefusingPostgres &) = delete;
    RefusingPostgres &operator=(const RefusingPostgres &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Every password that was sent.
    [[nodiscard]] QByteArray heard() const;

private:
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QByteArray m_heard;
    std::jthread m_thread;
};

} // namespace pelorus::test
