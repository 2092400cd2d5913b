// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/machineslots.h"
#include "core/run/workerlock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// What the programs of one machine know of each other by files in the data folder.
class TestMachine final : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private slots:
    void slotsAreCounted()
    {
        const QTemporaryDir folder;
        run::MachineSlots mine(folder.path(), 2);
        run::MachineSlots others(folder.path(), 2);
        auto first = mine.tryTake();
        QVERIFY(first);
        auto second = others.tryTake();
        QVERIFY(second);
        QVERIFY(!mine.tryTake());
        first.reset();
        QVERIFY(others.tryTake());
    }

    /// A kill leaves the files; a restarted container then gives the same process number again.
    void filesOfTheDeadAreFree()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"slots/0.lock"_s), {});
        write(folder.filePath(u"slots/1.lock"_s),
              QByteArray::number(QCoreApplication::applicationPid()) + '\n'
                  + QCoreApplication::applicationName().toUtf8() + '\n'
                  + QSysInfo::machineHostName().toUtf8() + '\n' + QSysInfo::machineUniqueId() + '\n'
                  + QSysInfo::bootUniqueId() + '\n');
        run::MachineSlots free(folder.path(), 2);
        const auto first = free.tryTake();
        const auto second = free.tryTake();
        QVERIFY(first && second);
    }

    void dolphinsLimitsAreShared()
    {
        const QTemporaryDir folder;
        const auto mine = run::dolphinLimits(folder.path());
        const auto others = run::dolphinLimits(folder.path());
        auto first = mine.start();
        const auto second = others.start();
        QVERIFY(first && second && !mine.start() && !others.start());
        const auto stop = others.stop(); // of another kind
        QVERIFY(stop && !mine.stop());
        first.reset();
        QVERIFY(others.start());
        // Where nothing can be shared nobody waits.
        write(folder.filePath(u"file"_s), {});
        const auto nowhere = run::dolphinLimits(folder.filePath(u"file"_s));
        const auto one = nowhere.stop();
        QVERIFY(one && nowhere.stop());
    }

    void workersAreKnownToBeGone()
    {
        const QTemporaryDir folder;
        const QString worker = u"DESK 1/4711/ab\u00e9"_s;
        const auto gone = [&] { return run::WorkerLock::isGone(folder.path(), worker); };
        QVERIFY(!gone()); // nothing is known of it here
        {
            const run::WorkerLock lock(folder.path(), worker);
            QVERIFY(!gone());
            const QStringList files
                = QDir(folder.filePath(u"workers"_s)).entryList(QDir::Files | QDir::Hidden);
            QCOMPARE(files, QStringList{u"DESK-1-4711-ab-.lock"_s});
        }
        QVERIFY(!gone()); // it left in good order
        write(folder.filePath(u"workers/DESK-1-4711-ab-.lock"_s), {});
        QVERIFY(gone());
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestMachine)
#include "tst_machine.moc"
