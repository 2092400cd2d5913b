// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/resultmacros.h"
#include "tests/system/harness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// A worker that is not seen is taken for dead, so nothing may keep it from its beat.
class TestBeat : public QObject
{
    Q_OBJECT

private slots:
    /// Several beats while one and the same call to Dolphin has no answer: a beat between two calls
    /// would not do.
    void goesOnWhileDolphinHangs()
    {
        Harness bench(u"sqlite"_s, Browser::Stub, {{u"PELORUS_LEASE_TTL"_s, u"2"_s}});
        QVERIFY2(bench.problem().isEmpty(), qPrintable(bench.problem()));
        QVERIFY(bench.standin().faults(
            {QJsonObject{{u"listener"_s, u"local"_s}, {u"action"_s, u"hang"_s}, {u"count"_s, 0}}}));
        bench.startEngine();
        qsizetype calls = 0;
        int beats = 0;
        QDateTime seen;
        const auto beatsInOneCall = [&] {
            const qsizetype now = bench.standin().requests({}, u"*"_s, u"local"_s).size();
            if (std::exchange(calls, now) != now)
                beats = 0;
            const auto workers = store::WorkerStore(bench.database()).all(2s);
            if (!workers || workers->empty() || calls == 0)
                return false;
            if (std::exchange(seen, workers->front().lastSeen) != workers->front().lastSeen)
                ++beats;
            return beats >= 4;
        };
        QVERIFY(bench.runUntil(beatsInOneCall));
        QVERIFY(bench.engine().status().dolphin != run::EngineStatus::Dolphin::Ready);
        QCOMPARE(store::WorkerStore(bench.database()).all(2s)->front().ttl, 2s);
        bench.stopEngine();
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestBeat)
#include "tst_beat.moc"
