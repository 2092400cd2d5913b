// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrator.h"

#include "core/base/log.h"
#include "core/store/dialect.h"
#include "core/store/restored.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::store {
namespace {

struct Migration
{
    int version;
    const char *name;
};

constexpr std::array kMigrations{Migration{1, "0001_shared_tables"},
                                 Migration{2, "0002_pelorus_tables"},
                                 Migration{3, "0003_cookie_source"},
                                 Migration{4, "0004_busy_tables"},
                                 Migration{5, "0005_account_edits"},
                                 Migration{6, "0006_live"},
                                 Migration{7, "0007_place"},
                                 Migration{8, "0008_real_looks"},
                                 Migration{9, "0009_worker_ttl"}};
/// Of pg_advisory_xact_lock; any number that nobody else is likely to use.
constexpr qint64 kLockNumber = 7027150861301;
/// More than the server is given for one statement of a migration.
constexpr std::chrono::minutes kMigrationPatience{15};

/// A block of a schema file: "-- @kind words" and the statement below it.
struct Block
{
    QString kind;
    QStringList words;
    QString sql;
};

Result<QByteArray> resource(const QString &name)
{
    QFile file(u":/sql/%1.sql"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Core",
                                                "This installation is damaged: a part of the "
                                                "program is missing. Install it again."),
                    file.fileName());
    }
    return file.readAll();
}

std::vector<Block> blocksOf(const QByteArray &text)
{
    std::vector<Block> blocks;
    for (const QString &line : QString::fromUtf8(text).split(u'\n')) {
        if (line.startsWith("-- @"_L1)) {
            QStringList words = line.mid(4).split(u' ', Qt::SkipEmptyParts);
            const QString kind = words.takeFirst();
            blocks.push_back({kind, words, {}});
        } else if (!blocks.empty() && !line.startsWith("--"_L1)) {
            blocks.back().sql += line + u'\n';
        }
    }
    return blocks;
}

Result<void>
applyMigration(Connection &connection, const Migration &migration, const QByteArray &text)
{
    for (const Block &block : blocksOf(text)) {
        const bool postgresOnly = block.words.contains(u"postgresql"_s);
        if (postgresOnly && connection.engine() != Engine::PostgreSql)
            continue;
        if (auto done = connection.execute(expand(connection.engine(), block.sql)); !done)
            return fail(withContext(done.error(), QString::fromLatin1(migration.name)));
    }
    Query query(connection,
                u"INSERT INTO pelorus_schema (version, name, checksum, applied_at, app_version)"
                " VALUES (:version, :name, :checksum, {now}, :app)"_s);
    return query.bind(u":version"_s, migration.version)
        .bind(u":name"_s, QString::fromLatin1(migration.name))
        .bind(
            u":checksum"_s,
            QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()))
        .bind(u":app"_s, QStringLiteral(PELORUS_VERSION))
        .run();
}

