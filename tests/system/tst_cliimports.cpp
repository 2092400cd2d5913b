// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/layoutpresets.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"
#include "tests/system/cliprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace pelorus::test {

/// Accounts, proxies and cookies by pelorus-cli: what the window asks and shows, by options.
class TestCliImports : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<QTemporaryDir> m_folder;
    QHash<QString, QString> m_environment;

    void open(const QString &engine)
    {
        m_database = std::make_unique<TestDatabase>(engine);
        QVERIFY2(m_database->isValid(), qPrintable(m_database->problem()));
        m_folder = std::make_unique<QTemporaryDir>();
        m_environment = {{u"DATABASE_URL"_s, m_database->url()},
                         {u"PELORUS_DATA_DIR"_s, dataDir()},
                         {u"PELORUS_MACHINE"_s, u"DESK-1"_s}};
    }
    [[nodiscard]] CliAnswer answer(const QString &line, const QByteArray &input = {}) const
    {
        return cli(m_environment, line.split(u' ', Qt::SkipEmptyParts), input);
    }
    /// As people see it, without --json.
    [[nodiscard]] QString text(const QString &line, const QByteArray &input) const
    {
        CliProcess process(m_environment, line.split(u' ', Qt::SkipEmptyParts), input);
        return process.waitForEnd() ? QString::fromUtf8(process.said()) : QString();
    }
    [[nodiscard]] const DatabasePtr &db() const { return **m_database; }
    [[nodiscard]] QString dataDir() const { return m_folder->filePath(u"data"_s); }
    [[nodiscard]] QString file(const QString &name, const QByteArray &content) const
    {
        const QString path = m_folder->filePath(name);
        QFile out(path);
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size() ? path
                                                                                      : QString();
    }
    [[nodiscard]] QString written(const QString &name) const
    {
        QFile in(m_folder->filePath(name));
        return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()) : QString();
    }
    [[nodiscard]] size_t accountCount() const
    {
        const auto rows = AccountStore(db()).rows({});
        return rows ? rows->size() : 999;
    }

