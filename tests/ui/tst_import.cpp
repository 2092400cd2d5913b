// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "core/formats/cookiewords.h"
#include "core/formats/cookiewriters.h"
#include "core/store/stores.h"
#include "tests/support/await.h"
#include "tests/support/testdatabase.h"
#include "ui/import/importdialog.h"
#include "ui/import/importmodel.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QInputDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::await;
using pelorus::test::TestDatabase;
using State = ImportItem::State;

namespace {

/// A Max-Age counts from when it was read.
QByteArray timeless(formats::Cookies &cookies)
{
    for (formats::Cookie &cookie : cookies)
        cookie.expires = cookie.expires ? std::optional(1.0) : std::nullopt;
    return formats::writeNormalJson(cookies).reveal([](const QByteArray &json) { return json; });
}

} // namespace

/// The import's dialog by paste and drop, on both databases.
class tst_Import final : public QObject
{
    Q_OBJECT

    size_t accountCount(Workers &workers, const store::DatabasePtr &db)
    {
        const auto rows = await(workers, [db] { return store::AccountStore(db).rows({}); });
        return rows ? rows->size() : 999;
    }

    /// The window with one dialog and a folder of its own for presets.
    struct Bench
    {
        explicit Bench(ImportKind kind, const QString &engine = u"sqlite"_s)
            : opened(open(engine))
            , fixture(*opened)
            , db(*fixture)
            , dialog((settings.dataDir = dir.path(), new ImportDialog(services, kind)))
        {
            dialog->show();
        }
        ~Bench() { delete dialog; }
        Bench(const Bench &) = delete;
        /// Where the GUI thread may not wait.
        static std::unique_ptr<TestDatabase> open(const QString &engine)
        {
            Workers workers;
            return await(workers, [engine] { return std::make_unique<TestDatabase>(engine); });
        }
        Bench &operator=(const Bench &) = delete;
        QTemporaryDir dir;
        settings::Settings settings;
        std::unique_ptr<TestDatabase> opened;
        const TestDatabase &fixture;
        store::DatabasePtr db;
        Workers workers;
        Services services{workers, db, settings, u"host/1/"_s, u"tester"_s, {}};
        ImportDialog *dialog;
        template <typename Widget>
        Widget *find(const char *name)
        {
            return dialog->findChild<Widget *>(QString::fromLatin1(name));
        }
        /// As an operator does it, with the signal.
        void choose(QComboBox *box, const QVariant &data)
        {
            box->setCurrentIndex(box->findData(data));
            emit box->activated(box->currentIndex());
        }
        [[nodiscard]] const ImportModel &model() { return *dialog->findChild<ImportModel *>(); }
    };

private slots:
    void initTestCase() { setGuiThread(); } // which waits for nothing, or the test ends

    void pasteThenImport_data() { pelorus::test::addEngineRows(); }
    void pasteThenImport()
    {
        QFETCH(QString, engine);
        Bench bench(ImportKind::Accounts, engine);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        ImportDialog *dialog = bench.dialog;
        QSignalSpy imported(dialog, &ImportDialog::imported);
        QGuiApplication::clipboard()->setText(
            u"alice_shop:CANARY-1\nbob.store:CANARY-2\nalice_shop:CANARY-3\nnonsense\n"_s);
        QTest::keyClick(dialog, Qt::Key_V, Qt::ControlModifier);
        auto *go = dialog->findChild<QPushButton *>(u"importGo"_s);
        QTRY_VERIFY(go->isVisible() && go->isEnabled());
        const auto *model = dialog->findChild<ImportModel *>();
        QCOMPARE(model->rowCount(), 4); // every line is accounted for
        QCOMPARE(int(model->row(0).state), int(State::Added));
        QCOMPARE(int(model->row(2).state), int(State::Refused));
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                QVERIFY(!model->index(row, column).data().toString().contains("CANARY"_L1));
        QCOMPARE(accountCount(bench.workers, bench.db), 0U); // a preview writes nothing

        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(accountCount(bench.workers, bench.db), 2U);
        QVERIFY(!go->isVisible());
    }

