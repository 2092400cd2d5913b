// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pglistener.h"

#include "core/base/threadguard.h"
#include "core/store/libpq.h"
#include "core/store/sqlerror.h"

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace pelorus::store {

PgListener::PgListener(QObject *parent)
    : QObject(parent)
{
}

PgListener::~PgListener()
{
    m_readable.reset(); // before its socket is closed
    PQfinish(m_connection);
}

Result<void> PgListener::open(const DatabaseUrl &url)
{
    mayBlock("connecting to PostgreSQL");
    // Nothing is said for hours, so the system has to notice a dead line.
    m_connection = connectLibpq(url,
                                u"application_name='pelorus changes' connect_timeout=10"
                                " keepalives_idle=10 keepalives_interval=3 keepalives_count=3"
                                " tcp_user_timeout=10000"_s);
    if (PQstatus(m_connection) != CONNECTION_OK)
        return fail(connectError(url));
    PQsetNoticeProcessor(
        m_connection, [](void *, const char *) {}, nullptr);
    m_readable = std::make_unique<QSocketNotifier>(PQsocket(m_connection), QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &PgListener::onReadable);
    subscribe();
    return {};
}

void PgListener::subscribe()
{
    ask(Asked::Subscribe, "LISTEN pelorus_change");
}

void PgListener::check()
{
    // Without what is written all the time and is no news; of renewed leases one look is made.
    ask(Asked::Check,
        "SELECT (SELECT count(*) FROM pg_listening_channels() AS c WHERE c = 'pelorus_change'),"
        " coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables"
        " WHERE relname LIKE 'uploader\\_%' OR relname LIKE 'pelorus\\_%'"
        " AND relname NOT IN ('pelorus_worker', 'pelorus_task_event')");
}

void PgListener::ask(Asked what, const char *sql)
{
    if (m_readable == nullptr)
        return;
    if (m_asked != Asked::Nothing)
        return lose(u"no answer"_s);
    m_asked = what;
    if (PQsendQuery(m_connection, sql) == 0)
        lose(u"cannot send"_s);
}

void PgListener::onReadable()
{
    if (PQconsumeInput(m_connection) == 0)
        return lose(u"connection closed"_s);
    takeAnswers();
    while (m_readable != nullptr) {
        PGnotify *const notify = PQnotifies(m_connection);
        if (notify == nullptr)
            return;
        const QString payload = QString::fromUtf8(notify->extra);
        PQfreemem(notify);
        emit notified(payload);
    }
}

void PgListener::takeAnswers()
{
    while (m_readable != nullptr && PQisBusy(m_connection) == 0) {
        PGresult *const result = PQgetResult(m_connection);
        if (result == nullptr)
            return tellAnswer(); // only now may the next be asked
        m_granted = PQresultStatus(result) == PGRES_COMMAND_OK;
        m_listens = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1
            && qstrcmp(PQgetvalue(result, 0, 0), "0") != 0;
        m_changes = m_listens ? QByteArray(PQgetvalue(result, 0, 1)).toLongLong() : 0;
        PQclear(result);
        if (PQstatus(m_connection) != CONNECTION_OK)
            return lose(u"connection closed"_s);
    }
}

void PgListener::tellAnswer()
{
    switch (std::exchange(m_asked, Asked::Nothing)) {
    case Asked::Nothing:
        return;
    case Asked::Subscribe:
        emit subscribed(m_granted);
        return;
    case Asked::Check:
        if (m_listens)
            emit counted(m_changes);
        else
            lose(u"no longer subscribed"_s);
        return;
    }
}

void PgListener::lose(const QString &why)
{
    m_readable->setEnabled(false);
    m_readable.release()->deleteLater(); // this may be its own signal
    emit lost(why);
}

} // namespace pelorus::store
