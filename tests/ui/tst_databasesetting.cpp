// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "core/settings/databaseaddress.h"
#include "core/store/url.h"
#include "core/vault/machinesecrets.h"
#include "tests/support/await.h"
#include "tests/support/resultmacros.h"
#include "tests/support/testdatabase.h"
#include "ui/settings/settingspage.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus;
using namespace pelorus::ui;
using pelorus::test::TestDatabase;

/// The database's address, password and backup on the settings page, by clicks. Needs a keyring.
class tst_DatabaseSetting final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<SettingsPage> m_page;

    template <typename Work>
    auto await(Work work)
    {
        return test::await(*m_workers, std::move(work));
    }
    /// It waits, so not on this thread.
    std::unique_ptr<TestDatabase> makeDatabase(const QString &engine)
    {
        return await([engine] { return std::make_unique<TestDatabase>(engine); });
    }
    /// The settings as the next start reads them, secrets included.
    Result<settings::Settings> nextStart(QHash<QString, QString> environment = {})
    {
        environment.insert(u"PELORUS_DATA_DIR"_s, m_dir->path());
        return await([environment, dir = m_dir->path()]() -> Result<settings::Settings> {
            auto settings = settings::load(environment, dir);
            if (settings)
                if (auto added = vault::addMachineSecrets(*settings, Call::in(30s)); !added)
                    return fail(added.error());
            return settings;
        });
    }
    void build(const store::DatabasePtr &database, settings::Settings settings)
    {
        m_page.reset();
        m_settings = std::make_unique<settings::Settings>(std::move(settings));
        m_services.reset(
            new Services{*m_workers, database, *m_settings, u"host/1/"_s, u"anna"_s, {}});
        m_page = std::make_unique<SettingsPage>(*m_services, Appearance{});
        m_page->show();
    }
    QLineEdit *field(const QString &name) { return m_page->findChild<QLineEdit *>(name); }
    void save()
    {
        for (auto *button : m_page->findChildren<QPushButton *>())
            if (button->text() == u"Save"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(m_workers->isIdle(), 30000); }();
    }
    QByteArray read(const QString &name)
    {
        QFile file(m_dir->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString shown(const Secret &secret)
    {
        return secret.reveal([](const QByteArray &bytes) { return QString::fromUtf8(bytes); });
    }

private slots:
    void initTestCase() { setGuiThread(); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_workers = std::make_unique<Workers>();
    }
    void cleanup()
    {
        m_page.reset();
        m_services.reset();
        m_workers.reset();
    }

    void splitAndJoin_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("password");
        const auto row
            = [](const char *name, const char *url, const char *address, const char *pw) {
                  QTest::newRow(name) << QString::fromUtf8(url) << QString::fromUtf8(address)
                                      << QString::fromUtf8(pw);
              };
        row("behind the user", "postgresql://u:pw@h:5/d", "postgresql://u@h:5/d", "pw");
        row("encoded",
            "postgresql://u:p%40%2F%3A@h/d?sslmode=require",
            "postgresql://u@h/d?sslmode=require",
            "p@/:");
        row("with an at", "postgresql://u:p@w@h/d", "postgresql://u@h/d", "p@w");
        row("parameter",
            "postgres:///d?host=/run&password=a%26b&port=5",
            "postgres:///d?host=/run&port=5",
            "a&b");
        row("only parameter", "postgresql://u@h/d?password=x", "postgresql://u@h/d", "x");
        row("encoded name", "postgresql://u@h/d?p%61ssword=x", "postgresql://u@h/d", "x");
        row("none", "postgresql://u@h:5432/d", "postgresql://u@h:5432/d", "");
        row("port alone", "postgresql://h:5432/d", "postgresql://h:5432/d", "");
        row("file", "sqlite:////a/b@c:d.db", "sqlite:////a/b@c:d.db", "");
        row("empty", "", "", "");
    }
    void splitAndJoin()
    {
        QFETCH(QString, url);
        QFETCH(QString, address);
        QFETCH(QString, password);
        const auto parts = settings::splitDatabaseUrl(Secret(url));
        QCOMPARE(parts.text, address);
        QCOMPARE(shown(parts.password), password);
        if (password.isEmpty())
            return;
        // What the stores read of it is what was typed.
        const Secret whole = settings::joinDatabaseUrl(address, parts.password);
        const auto parsed = store::parseDatabaseUrl(whole);
        QVERIFY_RESULT(parsed);
        QCOMPARE(shown(parsed->password), password);
        QCOMPARE(shown(settings::splitDatabaseUrl(whole).password), password);
        QCOMPARE(settings::splitDatabaseUrl(whole).text, address);
    }

    void passwordLeavesTheAddress()
    {
        const auto here = makeDatabase(u"sqlite"_s);
        QVERIFY2(here->isValid(), qPrintable(here->problem()));
        if (!test::hasPostgres())
            QSKIP("PostgreSQL is not tested");
        const auto there = makeDatabase(u"postgresql"_s);
        QVERIFY2(there->isValid(), qPrintable(there->problem()));
        auto first = nextStart();
        QVERIFY_RESULT(first);
        build(**here, std::move(*first));
        // A server that trusts everybody takes any password; another one only its own.
        const auto parts = settings::splitDatabaseUrl(Secret(there->url()));
        const QString address = parts.text;
        const QString password = parts.password.isEmpty() ? u"CANARY-&-ä"_s : shown(parts.password);
        field(u"databaseAddress"_s)
            ->setText(address + (address.contains(u'?') ? u"&password="_s : u"?password="_s)
                      + QString::fromLatin1(QUrl::toPercentEncoding(password)));
        save();
        QVERIFY2(m_page->banner()->text().startsWith(u"Saved"_s),
                 qPrintable(m_page->banner()->text()));
        QCOMPARE(field(u"databaseAddress"_s)->text(), address);
        QCOMPARE(field(u"databasePassword"_s)->text(), QString());
        QVERIFY(field(u"databasePassword"_s)
                    ->placeholderText()
                    .contains(QString::number(password.size())));
        QVERIFY(read(u"settings.ini"_s).contains("DATABASE_URL"));
        for (const QString &file : {u"settings.ini"_s, u"secrets.sealed"_s})
            QVERIFY(!read(file).contains(password.toUtf8()));

        const auto next = nextStart();
        QVERIFY_RESULT(next);
        QVERIFY(next->databaseInFile);
        QCOMPARE(shown(settings::splitDatabaseUrl(next->databaseUrl).password), password);
        // Neither variable gets the sealed password of another address.
        for (const QString &name : {u"DATABASE_URL"_s, u"DATABASE_PATH"_s}) {
            const QString value = name.endsWith(u"URL"_s) ? u"postgresql://u@other/d"_s
                                                          : m_dir->filePath(u"other.db"_s);
            const auto outside = nextStart({{name, value}});
            QVERIFY_RESULT(outside);
            QCOMPARE(outside->databaseSetBy, name);
            QVERIFY(!outside->databaseInFile);
            QVERIFY(!shown(outside->databaseUrl).contains(password));
            QVERIFY(shown(outside->databaseUrl).contains(u"other"_s));
        }

        // Back to the file: the password goes.
        field(u"databaseAddress"_s)->clear();
        save();
        const auto file = nextStart();
        QVERIFY_RESULT(file);
        QVERIFY(shown(file->databaseUrl).endsWith(u"pelorus.db"_s));
        QVERIFY(!read(u"secrets.sealed"_s).contains("DATABASE_PASSWORD"));
    }

    void refusedAddressIsNotSaved_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("nobody listens") << u"postgresql://u@127.0.0.1:1/d"_s;
        QTest::newRow("no such file") << u"sqlite:////nowhere/at/all.db"_s;
        QTest::newRow("no url") << u"pelorus"_s;
        QTest::newRow("no database") << u"postgresql://u@127.0.0.1"_s;
    }
    void refusedAddressIsNotSaved()
    {
        QFETCH(QString, url);
        const auto here = makeDatabase(u"sqlite"_s);
        QVERIFY2(here->isValid(), qPrintable(here->problem()));
        auto first = nextStart();
        QVERIFY_RESULT(first);
        build(**here, std::move(*first));
        field(u"databaseAddress"_s)->setText(url);
        field(u"databasePassword"_s)->setText(u"CANARY"_s);
        save();
        QVERIFY(!m_page->banner()->text().isEmpty());
        QVERIFY(!m_page->banner()->text().startsWith(u"Saved"_s));
        QVERIFY(!m_page->banner()->text().contains(u"CANARY"_s));
        QVERIFY(!QFile::exists(m_dir->filePath(u"settings.ini"_s)));
        QVERIFY(!QFile::exists(m_dir->filePath(u"secrets.sealed"_s)));
        QCOMPARE(field(u"databasePassword"_s)->text(),
                 u"CANARY"_s); // to be corrected, not typed anew
    }

    void environmentLocks()
    {
        const auto here = makeDatabase(u"sqlite"_s);
        QVERIFY2(here->isValid(), qPrintable(here->problem()));
        auto outside = nextStart({{u"DATABASE_URL"_s, u"postgresql://op:CANARY@db-1/pelorus"_s}});
        QVERIFY_RESULT(outside);
        build(**here, std::move(*outside));
        QVERIFY(!field(u"databaseAddress"_s)->isEnabled());
        QVERIFY(!field(u"databasePassword"_s)->isEnabled());
        QCOMPARE(field(u"databaseAddress"_s)->text(), u"postgresql://op@db-1/pelorus"_s);
        save();
        QVERIFY(!read(u"settings.ini"_s).contains("DATABASE_URL"));
    }

    void backUp_data() { test::addEngineRows(); }
    void backUp()
    {
        QFETCH(QString, engine);
        const auto here = makeDatabase(engine);
        QVERIFY2(here->isValid(), qPrintable(here->problem()));
        auto first = nextStart();
        QVERIFY_RESULT(first);
        first->databaseUrl = Secret(here->url());
        build(**here, std::move(*first));
        // As the box stands, saved or not.
        const QString media = m_dir->filePath(u"media"_s);
        QVERIFY(QDir().mkpath(media));
        QFile video(media + u"/one.mp4"_s);
        QVERIFY(video.open(QIODevice::WriteOnly));
        video.close();
        m_settings->mediaRoot = media;
        m_page->findChild<QCheckBox *>(u"backupMedia"_s)->setChecked(true);
        const QString file = m_dir->filePath(u"copy.bak"_s);
        for (int round = 0; round < 2; ++round) {
            QTest::mouseClick(m_page->findChild<QPushButton *>(u"backupNow"_s), Qt::LeftButton);
            auto *dialog = m_page->findChild<QFileDialog *>(u"backupFile"_s);
            QVERIFY(dialog);
            emit dialog->fileSelected(file);
            delete dialog;
            QTRY_VERIFY_WITH_TIMEOUT(m_workers->isIdle(), 30000);
            const QString text = m_page->banner()->text();
            QVERIFY2(text.contains(file), qPrintable(text));
            // A backup never takes the place of another.
            QCOMPARE(text.startsWith(u"Backed up"_s), round == 0);
        }
        QVERIFY(QFile::exists(file + u".media/one.mp4"_s));
        const QByteArray head = read(u"copy.bak"_s).left(6);
        QCOMPARE(head.startsWith("PGDMP"), engine == u"postgresql"_s);
        QCOMPARE(head == "SQLite", engine == u"sqlite"_s);
    }

    void scheduleIsSaved()
    {
        const auto here = makeDatabase(u"sqlite"_s);
        auto first = nextStart();
        QVERIFY_RESULT(first);
        build(**here, std::move(*first));
        field(u"backupFolder"_s)->setText(QDir::toNativeSeparators(m_dir->filePath(u"b"_s)));
        m_page->findChild<QSpinBox *>(u"backupEvery"_s)->setValue(6);
        m_page->findChild<QSpinBox *>(u"backupKeep"_s)->setValue(30);
        m_page->findChild<QCheckBox *>(u"backupMedia"_s)->setChecked(true);
        save();
        const auto next = nextStart();
        QVERIFY_RESULT(next);
        QCOMPARE(next->backupDir, m_dir->filePath(u"b"_s));
        QCOMPARE(next->backupEvery, 6h);
        QCOMPARE(next->backupKeep, 30);
        QVERIFY(next->backupMedia);
        const auto outside = nextStart({{u"PELORUS_BACKUP_KEEP"_s, u"0"_s}});
        QVERIFY(!outside);
        QVERIFY(outside.error().message.contains(u"PELORUS_BACKUP_KEEP"_s));
    }
};

QTEST_MAIN(tst_DatabaseSetting)
#include "tst_databasesetting.moc"
