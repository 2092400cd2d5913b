// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/session.h"
#include "tests/support/databaseproxy.h"
#include "tests/system/harness.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

using namespace pelorus;
using namespace pelorus::test;

[[noreturn]] void give(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

void wait(int seconds)
{
    QEventLoop loop;
    QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Statements a second of an engine that has nothing to do, once it has started and swept.
double perSecond(bool dueTomorrow, int seconds)
{
    Harness bench(u"postgresql"_s, Browser::Stub, {{u"PELORUS_LEASE_TTL"_s, u"120"_s}});
    if (!bench.problem().isEmpty())
        give(bench.problem());
    if (dueTomorrow) {
        bench.addAccount(u"anna"_s);
        static_cast<void>(bench.createBulk({u"anna"_s}, {bench.makeVideo(u"clip.mp4"_s)}));
        const auto later
            = bench.database()->priv().write([](store::Connection &connection) -> Result<void> {
                  store::Query query(connection,
                                     u"UPDATE pelorus_job SET run_after = {plus 86400}"_s);
                  return query.run();
              });
        if (!later)
            give(toLogString(later.error()));
    }
    DatabaseProxy proxy(bench.databaseUrl());
    const auto through = store::Database::open(Secret(proxy.url()), store::Role::Runner);
    if (!through)
        give(toLogString(through.error()));
    bench.startEngine(false, *through);
    if (!bench.runUntil(
            [&] { return bench.engine().status().dolphin == run::EngineStatus::Dolphin::Ready; }))
        give(u"Dolphin's stand-in is not ready"_s);
    wait(5);
    const qint64 before = proxy.statements();
    QElapsedTimer timer;
    timer.start();
    wait(seconds);
    const double rate = double(proxy.statements() - before) * 1000.0 / double(timer.elapsed());
    bench.stopEngine();
    return rate;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int seconds = std::max(10, QCoreApplication::arguments().value(1, u"60"_s).toInt());
    const QJsonObject figures{{u"seconds"_s, seconds},
                              {u"empty_queue_per_second"_s, perSecond(false, seconds)},
                              {u"due_tomorrow_per_second"_s, perSecond(true, seconds)}};
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}
