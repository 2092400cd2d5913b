// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/referee.h"

#include "core/store/session.h"
#include "tests/system/outside.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

const QStringList &statements()
{
    static const QStringList all{
        u"CREATE EXTENSION IF NOT EXISTS btree_gist"_s,
        u"CREATE TABLE referee_held (id bigserial PRIMARY KEY, account bigint NOT NULL, holder text"
        " NOT NULL, span tstzrange NOT NULL, until timestamptz NOT NULL,"
        " EXCLUDE USING gist (account WITH =, span WITH &&))"_s,
        u"CREATE TABLE referee_twice (account bigint NOT NULL, holder text NOT NULL)"_s,
        u"CREATE TABLE referee_done (job bigint NOT NULL)"_s,
        // A lease lasts until its time is up, unless its holder gives it back or renews it. Another
        // holder does not end it: that would be the overlap to be found. It is noted rather than
        // refused, so that the worker that did it cannot hide it by trying again.
        u"CREATE FUNCTION referee_watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.locked_by IS NULL OR NEW.locked_by = OLD.locked_by THEN"
        "  UPDATE referee_held SET span ="
        "   tstzrange(lower(span), greatest(lower(span), clock_timestamp()), '[)')"
        "   WHERE account = OLD.id AND upper(span) > clock_timestamp(); END IF;"
        " IF NEW.locked_by IS NOT NULL AND NEW.locked_until > clock_timestamp() THEN BEGIN"
        "  INSERT INTO referee_held (account, holder, span, until) VALUES (NEW.id, NEW.locked_by,"
        "   tstzrange(clock_timestamp(), NEW.locked_until, '[)'), NEW.locked_until);"
        "  EXCEPTION WHEN exclusion_violation THEN"
        "   INSERT INTO referee_twice VALUES (NEW.id, NEW.locked_by); END; END IF;"
        " RETURN NULL; END $$"_s,
        u"CREATE TRIGGER referee_watch AFTER UPDATE OF locked_by, locked_until ON"
        " uploader_instagramaccount FOR EACH ROW EXECUTE FUNCTION referee_watch()"_s,
        u"CREATE FUNCTION referee_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO referee_done VALUES (NEW.id); RETURN NULL; END $$"_s,
        u"CREATE TRIGGER referee_count AFTER UPDATE OF state ON pelorus_job FOR EACH ROW WHEN"
        " (NEW.state = 'COMPLETED' AND OLD.state <> 'COMPLETED' AND NEW.kind <> 'CHECK')"
        " EXECUTE FUNCTION referee_count()"_s};
    return all;
}

} // namespace

Referee::Referee(Harness &bench)
    : m_bench(bench)
{
    for (const QString &statement : statements()) {
        const auto done = bench.database()->priv().write(
            [&](store::Connection &connection) { return connection.execute(statement); });
        if (!done)
            QTest::qFail(qPrintable(toLogString(done.error())), __FILE__, __LINE__);
    }
}

QStringList Referee::heldTwice()
{
    return select(m_bench, u"SELECT account || ': ' || holder FROM referee_twice"_s);
}

int Referee::leases()
{
    return select(m_bench, u"SELECT count(*) FROM referee_held"_s).value(0).toInt();
}

int Referee::takenOver()
{
    // Not given back: it ended at the very time it was meant to.
    return select(m_bench, u"SELECT count(*) FROM referee_held WHERE upper(span) = until"_s)
        .value(0)
        .toInt();
}

QStringList Referee::notOnce()
{
    return select(m_bench,
                  u"SELECT j.id || ' ' || j.state || ': ' || count(d.job) FROM pelorus_job j LEFT"
                  " JOIN referee_done d ON d.job = j.id WHERE j.kind <> 'CHECK' GROUP BY j.id"
                  " HAVING count(d.job) <> 1 OR j.state <> 'COMPLETED'"_s);
}

} // namespace pelorus::test
