// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"
#include "core/formats/csv.h"
#include "core/store/listexport.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QTest>

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
};

QTEST_GUILESS_MAIN(TestListExport)
#include "tst_listexport.moc"
