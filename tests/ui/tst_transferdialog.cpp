// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "core/settings/databaseaddress.h"
#include "core/store/session.h"
#include "core/store/stores.h"
#include "core/vault/machinesecrets.h"
#include "tests/support/await.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"
#include "tests/support/testdatabase.h"
#include "ui/transfer/transferdialog.h"
#include "ui/transfer/transfermodels.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/tableview.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::TestDatabase;

/// The wizard that moves a database to PostgreSQL, by clicks. Needs a keyring and PostgreSQL.
class tst_TransferDialog final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<TestDatabase> m_own;
    std::unique_ptr<TestDatabase> m_target;
    std::unique_ptr<Services> m_services;
    QPointer<TransferDialog> m_dialog;
    int m_stops = 0;
    int m_resumes = 0;
    QString m_foreseen; ///< of the review's banner

    template <typename Work>
    auto await(Work work)
    {
        return test::await(*m_workers, std::move(work));
    }
    QString sample(const QString &name)
    {
        const QString copy = m_dir->filePath(name);
        QFile::copy(QStringLiteral(PELORUS_TEST_DATA "/django/") + name, copy);
        QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        return copy;
    }
    template <typename Widget>
    Widget *find(const char *name)
    {
        auto *widget = m_dialog->findChild<Widget *>(QString::fromLatin1(name));
        [&] { QVERIFY2(widget, name); }();
        return widget;
    }
    void click(const char *name)
    {
        auto *button = find<QPushButton>(name);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), 30000); }();
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] QString shownOnBanner() { return m_dialog->findChild<Banner *>()->text(); }
    void openDialog()
    {
        m_dialog = new TransferDialog(*m_services);
        connect(m_dialog, &TransferDialog::workMustStop, this, [this](const auto &stopped) {
            ++m_stops;
            stopped();
        });
        connect(m_dialog, &TransferDialog::workMayGoOn, this, [this] { ++m_resumes; });
        m_dialog->show();
        find<QLineEdit>("transferAddress")->setText(m_target->url());
    }
    void waitForReview()
    {
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("transferSummary")->isVisible(), 30000);
    }
    qsizetype accountsIn(const TestDatabase &database)
    {
        const auto rows = await([db = *database] { return store::AccountStore(db).rows({}); });
        return rows ? qsizetype(rows->size()) : -1;
    }
    Result<QString> ask(const QString &sql)
    {
        return await([db = **m_target, sql]() -> Result<QString> {
            return db->priv().read([&](store::Connection &connection) -> Result<QString> {
                store::Query query(connection, sql);
                if (auto ran = query.run(); !ran)
                    return fail(ran.error());
                return query.next() ? query.text(0) : QString();
            });
        });
    }
    Result<void> change(const QString &sql)
    {
        return await([db = **m_target, sql] {
            return db->priv().read(
                [&](store::Connection &connection) { return connection.execute(sql); });
        });
    }
    /// Every row of the target, and where its sequences are.
    Result<QString> content()
    {
        return ask(
            u"SELECT md5((SELECT string_agg(table_to_xml(oid, true, false, '')::text, ',' ORDER BY"
            " relname) FROM pg_class WHERE relkind = 'r' AND relnamespace ="
            " 'public'::regnamespace) || (SELECT string_agg(concat(sequencename, last_value), ','"
            " ORDER BY sequencename) FROM pg_sequences))"_s);
    }
    /// From the choice of the file to the page with the result.
    void moveByClicks(const QString &file)
    {
        openDialog();
        find<QRadioButton>("transferOther")->click();
        find<QLineEdit>("transferFile")->setText(file);
        click("transferGo");
        waitForReview();
        m_foreseen = shownOnBanner();
        click("transferGo");
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("transferResult")->isVisible(), 30000);
    }
    bool oldFileIsClosed() { return QFile::exists(ownFile() + u".moved"_s); }
    QString ownFile() { return m_own->url().mid(QStringLiteral("sqlite:///").size()); }