QString fingerprint(const QString &sql)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(sql.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

/// A trigger or function of an older program does not count as there: it is replaced.
Result<bool> isCurrent(Connection &connection, const Block &block)
{
    const QString sql = expand(connection.engine(), block.sql);
    const QString name = block.words.value(0);
    if (connection.engine() == Engine::Sqlite) {
        Query query(connection, u"SELECT sql FROM sqlite_master WHERE name = :name"_s);
        if (auto ran = query.bind(u":name"_s, name).run(); !ran)
            return fail(ran.error());
        if (!query.next())
            return false;
        if (query.text(0).trimmed() == sql.trimmed())
            return true;
        if (auto gone = connection.execute(u"DROP TRIGGER "_s + name); !gone)
            return fail(gone.error());
        return false;
    }
    const bool trigger = block.kind == "trigger"_L1;
    Query query(connection,
                trigger ? u"SELECT coalesce(obj_description(t.oid, 'pg_trigger'), ''),"
                          " t.tgrelid::regclass::text"
                          " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                          " WHERE t.tgname = :name AND pg_table_is_visible(c.oid)"_s
                        : u"SELECT coalesce(obj_description(oid, 'pg_proc'), '') FROM pg_proc"
                          " WHERE proname = :name AND pg_function_is_visible(oid)"_s);
    if (auto ran = query.bind(u":name"_s, name).run(); !ran)
        return fail(ran.error());
    if (!query.next())
        return false;
    if (query.text(0) == fingerprint(sql))
        return true;
    if (!trigger)
        return false; // CREATE OR REPLACE
    if (auto gone = connection.execute(u"DROP TRIGGER %1 ON %2"_s.arg(name, query.text(1))); !gone)
        return fail(gone.error());
    return false;
}

Result<bool> exists(Connection &connection, const Block &block)
{
    if (block.kind == "trigger"_L1 || block.kind == "function"_L1)
        return isCurrent(connection, block);

    const bool postgres = connection.engine() == Engine::PostgreSql;
    QString sql;
    if (block.kind == "column"_L1) {
        sql = postgres
            ? u"SELECT 1 FROM information_schema.columns WHERE table_name = :parent"
              " AND column_name = :name AND table_schema = ANY (current_schemas(false))"_s
            : u"SELECT 1 FROM pragma_table_info(:parent) WHERE name = :name"_s;
        Query query(connection, sql);
        query.bind(u":parent"_s, block.words.value(0)).bind(u":name"_s, block.words.value(1));
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        return query.next();
    }
    if (!postgres)
        sql = u"SELECT 1 FROM sqlite_master WHERE name = :name"_s;
    else
        sql = u"SELECT 1 FROM pg_class WHERE relname = :name AND pg_table_is_visible(oid)"_s;
    Query query(connection, sql);
    if (auto ran = query.bind(u":name"_s, block.words.value(0)).run(); !ran)
        return fail(ran.error());
    return query.next();
}

/// So that the next start knows which program's definition this is.
Result<void> signObject(Connection &connection, const Block &block, const QString &sql)
{
    const QString name = block.words.value(0);
    if (connection.engine() == Engine::Sqlite)
        return {};
    if (block.kind == "function"_L1)
        return connection.execute(
            u"COMMENT ON FUNCTION %1() IS '%2'"_s.arg(name, fingerprint(sql)));
    if (block.kind != "trigger"_L1)
        return {};
    const QString table = sql.section(u" ON "_s, 1, 1).section(u'\n', 0, 0).trimmed();
    return connection.execute(
        u"COMMENT ON TRIGGER %1 ON %2 IS '%3'"_s.arg(name, table, fingerprint(sql)));
}

/// A unique index that the rows do not allow yet waits; everything else must succeed.
Result<bool> create(Connection &connection, const Block &block)
{
    const QString sql = expand(connection.engine(), block.sql);
    if (block.kind != "unique"_L1) {
        if (auto done = connection.execute(sql); !done)
            return fail(done.error());
        if (auto done = signObject(connection, block, sql); !done)
            return fail(done.error());
        return true;
    }
    if (auto saved = connection.execute(u"SAVEPOINT pelorus_unique"_s); !saved)
        return fail(saved.error());
    const auto made = connection.execute(sql);
    if (!made) {
        log::warn("db",
                  u"index %1 waits: "_s.arg(block.words.value(0)) + toLogString(made.error()));
        if (auto back = connection.execute(u"ROLLBACK TO SAVEPOINT pelorus_unique"_s); !back)
            return fail(back.error());
    }
    if (auto released = connection.execute(u"RELEASE SAVEPOINT pelorus_unique"_s); !released)
        return fail(released.error());
    return made.has_value();
}

Result<QStringList> restoreObjects(Connection &connection)
{
    QStringList restored;
    const QString own
        = connection.engine() == Engine::PostgreSql ? u"objects.postgresql"_s : u"objects.sqlite"_s;
    for (const QString &name : {u"objects.common"_s, own}) {
        const auto text = resource(name);
        if (!text)
            return fail(text.error());
        for (const Block &block : blocksOf(*text)) {
            const auto there = exists(connection, block);
            if (!there)
                return fail(there.error());
            if (*there)
                continue;
            const auto made = create(connection, block);
            if (!made)
                return fail(made.error());
            if (*made)
                restored += block.words.join(u'.');
        }
    }
    return restored;
}

tl::unexpected<Error> tooLong()
{
    return fail(ErrorKind::Timeout,
                QCoreApplication::translate(
                    "Core",
                    "Another Pelorus has been upgrading this database for too long. "
                    "Look for one that hangs, close it, and start again."));
}

Result<void> waitForTurn(Connection &connection, const Call &call, const Held &held)
{
    if (connection.engine() == Engine::Sqlite)
        return {}; // BEGIN IMMEDIATE has waited, by the busy timeout
    for (;;) {
        Query query(connection, u"SELECT pg_try_advisory_xact_lock(:number)"_s);
        if (auto ran = query.bind(u":number"_s, kLockNumber).run(); !ran)
            return ran;
        if (query.next() && query.flag(0))
            return {};
        if (held)
            held(tooLong().value());
        if (auto slept = sleepFor(250ms, call); !slept) {
            if (slept.error().kind != ErrorKind::Timeout)
                return slept;
            return tooLong();
        }
    }
}

Result<int> versionOf(Connection &connection)
{
    if (auto made = connection.execute(expand(
            connection.engine(),
            u"CREATE TABLE IF NOT EXISTS pelorus_schema (version integer PRIMARY KEY, name text "
            u"NOT NULL,"
            " checksum text NOT NULL, applied_at {time} NOT NULL, app_version text NOT NULL)"_s));
        !made)
        return fail(made.error());
    Query query(connection, u"SELECT coalesce(max(version), 0) FROM pelorus_schema"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return query.next() ? int(query.number(0)) : 0;
}

Result<void> ensureInstance(Connection &connection)
{
    Query query(connection,
                u"INSERT INTO pelorus_instance (id, instance_id, created_at) VALUES (1, :id, {now})"
                " ON CONFLICT (id) DO NOTHING"_s);
    return query.bind(u":id"_s, QUuid::createUuid().toString(QUuid::Id128).left(8)).run();
}

/// All at once and without waiting: who waits for a table while it holds another can make a
/// deadlock, and it may be the Django application that is ended by it.
Result<void> lockSharedTables(Connection &connection)
{
    if (connection.engine() == Engine::Sqlite)
        return {};
    Query query(connection,
                u"SELECT string_agg(quote_ident(relname), ', ') FROM pg_class WHERE relname IN ("
                "'uploader_proxy', 'uploader_instagramaccount', 'uploader_instagramdevice',"
                " 'uploader_instagramcookies', 'uploader_dolphincookierobottask',"
                " 'uploader_uploadtask', 'uploader_videofile', 'uploader_bulkuploadtask',"
                " 'uploader_bulkuploadaccount', 'uploader_bulkvideo')"
                " AND relkind IN ('r', 'p') AND pg_table_is_visible(oid)"_s);
    if (auto ran = query.run(); !ran)
        return ran;
    if (!query.next() || query.text(0).isEmpty())
        return {};
    return connection.execute(
        u"LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE NOWAIT"_s.arg(query.text(0)));
}

/// Autovacuum gives a table up to whoever has waited for it for deadlock_timeout, which NOWAIT
/// never does. Each table in a transaction that holds nothing else; whether it succeeds shows
/// later.
Result<void> endAutovacuums(Database::Private &d, const Call &call)
{
    const auto tables = d.read([](Connection &connection) -> Result<QStringList> {
        // The only one with locks on tables and without a user. Its kind may not be seen by all.
        Query query(connection,
                    u"SELECT DISTINCT l.relation::regclass::text FROM pg_locks l"
                    " JOIN pg_class c ON c.oid = l.relation"
                    " JOIN pg_stat_activity a ON a.pid = l.pid"
                    " WHERE l.granted AND a.datname = current_database() AND a.usesysid IS NULL"
                    " AND c.relkind = 'r' AND c.relname LIKE 'uploader\\_%'"
                    " AND pg_table_is_visible(c.oid)"_s);
        if (auto ran = query.run(); !ran)
            return fail(ran.error());
        QStringList found;
        while (query.next())
            found += query.text(0);
        return found;
    });
    if (!tables)
        return fail(tables.error());
    for (const QString &table : *tables) {
        if (auto go = call.check(); !go)
            return go;
        const auto alone = d.write([&table](Connection &connection) {
            return connection.execute(
                u"SET LOCAL lock_timeout = '2s'; LOCK TABLE %1 IN ACCESS EXCLUSIVE MODE"_s.arg(
                    table));
        });
        if (!alone)
            log::info("db", u"%1 stays locked: "_s.arg(table) + toLogString(alone.error()));
    }
    return {};
}

Result<Database::MigrationReport>
migrateIn(Connection &connection, const Call &call, const Held &held)
{
    if (auto turn = waitForTurn(connection, call, held); !turn)
        return fail(turn.error());
    // Shorter than deadlock_timeout, as for lockSharedTables(). An index on a large table takes its
    // time.
    if (connection.engine() == Engine::PostgreSql) {
        if (auto set = connection.execute(
                u"SET LOCAL lock_timeout = '700ms'; SET LOCAL statement_timeout = '10min'"_s);
            !set)
            return fail(set.error());
        connection.setPatience(kMigrationPatience);
    }
    const auto version = versionOf(connection);
    if (!version)
        return fail(version.error());
    if (*version > kMigrations.back().version) {
        return fail(
            ErrorKind::Unsupported,
            QCoreApplication::translate("Core",
                                        "This database was upgraded by a newer Pelorus (schema "
                                        "%1, this program knows %2). Update Pelorus on this "
                                        "machine.")
                .arg(*version)
                .arg(kMigrations.back().version));
    }
    if (*version < kMigrations.back().version) {
        if (auto locked = lockSharedTables(connection); !locked)
            return fail(locked.error());
    }
    Database::MigrationReport report{*version, *version, {}};
    for (const Migration &migration : kMigrations) {
        if (migration.version <= *version)
            continue;
        const auto text = resource(QString::fromLatin1(migration.name));
        if (!text)
            return fail(text.error());
        if (auto applied = applyMigration(connection, migration, *text); !applied)
            return fail(applied.error());
        report.to = migration.version;
    }
    if (auto instance = ensureInstance(connection); !instance)
        return fail(instance.error());
    const auto restored = restoreObjects(connection);
    if (!restored)
        return fail(restored.error());
    if (const auto settled = settleRestored(connection); !settled)
        return fail(settled.error());
    if (*version > 0)
        report.restored = *restored;
    return report;
}

/// On PostgreSQL: where another program holds a table everything is let go, so that it gets on, and
/// tried again.
template <typename Migrate>
auto migrateInTurn(Database::Private &d, const Call &call, const Held &held, Migrate migrate)
    -> decltype(migrate())
{
    auto report = migrate();
    while (!report && report.error().name == "55P03"_L1) {
        if (held)
            held(report.error());
        if (const auto slept = sleepFor(500ms, call); !slept)
            return slept.error().kind == ErrorKind::Timeout ? std::move(report)
                                                            : fail(slept.error());
        if (const auto ended = endAutovacuums(d, call); !ended)
            return ended.error().kind == ErrorKind::Timeout ? std::move(report)
                                                            : fail(ended.error());
        report = migrate();
    }
    return report;
}

} // namespace

Result<bool> isForeign(Connection &connection)
{
    Query query(connection,
                connection.engine() == Engine::Sqlite
                    ? u"SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = "
                      "'uploader_instagramaccount') AND NOT EXISTS (SELECT 1 FROM sqlite_master"
                      " WHERE name = 'pelorus_schema')"_s
                    : u"SELECT to_regclass('uploader_instagramaccount') IS NOT NULL"
                      " AND to_regclass('pelorus_schema') IS NULL"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    return query.next() && query.flag(0);
}

Result<Database::MigrationReport>
runMigrations(Database::Private &d, const Call &call, const Held &held)
{
    const auto migrate = [&] {
        return d.write([&](Connection &connection) {
            auto report = migrateIn(connection, call, held);
            connection.setPatience(Connection::kPatience);
            return report;
        });
    };
    if (d.url.engine == Engine::PostgreSql)
        return migrateInTurn(d, call, held, migrate);
    // BEGIN IMMEDIATE waits in SQLite, which knows nothing of our call: short waits, then a look at
    // it.
    const auto connection = d.connection();
    if (!connection)
        return fail(connection.error());
    if (auto brief = (*connection)->execute(u"PRAGMA busy_timeout = 200"_s); !brief)
        return fail(brief.error());
    auto report = migrate();
    while (!report && report.error().kind == ErrorKind::Timeout) {
        if (held)
            held(report.error());
        if (const auto go = call.check(); !go) {
            report = go.error().kind == ErrorKind::Timeout ? tooLong() : fail(go.error());
            break;
        }
        report = migrate();
    }
    if (auto usual = (*connection)->execute(u"PRAGMA busy_timeout = 10000"_s); !usual)
        (*connection)->setBroken();
    return report;
}

Result<std::unique_ptr<Transaction>>
beginMigrated(Database::Private &d, const Call &call, const Held &held)
{
    return migrateInTurn(d, call, held, [&]() -> Result<std::unique_ptr<Transaction>> {
        const auto connection = d.connection();
        if (!connection)
            return fail(connection.error());
        auto transaction = Transaction::begin(**connection, Transaction::Durability::Durable);
        if (!transaction)
            return transaction;
        const auto report = migrateIn(**connection, call, held);
        (*connection)->setPatience(Connection::kPatience);
        if (!report)
            return fail(report.error());
        return transaction;
    });
}

} // namespace pelorus::store
