// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::test {

/// What pelorus-cli answers to one command on a database of its own, without Dolphin.
class TestCliCommands : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<QTemporaryDir> m_folder;
    QHash<QString, QString> m_environment;

    [[nodiscard]] CliAnswer answer(const QString &line, const QByteArray &input = {}) const
    {
        return cli(m_environment, line.split(u' ', Qt::SkipEmptyParts), input);
    }
    /// As people see it, without --json.
    [[nodiscard]] QString text(const QString &line) const
    {
        CliProcess process(m_environment, line.split(u' ', Qt::SkipEmptyParts));
        return process.waitForEnd() ? QString::fromUtf8(process.said()) : QString();
    }
    [[nodiscard]] const DatabasePtr &db() const { return **m_database; }
    [[nodiscard]] QString file(const QString &name, const QByteArray &content) const
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile out(path);
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size() ? path
                                                                                      : QString();
    }
    /// The words of every command, with what its help says of what it takes.
    [[nodiscard]] QHash<QString, QString> commands() const
    {
        static const QRegularExpression line(u"^  ([a-z-]+(?: [a-z][a-z-]*)?) (.*)$"_s,
                                             QRegularExpression::MultilineOption);
        QHash<QString, QString> all;
        for (auto it = line.globalMatch(text(u"--help"_s)); it.hasNext();) {
            const auto found = it.next();
            all.insert(found.captured(1), found.captured(2));
        }
        return all;
    }
    [[nodiscard]] JobId onlyJob() const
    {
        const auto rows = JobStore(db()).rows(2);
        return rows && rows->size() == 1 ? rows->front().job.id : JobId{};
    }

