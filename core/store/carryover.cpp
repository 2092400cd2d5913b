// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/carryover.h"

#include "core/base/log.h"
#include "core/store/session.h"
#include "core/store/sqlerror.h"

#include <QCoreApplication>
#include <QSqlError>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

const QString kProfiles = u"pelorus_profile"_s;
const QString kVersions = u"pelorus_cookie_version"_s;

struct Carried
{
    QString table;
    QString keep;      ///< the SELECT; %1 stands before the old tables' names
    QStringList bring; ///< from the rows kept, %1, into the tables of the backup
};

std::vector<Carried> carried(Engine engine)
{
    // Of several accounts of one name, which an old backup may have, the first.
    const QString account = u"(SELECT min(a.id) FROM uploader_instagramaccount a"
                            " WHERE a.username = k.account_name)"_s;
    const QString profiles
        = u"INSERT INTO pelorus_profile (name, team_id, account_id, account_name, machine, worker,"
          " remote_id, remote_proxy_id, state, persistent, token, created_at, updated_at)"
          " SELECT k.name, k.team_id, "_s
        % account
        % u", k.account_name, k.machine, k.worker, k.remote_id, k.remote_proxy_id, k.state,"
          " k.persistent, k.token, k.created_at, k.updated_at FROM %1 k WHERE true"
          " ON CONFLICT (name) DO UPDATE SET remote_id = excluded.remote_id,"
          " remote_proxy_id = excluded.remote_proxy_id, state = excluded.state"_s;
    // Without ON CONFLICT: an old backup may lack the index that it would name.
    const QString same = u" FROM %1 k WHERE k.state = 'CONFIRMED'"
                         " AND k.account_name = pelorus_publication.account_name"
                         " AND k.sha256 = pelorus_publication.sha256"
                         " AND k.generation = pelorus_publication.generation)"_s;
    const QString confirmed
        = u"UPDATE pelorus_publication SET state = 'CONFIRMED', permalink = (SELECT"
          " max(k.permalink)"_s
        % same % u" WHERE state NOT IN ('CONFIRMED', 'REFUSED') AND EXISTS (SELECT 1"_s % same;
    const QString publications
        = u"INSERT INTO pelorus_publication (account_id, account_name, sha256, generation, state,"
          " lease_token, baseline, permalink, text, checks, created_at, updated_at)"
          " SELECT a.id, k.account_name, k.sha256, k.generation, CASE WHEN k.state = 'CONFIRMED'"
          " THEN 'CONFIRMED' ELSE 'UNCONFIRMED' END, k.lease_token, k.baseline, k.permalink,"
          " k.text, k.checks, k.created_at, k.updated_at FROM %1 k"
          " JOIN uploader_instagramaccount a ON a.username = k.account_name"
          " WHERE NOT EXISTS (SELECT 1 FROM pelorus_publication p WHERE p.account_id = a.id"
          " AND p.sha256 = k.sha256 AND p.generation = k.generation AND p.state <> 'REFUSED')"
          " AND NOT EXISTS (SELECT 1 FROM %1 o WHERE o.account_name = k.account_name"
          " AND o.sha256 = k.sha256 AND o.generation = k.generation AND o.id > k.id)"_s;
    const QString cookies
        = u"INSERT INTO pelorus_cookie_version (account_id, account_name, cookies, cookie_count,"
          " signed_in, source, at) SELECT "_s
        % account
        % u", k.account_name, k.cookies, k.cookie_count, k.signed_in, k.source, k.at FROM %1 k"
          " WHERE NOT EXISTS (SELECT 1 FROM pelorus_cookie_version v WHERE v.at = k.at"
          " AND v.account_name = k.account_name) AND NOT EXISTS (SELECT 1"
          " FROM uploader_instagramcookies c JOIN uploader_instagramaccount a"
          " ON a.id = c.account_id WHERE a.username = k.account_name AND c.last_updated = k.at)"
          " ORDER BY k.id"_s;
    // The set in use becomes a version: whether it is the better one, a person says.
    const QString data = engine == Engine::Sqlite
        ? u"c.cookies_data AS cookies, CASE WHEN json_valid(c.cookies_data)"
          " THEN json_array_length(c.cookies_data) ELSE 0 END"_s
        : u"c.cookies_data::jsonb AS cookies, CASE WHEN jsonb_typeof(c.cookies_data::jsonb) ="
          " 'array' THEN jsonb_array_length(c.cookies_data::jsonb) ELSE 0 END"_s;
    const QString active = u"SELECT c.id, a.username AS account_name, "_s % data
        % u" AS cookie_count, c.is_valid AS signed_in, 'other' AS source, c.last_updated AS at"
          " FROM %1uploader_instagramcookies c JOIN %1uploader_instagramaccount a"
          " ON a.id = c.account_id"_s;
    return {{kProfiles, u"SELECT * FROM %1pelorus_profile WHERE state <> 'DELETED'"_s, {profiles}},
            {u"pelorus_publication"_s,
             u"SELECT * FROM %1pelorus_publication WHERE state <> 'REFUSED'"_s,
             {confirmed, publications}},
            {kVersions, u"SELECT * FROM %1pelorus_cookie_version"_s, {cookies}},
            {u"uploader_instagramcookies"_s, active, {cookies}}};
}