private slots:
    void initTestCase()
    {
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        setGuiThread();
    }
    void init()
    {
        m_stops = m_resumes = 0;
        m_dir = std::make_unique<QTemporaryDir>();
        m_workers = std::make_unique<Workers>();
        m_own = await(
            [] { return std::make_unique<TestDatabase>(u"sqlite"_s, store::Role::Runner); });
        QVERIFY2(m_own->isValid(), qPrintable(m_own->problem()));
        m_target = await([] { return std::make_unique<TestDatabase>(u"postgresql"_s); });
        QVERIFY2(m_target->isValid(), qPrintable(m_target->problem()));
        const auto added = await([db = **m_own] {
            store::NewAccount account;
            account.username = u"alice_shop"_s;
            return store::AccountStore(db).add(account);
        });
        QVERIFY_RESULT(added);
        m_settings = std::make_unique<settings::Settings>();
        m_settings->dataDir = m_dir->path();
        m_settings->databaseUrl = Secret(m_own->url());
        m_services = std::make_unique<Services>(
            Services{*m_workers, **m_own, *m_settings, u"host/1/"_s, u"anna"_s, {}});
    }
    void cleanup()
    {
        delete m_dialog;
        m_services.reset();
        m_workers.reset();
        m_own.reset();
        m_target.reset();
    }

    void ownDatabaseMovesAndIsUsed()
    {
        openDialog();
        // A server that trusts everybody takes any password; another one only its own.
        auto target = settings::splitDatabaseUrl(Secret(m_target->url()));
        const Secret password
            = target.password.isEmpty() ? Secret(u"CANARY-pw"_s) : std::move(target.password);
        find<QLineEdit>("transferAddress")->setText(target.text);
        password.reveal([this](const QByteArray &utf8) {
            find<QLineEdit>("transferPassword")->setText(QString::fromUtf8(utf8));
        });
        click("transferGo");
        waitForReview();
        QVERIFY(find<QLabel>("transferPlan")->text().contains(u"ends in order"_s));
        QCOMPARE(accountsIn(*m_target), 0);
        QCOMPARE(m_stops, 0);
        click("transferGo");
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("transferResult")->isVisible(), 30000);
        QCOMPARE(m_stops, 1);
        QCOMPARE(accountsIn(*m_target), 1);
        QVERIFY(oldFileIsClosed());
        const auto *tables = m_dialog->findChild<TransferTableModel *>();
        QVERIFY(tables->rowCount() > 10);
        for (int i = 0; i < tables->rowCount(); ++i) {
            QCOMPARE(tables->row(i).report.arrived, tables->row(i).report.taken);
            QCOMPARE(tables->row(i).report.arrivedChecksum, tables->row(i).report.checksum);
            QVERIFY(!tables->row(i).report.checksum.isEmpty());
        }
        // One of the two must be chosen: the old file refuses to run jobs.
        m_dialog->close();
        QVERIFY(m_dialog && m_dialog->isVisible());
        QVERIFY(!shownOnBanner().isEmpty());

        QSignalSpy restarts(m_dialog, &TransferDialog::restartRequested);
        click("transferGo");
        QTRY_COMPARE_WITH_TIMEOUT(restarts.size(), 1, 30000);
        QCOMPARE(m_resumes, 0); // the program starts anew instead
        const auto next = await([dir = m_dir->path()]() -> Result<settings::Settings> {
            auto settings = settings::load({{u"PELORUS_DATA_DIR"_s, dir}}, dir);
            if (settings)
                if (auto added = vault::addMachineSecrets(*settings, Call::in(30s)); !added)
                    return fail(added.error());
            return settings;
        });
        QVERIFY_RESULT(next);
        const auto parts = settings::splitDatabaseUrl(next->databaseUrl);
        QCOMPARE(parts.text, target.text);
        QVERIFY(parts.password.equals(password));
    }

    /// What the move would refuse is said before it, not after the work was stopped for it.
    void othersInTheTargetAreForeseen()
    {
        QVERIFY_RESULT(await([db = **m_target] {
            store::NewAccount account;
            account.username = u"somebody_else"_s;
            return store::AccountStore(db).add(account);
        }));
        openDialog();
        click("transferGo");
        waitForReview();
        QVERIFY(shownOnBanner().contains(u"choose an empty one"_s));
        QVERIFY(!find<QPushButton>("transferGo")->isEnabled());
        QVERIFY(find<QPushButton>("transferBack")->isEnabled());
        QCOMPARE(m_stops, 0);
    }

    void oldFileIsKept()
    {
        openDialog();
        click("transferGo");
        waitForReview();
        click("transferGo");
        click("transferKeep");
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, 30000);
        QVERIFY(!oldFileIsClosed());
        QCOMPARE(m_resumes, 1);
        QVERIFY(!QFile::exists(m_dir->filePath(u"settings.ini"_s)));
    }

    /// Then nobody knows which of the two is to run the tasks, so none does until it is found out.
    void lineBreaksWhileItIsCompleted()
    {
        test::DatabaseProxy line(m_target->url());
        openDialog();
        find<QLineEdit>("transferAddress")->setText(line.url());
        click("transferGo");
        waitForReview();
        line.breakAt("pelorus_audit", test::DatabaseProxy::Break::AfterCommit);
        click("transferGo");
        QTRY_VERIFY_WITH_TIMEOUT(shownOnBanner().contains(u"Move once more"_s), 30000);
        QCOMPARE(m_stops, 1);
        QCOMPARE(m_resumes, 0);
        QVERIFY(oldFileIsClosed());
        QCOMPARE(accountsIn(*m_target), 1);
        line.mend();
        click("transferGo");
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("transferResult")->isVisible(), 30000);
        QVERIFY(oldFileIsClosed());
        QVERIFY(await([db = **m_own] { return !db->mayRunJobs(); }));
        click("transferKeep");
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, 30000);
        QCOMPARE(m_resumes, 1);
        QVERIFY(await([db = **m_own] { return db->mayRunJobs().has_value(); }));
    }

    /// What was kept once and is moved again is closed again.
    void movedTwice()
    {
        for (int i = 0; i < 2; ++i) {
            openDialog();
            click("transferGo");
            waitForReview();
            click("transferGo");
            QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("transferResult")->isVisible(), 30000);
            QVERIFY(oldFileIsClosed());
            click("transferKeep");
            QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, 30000);
            QVERIFY(!oldFileIsClosed());
        }
    }

    /// To a server that holds nothing yet, and once more.
    void samplesArrive_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("SQLite file") << u"django.sqlite3"_s;
        QTest::newRow("dump") << u"django-dump.json"_s;
    }
    void samplesArrive()
    {
        QFETCH(QString, file);
        const QString source = sample(file);
        const QString tables
            = u"SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"_s;
        QVERIFY_RESULT(change(u"DROP SCHEMA public CASCADE; CREATE SCHEMA public"_s));
        // Looked at only, nothing is made.
        openDialog();
        find<QRadioButton>("transferOther")->click();
        find<QLineEdit>("transferFile")->setText(source);
        click("transferGo");
        waitForReview();
        const auto *findings = m_dialog->findChild<TransferFindingModel *>();
        for (int i = 0; i < findings->rowCount(); ++i)
            QCOMPARE(findings->row(i).row, 0); // tables of Django itself
        m_dialog->close();
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(ask(tables).value(), u"0"_s);

        moveByClicks(source);
        QCOMPARE(m_foreseen, QString());
        const QLabel *result = find<QLabel>("transferResult");
        QVERIFY2(result->text().contains(u"137"_s), qPrintable(result->text()));
        const auto *arrived = m_dialog->findChild<TransferTableModel *>();
        qint64 rows = 0;
        for (int i = 0; i < arrived->rowCount(); ++i) {
            const transfer::TableReport &report = arrived->row(i).report;
            const auto there = ask(u"SELECT count(*) FROM %1"_s.arg(report.table));
            QCOMPARE(there.value_or(QString()), QString::number(report.read));
            QCOMPARE(report.arrived, report.read);
            QCOMPARE(report.arrivedChecksum, report.checksum);
            rows += report.read;
        }
        QCOMPARE(arrived->rowCount(), 10);
        QCOMPARE(rows, 137);
        click("transferClose");
        QTRY_VERIFY(!m_dialog);
        const auto before = content();
        QVERIFY_RESULT(before);

        moveByClicks(source);
        QVERIFY2(m_foreseen.contains(u"exactly this already"_s), qPrintable(m_foreseen));
        QVERIFY(find<QLabel>("transferResult")->text().contains(u"nothing was written"_s));
        QCOMPARE(m_dialog->findChild<TransferTableModel *>()->rowCount(), 10);
        QCOMPARE(content().value(), *before);
        QCOMPARE(m_stops, 0); // not our file
    }

    /// It shows only when it is written.
    void whatTheTargetRefusesIsSaid()
    {
        QVERIFY_RESULT(change(u"ALTER TABLE uploader_bulkvideo ADD CHECK (id <> 3)"_s));
        moveByClicks(sample(u"django.sqlite3"_s));
        QCOMPARE(m_foreseen, QString());
        QVERIFY(find<QLabel>("transferNext")->text().startsWith(u"The target refused 1 "_s));
        QCOMPARE(ask(u"SELECT count(*) FROM uploader_bulkvideo"_s).value(), u"39"_s);
    }

    void dirtyFileListsWhatNeedsADecision()
    {
        const QString file = sample(u"django-dirty.sqlite3"_s);
        openDialog();
        find<QRadioButton>("transferOther")->click();
        QVERIFY(!find<QPushButton>("transferGo")->isEnabled());
        find<QLineEdit>("transferFile")->setText(file);
        click("transferGo");
        waitForReview();
        const auto *findings = m_dialog->findChild<TransferFindingModel *>();
        QVERIFY(findings->rowCount() >= 14);
        int behind = 0;
        for (int i = 0; i < findings->rowCount(); ++i) {
            QVERIFY(!findings->row(i).text.isEmpty());
            behind += findings->row(i).row > 0
                && findings->row(i).outcome == transfer::Outcome::Quarantined;
        }
        QCOMPARE(behind, 1);
        QVERIFY(!find<QLabel>("transferPlan")->text().contains(u"ends in order"_s));
        const QString report = m_dir->filePath(u"report.csv"_s);
        QVERIFY_RESULT(await([report, path = file, url = m_target->url()]() -> Result<void> {
            const auto dry = transfer::transfer({path, Secret(url), true}, Call::in(30s));
            return dry ? saveTransferReport(report, *dry) : Result<void>(fail(dry.error()));
        }));
        QFile saved(report);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().count('\n') >= findings->rowCount() + 1);

        // The first Enter out of the list of decisions only goes to the button.
        QCOMPARE(m_dialog->focusWidget(), find<TableView>("transferFindings"));
        QTest::keyClick(find<TableView>("transferFindings"), Qt::Key_Return);
        QCOMPARE(m_dialog->focusWidget(), find<QPushButton>("transferGo"));
        QVERIFY(find<QLabel>("transferSummary")->isVisible());
        QTest::keyClick(find<QPushButton>("transferGo"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("transferResult")->isVisible(), 30000);
        QCOMPARE(m_stops, 0); // not our file: our work goes on
        QCOMPARE(accountsIn(*m_target), 20);
        click("transferClose");
        QTRY_VERIFY(!m_dialog);
    }

    /// By somebody, after it was looked at.
    void fullTargetIsRefusedAndTheWorkGoesOn()
    {
        openDialog();
        click("transferGo");
        waitForReview();
        const auto added = await([db = **m_target] {
            store::NewAccount account;
            account.username = u"other"_s;
            return store::AccountStore(db).add(account);
        });
        QVERIFY_RESULT(added);
        click("transferGo");
        QTRY_COMPARE_WITH_TIMEOUT(m_resumes, 1, 30000);
        QTRY_VERIFY(!shownOnBanner().isEmpty());
        QVERIFY(!oldFileIsClosed());
        QCOMPARE(accountsIn(*m_target), 1);
        QVERIFY(find<QLabel>("transferSummary")->isVisible());
    }

    void stopLeavesTheTarget()
    {
        openDialog();
        // Stopped while the work ends: the run finds it and begins nothing.
        disconnect(m_dialog, &TransferDialog::workMustStop, this, nullptr);
        std::function<void()> stopped;
        connect(m_dialog, &TransferDialog::workMustStop, this, [&](const auto &call) {
            stopped = call;
        });
        click("transferGo");
        waitForReview();
        click("transferGo");
        QVERIFY(stopped);
        m_dialog->close();
        QVERIFY(m_dialog && m_dialog->isVisible());
        stopped();
        QTRY_COMPARE_WITH_TIMEOUT(m_resumes, 1, 30000);
        QVERIFY2(shownOnBanner().startsWith(u"Stopped"_s), qPrintable(shownOnBanner()));
        QCOMPARE(accountsIn(*m_target), 0);
        QVERIFY(!oldFileIsClosed());
    }

    void wrongTarget_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("nobody listens") << u"postgresql://u:CANARY@127.0.0.1:1/d"_s;
        QTest::newRow("a file") << u"sqlite:////tmp/nowhere/x.db"_s;
        QTest::newRow("no url") << u"db-1"_s;
    }
    void wrongTarget()
    {
        QFETCH(QString, url);
        openDialog();
        find<QLineEdit>("transferAddress")->setText(url);
        click("transferGo");
        QTRY_VERIFY_WITH_TIMEOUT(!shownOnBanner().isEmpty(), 30000);
        QVERIFY(!shownOnBanner().contains(u"CANARY"_s));
        QVERIFY(!find<QLineEdit>("transferAddress")->text().contains(u"CANARY"_s));
        QVERIFY(find<QLineEdit>("transferAddress")->isVisible());
        QVERIFY(!QFile::exists(u"/tmp/nowhere/x.db"_s));
    }
};

QTEST_MAIN(tst_TransferDialog)
#include "tst_transferdialog.moc"
