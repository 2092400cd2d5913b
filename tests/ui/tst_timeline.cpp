// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/timeline.h"
#include "ui/window/commandpalette.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;

namespace {

const QDateTime kStart(QDate(2026, 11, 25), QTime(10, 0), Qt::UTC);

store::TaskEvent stepEvent(const QString &step, const QString &state, int second, qint64 item = 0)
{
    return {{1}, {item}, step, state, {}, kStart.addSecs(second)};
}

} // namespace

class tst_Timeline final : public QObject
{
    Q_OBJECT
private slots:
    void joinsStartAndEnd()
    {
        const auto entries = buildTimeline({stepEvent(u"profile"_s, u"started"_s, 0),
                                            stepEvent(u"profile"_s, u"done"_s, 3),
                                            stepEvent(u"share"_s, u"started"_s, 4, 7),
                                            stepEvent(u"share"_s, u"failed"_s, 9, 7),
                                            stepEvent(u"close"_s, u"started"_s, 10)},
                                           {},
                                           {},
                                           true);
        QCOMPARE(entries.size(), size_t(3));
        QCOMPARE(entries[0].state, TimelineEntry::State::Done);
        QCOMPARE(entries[0].from.secsTo(*entries[0].to), 3);
        QCOMPARE(entries[1].state, TimelineEntry::State::Failed);
        QCOMPARE(entries[2].state, TimelineEntry::State::Running);
    }
    void nothingRunsInATaskThatEnded()
    {
        const auto entries = buildTimeline({stepEvent(u"share"_s, u"started"_s, 0)}, {}, {}, false);
        QCOMPARE(entries[0].state, TimelineEntry::State::Info);
    }
    void sameStepOfTwoVideosStaysApart()
    {
        store::Item a;
        a.id = {1};
        a.storedPath = u"folder/a.mp4"_s;
        store::Item b = a;
        b.id = {2};
        b.storedPath = u"b.mp4"_s;
        const auto entries = buildTimeline({stepEvent(u"share"_s, u"started"_s, 0, 1),
                                            stepEvent(u"share"_s, u"started"_s, 1, 2),
                                            stepEvent(u"share"_s, u"done"_s, 2, 1)},
                                           {a, b},
                                           {},
                                           true);
        QCOMPARE(entries.size(), size_t(2));
        QCOMPARE(entries[0].video, u"a.mp4"_s);
        QCOMPARE(entries[0].state, TimelineEntry::State::Done);
        QCOMPARE(entries[1].state, TimelineEntry::State::Running);
    }
    void aRepeatedStepIsANewEntry()
    {
        const auto entries = buildTimeline({stepEvent(u"open"_s, u"started"_s, 0),
                                            stepEvent(u"open"_s, u"failed"_s, 1),
                                            stepEvent(u"open"_s, u"started"_s, 2),
                                            stepEvent(u"open"_s, u"done"_s, 3)},
                                           {},
                                           {},
                                           false);
        QCOMPARE(entries.size(), size_t(2));
        QCOMPARE(entries[0].state, TimelineEntry::State::Failed);
        QCOMPARE(entries[1].state, TimelineEntry::State::Done);
    }
    void aStepWithinItselfIsOne()
    {
        const std::vector<store::TaskEvent> events{stepEvent(u"sign_in"_s, u"started"_s, 0),
                                                   stepEvent(u"sign_in"_s, u"started"_s, 1),
                                                   stepEvent(u"sign_in"_s, u"done"_s, 4),
                                                   stepEvent(u"sign_in"_s, u"done"_s, 5)};
        const auto entries = buildTimeline(events, {}, {}, true);
        QCOMPARE(entries.size(), size_t(1));
        QCOMPARE(entries[0].state, TimelineEntry::State::Done);
        QCOMPARE(entries[0].from.secsTo(*entries[0].to), 5);
        // Twice told as done without a beginning: two things that happened.
        QCOMPARE(buildTimeline({events[2], events[3]}, {}, {}, true).size(), size_t(2));
    }
    void evidenceGoesToItsStep()
    {
        store::Evidence evidence;
        evidence.step = u"share"_s;
        const auto entries = buildTimeline({stepEvent(u"open"_s, u"done"_s, 0),
                                            stepEvent(u"share"_s, u"failed"_s, 1),
                                            stepEvent(u"close"_s, u"done"_s, 2)},
                                           {},
                                           {evidence},
                                           false);
        QCOMPARE(entries[0].evidence, -1);
        QCOMPARE(entries[1].evidence, 0);
    }
    void modelGrows()
    {
        TimelineModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::vector<store::TaskEvent> events;
        for (int i = 0; i < 20; ++i) {
            events.push_back(stepEvent(u"step%1"_s.arg(i), u"started"_s, i));
            model.setEntries(buildTimeline(events, {}, {}, true), {});
            QCOMPARE(model.rowCount(), i + 1);
        }
        // A read that began before the last steps: the rows before them stay.
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex chosen = model.index(5);
        events.resize(18);
        model.setEntries(buildTimeline(events, {}, {}, true), {});
        QCOMPARE(model.rowCount(), 18);
        QVERIFY(chosen.isValid());
        QCOMPARE(reset.size(), 0);
        model.setEntries({}, {});
        QCOMPARE(model.rowCount(), 0);
    }
    void palette()
    {
        QVERIFY(fuzzyMatch(u""_s, u"Accounts"_s));
        QVERIFY(fuzzyMatch(u"bup"_s, u"Bulk upload"_s));
        QVERIFY(fuzzyMatch(u"blk up"_s, u"Bulk upload"_s));
        QVERIFY(!fuzzyMatch(u"pub"_s, u"Bulk upload"_s));
    }
};

QTEST_MAIN(tst_Timeline)
#include "tst_timeline.moc"