private slots:
    void init()
    {
        m_database = std::make_unique<TestDatabase>(u"sqlite"_s);
        QVERIFY2(m_database->isValid(), qPrintable(m_database->problem()));
        m_folder = std::make_unique<QTemporaryDir>();
        m_environment = {{u"DATABASE_URL"_s, m_database->url()},
                         {u"PELORUS_DATA_DIR"_s, m_folder->filePath(u"data"_s)},
                         {u"PELORUS_MACHINE"_s, u"DESK-1"_s},
                         {u"MEDIA_ROOT"_s, m_folder->filePath(u"media"_s)}};
    }

    void everyCommandRefusesWhatItDoesNotTake()
    {
        const auto all = commands();
        QVERIFY(all.size() > 35);
        QVERIFY(all.contains(u"profiles sweep"_s));
        for (auto it = all.begin(); it != all.end(); ++it) {
            const CliAnswer option = answer(it.key() + u" --dryrun"_s);
            QVERIFY2(option.code == 2, qPrintable(it.key()));
            QCOMPARE(option.object["message"_L1].toString(),
                     u"There is no option --dryrun here."_s);
            if (it.value().contains(u'…'))
                continue;
            const CliAnswer words = answer(it.key() + u" 1 2 3"_s);
            QVERIFY2(words.code == 2, qPrintable(it.key()));
            QVERIFY2(words.object["message"_L1].toString().contains(u"one word too many"_s),
                     qPrintable(it.key()));
        }
    }

    void wrongArguments_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("message");
        const QString database = u"The option --database needs a value."_s;
        QTest::newRow("database at the end") << u"accounts list --database"_s << database;
        QTest::newRow("database alone") << u"--database"_s << database;
        QTest::newRow("database before an option") << u"--database --json check"_s << database;
        QTest::newRow("database=") << u"--database= check"_s << database;
        const QString dashes = u"The option --%1 needs a value. One that begins with -- is "
                               "written --%1=VALUE."_s;
        QTest::newRow("an option for a value")
            << u"bulk create --name --dry-run --videos x --accounts a"_s << dashes.arg(u"name"_s);
        QTest::newRow("an option for a needed value")
            << u"cookies history --account --version=1"_s << dashes.arg(u"account"_s);
        QTest::newRow("a flag's value")
            << u"profiles sweep --until-idle=no"_s << u"There is no option --until-idle here."_s;
        QTest::newRow("a flag with no")
            << u"accounts import --dry-run=no -"_s << u"The option --dry-run takes no value."_s;
        QTest::newRow("a report of one file") << u"cookies import --account a --report r -"_s
                                              << u"--report goes without --account only."_s;
        QTest::newRow("no answer")
            << u"accounts import --answer first -"_s
            << u"--answer takes none, or SHAPE=N with commas between; the import itself names "
               "them."_s;
        QTest::newRow("no time") << u"accounts pause --for ever anna"_s
                                 << u"--for takes a time such as 1h or 7d."_s;
        QTest::newRow("no account") << u"accounts pause"_s << u"Name the accounts."_s;
    }
    void wrongArguments()
    {
        QFETCH(QString, line);
        QFETCH(QString, message);
        const CliAnswer said = answer(line);
        QCOMPARE(said.object["message"_L1].toString(), message);
        QCOMPARE(said.object["error"_L1].toString(), u"usage"_s);
        QCOMPARE(said.code, 2);
    }

    /// A wrong one is told like every failure.
    void wrongSettingIsJsonToo()
    {
        m_environment.insert(u"PELORUS_BACKUP_EVERY"_s, u"often"_s);
        const CliAnswer said = answer(u"accounts list"_s);
        QCOMPARE(said.code, 2);
        QCOMPARE(said.object["error"_L1].toString(), kindName(ErrorKind::InvalidInput));
        QVERIFY2(said.object["message"_L1].toString().contains(u"PELORUS_BACKUP_EVERY"_s),
                 said.err.constData());
    }

    void valuesMayBeginWithDashes()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        QCOMPARE(answer(u"accounts set --account anna --notes=--json"_s).code, 0);
        QCOMPARE(AccountStore(db()).row(anna, {})->notes, u"--json"_s);
        QCOMPARE(answer(u"accounts set --account anna --notes -"_s).code, 0);
        QCOMPARE(AccountStore(db()).row(anna, {})->notes, u"-"_s);
    }

    void databaseInOneWord()
    {
        m_environment.remove(u"DATABASE_URL"_s);
        QCOMPARE(answer(u"--database="_s % m_database->url() % u" migrate"_s).code, 0);
    }

    void whatIsNotThereIsSaid_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("message");
        for (const QString &command : {u"cancel"_s, u"retry"_s, u"take-over"_s, u"give-back"_s})
            QTest::addRow("tasks %s", qPrintable(command))
                << u"tasks %1 999"_s.arg(command) << u"There is no task 999."_s;
        const QString bulk = u"There is no bulk upload 99."_s;
        QTest::newRow("bulk status") << u"bulk status 99"_s << bulk;
        QTest::newRow("bulk export") << u"bulk export 99 /nodir/r.csv"_s << bulk;
        const QString publication = u"There is no publication 999."_s;
        QTest::newRow("confirm") << u"publications confirm 999"_s << publication;
        QTest::newRow("again") << u"publications again 999"_s << publication;
        const QString proxy = u"There is no proxy 7."_s;
        QTest::newRow("assign") << u"proxies assign --account anna --proxy 7"_s << proxy;
        QTest::newRow("remove") << u"proxies remove 7"_s << proxy;
        QTest::newRow("test") << u"proxies test 7"_s << proxy;
        const QString account = u"There is no account “nobody”. Check the name."_s;
        QTest::newRow("pause") << u"accounts pause anna nobody"_s << account;
        QTest::newRow("resume") << u"accounts resume nobody"_s << account;
        QTest::newRow("cookies")
            << u"cookies import --account nobody --default-domain .x.com --dry-run -"_s << account;
    }
    void whatIsNotThereIsSaid()
    {
        QFETCH(QString, line);
        QFETCH(QString, message);
        QVERIFY(addAccount(db(), u"anna"_s).isValid());
        const CliAnswer said = answer(line, "sessionid=1");
        QCOMPARE(said.object["message"_L1].toString(), message);
        QCOMPARE(said.object["error"_L1].toString(), kindName(ErrorKind::NotFound));
        QCOMPARE(said.code, 1);
        QVERIFY(!AccountStore(db()).rows({})->front().pausedUntil);
    }

    void dryRunSaysWhatTheImportDoes_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<int>("accepted");
        QTest::addColumn<QString>("table");
        QTest::newRow("accounts") << u"accounts import"_s
                                  << QByteArray("anna:pw1\nboris:pw2\nanna:pw3\n:\n") << 2
                                  << u"accounts"_s;
        QTest::newRow("proxies") << u"proxies import"_s
                                 << QByteArray(
                                        "http://u:p@one.example:1\nsocks5://u:p@one.example:1"
                                        "\nhttp://two.example:2\nhttp://two.example:2\n")
                                 << 2 << u"proxies"_s;
        QTest::newRow("proxies replaced")
            << u"proxies import --on-duplicate replace"_s
            << QByteArray("http://u:p@one.example:1\nsocks5://u:p@one.example:1\n") << 2
            << u"proxies"_s;
    }
    void dryRunSaysWhatTheImportDoes()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, list);
        QFETCH(QString, table);
        for (int round = 1; round <= 2; ++round) { // the second finds all of them there
            const QByteArray before = answer(table + u" list"_s).out;
            const CliAnswer dry = answer(command + u" --dry-run -"_s, list);
            QCOMPARE(answer(table + u" list"_s).out, before);
            const CliAnswer done = answer(command + u" -"_s, list);
            QCOMPARE(dry.out, done.out);
            QCOMPARE(dry.code, done.code);
            if (round == 1)
                QTEST(int(done.object["accepted"_L1].toArray().size()), "accepted");
        }
    }

    void cookiesThatWaitAreSaidInADryRunToo()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        QVERIFY_RESULT(JobStore(db()).createUpload(anna, {item('a')}));
        const QString line = u"cookies import --account anna --default-domain .x.com %1 -"_s;
        const QByteArray cookies = "sessionid=1; ds_user_id=2";
        QVERIFY(!answer(line.arg(u"--dry-run"_s), cookies).object["waits"_L1].toBool(true));
        QVERIFY(claimAny(db(), u"holder"_s)->has_value());
        const CliAnswer dry = answer(line.arg(u"--dry-run"_s), cookies);
        QVERIFY(dry.object["waits"_L1].toBool());
        QCOMPARE(dry.out, answer(line.arg(QString()), cookies).out);
    }

    /// Neither said to be imported nor taken for what the site says of the account.
    void signedOutCookiesAreTold()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        addAccount(db(), u"bare"_s);
        QVERIFY_RESULT(CookieStore(db()).import(anna, signedIn(u"own"_s), true));
        const QByteArray partial = "csrftoken=1; mid=2";
        const QString folder = QFileInfo(file(u"cookies/anna.txt"_s, partial)).path();
        QVERIFY(!file(u"cookies/bare.txt"_s, partial).isEmpty());
        const QString command = u"cookies import --account anna %1 "_s % folder % u"/anna.txt"_s;
        const CliAnswer dry = answer(command.arg(u"--dry-run"_s));
        const CliAnswer one = answer(command.arg(QString()));
        QCOMPARE(dry.out, one.out);
        QCOMPARE(dry.code, 3);
        QCOMPARE(one.code, 3);
        QVERIFY(!one.object["inUse"_L1].toBool(true));
        QVERIFY(one.object["note"_L1].toString().contains(u"history of cookies"_s));
        QVERIFY(
            text(command.arg(QString())).contains(u"pelorus-cli cookies history --account anna"_s));

        const CliAnswer all = answer(u"cookies import --folder "_s % folder);
        QCOMPARE(all.code, 3);
        QCOMPARE(all.object["imported"_L1].toInt(), 1);
        const QJsonValue kept = all.object["rows"_L1][0];
        QVERIFY(!kept["imported"_L1].toBool(true));
        QVERIFY(kept["kept"_L1].toBool());
        QCOMPARE(kept["reason"_L1], one.object["note"_L1]);
        QVERIFY(all.object["rows"_L1][1]["reason"_L1].toString().contains(u"not signed in"_s));
        QVERIFY(CookieStore(db()).load(anna)->isValid);
        QCOMPARE(CookieStore(db()).history(anna)->size(), 1U); // thrice the same
        QVERIFY(text(u"cookies import --folder "_s % folder).contains(u"cookies history"_s));

        const CliAnswer used = answer(u"cookies import --account bare -"_s, partial);
        QCOMPARE(used.code, 0);
        QVERIFY(used.object["inUse"_L1].toBool());
        QVERIFY(used.object["note"_L1].toString().startsWith(u"These cookies are not signed"_s));
        const QByteArray list = "anna:pw\tcsrftoken=1; sessionid=";
        const QString import = u"accounts import --on-duplicate replace "_s;
        QVERIFY(text(import % file(u"list.txt"_s, list)).contains(u"history of cookies"_s));
    }

    void secretsAreChecked_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("message"); // its beginning; empty for a good one
        QTest::addColumn<QString>("stored");  // the new one; empty for none
        const QString totp = u"--totp-from"_s;
        const QString strange = u"The two-factor key is not base32"_s;
        QTest::newRow("html") << totp << QByteArray("<html>hi</html>") << strange << QString();
        QTest::newRow("words") << totp << QByteArray("not a secret!!") << strange << QString();
        QTest::newRow("a password")
            << totp << QByteArray("hunter") << u"The two-factor key is too short"_s << QString();
        QTest::newRow("an address without one")
            << totp << QByteArray("otpauth://totp/anna?issuer=x") << strange << QString();
        QTest::newRow("blanks") << totp << QByteArray("jbsw y3dp ehpk 3pxp\n") << QString()
                                << u"jbsw y3dp ehpk 3pxp"_s;
        QTest::newRow("address") << totp << QByteArray("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP")
                                 << QString() << u"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP"_s;
        const QString empty = u"The first line of what %1 names is empty; nothing was changed. To "
                              "take away what the account has, say --clear %2."_s;
        QTest::newRow("no one-time code")
            << totp << QByteArray() << empty.arg(totp, u"totp"_s) << QString();
        QTest::newRow("no password") << u"--password-from"_s << QByteArray("\nsecond line")
                                     << empty.arg(u"--password-from"_s, u"password"_s) << QString();
        const QString password = u"--password-from"_s;
        QTest::newRow("password") << password << QByteArray("pw <b>") << QString() << u"pw <b>"_s;
        QTest::newRow("UTF-8 with a mark")
            << password << QByteArray("\xEF\xBB\xBFpw") << QString() << u"pw"_s;
        QTest::newRow("UTF-16 with a mark")
            << password << QByteArray("\xFF\xFEp\0w\0\r\0\n\0", 10) << QString() << u"pw"_s;
        QTest::newRow("UTF-16") << password << QByteArray("p\0w\0", 4) << QString() << u"pw"_s;
        const QString unsure = u"What --password-from names is not text in UTF-8"_s;
        QTest::newRow("a code page") << password << QByteArray("\xEF\xF0") << unsure << QString();
        QTest::newRow("a NUL") << password << QByteArray("password\0x", 10) << unsure << QString();
        QTest::newRow("half a pair")
            << password << QByteArray("\xFF\xFE\x00\xD8", 4) << unsure << QString();
    }
    void secretsAreChecked()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, given);
        QFETCH(QString, message);
        QFETCH(QString, stored);
        const AccountId anna = addAccount(db(), u"anna"_s);
        const CliAnswer said = answer(u"accounts set --account anna "_s % option % u" -"_s, given);
        QVERIFY2(said.object["message"_L1].toString().startsWith(message), said.out.constData());
        QCOMPARE(said.code, message.isEmpty() ? 0 : 1);
        const auto credentials = AccountStore(db()).credentials(anna);
        QVERIFY_RESULT(credentials);
        if (option == "--totp-from"_L1)
            QVERIFY(credentials->tfaSecret.equals(Secret(stored)));
        else if (!message.isEmpty())
            QVERIFY(credentials->password.equals(Secret(u"CANARY-pw"_s)));
        else
            QVERIFY(credentials->password.equals(Secret(stored)));
    }

    void secretsAreClearedByAWord()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        QVERIFY_RESULT(AccountStore(db()).edit(anna, {.tfaSecret = Secret(u"JBSWY3DPEHPK3PXP"_s)}));
        const QString line = u"accounts set --account anna --clear %1"_s;
        QCOMPARE(answer(line.arg(u"passwort"_s)).code, 2);
        QCOMPARE(answer(line.arg(u"password --password-from -"_s), "new").code, 1);
        QVERIFY(AccountStore(db()).credentials(anna)->password.equals(Secret(u"CANARY-pw"_s)));
        QCOMPARE(answer(line.arg(u"totp"_s)).code, 0);
        QVERIFY(AccountStore(db()).credentials(anna)->tfaSecret.isEmpty());
        QVERIFY(AccountStore(db()).credentials(anna)->password.equals(Secret(u"CANARY-pw"_s)));
        QCOMPARE(answer(line.arg(u"password,totp"_s)).code, 0);
        QVERIFY(AccountStore(db()).credentials(anna)->password.isEmpty());
    }

    void bulkUploadNamesItsTasks()
    {
        // Without ffprobe any file is taken for a video until its task.
        m_environment.insert(u"PATH"_s, m_folder->path());
        const QString videos = QFileInfo(file(u"media/1.mp4"_s, "one")).path();
        QVERIFY(!file(u"media/2.mp4"_s, "two").isEmpty());
        const AccountId anna = addAccount(db(), u"anna"_s);
        addAccount(db(), u"carol"_s);
        QVERIFY_RESULT(JobStore(db()).createUpload(anna, {item('a')})); // task 1
        const QString line = u"bulk create --videos "_s % videos % u" --again --accounts %1 %2"_s;
        const QString twice = u"carol,carol"_s;
        const CliAnswer dry = answer(line.arg(twice, u"--dry-run"_s));
        QCOMPARE(dry.object["accounts"_L1].toInt(), 1);
        QCOMPARE(dry.object["tasks"_L1].toArray(), QJsonArray());
        const CliAnswer made = answer(line.arg(twice, u"--location Lisbon"_s));
        QVERIFY2(made.code == 0, made.out.constData());
        QCOMPARE(made.object["id"_L1].toInt(), 1);
        QCOMPARE(made.object["accounts"_L1].toInt(), 1);
        QCOMPARE(made.object["videos"_L1].toInt(), 2);
        QCOMPARE(made.object["tasks"_L1].toArray(), QJsonArray{2});
        const auto items = JobStore(db()).items(JobId{2});
        QVERIFY_RESULT(items);
        QCOMPARE(items->size(), 2U);
        for (const Item &item : *items)
            QCOMPARE(item.location, u"Lisbon"_s);
        QCOMPARE(text(line.arg(u"carol,anna"_s, QString())).trimmed(),
                 u"2 videos on 2 accounts. Bulk upload 2 was made. Its tasks: 3, 4."_s);
        QVERIFY(text(u"bulk status 1"_s).contains(u"carol  PENDING"_s));
    }

    void publishingAgainNamesItsTask()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        JobStore jobs(db());
        NewBulk bulk{u"Spring"_s, {{anna, {}, {item('a')}}}};
        QVERIFY_RESULT(jobs.createBulk(bulk)); // no upload: its task has another number than that
        const auto claimed = claimAny(db(), u"holder"_s);
        QVERIFY(claimed && *claimed);
        const Claimed &task = **claimed;
        QVERIFY_RESULT(
            PublicationStore(db()).intend(task.lease, task.job.id, task.items.front(), {}, false));
        const CliAnswer again = answer(u"publications again 1"_s);
        QCOMPARE(again.object["id"_L1].toInt(), 1);
        QCOMPARE(again.object["task"_L1].toInt(), 2);
        QCOMPARE(text(u"publications again 1"_s).trimmed(), u"Task 3 publishes it again."_s);
    }

    void statusSaysWhyAVideoFailed()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        JobStore jobs(db());
        const NewBulk bulk{u"Spring"_s, {{anna, {}, {item('a'), item('b'), item('c')}}}};
        QVERIFY_RESULT(jobs.createBulk(bulk));
        const auto claimed = claimAny(db(), u"holder"_s);
        QVERIFY(claimed && *claimed);
        const Claimed &task = **claimed;
        const QString link = u"https://www.instagram.com/reel/%1/"_s;
        const std::array outcomes{
            ItemOutcome{ItemState::Failed, link.arg(1), u"This video is on anna already."_s},
            ItemOutcome{ItemState::Published, link.arg(2), {}},
            ItemOutcome{ItemState::Refused, {}, u"The site refused it."_s}};
        for (size_t i = 0; i < outcomes.size(); ++i)
            QVERIFY_RESULT(jobs.finishItem(task.lease, task.items[i].id, outcomes[i]));
        const QString said = text(u"bulk status 1"_s);
        QVERIFY2(said.contains(u"FAILED  clip-a.mp4  This video is on anna already. The earlier "
                               u"post: "_s
                               % link.arg(1)),
                 qPrintable(said));
        QVERIFY2(said.contains(u"PUBLISHED  clip-b.mp4  "_s % link.arg(2)), qPrintable(said));
        QVERIFY2(said.contains(u"REFUSED  clip-c.mp4  The site refused it."_s), qPrintable(said));
        // A retry keeps the old link; it is not the coming post's.
        JobOutcome partial;
        partial.state = JobState::Partial;
        QVERIFY_RESULT(jobs.finish(task.lease, task.job.id, partial));
        QVERIFY_RESULT(jobs.retry(task.job.id));
        QVERIFY(!text(u"bulk status 1"_s).contains(link.arg(1)));
    }

    void accountsArePausedAndResumed()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        addAccount(db(), u"boris"_s);
        QVERIFY_RESULT(JobStore(db()).createUpload(anna, {item('a')}));
        const CliAnswer paused = answer(u"accounts pause --for 2h anna boris anna"_s);
        QVERIFY2(paused.code == 0, paused.out.constData());
        QCOMPARE(paused.object["accounts"_L1].toArray().size(), 2);
        const auto row = AccountStore(db()).row(anna, {});
        QVERIFY(row && row->pausedUntil);
        const auto left = QDateTime::currentDateTimeUtc().secsTo(*row->pausedUntil);
        QVERIFY2(left > 3600 && left <= 7200, qPrintable(QString::number(left)));
        const QString until = row->pausedUntil->toString(u"yyyy-MM-dd HH:mm"_s);
        const QString why
            = u"The account is paused. Paused until %1 UTC. Paused by DESK-1"_s.arg(until);
        QVERIFY2(text(u"tasks list"_s).contains(why), qPrintable(text(u"tasks list"_s)));
        QVERIFY(text(u"accounts list"_s).contains(u"Paused until %1 UTC."_s.arg(until)));
        QCOMPARE(answer(u"tasks list"_s).object["tasks"_L1][0]["pausedUntil"_L1].toString(),
                 row->pausedUntil->toString(Qt::ISODate));

        QCOMPARE(text(u"accounts pause anna"_s).trimmed(), u"anna\tPaused until it is resumed."_s);
        QCOMPARE(text(u"accounts resume anna"_s).trimmed(), u"anna\tNot paused."_s);
        QVERIFY(!text(u"tasks list"_s).contains(u"paused"_s));
        QVERIFY(!AccountStore(db()).row(anna, {})->pausedUntil);
        QVERIFY(text(u"accounts list"_s).contains(u"Paused"_s)); // boris still is
        // Where it says so: a task that does not wait is not kept by the pause.
        QVERIFY(onlyJob().isValid());
        QVERIFY_RESULT(JobStore(db()).request(onlyJob(), JobRequest::Cancel));
        QCOMPARE(answer(u"accounts pause anna"_s).code, 0);
        QVERIFY(!text(u"tasks list"_s).contains(u"paused"_s));
    }

    void reportIsTriedBeforeTheImport()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        const QString folder = QFileInfo(file(u"cookies/anna.txt"_s, "sessionid=1")).path();
        const QString line = u"cookies import --folder %1 --report %2"_s.arg(folder);
        const CliAnswer refused = answer(line.arg(u"/nodir/r.csv"_s));
        QVERIFY2(refused.object["message"_L1].toString().startsWith(
                     u"The file /nodir/r.csv cannot be written"_s),
                 refused.out.constData());
        QCOMPARE(refused.code, 1);
        QVERIFY(CookieStore(db()).load(anna)->cookies.empty());
        const QString report = m_folder->filePath(u"r.csv"_s);
        QCOMPARE(answer(line.arg(report)).code, 0);
        QVERIFY(QFile::exists(report));
        QCOMPARE(CookieStore(db()).load(anna)->cookies.size(), 1U);
    }

    void transferSaysWhatItDoesNotList()
    {
        const QByteArray good = R"({"model": "uploader.proxy", "pk": 1, "fields": {"host": "h"}})";
        const QString line = u"transfer --dry-run --from "_s
            + file(u"dump.json"_s, '[' + good + QByteArray(", {}").repeated(10002) + ']');
        const CliAnswer dry = answer(line);
        QVERIFY2(dry.code == 3, dry.told().constData()); // in part
        QCOMPARE(dry.object["findings"_L1].toArray().size(), 10000);
        QCOMPARE(dry.object["quarantined"_L1].toInt(), 10002);
        QCOMPARE(dry.object["findingsLeftOut"_L1].toInt(), 2);
        QVERIFY(text(line).contains("only counted: 2 more"_L1));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCliCommands)
#include "tst_clicommands.moc"
