// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/async.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <future>
#include <thread>

using namespace pelorus;
using namespace pelorus::ui;

class tst_Async final : public QObject
{
    Q_OBJECT
private slots:
    void runsElsewhereAnswersHere()
    {
        Workers workers;
        QThread *where = nullptr;
        QThread *answered = nullptr;
        workers.run(
            this,
            [] { return QThread::currentThread(); },
            [&](QThread *thread) {
                where = thread;
                answered = QThread::currentThread();
            });
        QTRY_VERIFY(answered);
        QCOMPARE(answered, QThread::currentThread());
        QVERIFY(where != QThread::currentThread());
    }
    void dropsTheAnswerOfADeadContext()
    {
        Workers workers;
        auto context = std::make_unique<QObject>();
        std::promise<void> go;
        const auto gone = go.get_future().share();
        bool called = false;
        bool marker = false;
        workers.run(
            context.get(),
            [&] {
                gone.wait();
                return 1;
            },
            [&](int) { called = true; });
        context.reset();
        go.set_value();
        workers.run(
            this, [] { return 1; }, [&](int) { marker = true; });
        QTRY_VERIFY(marker);
        QVERIFY(!called);
    }
    void destructionStopsAndWaits()
    {
        std::atomic<bool> stopped = false;
        std::promise<void> started;
        {
            Workers workers;
            workers.run(
                this,
                [&, stop = workers.stopToken()] {
                    started.set_value();
                    while (!stop.stop_requested())
                        std::this_thread::yield();
                    stopped = true;
                    return 1;
                },
                [](int) { QFAIL("answered after the end"); });
            started.get_future().wait();
        }
        QVERIFY(stopped);
        QCoreApplication::sendPostedEvents();
    }
    /// Four checks on a dead network folder, and the program still closes.
    void theEndOfTheWorkWaitsForNobody()
    {
        Workers workers;
        std::promise<void> go;
        const auto gone = go.get_future().share();
        int answered = 0;
        for (const auto lane : {Workers::Lane::Usual, Workers::Lane::MayHang})
            for (int i = 0; i < 8; ++i)
                workers.run(
                    this,
                    [&] {
                        gone.wait();
                        return 1;
                    },
                    [&](int) { ++answered; },
                    lane);
        bool ended = false;
        workers.run(
            this, [] { return 1; }, [&](int) { ended = true; }, Workers::Lane::AtOnce);
        QTRY_VERIFY(ended);
        QCOMPARE(answered, 0);
        go.set_value();
        QTRY_COMPARE(answered, 16);
        QVERIFY(workers.isIdle());
    }
    /// A check on a dead network folder holds neither a restore nor the end of the program.
    void whatHangsIsLeftBehind()
    {
        std::promise<void> go;
        bool drained = false;
        std::atomic<bool> saved = false;
        {
            Workers workers(2, std::chrono::milliseconds(1));
            workers.run(
                this,
                [gone = go.get_future().share()] { // it outlives the workers
                    gone.wait();
                    return 1;
                },
                [](int) { QFAIL("answered after the end"); },
                Workers::Lane::MayHang);
            workers.run(
                this,
                [&] {
                    saved = true;
                    return 1;
                },
                [](int) {});
            workers.drain(this, [&] { drained = true; });
            QTRY_VERIFY(drained);
            QVERIFY(saved);
            QVERIFY(!workers.isIdle());
        }
        go.set_value();
        QCoreApplication::sendPostedEvents();
    }
    void readerNeverReadsTwiceAtOnce()
    {
        Workers workers;
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        std::atomic<int> reads = 0;
        int shown = 0;
        Reader<int> reader(
            workers,
            this,
            [&]() -> Result<int> {
                most = std::max(most.load(), ++running);
                ++reads;
                --running;
                return reads.load();
            },
            [&](const Result<int> &) { ++shown; });
        for (int i = 0; i < 50; ++i)
            reader.refresh();
        QTRY_VERIFY(!reader.isRunning());
        QCOMPARE(most.load(), 1);
        QCOMPARE(reads.load(), 2); // the first, and one for all that came during it
        QCOMPARE(shown, 2);
    }
    void anotherQuestionDropsTheOldAnswer()
    {
        Workers workers;
        std::promise<void> go;
        const auto gone = go.get_future().share();
        QList<int> shown;
        Reader<int> reader(
            workers,
            this,
            [&]() -> Result<int> {
                gone.wait();
                return 1;
            },
            [&](const Result<int> &answer) { shown << *answer; });
        reader.refresh();
        reader.ask([]() -> Result<int> { return 2; });
        go.set_value();
        QTRY_COMPARE(shown, QList<int>{2});
    }
    void theSameRowAskedAgainKeepsItsAnswer()
    {
        Workers workers;
        std::promise<void> go;
        const auto gone = go.get_future().share();
        QList<int> shown;
        Reader<int> reader(
            workers,
            this,
            [] { return Result<int>(0); },
            [&](const Result<int> &answer) { shown << *answer; });
        const auto slow = [&]() -> Result<int> {
            gone.wait();
            return 1;
        };
        reader.ask(slow, 7);
        for (int i = 0; i < 5; ++i)
            reader.ask(slow, 7);
        go.set_value();
        QTRY_VERIFY(!reader.isRunning());
        QCOMPARE(shown, (QList<int>{1, 1}));
        shown.clear();
        std::promise<void> other;
        const auto later = other.get_future().share();
        reader.ask(
            [&]() -> Result<int> {
                later.wait();
                return 7;
            },
            7);
        reader.ask([] { return Result<int>(8); }, 8);
        other.set_value();
        QTRY_COMPARE(shown, QList<int>{8});
    }
};

QTEST_GUILESS_MAIN(tst_Async)
#include "tst_async.moc"
