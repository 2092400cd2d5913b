// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"
#include "core/formats/csv.h"
#include "core/store/importstore.h"
#include "core/store/listexport.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/databaseproxy.h"
#include "tests/support/resultmacros.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

namespace {

std::vector<QStringList> records(const ListExport &list)
{
    const QString text
        = list.csv.reveal([](const QByteArray &csv) { return QString::fromUtf8(csv); });
    formats::CsvReader reader(text);
    std::vector<QStringList> all;
    while (const auto record = reader.next()) {
        if (record->malformed)
            return {};
        all.push_back(record->fields);
    }
    return all;
}

bool holds(const ListExport &list, const QByteArray &text)
{
    return list.csv.reveal([&](const QByteArray &csv) { return csv.contains(text); });
}

} // namespace

class TestListExport : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void accountsComeInAgain_data() { test::addEngineRows(); }
    void accountsComeInAgain()
    {
        OPEN_DATABASE;
        struct Given
        {
            QString name;
            QString password;
            QString email;
            QString emailPassword;
            QString tfa;
            QString notes;
        };
        const std::vector<Given> given{
            {u"alice_shop"_s,
             u"=cmd|' /C calc'!A0"_s,
             u"alice@mail.example"_s,
             u"@SUM(1;2),\"x\""_s,
             u"JBSWY3DPEHPK3PXP"_s,
             u"two\nlines, \"quoted\"; 🎬"_s},
            {u"bob.store"_s, u"pa:ss;w|rd,\t“55”—🎬"_s, {}, {}, {}, u"-minus"_s},
            {u"carol.cafe"_s, u" edges stay "_s, {}, {}, {}, {}},
            {u"dan"_s, u"line\r\nbreak"_s, {}, {}, {}, {}},
            {u"Ёлка_42"_s, u"пароль"_s, {}, {}, {}, {}},
        };
        for (const Given &one : given) {
            NewAccount account;
            account.username = one.name;
            account.password = Secret(one.password);
            account.emailUsername = one.email;
            account.emailPassword = Secret(one.emailPassword);
            account.tfaSecret = Secret(one.tfa);
            account.notes = one.notes;
            QVERIFY_RESULT(AccountStore(db).add(account));
        }
        const auto list = exportAccounts(db, Reveal::Yes);
        QVERIFY_RESULT(list);
        QCOMPARE(list->rows, int(given.size()));
        const auto read
            = list->csv.reveal([](const QByteArray &csv) { return formats::readAccounts(csv); });
        QVERIFY_RESULT(read);
        QVERIFY(read->rejected.empty());
        QVERIFY(read->ambiguous.empty());
        QCOMPARE(read->accepted.size(), given.size());
        for (const formats::AccountEntry &entry : read->accepted) {
            const auto found = std::ranges::find(given, entry.login, &Given::name);
            QVERIFY2(found != given.end(), qPrintable(entry.login));
            QVERIFY2(entry.password.equals(Secret(found->password)), qPrintable(entry.login));
            QCOMPARE(entry.email, found->email);
            QVERIFY(entry.emailPassword.equals(Secret(found->emailPassword)));
            QVERIFY(entry.tfa.equals(Secret(found->tfa)));
        }
        const auto rows = records(*list);
        const auto alice = std::ranges::find(
            rows, u"alice_shop"_s, [](const QStringList &row) { return row.value(0); });
        QVERIFY(alice != rows.end());
        QCOMPARE(alice->last(), given.front().notes);

        const auto closed = exportAccounts(db, Reveal::No);
        QVERIFY_RESULT(closed);
        QCOMPARE(closed->rows, list->rows);
        for (const char *secret : {"calc", "SUM", "JBSWY", "edges", "break"})
            QVERIFY2(!holds(*closed, secret), secret);
        QVERIFY(holds(*closed, "alice@mail.example"));
    }

    void resultsAreOneLineAVideo_data() { test::addEngineRows(); }
    void resultsAreOneLineAVideo()
    {
        OPEN_DATABASE;
        const AccountId alice = addAccount(db, u"alice"_s);
        const AccountId bob = addAccount(db, u"bob"_s);
        JobStore jobs(db);
        NewItem odd = item('b');
        odd.caption = u"=1+1, \"he said\"\nnext 🎬"_s;
        NewBulk bulk;
        bulk.name = u"spring; 2026"_s;
        bulk.accounts.push_back({alice, {}, {item('a'), odd}});
        bulk.accounts.push_back({bob, {}, {item('c')}});
        const auto id = jobs.createBulk(bulk);
        QVERIFY_RESULT(id);
        std::vector<JobId> ids;
        const auto rows = jobs.jobsOfBulk(*id);
        QVERIFY_RESULT(rows);
        for (const JobRow &row : *rows)
            ids.push_back(row.job.id);
        ids.push_back({9999});
        const auto list = exportResults(db, ids, Call::in(30s));
        QVERIFY_RESULT(list);
        QCOMPARE(list->rows, 3);
        const auto lines = records(*list);
        QCOMPARE(lines.size(), 4U);
        QCOMPARE(lines[2].at(0), u"spring; 2026"_s);
        QCOMPARE(lines[2].at(1), u"alice"_s);
        QCOMPARE(lines[2].at(2), u"clip-b.mp4"_s);
        QCOMPARE(lines[2].at(3), odd.caption);
        QCOMPARE(lines[2].at(4), u"PENDING"_s);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(exportResults(db, ids, Call::in(30s, stop.get_token())).error().kind,
                 ErrorKind::Cancelled);
    }

    /// In the order that was asked for, also where that is over the end of a chunk.
    void manyResultsKeepTheirOrder_data() { test::addEngineRows(); }
    void manyResultsKeepTheirOrder()
    {
        OPEN_DATABASE;
        NewBulk bulk;
        bulk.name = u"many"_s;
        QByteArray list;
        for (int i = 0; i < 1003; ++i)
            list += "user_" + QByteArray::number(i) + ":pw\n";
        const auto read = formats::readAccounts(list);
        QVERIFY_RESULT(read);
        QVERIFY_RESULT(ImportStore(db).accounts(read->accepted, {}, {}));
        const auto accounts = AccountStore(db).rows({});
        QVERIFY_RESULT(accounts);
        for (const AccountRow &account : *accounts)
            bulk.accounts.push_back({account.id, {}, {item('b'), item('a')}});
        const auto id = JobStore(db).createBulk(bulk);
        QVERIFY_RESULT(id);
        const auto rows = JobStore(db).jobsOfBulk(*id);
        QVERIFY_RESULT(rows);
        std::vector<JobId> ids;
        QStringList expected;
        for (size_t i = 0; i < rows->size(); ++i) {
            const JobRow &row = (*rows)[i * 7 % rows->size()];
            ids.push_back(row.job.id);
            for (const QString &video : {u"clip-b.mp4"_s, u"clip-a.mp4"_s})
                expected += row.job.accountName + u' ' + video;
        }
        std::optional<DatabaseProxy> proxy;
        DatabasePtr counted = db;
        if (engine == "postgresql"_L1) {
            proxy.emplace(fixture.url());
            const auto opened = Database::open(Secret(proxy->url()), Role::Viewer);
            QVERIFY_RESULT(opened);
            counted = *opened;
        }
        const qint64 before = proxy ? proxy->statements() : 0;
        const auto results = exportResults(counted, ids, Call::in(30s));
        QVERIFY_RESULT(results);
        if (proxy)
            QVERIFY2(proxy->statements() - before < 100, "a query for each of them");
        QCOMPARE(results->rows, 2006);
        QStringList found;
        const auto lines = records(*results);
        for (size_t i = 1; i < lines.size(); ++i)
            found += lines[i].at(1) + u' ' + lines[i].at(2);
        QCOMPARE(found, expected);
    }
};

QTEST_GUILESS_MAIN(TestListExport)
#include "tst_listexport.moc"