    /// Wherever the keys go, but for where Enter ends an input.
    void enterImports_data()
    {
        QTest::addColumn<QByteArray>("focus");
        for (const char *name : {"importTable", "importRule", "layoutSeparator", "layoutHeading"})
            QTest::newRow(name) << QByteArray(name);
        QTest::newRow("as it comes") << QByteArray();
    }
    void enterImports()
    {
        QFETCH(QByteArray, focus);
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bench.dialog));
        QSignalSpy imported(bench.dialog, &ImportDialog::imported);
        bench.dialog->readText(u"alice_shop:CANARY-1\nbob.store:CANARY-2\n"_s);
        QTRY_VERIFY(bench.find<QPushButton>("importGo")->isEnabled());
        bench.find<TableView>("importTable")->selectRow(0);
        if (!focus.isEmpty())
            bench.find<QWidget>(focus.constData())->setFocus();
        QTest::keyClick(bench.dialog->focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(accountCount(bench.workers, bench.db), 2U);
    }

    void escInTheMiddleDoesNotStopIt()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QSignalSpy imported(bench.dialog, &ImportDialog::imported);
        QPointer guard(bench.dialog);
        bench.dialog->readText(u"alice_shop:CANARY-1\nbob.store:CANARY-2\n"_s);
        auto *go = bench.find<QPushButton>("importGo");
        QTRY_VERIFY(go->isVisible() && go->isEnabled());
        QTest::mouseClick(go, Qt::LeftButton);
        QTest::keyClick(bench.dialog, Qt::Key_Escape);
        QVERIFY(bench.dialog->isVisible());
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(accountCount(bench.workers, bench.db), 2U);
        QTest::keyClick(bench.dialog, Qt::Key_Escape);
        QTRY_VERIFY(!guard);
        bench.dialog = nullptr;
    }

    void columnsAreCorrectedAndKept()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        // The password is in front: no guess can know.
        const QString list = u"CANARY1:alice_shop:note\nCANARY2:bob.store:note\n"_s;
        bench.dialog->readText(list);
        auto *go = bench.find<QPushButton>("importGo");
        QTRY_VERIFY(bench.find<QComboBox>("layoutColumn2"));
        QCOMPARE(bench.find<QComboBox>("layoutSeparator")->currentData().toString(), u":"_s);
        bench.choose(bench.find<QComboBox>("layoutColumn0"), u"password"_s);
        // Two passwords now: said, and nothing can be imported.
        QTRY_VERIFY(!go->isEnabled());
        QTRY_COMPARE(bench.model().rowCount(), 0);
        bench.choose(bench.find<QComboBox>("layoutColumn1"), u"login"_s);
        bench.choose(bench.find<QComboBox>("layoutColumn2"), QString());
        QTRY_COMPARE(bench.model().rowCount(), 2);
        QTRY_COMPARE(bench.model().row(1).name, u"bob.store"_s);
        QVERIFY(go->isEnabled());
        for (const QLabel *label : bench.dialog->findChildren<QLabel *>())
            QVERIFY2(!label->text().contains("CANARY"_L1), qPrintable(label->text()));

        QTest::mouseClick(bench.find<QPushButton>("layoutSave"), Qt::LeftButton);
        auto *name = bench.find<QInputDialog>("presetName");
        QVERIFY(name);
        name->setTextValue(u"Shop 7"_s);
        name->accept();
        auto *preset = bench.find<QComboBox>("layoutPreset");
        QTRY_COMPARE(preset->currentText(), u"Shop 7"_s);

        // The next list is guessed again, until the preset is chosen.
        bench.dialog->readText(u"CANARY3:carol.cafe:note\n"_s);
        QTRY_COMPARE(bench.model().rowCount(), 1);
        QTRY_VERIFY(bench.model().row(0).name != u"carol.cafe"_s);
        preset->setCurrentIndex(preset->findText(u"Shop 7"_s));
        emit preset->activated(preset->currentIndex());
        QTRY_COMPARE(bench.model().row(0).name, u"carol.cafe"_s);
        QTest::mouseClick(bench.find<QPushButton>("layoutRemove"), Qt::LeftButton);
        QTRY_COMPARE(preset->findText(u"Shop 7"_s), -1);
        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_VERIFY(!go->isVisible());
        QCOMPARE(accountCount(bench.workers, bench.db), 1U);
    }

    /// A correction reads everything anew and leaves the keys where they are.
    void correctionsLeaveTheKeys()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bench.dialog));
        bench.dialog->readText(u"CANARY1:alice_shop:note\nCANARY2:bob.store:note\n"_s);
        QTRY_VERIFY(bench.find<QComboBox>("layoutColumn2"));
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(bench.dialog->focusWidget(), key, modifiers);
            [&] { QTRY_VERIFY(bench.workers.isIdle()); }();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            const QWidget *focus = bench.dialog->focusWidget();
            return focus ? focus->objectName() : QString();
        };
        bench.find<QComboBox>("layoutColumn1")->setFocus();
        QCOMPARE(press(Qt::Key_Down), u"layoutColumn1"_s);
        QCOMPARE(press(Qt::Key_Tab), u"layoutColumn2"_s);
        QCOMPARE(press(Qt::Key_Tab), u"importTable"_s);

        // So does an answer.
        bench.dialog->readText(u"dan@mail.example:one:dan_shop:two\n"_s);
        QTRY_VERIFY(bench.find<QComboBox>("importAnswer0"));
        QTRY_VERIFY(bench.workers.isIdle());
        auto *answer = bench.find<QComboBox>("importAnswer0");
        answer->setFocus();
        QCOMPARE(press(Qt::Key_Down), u"importAnswer0"_s);
        QVERIFY(bench.find<QPushButton>("importGo")->isEnabled());
        QCOMPARE(press(Qt::Key_Tab), u"importTable"_s);
        QCOMPARE(press(Qt::Key_Backtab, Qt::ShiftModifier), u"importAnswer0"_s);
    }

    void passwordOfAnOddLineIsNotShown()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->readText(u"alice_shop:CANARY1\nbob.store;CANARY2\ncarol|CANARY3\n"_s);
        QTRY_VERIFY(bench.find<QComboBox>("layoutColumn0"));
        QTRY_COMPARE(bench.model().rowCount(), 3);
        bool shown = false;
        for (const QLabel *label : bench.dialog->findChildren<QLabel *>()) {
            shown = shown || label->text() == u"alice_shop"_s;
            QVERIFY2(!label->text().contains("CANARY"_L1), qPrintable(label->text()));
        }
        QVERIFY(shown);
    }

    void kindOfProxiesThatNameNone()
    {
        Bench bench(ImportKind::Proxies);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->readText(u"p.example:1080\nhttp://q.example:80\n"_s);
        QTRY_COMPARE(bench.model().rowCount(), 2);
        QCOMPARE(bench.model().row(0).name, u"http p.example:1080"_s);
        bench.choose(bench.find<QComboBox>("importScheme"), u"socks5"_s);
        QTRY_COMPARE(bench.model().row(0).name, u"socks5 p.example:1080"_s);
        QCOMPARE(bench.model().row(1).name, u"http q.example:80"_s);
    }

    void jsonHasNoColumns()
    {
        Bench bench(ImportKind::Proxies);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->readText(QString::fromLatin1(R"([{"host":"p.example","port":8080}])"));
        QTRY_COMPARE(bench.model().rowCount(), 1);
        QVERIFY(!bench.find<QComboBox>("layoutSeparator")->isVisible());
        bench.dialog->readText(u"p.example:8080\n"_s);
        QTRY_VERIFY(bench.find<QComboBox>("layoutSeparator")->isVisible());
    }

    void aFolderOfCookies()
    {
        Bench bench(ImportKind::Cookies);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const auto made = await(bench.workers, [db = bench.db]() -> Result<AccountId> {
            store::NewAccount account;
            account.username = u"bob.store"_s;
            const auto bob = store::AccountStore(db).add(account);
            const auto own
                = formats::readCookies("sessionid=1; ds_user_id=2", formats::accountCookies());
            if (!bob || !own || !store::CookieStore(db).import(*bob, own->cookies, true))
                return fail(ErrorKind::Internal, u"bob"_s);
            account.username = u"alice_shop"_s;
            account.password = Secret(u"pw"_s);
            return store::AccountStore(db).add(account);
        });
        QVERIFY(made.has_value());
        QTemporaryDir folder;
        for (const auto &[name, text] :
             {std::pair("alice_shop.json",
                        R"([{"name":"sessionid","value":"CANARY%3A1","domain":".instagram.com"}])"),
              std::pair("bob.store.txt", "csrftoken=1; mid=2"),
              std::pair("nobody.json", "[]")}) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        }
        QTRY_VERIFY(bench.dialog->isVisible());
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(folder.path())});
        QVERIFY(bench.dialog->take(&mime));
        QTRY_COMPARE(bench.model().rowCount(), 3);
        QCOMPARE(int(bench.model().row(0).state), int(State::Changed));
        QCOMPARE(int(bench.model().row(1).state), int(State::Kept)); // bob is signed in
        QCOMPARE(int(bench.model().row(2).state), int(State::Refused));
        QCOMPARE(bench.model().row(2).name, u"nobody"_s);
        QTest::mouseClick(bench.find<QPushButton>("importGo"), Qt::LeftButton);
        QTRY_VERIFY(!bench.find<QPushButton>("importGo")->isVisible());
        const auto stored = await(bench.workers, [db = bench.db, id = *made] {
            return store::CookieStore(db).load(id).map(
                [](const store::StoredCookies &cookies) { return cookies.cookies.size(); });
        });
        QCOMPARE(stored.value_or(0), 1U);
    }

    /// Each as a file of its own: what is stored is what the reader makes of it, and what it
    /// refuses is refused.
    void everyCaseOfTheCorpus()
    {
        Bench bench(ImportKind::Cookies);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QFile corpus(QStringLiteral(PELORUS_TEST_DATA "/cookies.jsonl"));
        QVERIFY(corpus.open(QIODevice::ReadOnly));
        const QTemporaryDir folder;
        std::vector<store::NewAccount> accounts;
        QHash<QString, QByteArray> inputs;
        while (!corpus.atEnd()) {
            const QJsonObject sample = QJsonDocument::fromJson(corpus.readLine()).object();
            const QString id = sample.value("id"_L1).toString();
            // The import goes by today's clock, the corpus by an earlier one.
            const QByteArray input
                = sample.value("input"_L1).toString().toUtf8().replace("1781536000", "1981536000");
            QFile file(folder.filePath(id + u".txt"_s));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(input) == input.size());
            inputs.insert(id, input);
            accounts.emplace_back().username = id;
        }
        using Ids = QHash<QString, AccountId>;
        const auto ids = await(bench.workers,
                               [db = bench.db,
                                made = std::make_shared<std::vector<store::NewAccount>>(
                                    std::move(accounts))]() -> Result<Ids> {
                                   Ids added;
                                   for (const store::NewAccount &account : *made) {
                                       const auto id = store::AccountStore(db).add(account);
                                       if (!id)
                                           return fail(id.error());
                                       added.insert(account.username, *id);
                                   }
                                   return added;
                               });
        QVERIFY(ids.has_value());
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(folder.path())});
        QVERIFY(bench.dialog->take(&mime));
        QTRY_COMPARE(bench.model().rowCount(), int(inputs.size()));
        QTest::mouseClick(bench.find<QPushButton>("importGo"), Qt::LeftButton);
        QTRY_VERIFY(!bench.find<QPushButton>("importGo")->isVisible());

        int taken = 0;
        int remarked = 0;
        for (int i = 0; i < bench.model().rowCount(); ++i) {
            const ImportItem &item = bench.model().row(i);
            QVERIFY2(inputs.contains(item.name), qPrintable(item.name));
            auto read = formats::readCookies(inputs.value(item.name), {u".instagram.com"_s, {}});
            const bool isTaken = item.state == State::Changed;
            QVERIFY2(isTaken == read.has_value(), qPrintable(item.name + item.note));
            const auto stored = await(bench.workers, [db = bench.db, id = ids->value(item.name)] {
                return store::CookieStore(db).load(id).map(
                    [](store::StoredCookies cookies) { return timeless(cookies.cookies); });
            });
            if (!isTaken) {
                QVERIFY2(!item.note.isEmpty(), qPrintable(item.name));
                // What no reader needs to look into is refused as a file.
                if (!u"empty_input not_cookies"_s.contains(read.error().name))
                    QCOMPARE(item.name + item.note, item.name + read.error().message);
                continue;
            }
            ++taken;
            const QString remarks = formats::remarksText(*read, 5);
            QVERIFY2(item.note.contains(remarks), qPrintable(item.name + item.note + remarks));
            remarked += remarks.isEmpty() ? 0 : 1;
            QVERIFY2(stored.has_value(), qPrintable(item.name));
            QCOMPARE(*stored, timeless(read->cookies));
        }
        QVERIFY2(taken >= 50, qPrintable(QString::number(taken)));
        QVERIFY2(remarked >= 20, qPrintable(QString::number(remarked)));
    }

    /// Each by its own layout, and every row names its file; what one account has in two of them
    /// is taken once.
    void severalFiles()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const QTemporaryDir folder;
        QMimeData mime;
        QList<QUrl> urls;
        for (const auto &[name, text] :
             {std::pair("a.csv", "username;password\nalice_shop;CANARY1\n\nbob.store;CANARY2\n"),
              std::pair("b.csv", "password,username\nCANARY3,carol.cafe\nCANARY4,alice_shop\n"),
              std::pair("c.txt", "dan.shop:CANARY5\nnonsense\ncaf\xE9 \n"),
              std::pair("d.txt", " \n")}) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            urls << QUrl::fromLocalFile(file.fileName());
        }
        mime.setUrls(urls);
        QVERIFY(bench.dialog->take(&mime));
        QTRY_COMPARE(bench.model().rowCount(), 8);
        QStringList got;
        for (int row = 0; row < 8; ++row) {
            const ImportItem &item = bench.model().row(row);
            got << linePlace(item.line, item.file) + u' ' + item.name + u' '
                    + QString::number(int(item.state));
        }
        QCOMPARE(got.join(u'\n'),
                 u"2 (a.csv) alice_shop 0\n4 (a.csv) bob.store 0\n2 (b.csv) carol.cafe 0\n"
                 "3 (b.csv) alice_shop 4\n1 (c.txt) dan.shop 0\n2 (c.txt)  4\n3 (c.txt)  4\n"
                 "1 (d.txt)  4"_s);
        QVERIFY(bench.model().row(3).note.contains(u"2 (a.csv)"_s));
        QVERIFY(!bench.find<QComboBox>("layoutSeparator")->isVisible());
        const auto labels = bench.dialog->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel *label) { return label->text().contains(" c.txt: "_L1); }));
        QTest::mouseClick(bench.find<QPushButton>("importGo"), Qt::LeftButton);
        QTRY_VERIFY(!bench.find<QPushButton>("importGo")->isVisible());
        QCOMPARE(accountCount(bench.workers, bench.db), 4U);
    }

    /// Answers make accounts of lines: two of them may be one.
    void answeredLinesMayBeEqual()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->readText(u"dan_shop:one:two:d@mail.example:x\n"
                               "dan_shop:two:two:d@mail.example:x\n"_s);
        QTRY_VERIFY(bench.find<QComboBox>("importAnswer0"));
        bench.choose(bench.find<QComboBox>("importAnswer0"), 0);
        QTRY_COMPARE(int(bench.model().row(1).state), int(State::Refused));
        QTRY_VERIFY(bench.find<QPushButton>("importGo")->isEnabled());
        QTest::mouseClick(bench.find<QPushButton>("importGo"), Qt::LeftButton);
        QTRY_VERIFY(!bench.find<QPushButton>("importGo")->isVisible());
        QCOMPARE(accountCount(bench.workers, bench.db), 1U);
    }

    /// Cookies in a line and what nothing stores: the row says what became of them.
    void remarksAreShown()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->readText(
            u"alice_shop:pw|Mozilla/5.0 Demo|[{\"name\":\"sessionid\",\"value\":\"1\","
            "\"domain\":\".instagram.com\"},{\"name\":\"mid\",\"value\":\"1\",\"domain\":\".x.io\","
            "\"expires\":1600000000}]\n"_s);
        QTRY_COMPARE(bench.model().rowCount(), 1);
        const QString note = bench.model().row(0).note;
        QVERIFY2(note.contains(u"Left out: mid: it has expired"_s), qPrintable(note));
        QVERIFY2(note.contains(u"user agent"_s), qPrintable(note));
    }

    void theRuleSaysWhichOfTwoLinesCounts()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        bench.dialog->readText(u"alice_shop:CANARY1\nAlice_Shop:CANARY2\n"_s);
        QTRY_COMPARE(bench.model().rowCount(), 2);
        QCOMPARE(int(bench.model().row(1).state), int(State::Refused));
        QVERIFY(bench.model().row(1).note.startsWith(u"Line 1 has the same with another"_s));
        bench.choose(bench.find<QComboBox>("importRule"), int(store::OnDuplicate::Replace));
        QTRY_COMPARE(int(bench.model().row(0).state), int(State::Refused));
        QCOMPARE(int(bench.model().row(1).state), int(State::Added));
        QVERIFY(bench.model().row(0).note.startsWith(u"Line 2 has the same with another"_s));
    }

    void cookiesOfOtherSites()
    {
        Bench bench(ImportKind::Cookies);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const auto alice = await(bench.workers, [db = bench.db] {
            store::NewAccount account;
            account.username = u"alice_shop"_s;
            return store::AccountStore(db).add(account);
        });
        QVERIFY(alice.has_value());
        bench.dialog->readText(
            u"alice_shop\n[{\"name\":\"sessionid\",\"value\":\"1\",\"domain\":"
            "\".instagram.com\"},{\"name\":\"c_user\",\"value\":\"1\",\"domain\":"
            "\".facebook.com\"}]\n"_s);
        QTRY_COMPARE(bench.model().rowCount(), 1);
        QVERIFY(bench.model().row(0).note.contains(u"Cookies of other sites: 1, taken too."_s));
        QVERIFY(bench.find<QComboBox>("importOthers")->isVisible());
        bench.choose(bench.find<QComboBox>("importOthers"), true);
        QTRY_VERIFY(bench.model().row(0).note.contains(u"other sites: 1, left out."_s));
        QTRY_VERIFY(bench.find<QPushButton>("importGo")->isEnabled());
        QTest::mouseClick(bench.find<QPushButton>("importGo"), Qt::LeftButton);
        QTRY_VERIFY(!bench.find<QPushButton>("importGo")->isVisible());
        const auto stored = await(bench.workers, [db = bench.db, id = *alice] {
            return store::CookieStore(db).load(id).map(
                [](const store::StoredCookies &cookies) { return cookies.cookies.size(); });
        });
        QCOMPARE(stored.value_or(0), 1U);

        Bench list(ImportKind::Accounts);
        list.dialog->readText(u"alice_shop:CANARY1\n"_s);
        QTRY_COMPARE(list.model().rowCount(), 1);
        QVERIFY(!list.find<QComboBox>("importOthers")->isVisible());
        list.dialog->readText(u"alice_shop:CANARY1\tcsrftoken=1; sessionid=2\nbob:CANARY2\n"_s);
        QTRY_COMPARE(list.model().rowCount(), 2);
        QVERIFY(list.find<QComboBox>("importOthers")->isVisible());
    }

    /// The last one is of 5 MB and has no line break. The window lives on meanwhile.
    void fiftyThousandLines_data() { pelorus::test::addEngineRows(); }
    void fiftyThousandLines()
    {
        QFETCH(QString, engine);
        Bench bench(ImportKind::Accounts, engine);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        QString list;
        for (int i = 1; i < 50000; ++i)
            list += u"shop_%1:CANARY-%1\n"_s.arg(i);
        list += QString(5'000'000, u'x');
        int turns = 0; // of the event loop, while others work
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, this, [&] { ++turns; });
        ticker.start(0);
        bench.dialog->readText(list);
        QCOMPARE(bench.model().rowCount(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.model().rowCount(), 50000, 60000);
        QVERIFY2(turns > 10, qPrintable(QString::number(turns)));
        auto *go = bench.find<QPushButton>("importGo");
        QVERIFY(go->isEnabled());
        turns = 0;
        QTest::mouseClick(go, Qt::LeftButton);
        QVERIFY(go->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!go->isVisible(), 120000);
        QVERIFY2(turns > 10, qPrintable(QString::number(turns)));
        QCOMPARE(int(bench.model().row(49999).state), int(State::Refused));
        QCOMPARE(accountCount(bench.workers, bench.db), 49999U);
    }

    void dropAFile()
    {
        Bench bench(ImportKind::Accounts);
        QVERIFY2(bench.fixture.isValid(), qPrintable(bench.fixture.problem()));
        const QString path = bench.dir.filePath(u"list.txt"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("carol.cafe:pw\n");
        file.close();
        ImportDialog *dialog = bench.dialog;
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        // Without it Qt knows no target of the drop.
        QDragEnterEvent enter(
            QPoint(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(dialog, &enter);
        QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(dialog, &drop);
        const auto *model = dialog->findChild<ImportModel *>();
        QTRY_COMPARE(model->rowCount(), 1);
        QCOMPARE(model->row(0).name, u"carol.cafe"_s);
    }
};

QTEST_MAIN(tst_Import)
#include "tst_import.moc"
