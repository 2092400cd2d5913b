// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"
#include "core/store/backupfiles.h"
#include "core/store/backuplock.h"
#include "core/store/backupschedule.h"
#include "core/store/filelock.h"
#include "core/store/restore.h"
#include "tests/core/store/backuphelpers.h"

#include <QSysInfo>
#include <QtEndian>

#include <filesystem>

#ifdef Q_OS_LINUX
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::test;

namespace {

/// Two names of one file, which costs its room once.
bool isLinked(const QString &one, const QString &other)
{
    std::error_code error;
    return std::filesystem::equivalent(std::filesystem::path(one.toStdU16String()),
                                       std::filesystem::path(other.toStdU16String()),
                                       error);
}

} // namespace

#ifdef Q_OS_LINUX
namespace {
QStringList synced; ///< the names that they had then
}

/// Instead of the system library's, which it does the work of.
extern "C" int fsync(int handle)
{
    synced += QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(handle));
    return int(syscall(SYS_fsync, handle));
}
#endif

class TestBackup final : public QObject
{
    Q_OBJECT

private slots:
    void mediaGoAlong()
    {
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/клип — 1 🎬.mp4"_s, "one");
        write(root + u"/a/b/two.mp4"_s, "two");
        const QString first = folder.filePath(u"first.media"_s);
        const auto made = copyMedia(root, first, {}, Call::in(1min));
        QVERIFY_RESULT(made);
        QCOMPARE(made->files, 2);
        QCOMPARE(made->bytes, 6);
        QCOMPARE(read(first + u"/a/b/two.mp4"_s), QByteArray("two"));

        // Of three files one is new and one is another.
        write(root + u"/a/b/two.mp4"_s, "TWO!");
        write(root + u"/three.mp4"_s, "three");
        const QString second = folder.filePath(u"second.media"_s);
        const auto next = copyMedia(root, second, first, Call::in(1min));
        QVERIFY_RESULT(next);
        QCOMPARE(next->files, 3);
        QCOMPARE(next->copied, 2);
        QVERIFY(isLinked(second + u"/клип — 1 🎬.mp4"_s, first + u"/клип — 1 🎬.mp4"_s));
        QCOMPARE(read(first + u"/a/b/two.mp4"_s), QByteArray("two"));
        QCOMPARE(read(second + u"/a/b/two.mp4"_s), QByteArray("TWO!"));

        // Back: what is missing, and only that.
        QVERIFY(QFile::remove(root + u"/three.mp4"_s));
        const auto back = bringMediaBack(first, root, Call::in(1min));
        QVERIFY_RESULT(back);
        QCOMPARE(back->copied, 0);
        QCOMPARE(back->different, (QStringList{u"a/b/two.mp4"_s}));
        QVERIFY(QDir(root).removeRecursively());
        const auto all = bringMediaBack(second, root, Call::in(1min));
        QVERIFY_RESULT(all);
        QCOMPARE(all->copied, 3);
        QCOMPARE(read(root + u"/a/b/two.mp4"_s), QByteArray("TWO!"));
        // And the times, so that the next backup links them.
        const auto third
            = copyMedia(root, folder.filePath(u"third.media"_s), second, Call::in(1min));
        QVERIFY_RESULT(third);
        QCOMPARE(third->copied, 0);
    }

