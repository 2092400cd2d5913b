// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/url.h"

#include <functional>
#include <libpq-fe.h>
#include <string>
#include <vector>

namespace pelorus::transfer {

/// libpq itself: QPSQL has no COPY. One connection, in UTC, without our usual time limits.
class Postgres final
{
public:
    using Row = std::vector<std::optional<std::string>>;

    [[nodiscard]] static Result<Postgres> open(const store::DatabaseUrl &url);
    /// Somebody else's connection, which stays theirs; configure() is still to be called.
    explicit Postgres(PGconn *borrowed)
        : Postgres(borrowed, false)
    {
    }
    Postgres(Postgres &&other) noexcept;
    Postgres &operator=(Postgres &&) = delete;
    ~Postgres();

    /// In a transaction only for as long as that lasts.
    [[nodiscard]] Result<void> configure();
    [[nodiscard]] bool is(const PGconn *connection) const { return m_connection == connection; }
    [[nodiscard]] Result<void> run(const std::string &sql);
    [[nodiscard]] Result<std::vector<Row>> rows(const std::string &sql);
    /// A value in quotes for `sql`.
    [[nodiscard]] std::string literal(const std::string &text) const;

    [[nodiscard]] Result<void> startCopyIn(const std::string &sql);
    [[nodiscard]] Result<void> copyIn(std::string_view bytes);
    [[nodiscard]] Result<void> endCopyIn();
    /// One row of COPY's text format each, with its line end.
    [[nodiscard]] Result<void> copyOut(const std::string &sql,
                                       const std::function<Result<void>(std::string_view)> &line);

    [[nodiscard]] bool isLost() const { return PQstatus(m_connection) != CONNECTION_OK; }
    /// That it is gone.
    [[nodiscard]] Error lost() const { return error(nullptr, {}); }
    /// From any thread.
    void cancel();

private:
    Postgres(PGconn *connection, bool isOurs)
        : m_connection(connection)
        , m_cancel(PQgetCancel(connection))
        , m_isOurs(isOurs)
    {
    }
    [[nodiscard]] Error error(const PGresult *result, const std::string &sql) const;
    PGconn *m_connection;
    PGcancel *m_cancel;
    bool m_isOurs;
};

} // namespace pelorus::transfer
