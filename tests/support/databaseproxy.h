// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/otherthread.h"

#include <QString>

#include <atomic>
#include <memory>

namespace pelorus::test {

/// Stands between libpq and a PostgreSQL server, on a thread of its own, and breaks the line at a
/// chosen statement: everything is dropped, and nobody can connect until mend().
class DatabaseProxy final
{
public:
    enum class Break {
        BeforeStatement, ///< the server never sees it
        Once,            ///< the same, and the next connection is as good as any
        AfterCommit,     ///< the server commits its transaction, the answer is lost
        Refuse           ///< the line holds; the server refuses the statement, until mend()
    };

    /// `url`: of the server, as TestDatabase has it (a socket's folder or an address).
    explicit DatabaseProxy(const QString &url);
    ~DatabaseProxy();
    DatabaseProxy(const DatabaseProxy &) = delete;
    DatabaseProxy &operator=(const DatabaseProxy &) = delete;

    /// The same database through this.
    [[nodiscard]] QString url() const;
    /// Breaks when a statement with this text comes; once.
    void breakAt(const QByteArray &statement, Break how);
    /// Breaks now.
    void cut();
    void mend();
    /// The lines that there are now carry nothing any more, and nobody is told; new ones do.
    void hush();
    [[nodiscard]] bool isBroken() const { return m_broken; }
    /// Statements that came by, BEGIN and COMMIT too.
    [[nodiscard]] qint64 statements() const { return m_statements; }

private:
    class Line;
    QString m_url;
    std::atomic<bool> m_broken = false;
    std::atomic<qint64> m_statements = 0;
    OtherThread m_thread;
    std::unique_ptr<Line> m_line; ///< lives on the thread
};

} // namespace pelorus::test