private slots:
    void init() { open(u"sqlite"_s); }

    void importAsksBeforeItWrites()
    {
        const QByteArray list = "anna:CANARY-1\nb@m.example:CANARY-2:boris:CANARY-3\n"
                                "c@m.example:CANARY-4:clara:CANARY-5\ndan:CANARY-6:7:8\n";
        const CliAnswer asked = answer(u"accounts import --save-preset x -"_s, list);
        QCOMPARE(asked.code, 1);
        QCOMPARE(asked.object["error"_L1].toString(), u"answer_needed"_s);
        QVERIFY(asked.object["message"_L1].toString().contains(u"--answer"_s));
        QCOMPARE(asked.object["accepted"_L1].toArray().size(), 1);
        QCOMPARE(asked.object["ambiguous"_L1].toArray().size(), 3);
        const QJsonArray questions = asked.object["questions"_L1].toArray();
        QCOMPARE(questions.size(), 2);
        QCOMPARE(questions[0]["lines"_L1].toInt(), 2);
        QCOMPARE(questions[0]["readings"_L1].toArray().size(), 2);
        const QString first = questions[0]["shape"_L1].toString();
        const QString second = questions[1]["shape"_L1].toString();
        QCOMPARE(accountCount(), 0U);
        QVERIFY(formats::loadPresets(dataDir())->empty());

        const QString said = text(u"accounts import -"_s, list);
        QVERIFY2(said.contains(u"Line 2 and 1 more like it can be read in several ways:\n"
                               "  --answer %1=1  boris — password"_s.arg(first)),
                 qPrintable(said));
        QVERIFY(said.contains(u"  --answer %1=none"_s.arg(second)));
        QVERIFY(said.contains(u"Nothing was written"_s));
        QVERIFY2(!said.contains(u"CANARY"_s), qPrintable(said));
        const CliAnswer dry = answer(u"accounts import --dry-run -"_s, list);
        QCOMPARE(dry.code, 3);
        QVERIFY(!dry.object.contains("error"_L1));

        const QString line
            = u"accounts import --report %1 --answer %2 -"_s.arg(m_folder->filePath(u"r.csv"_s));
        QCOMPARE(answer(line.arg(first + u"=3"_s), list).code, 2);
        QCOMPARE(answer(line.arg(first + u"=1"_s), list).code, 1); // the other one has none
        QVERIFY(!QFile::exists(m_folder->filePath(u"r.csv"_s)));
        QCOMPARE(accountCount(), 0U);
        const CliAnswer done = answer(line.arg(u"%1=1,%2=none"_s.arg(first, second)), list);
        QVERIFY2(done.code == 3, done.told().constData());
        QCOMPARE(written(u"r.csv"_s),
                 u"line,name,result,reason\r\n1,anna,added,\r\n2,boris,added,\r\n"
                 "3,clara,added,\r\n4,,refused,\"Can be read in several ways.\"\r\n"_s);
        QCOMPARE(accountCount(), 3U);
        const auto boris = AccountStore(db()).findByName(u"boris"_s);
        QVERIFY_RESULT(boris);
        QVERIFY(AccountStore(db()).credentials(*boris)->password.equals(Secret(u"CANARY-3"_s)));

        open(u"sqlite"_s);
        QCOMPARE(answer(u"accounts import --answer none -"_s, list).code, 3);
        QCOMPARE(accountCount(), 1U);
    }

    void proxiesAskToo()
    {
        const QByteArray list = "p.example:8080:u:4321\n";
        const CliAnswer asked = answer(u"proxies import -"_s, list);
        QCOMPARE(asked.object["error"_L1].toString(), u"answer_needed"_s);
        const QJsonValue question = asked.object["questions"_L1][0];
        const QString option
            = u"proxies import --answer %1=%2 -"_s.arg(question["shape"_L1].toString());
        const CliAnswer done = answer(option.arg(1), list);
        QVERIFY2(done.code == 0, done.told().constData());
        QCOMPARE(done.object["accepted"_L1][0]["proxy"_L1].toString(), u"http p.example:8080"_s);
    }

    void columnsAreCorrectedAndKept()
    {
        const QByteArray list = "CANARY-1|anna|x\nCANARY-2|boris|y\n";
        const CliAnswer guessed = answer(u"accounts import --dry-run --answer none -"_s, list);
        QCOMPARE(guessed.object["layout"_L1]["separator"_L1].toString(), u"pipe"_s);
        QCOMPARE(guessed.object["layout"_L1]["columns"_L1].toString(),
                 u"login,password,email_password"_s);
        const QString line
            = u"accounts import --columns password,login,- --save-preset Shop %1 -"_s;
        QCOMPARE(answer(line.arg(u"--dry-run"_s), list).code, 0);
        QVERIFY(formats::loadPresets(dataDir())->empty());
        QCOMPARE(answer(line.arg(QString()), list).code, 0);
        QVERIFY_RESULT(AccountStore(db()).findByName(u"boris"_s));
        const auto preset = formats::loadPreset(dataDir(), formats::ListKind::Accounts, u"Shop"_s);
        QVERIFY_RESULT(preset);
        QCOMPARE(preset->columns, (QStringList{u"password"_s, u"login"_s, {}}));
        QCOMPARE(answer(u"accounts import --preset shop -"_s, "CANARY-3|carol|z\n").code, 0);
        QVERIFY_RESULT(AccountStore(db()).findByName(u"carol"_s));
        // What it says of its guess can be said to it.
        const QString said = text(u"accounts import --preset shop --dry-run -"_s, list);
        QVERIFY2(said.contains(u"--columns password,login,- --separator pipe --heading no "
                               "--encoding UTF-8"_s),
                 qPrintable(said));
        const QByteArray json = "[{\"host\":\"p.example\",\"port\":8080}]";
        QCOMPARE(answer(u"proxies import --save-preset x -"_s, json).code, 2);
        QVERIFY(ProxyStore(db()).all()->empty());
    }

    void guessedEncodingIsTold()
    {
        const CliAnswer said = answer(u"accounts import -"_s, "anna:caf\xE9\n");
        QVERIFY(said.object["notice"_L1].toString().startsWith(u"The list is not UTF-8"_s));
        QVERIFY(text(u"accounts import -"_s, "anna:caf\xE9\n").contains(u"is not UTF-8"_s));
    }

    void cookiesOfSeveralAccounts()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        const AccountId boris = addAccount(db(), u"boris"_s);
        const QByteArray array
            = "[{\"name\":\"sessionid\",\"value\":\"1\",\"domain\":\".instagram.com\"},"
              "{\"name\":\"ds_user_id\",\"value\":\"2\",\"domain\":\".instagram.com\"}]";
        const QString list = file(u"list.txt"_s,
                                  "anna:\nsessionid=1; ds_user_id=1\nboris\n" + array
                                      + "\nnobody\nsessionid=3; ds_user_id=3\n");
        const CliAnswer dry = answer(u"cookies import --dry-run "_s % list);
        QVERIFY(CookieStore(db()).load(anna)->cookies.empty());
        const CliAnswer one = answer(u"cookies import --account anna "_s % list);
        QCOMPARE(one.object["error"_L1].toString(), u"several_accounts"_s);
        QVERIFY(one.object["message"_L1].toString().contains(u"without --account"_s));
        const CliAnswer done
            = answer(u"cookies import --report %1 %2"_s.arg(m_folder->filePath(u"r.csv"_s), list));
        QVERIFY2(done.code == 3, done.told().constData());
        QCOMPARE(done.object["imported"_L1].toInt(), 2);
        QCOMPARE(done.object["rows"_L1].toArray(), dry.object["rows"_L1].toArray());
        QCOMPARE(done.object["rows"_L1][1]["line"_L1].toInt(), 4);
        QCOMPARE(CookieStore(db()).load(anna)->cookies.size(), 2U);
        QVERIFY(CookieStore(db()).load(boris)->isValid);
        QVERIFY2(written(u"r.csv"_s).contains(u"\n6,nobody,refused,\"There is no account"_s),
                 qPrintable(written(u"r.csv"_s)));

        // Nobody can say whose these are, though one of them is anna's by the file's name.
        const QString arrays = file(u"anna.txt"_s, array + '\n' + array + '\n');
        const CliAnswer whose = answer(u"cookies import "_s % arrays);
        QCOMPARE(whose.object["imported"_L1].toInt(-1), 0);
        QCOMPARE(whose.code, 3);
        for (const QJsonValue row : whose.object["rows"_L1].toArray())
            QVERIFY(row["reason"_L1].toString().startsWith(u"Nothing says whose these are."_s));
        QCOMPARE(answer(u"cookies import "_s % file(u"boris.json"_s, array)).code, 0);
        const CliAnswer pasted = answer(u"cookies import -"_s, array);
        QVERIFY(pasted.object["rows"_L1][0]["reason"_L1].toString().startsWith(u"Nothing says"_s));
    }

    void cookiesOfOtherSites()
    {
        const AccountId anna = addAccount(db(), u"anna"_s);
        const QByteArray array
            = "[{\"name\":\"sessionid\",\"value\":\"1\",\"domain\":\".instagram.com\"},"
              "{\"name\":\"ds_user_id\",\"value\":\"2\",\"domain\":\".instagram.com\"},"
              "{\"name\":\"c_user\",\"value\":\"3\",\"domain\":\".facebook.com\"}]";
        const CliAnswer kept = answer(u"cookies import --account anna -"_s, array);
        QCOMPARE(kept.code, 0);
        QCOMPARE(kept.object["otherSites"_L1].toInt(), 1);
        QCOMPARE(CookieStore(db()).load(anna)->cookies.size(), 3U);
        const QString drop = u"cookies import --other-sites drop --account anna -"_s;
        QVERIFY(text(drop, array).contains(u"Cookies of other sites: 1, left out."_s));
        QCOMPARE(answer(drop, array).code, 0); // as wanted
        QCOMPARE(CookieStore(db()).load(anna)->cookies.size(), 2U);
        QCOMPARE(answer(u"cookies import --other-sites some --account anna -"_s, array).code, 1);
        const QString folder = QFileInfo(file(u"anna.txt"_s, array)).path();
        const CliAnswer all = answer(u"cookies import --other-sites keep --folder "_s % folder);
        QVERIFY(all.object["rows"_L1][0]["reason"_L1].toString().contains(u"1, taken too."_s));
        QCOMPARE(CookieStore(db()).load(anna)->cookies.size(), 3U);
        const QByteArray list = "boris:CANARY-1|" + array;
        QCOMPARE(answer(u"accounts import --other-sites drop -"_s, list).code, 0);
        const auto boris = AccountStore(db()).findByName(u"boris"_s);
        QVERIFY_RESULT(boris);
        QCOMPARE(CookieStore(db()).load(*boris)->cookies.size(), 2U);
    }

    /// The last one is of 5 MB and has no line break.
    void fiftyThousandLines_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("line");
        for (const char *engine : {"sqlite", "postgresql"}) {
            const QString name = QLatin1StringView(engine);
            if (name == "postgresql"_L1 && !hasPostgres())
                continue;
            QTest::addRow("%s accounts", engine)
                << name << u"accounts import"_s << QByteArray("shop_%1:CANARY-%1\n");
            QTest::addRow("%s proxies", engine)
                << name << u"proxies import"_s << QByteArray("h%1.example:8080:u:CANARY-%1\n");
        }
    }
    void fiftyThousandLines()
    {
        QFETCH(QString, engine);
        QFETCH(QString, command);
        QFETCH(QByteArray, line);
        open(engine);
        QByteArray list;
        for (int i = 1; i < 50000; ++i)
            list += QByteArray(line).replace("%1", QByteArray::number(i));
        list += QByteArray(5'000'000, 'x');
        const CliAnswer done
            = answer(command % u" --report "_s % m_folder->filePath(u"r.csv"_s) % u" -"_s, list);
        QVERIFY2(done.code == 3, done.told().constData());
        QCOMPARE(done.object["read"_L1].toInt(), 50000);
        QCOMPARE(done.object["accepted"_L1].toArray().size(), 49999);
        QCOMPARE(done.object["rejected"_L1][0]["line"_L1].toInt(), 50000);
        QCOMPARE(written(u"r.csv"_s).count(u'\n'), 50001);
        const bool ofAccounts = command.startsWith(u"accounts"_s);
        QCOMPARE(ofAccounts ? accountCount() : ProxyStore(db()).all()->size(), size_t(49999));
    }
};

} // namespace pelorus::test

QTEST_GUILESS_MAIN(pelorus::test::TestCliImports)
#include "tst_cliimports.moc"
