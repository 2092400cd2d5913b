// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/postgres.h"

#include "core/base/threadguard.h"
#include "core/store/libpq.h"
#include "core/store/sqlerror.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace pelorus::transfer {
namespace {

struct ResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ResultDeleter>;

} // namespace

Result<Postgres> Postgres::open(const store::DatabaseUrl &url)
{
    mayBlock("connecting to PostgreSQL");
    PGconn *connection = store::connectLibpq(
        url,
        u"application_name=pelorus-transfer connect_timeout=10 keepalives_idle=30"
        " keepalives_interval=10 keepalives_count=3"_s);
    Postgres opened(connection, true);
    if (PQstatus(connection) != CONNECTION_OK)
        return fail(store::connectError(url));
    if (auto configured = opened.configure(); !configured)
        return fail(configured.error());
    return opened;
}

Result<void> Postgres::configure()
{
    PQsetNoticeProcessor(
        m_connection, [](void *, const char *) {}, nullptr);
    for (const char *setting : {"SET TIME ZONE 'UTC'",
                                "SET client_encoding = 'UTF8'",
                                "SET client_min_messages = 'warning'",
                                "SET DateStyle = 'ISO'",
                                "SET bytea_output = 'hex'",
                                "SET extra_float_digits = 1",
                                "SET lock_timeout = '15s'",
                                "SET statement_timeout = 0",
                                "SET idle_in_transaction_session_timeout = 0",
                                "SET synchronous_commit = on"}) {
        if (auto set = run(setting); !set)
            return set;
    }
    return {};
}

Postgres::Postgres(Postgres &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_cancel(std::exchange(other.m_cancel, nullptr))
    , m_isOurs(other.m_isOurs)
{
}

Postgres::~Postgres()
{
    PQfreeCancel(m_cancel);
    if (m_isOurs)
        PQfinish(m_connection);
}

Error Postgres::error(const PGresult *result, const std::string &sql) const
{
    // The server's own text quotes values, so only its code is told.
    const char *field = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const QString state = QString::fromLatin1(field == nullptr ? "08006" : field);
    if (state == "57014"_L1)
        return {ErrorKind::Cancelled,
                QCoreApplication::translate("Core", "It was stopped."),
                {},
                0,
                state,
                {}};
    QString text = QCoreApplication::translate(
        "Core", "PostgreSQL refused a step (%1). Nothing was changed.");
    if (store::isConnectionLost(state))
        text = QCoreApplication::translate(
            "Core", "The connection to PostgreSQL broke (%1). Nothing was changed; try again.");
    else if (state == "55P03"_L1 || state.startsWith("40"_L1))
        text = QCoreApplication::translate("Core",
                                           "Another program holds the tables (%1). Nothing was "
                                           "changed. Stop the workers that use this database and "
                                           "try again.");
    else if (state == "42501"_L1)
        text = QCoreApplication::translate("Core",
                                           "The database user may not do this (%1). Nothing was "
                                           "changed. It must own the tables.");
    else if (state.startsWith("53"_L1))
        text = QCoreApplication::translate("Core",
                                           "The database server is out of disk or memory (%1). "
                                           "Nothing was changed. Free some and try again.");
    return {ErrorKind::Storage, text.arg(state), QString::fromStdString(sql), 0, state, {}};
}

Result<void> Postgres::run(const std::string &sql)
{
    mayBlock("SQL");
    const PgResult result(PQexec(m_connection, sql.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return {};
    return fail(error(result.get(), sql));
}

Result<std::vector<Postgres::Row>> Postgres::rows(const std::string &sql)
{
    mayBlock("SQL");
    const PgResult result(PQexec(m_connection, sql.c_str()));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK)
        return fail(error(result.get(), sql));
    std::vector<Row> rows(size_t(PQntuples(result.get())));
    for (size_t r = 0; r < rows.size(); ++r) {
        for (int c = 0; c < PQnfields(result.get()); ++c) {
            if (PQgetisnull(result.get(), int(r), c) != 0)
                rows[r].emplace_back();
            else
                rows[r].emplace_back(PQgetvalue(result.get(), int(r), c));
        }
    }
    return rows;
}

std::string Postgres::literal(const std::string &text) const
{
    char *escaped = PQescapeLiteral(m_connection, text.data(), text.size());
    std::string out = escaped == nullptr ? "''" : escaped;
    PQfreemem(escaped);
    return out;
}

Result<void> Postgres::startCopyIn(const std::string &sql)
{
    const PgResult result(PQexec(m_connection, sql.c_str()));
    if (PQresultStatus(result.get()) == PGRES_COPY_IN)
        return {};
    return fail(error(result.get(), sql));
}

Result<void> Postgres::copyIn(std::string_view bytes)
{
    if (PQputCopyData(m_connection, bytes.data(), int(bytes.size())) == 1)
        return {};
    return fail(error(nullptr, "COPY"));
}

Result<void> Postgres::endCopyIn()
{
    mayBlock("SQL");
    if (PQputCopyEnd(m_connection, nullptr) != 1)
        return fail(error(nullptr, "COPY"));
    Result<void> outcome;
    for (;;) {
        const PgResult result(PQgetResult(m_connection));
        if (!result)
            return outcome;
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            outcome = fail(error(result.get(), "COPY"));
    }
}

Result<void> Postgres::copyOut(const std::string &sql,
                               const std::function<Result<void>(std::string_view)> &line)
{
    mayBlock("SQL");
    {
        const PgResult result(PQexec(m_connection, sql.c_str()));
        if (PQresultStatus(result.get()) != PGRES_COPY_OUT)
            return fail(error(result.get(), sql));
    }
    Result<void> outcome;
    for (;;) {
        char *buffer = nullptr;
        const int length = PQgetCopyData(m_connection, &buffer, 0);
        if (length < 0)
            break;
        if (outcome)
            outcome = line({buffer, size_t(length)});
        PQfreemem(buffer);
        if (!outcome)
            cancel(); // what is still under way is read to its end
    }
    for (;;) {
        const PgResult result(PQgetResult(m_connection));
        if (!result)
            return outcome;
        if (outcome && PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            outcome = fail(error(result.get(), sql));
    }
}

void Postgres::cancel()
{
    std::array<char, 256> problem{};
    if (m_cancel != nullptr)
        PQcancel(m_cancel, problem.data(), int(problem.size()));
}

} // namespace pelorus::transfer
