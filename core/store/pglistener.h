// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/url.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

using PGconn = struct pg_conn;

namespace pelorus::store {

/// LISTEN by libpq itself. QPSQL keeps its notifier on the socket that libpq has closed when the
/// backend ended, tells nobody, and a query on a dead line blocks. Here the end of the line is
/// told at once, and nothing waits after open().
class PgListener final : public QObject
{
    Q_OBJECT
public:
    explicit PgListener(QObject *parent = nullptr);
    ~PgListener() override;

    /// Connects (blocking, 10 s at most) and asks for the channel; subscribed() has the answer.
    [[nodiscard]] Result<void> open(const DatabaseUrl &url);
    /// Asks for the channel once more.
    void subscribe();
    /// Asks whether the channel is still ours, and what was changed; lost() when the last question
    /// has no answer yet.
    void check();

signals:
    /// From a granted subscription on nothing is missed.
    void subscribed(bool granted);
    void notified(const QString &payload);
    /// The answer of a check: a number that grows with every row that anybody changes, told or not.
    void counted(qint64 changes);
    /// Once. Delete it later than in the slot.
    void lost(const QString &why);

private:
    enum class Asked { Nothing, Subscribe, Check };
    void ask(Asked what, const char *sql);
    void onReadable();
    void takeAnswers();
    void tellAnswer();
    void lose(const QString &why);

    PGconn *m_connection = nullptr;
    std::unique_ptr<QSocketNotifier> m_readable;
    Asked m_asked = Asked::Nothing;
    bool m_granted = false; ///< by the last answer, as the two below
    bool m_listens = false;
    qint64 m_changes = 0;
};

} // namespace pelorus::store