    void oneFileCostsNoOther()
    {
#ifdef Q_OS_WIN
        QSKIP("There are no links to nowhere here.");
#endif
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/one.mp4"_s, "one");
        write(folder.filePath(u"elsewhere/two.mp4"_s), "two");
        QVERIFY(QFile::link(folder.filePath(u"no.mp4"_s), root + u"/dangling.mp4"_s));
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), root + u"/folder"_s));
        const auto made = copyMedia(root, folder.filePath(u"to.media"_s), {}, Call::in(1min));
        QVERIFY_RESULT(made);
        QCOMPARE(made->files, 1);
        QCOMPARE(made->left, (QStringList{u"dangling.mp4"_s, u"folder"_s}));
    }

    void halfACopyIsNone()
    {
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        const QString to = folder.filePath(u"backup.media"_s);
        QCOMPARE(copyMedia(root, to, {}, Call::in(1min)).error().kind, ErrorKind::NotFound);
        write(root + u"/one.mp4"_s, "one");
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(copyMedia(root, to, {}, Call::in(1min, stop.get_token())).error().kind,
                 ErrorKind::Cancelled);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 QStringList{u"media"_s});
        // A database whose media cannot be copied is no backup either.
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        const QString file = folder.filePath(u"backup"_s);
        QVERIFY(
            !backup(Secret(fixture.url()), file, {folder.filePath(u"no"_s), {}}, Call::in(1min)));
        QVERIFY(!QFile::exists(file));
        QVERIFY(!QFile::exists(file + u".part"_s));
    }

    /// Of a program that died over it, with whatever name; never of one that is at it, nor what
    /// others call so.
    void deadHalvesAreSwept()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        const Secret url(fixture.url());
        const QTemporaryDir folder;
        for (const QString &name : {u"dead.db"_s, u"late.db"_s, u"living.db"_s, u"other.db"_s})
            write(folder.filePath(name + u".part"_s), "half");
        const QByteArray here = QSysInfo::machineHostName().toUtf8();
        for (const QString &name : {u".dead.db.pelorus-backup"_s, u".late.db.pelorus-backup"_s})
            write(folder.filePath(name), here);
        write(folder.filePath(u"dead.db.media/one.mp4"_s), "whole, but its database never came");
        write(folder.filePath(u".moved.db.pelorus-backup"_s), here);
        write(folder.filePath(u"moved.db.media/one.mp4"_s), "of a backup that is elsewhere now");
        write(folder.filePath(u"late.db"_s), "a backup");
        write(folder.filePath(u"late.db.media/one.mp4"_s), "and its media");
        const auto living = BackupLock::take(folder.filePath(u"living.db"_s));
        QVERIFY_RESULT(living);
        QVERIFY(!QFile::exists(folder.filePath(u"dead.db.part"_s))); // it sweeps, too

        const auto busy = backup(url, folder.filePath(u"living.db"_s), {}, Call::in(1min));
        QVERIFY(!busy);
        QCOMPARE(busy.error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(backup(url, folder.filePath(u"dead.db"_s), {}, Call::in(1min)));
        const auto names
            = QDir(folder.path())
                  .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
        QCOMPARE(names,
                 (QStringList{u".living.db.pelorus-backup"_s,
                              u"dead.db"_s,
                              u"late.db"_s,
                              u"late.db.media"_s,
                              u"living.db.part"_s,
                              u"moved.db.media"_s,
                              u"other.db.part"_s}));
    }

    /// Of a living one there, as this one may not see its lock.
    void halvesOfAnotherMachineStay()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"far.db.part"_s), "half");
        write(folder.filePath(u".far.db.pelorus-backup"_s), "another machine");
        write(folder.filePath(u"new.db.part"_s), "half"); // whose name comes just now
        write(folder.filePath(u".new.db.pelorus-backup"_s), "");
        {
            const auto lock = BackupLock::take(folder.filePath(u"near.db"_s));
            QVERIFY_RESULT(lock);
#ifndef Q_OS_WIN
            QCOMPARE(read(folder.filePath(u".near.db.pelorus-backup"_s)),
                     QSysInfo::machineHostName().toUtf8());
#endif
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name).size(), 4);
    }

    /// A folder of that name, as what is open on Windows.
    void whatCannotBeSweptIsFoundAgain()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        const QTemporaryDir folder;
        const QString lock = folder.filePath(u".stuck.db.pelorus-backup"_s);
        const QString part = folder.filePath(u"stuck.db.part"_s);
        write(part + u"/one"_s, "open");
        QVERIFY(!backup(Secret(fixture.url()), folder.filePath(u"stuck.db"_s), {}, Call::in(1min)));
        QVERIFY(QFile::exists(lock));
        const auto sweep = [&] { return bool(BackupLock::take(folder.filePath(u"other.db"_s))); };
        QVERIFY(sweep());
        QVERIFY(QFile::exists(lock));
        QVERIFY(QDir(part).removeRecursively());
        write(part, "not any more");
        QVERIFY(sweep());
        QVERIFY(!QFile::exists(part));
        QVERIFY(!QFile::exists(lock));
    }

    /// VACUUM INTO leaves them out, so that a file larger than the disk can be backed up.
    void freePagesNeedNoRoom()
    {
        const TestDatabase fixture(u"sqlite"_s);
        QVERIFY(fixture.isValid());
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"large.db"_s);
        QVERIFY_RESULT(backup(Secret(fixture.url()), path, {}, Call::in(1min)));
        QFile large(path);
        QVERIFY(large.open(QIODevice::ReadWrite));
        QByteArray header = large.read(100);
        const auto field = [&](int at) { return header.data() + at; };
        const quint32 used = qFromBigEndian<quint32>(field(28));
        const quint32 all = 1U << 30;
        qToBigEndian(all, field(28));
        qToBigEndian(used + 1, field(32)); // the first page that lists free ones
        qToBigEndian(all - used, field(36));
        if (!large.resize(qint64(all) * qFromBigEndian<quint16>(field(16))))
            QSKIP("This file system has no such large files.");
        QVERIFY(large.seek(0));
        QCOMPARE(large.write(header), 100);
        large.close();
        const QString copy = folder.filePath(u"copy.db"_s);
        const auto made = backup(Secret(u"sqlite:///"_s + path), copy, {}, Call::in(1min));
        QVERIFY_RESULT(made);
        QVERIFY(made->bytes < 16 << 20);
    }

    void roomIsAskedForFirst()
    {
        const QTemporaryDir folder;
        QVERIFY_RESULT(needsRoom(folder.path(), 0));
        QVERIFY_RESULT(needsRoom(folder.filePath(u"not there"_s), 1LL << 60));
        const auto full = needsRoom(folder.path(), 1LL << 60);
        QVERIFY(!full);
        QCOMPARE(full.error().kind, ErrorKind::Io);
        // One video that no disk has room for: said at once, and nothing is left. The second is so
        // that a defect fills no disk.
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/one.mp4"_s, "one");
        QFile huge(root + u"/huge.mp4"_s);
        QVERIFY(huge.open(QIODevice::WriteOnly));
        if (!huge.resize(8LL << 40))
            QSKIP("This file system has no such large files.");
        const auto copied = copyMedia(root, folder.filePath(u"to.media"_s), {}, Call::in(1s));
        QVERIFY(!copied);
        QVERIFY2(copied.error().message.contains(u"8.00 TiB"_s),
                 qPrintable(copied.error().message));
        QVERIFY(!QFile::exists(folder.filePath(u"to.media.part"_s)));
    }

    void scheduleKeepsTheNewest_data()
    {
        addEngineRows();
    }
    void scheduleKeepsTheNewest()
    {
        OPEN_DATABASE;
        const QTemporaryDir folder;
        const QString root = folder.filePath(u"media"_s);
        write(root + u"/one.mp4"_s, "one");
        write(root + u"/backups/two.mp4"_s, "a video among the backups");
        BackupPlan plan;
        plan.folder = root + u"/backups"_s; // below the media: not copied into itself
        plan.instance = u"abcd1234"_s;
        plan.keep = 2;
        plan.media = true;
        plan.mediaRoot = root;
        const Secret url(fixture.url());
        const QDateTime start(QDate(2026, 3, 28), QTime(12, 0), Qt::UTC);
        const auto at = [&](int hours) {
            return backUpIfDue(url, plan, start.addSecs(hours * 3600LL), Call::in(1min));
        };
        const auto first = at(0);
        MAY_LACK_TOOLS(first);
        QVERIFY_RESULT(first);
        QVERIFY(*first);
        QCOMPARE((*first)->media->files, 2);
        QVERIFY(!at(23).value());
        // What others made or left, and a clock that was wrong.
        write(plan.folder + u"/pelorus-2026-03-28.db"_s, "by hand");
        write(plan.folder + u"/pelorus-auto-abcd1234-20260328T120001Z.db.part"_s, "broken off");
        write(plan.folder + u"/pelorus-auto-abcd1234-20260328T120001Z.db.media/x.mp4"_s,
              "broken off");
        write(plan.folder + u"/pelorus-auto-abcd1234-20260301T120000Z.db.media/x.mp4"_s,
              "its database is in an archive now");
        const QString ahead = engine == "sqlite"_L1 ? u"db"_s : u"dump"_s;
        write(plan.folder + u"/pelorus-auto-abcd1234-29990101T000000Z."_s + ahead, "ahead");
        // A living one of the same database on another machine, whose lock is not seen from here.
        const QString far = plan.folder + u"/pelorus-auto-abcd1234-20260328T120002Z.db.part"_s;
        const QString farLock
            = plan.folder + u"/.pelorus-auto-abcd1234-20260328T120002Z.db.pelorus-backup"_s;
        write(far, "at it");
        write(farLock, "another machine");
        const auto second = at(24);
        QVERIFY(second.value());
        QCOMPARE((*second)->media->files, 3); // with the one by hand, without the media that stay
        QVERIFY(QFile::remove(far));
        QVERIFY(QFile::remove(farLock));
        // Another database's, older than the plan keeps.
        const QString other = u"pelorus-auto-ffff0000-20200101T000000Z."_s + ahead;
        write(plan.folder + u'/' + other, "another database");
        {
            const auto lock = FileLock::take(plan.folder + u"/.pelorus-backup"_s);
            QVERIFY_RESULT(lock);
            QVERIFY(!at(48).value());
        }
        QVERIFY(at(48).value());
        const auto kept = generations(plan.folder, plan.instance);
        QCOMPARE(kept.size(), size_t(3));
        QVERIFY(kept[0].at > start.addYears(100)); // counts for nothing
        QCOMPARE(kept[1].at, start.addDays(2));
        QCOMPARE(kept[2].at, start.addDays(1));
        QVERIFY(isLinked(mediaOfBackup(kept[1].file) + u"/one.mp4"_s,
                         mediaOfBackup(kept[2].file) + u"/one.mp4"_s));
        QStringList left = QDir(plan.folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        QCOMPARE(left.filter(u".media"_s),
                 (QStringList{u"pelorus-auto-abcd1234-20260301T120000Z.db.media"_s,
                              QFileInfo(mediaOfBackup(kept[2].file)).fileName(),
                              QFileInfo(mediaOfBackup(kept[1].file)).fileName()}));
        left.removeIf([](const QString &name) { return name.startsWith(u"pelorus-auto-abcd"_s); });
        QCOMPARE(left, (QStringList{u"pelorus-2026-03-28.db"_s, other, u"two.mp4"_s}));

        plan.mediaRoot.clear();
        const auto none = at(72);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::InvalidInput);
    }

    void aFolderThatIsNoneIsSaid()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"file"_s), "x");
        BackupPlan plan;
        plan.folder = folder.filePath(u"file/backups"_s);
        const TestDatabase fixture(u"sqlite"_s);
        const auto done = backUpIfDue(
            Secret(fixture.url()), plan, QDateTime::currentDateTimeUtc(), Call::in(1min));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Io);
        QVERIFY(done.error().message.contains(QDir::toNativeSeparators(plan.folder)));
    }