Result<QVariantList> firstColumn(Connection &connection, const QString &sql)
{
    QSqlQuery query(connection.database());
    const Connection::Wait wait(connection);
    if (!query.exec(sql))
        return fail(connection.errorFrom(query.lastError(), sql));
    QVariantList values;
    while (query.next())
        values += query.value(0);
    return values;
}

Result<QStringList> tablesIn(Connection &connection, const QString &schema)
{
    const bool lite = connection.engine() == Engine::Sqlite;
    const auto names = firstColumn(
        connection,
        lite
            ? u"SELECT name FROM %1.sqlite_master WHERE type = 'table'"_s.arg(schema)
            : u"SELECT tablename FROM pg_tables WHERE schemaname = ANY (current_schemas(false))"_s);
    if (!names)
        return fail(names.error());
    return QVariant(*names).toStringList();
}

/// `from` stands before the names of the old tables.
Result<CarryOver>
plan(Connection &connection, const QStringList &now, const QStringList &backup, const QString &from)
{
    if (now.contains(kProfiles) && !backup.contains(kProfiles)) {
        const auto open = firstColumn(
            connection,
            u"SELECT count(*) FROM %1pelorus_profile WHERE state <> 'DELETED'"_s.arg(from));
        if (!open)
            return fail(open.error());
        if (const int count = open->value(0).toInt(); count > 0) {
            return fail(ErrorKind::Conflict,
                        QCoreApplication::translate(
                            "Core",
                            "%Ln profiles of this database are still in Dolphin, and a backup this "
                            "old has no place to remember them. Delete them first (“pelorus-cli "
                            "profiles sweep”), then restore again.",
                            nullptr,
                            count));
        }
    }
    const bool lite = connection.engine() == Engine::Sqlite;
    CarryOver result;
    for (const Carried &one : carried(connection.engine())) {
        if (!now.contains(one.table) || !backup.contains(one.table) || !backup.contains(kVersions))
            continue;
        const QString kept = u"kept_"_s + one.table;
        result.before
            += u"CREATE TEMP TABLE %1 %2 AS "_s.arg(kept, lite ? u""_s : u"ON COMMIT DROP"_s)
            % QString(one.keep).replace(u"%1"_s, from);
        for (const QString &sql : one.bring)
            result.after += QString(sql).replace(u"%1"_s, kept);
    }
    return result;
}

Result<void> executeAll(Connection &connection, const QStringList &statements)
{
    for (const QString &sql : statements) {
        if (auto done = connection.execute(sql); !done)
            return done;
    }
    return {};
}

/// What is kept of the attached file, in memory: cookies are among it.
Result<CarryOver> keep(Connection &connection)
{
    const auto now = tablesIn(connection, u"gone"_s);
    if (!now)
        return fail(now.error());
    const auto backup = tablesIn(connection, u"main"_s);
    if (!backup)
        return fail(backup.error());
    auto carry = plan(connection, *now, *backup, u"gone."_s);
    if (!carry)
        return carry;
    if (auto kept = executeAll(connection, carry->before); !kept)
        return fail(kept.error());
    return carry;
}

} // namespace

Result<CarryOver> carryOver(Connection &connection, const QStringList &backup)
{
    const auto now = tablesIn(connection, {});
    if (!now)
        return fail(now.error());
    return plan(connection, *now, backup, {});
}

Result<void> carrySqlite(const QString &from, const QString &into)
{
    const auto opened = openFile(into);
    if (!opened)
        return fail(opened.error());
    Connection &connection = **opened;
    if (auto set = connection.execute(u"PRAGMA temp_store = MEMORY"_s); !set)
        return set;
    QString name = from;
    auto attached = connection.execute(u"ATTACH '%1' AS gone"_s.arg(name.replace(u'\'', u"''"_s)));
    Result<CarryOver> carry;
    if (attached)
        carry = keep(connection);
    else
        carry = fail(attached.error());
    if (!carry && isUnreadable(carry.error())) {
        log::warn("db", u"nothing is carried over: "_s % toLogString(carry.error()));
        return {};
    }
    if (!carry)
        return fail(carry.error());
    if (auto detached = connection.execute(u"DETACH gone"_s); !detached)
        return detached;
    auto transaction = Transaction::begin(connection, Transaction::Durability::Durable);
    if (!transaction)
        return fail(transaction.error());
    if (auto brought = executeAll(connection, carry->after); !brought)
        return brought;
    return (*transaction)->commit();
}

} // namespace pelorus::store