#ifdef Q_OS_LINUX
    /// A power cut leaves what was there or what took its place, and what was set aside.
    void itIsOnTheDiskWhenItIsSaid_data()
    {
        addEngineRows();
    }
    void itIsOnTheDiskWhenItIsSaid()
    {
        OPEN_DATABASE;
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup"_s);
        synced.clear();
        const auto saved = backup(Secret(fixture.url()), file, {}, Call::in(1min));
        MAY_LACK_TOOLS(saved);
        QVERIFY_RESULT(saved);
        QCOMPARE(synced, (QStringList{file + u".part"_s, folder.path()}));
        const bool lite = engine == "sqlite"_L1;
        const QString live = folder.filePath(u"live.db"_s);
        const QString url = lite ? QString(u"sqlite:///"_s + live) : fixture.url();
        if (lite) {
            synced.clear();
            QVERIFY_RESULT(restore(Secret(url), file, {}, Call::in(1min)));
            QCOMPARE(synced, (QStringList{live + u".restoring"_s, folder.path(), folder.path()}));
        }
        synced.clear();
        const auto restored = restore(Secret(url), file, {true, {}}, Call::in(1min));
        QVERIFY_RESULT(restored);
        QStringList expected{restored->keptAs};
        if (lite)
            expected += QStringList{live + u".restoring"_s, folder.path()};
        QCOMPARE(synced, expected + QStringList{folder.path()});
    }
#endif
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
