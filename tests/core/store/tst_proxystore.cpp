// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/csv.h"
#include "core/formats/proxies.h"
#include "core/store/listexport.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

namespace {

Proxy proxyAt(const QString &host, const QString &user = {})
{
    Proxy proxy;
    proxy.type = u"SOCKS5"_s;
    proxy.host = host;
    proxy.port = 1080;
    proxy.username = Secret(user);
    proxy.password = Secret(user.isEmpty() ? QString() : u"CANARY-proxy-pw"_s);
    proxy.country = u"DE"_s;
    proxy.notes = u"bought in May"_s;
    return proxy;
}

Result<ProxyRow> rowOf(const DatabasePtr &db, ProxyId id)
{
    const auto rows = ProxyStore(db).rows();
    if (!rows)
        return fail(rows.error());
    for (const ProxyRow &row : *rows)
        if (row.id == id)
            return row;
    return fail(ErrorKind::NotFound, u"no such row"_s);
}

QString text(const Secret &secret)
{
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

} // namespace

class TestProxyStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void rowsHoldNoSecret_data() { test::addEngineRows(); }
    void rowsHoldNoSecret()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        const auto id = proxies.add(proxyAt(u"gate.example"_s, u"user-zone-res-session-Ab12"_s));
        QVERIFY_RESULT(id);
        const auto brief = proxies.add(proxyAt(u"gate.example"_s, u"anna"_s));
        const auto open = proxies.add(proxyAt(u"open.example"_s));
        for (const QString &name : {u"bob"_s, u"alice"_s})
            QVERIFY_RESULT(AccountStore(db).assignProxy(addAccount(db, name), *id));
        const auto row = rowOf(db, *id);
        QVERIFY_RESULT(row);
        QCOMPARE(row->user, u"user…Ab12"_s);
        QCOMPARE(row->userLength, 26);
        QCOMPARE(row->passwordLength, 15);
        QCOMPARE(row->accountNames, (QStringList{u"alice"_s, u"bob"_s}));
        QCOMPARE(row->accounts.size(), 2U);
        QCOMPARE(row->country, u"DE"_s);
        QCOMPARE(row->notes, u"bought in May"_s);
        QCOMPARE(row->status, u"inactive"_s);
        QVERIFY(!row->lastChecked);
        QCOMPARE(rowOf(db, *brief)->user, u"a…"_s);
        QVERIFY(rowOf(db, *open)->user.isEmpty());
        QVERIFY_RESULT(proxies.setStatus(*id, u"active"_s));
        QCOMPARE(rowOf(db, *id)->status, u"active"_s);
        QVERIFY(rowOf(db, *id)->lastChecked->secsTo(QDateTime::currentDateTimeUtc()) < 60);
    }

    void editChangesWhatIsSet_data() { test::addEngineRows(); }
    void editChangesWhatIsSet()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        const ProxyId id = *proxies.add(proxyAt(u"one.example"_s, u"anna"_s));
        const ProxyId other = *proxies.add(proxyAt(u"two.example"_s, u"anna"_s));
        QVERIFY_RESULT(proxies.setStatus(id, u"active"_s));

        QVERIFY_RESULT(proxies.edit(id, {.country = u""_s, .notes = QString()}));
        QCOMPARE(rowOf(db, id)->status, u"active"_s);
        QVERIFY(rowOf(db, id)->country.isEmpty());
        QVERIFY(rowOf(db, id)->notes.isEmpty());
        QVERIFY(text(proxies.get(id)->password) == u"CANARY-proxy-pw"_s);

        QVERIFY_RESULT(proxies.edit(id, {.port = 1081, .password = Secret(u"CANARY-2"_s)}));
        QCOMPARE(rowOf(db, id)->port, 1081);
        QVERIFY(text(proxies.get(id)->password) == u"CANARY-2"_s);
        QVERIFY(text(proxies.get(id)->username) == u"anna"_s);
        // What was found out about the old way says nothing of the new one.
        QCOMPARE(rowOf(db, id)->status, u"inactive"_s);
        QVERIFY(!rowOf(db, id)->lastChecked);

        const auto equal = proxies.edit(
            id, {.host = u"two.example"_s, .port = 1080, .password = Secret(u"CANARY-proxy-pw"_s)});
        QVERIFY(!equal);
        QCOMPARE(equal.error().kind, ErrorKind::Conflict);
        QVERIFY(equal.error().message.contains(QString::number(other.value)));
        QVERIFY(!toLogString(equal.error()).contains(u"CANARY"_s));
        QCOMPARE(rowOf(db, id)->host, u"one.example"_s);
        QCOMPARE(proxies.edit({9999}, {.port = 1}).error().kind, ErrorKind::NotFound);
    }

    void removedAndPutBack_data() { test::addEngineRows(); }
    void removedAndPutBack()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        AccountStore accounts(db);
        const ProxyId id = *proxies.add(proxyAt(u"one.example"_s, u"anna"_s));
        const ProxyId other = *proxies.add(proxyAt(u"two.example"_s));
        const AccountId alice = addAccount(db, u"alice"_s);
        const AccountId bob = addAccount(db, u"bob"_s);
        for (const AccountId account : {alice, bob})
            QVERIFY_RESULT(accounts.assignProxy(account, id));
        QVERIFY_RESULT(proxies.setStatus(id, u"active"_s));
        NewBulk bulk;
        bulk.name = u"spring"_s;
        bulk.accounts.push_back({alice, id, {item('a')}});
        QVERIFY_RESULT(JobStore(db).createBulk(bulk));

        // Its waiting task would go out without a proxy.
        QCOMPARE(proxies.remove({id}).error().kind, ErrorKind::Conflict);
        QVERIFY_RESULT(
            JobStore(db).request(JobStore(db).rows(1)->front().job.id, JobRequest::Cancel));

        // A pause that ends by itself would let bob out without one.
        QVERIFY_RESULT(accounts.pause(bob, std::chrono::hours(1), u"rate limit"_s));
        const auto removed = proxies.remove({id, {9999}});
        QVERIFY_RESULT(removed);
        QCOMPARE(removed->size(), 1U);
        QCOMPARE(proxies.rows()->size(), 1U);
        for (const AccountId account : {alice, bob}) {
            QVERIFY(!accounts.row(account, {})->proxyId.isValid());
            // Nor do later tasks go out without one by themselves.
            QVERIFY(accounts.row(account, {})->pauseReason.contains(u"proxy"_s));
        }

        // Bob gets another one before it is undone, and keeps it.
        QVERIFY_RESULT(accounts.assignProxy(bob, other));
        QVERIFY_RESULT(proxies.putBack(*removed));
        const ProxyId again = accounts.row(alice, {})->proxyId;
        QVERIFY(again.isValid());
        QCOMPARE(accounts.row(bob, {})->proxyId, other);
        QVERIFY(accounts.row(alice, {})->pauseReason.isEmpty());
        QCOMPARE(accounts.row(bob, {})->pauseReason, u"rate limit"_s);
        const auto proxy = proxies.get(again);
        QVERIFY_RESULT(proxy);
        QCOMPARE(proxy->host, u"one.example"_s);
        QVERIFY(text(proxy->password) == u"CANARY-proxy-pw"_s);
        QCOMPARE(proxy->notes, u"bought in May"_s);
        QCOMPARE(proxy->status, u"active"_s);
        QVERIFY(proxy->lastChecked.has_value());
        // Twice does no harm.
        QVERIFY_RESULT(proxies.putBack(*removed));
        QCOMPARE(proxies.rows()->size(), 2U);
    }

    /// From those that still go through it.
    void takenFromAccounts_data() { test::addEngineRows(); }
    void takenFromAccounts()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        AccountStore accounts(db);
        const ProxyId id = *proxies.add(proxyAt(u"one.example"_s));
        const ProxyId other = *proxies.add(proxyAt(u"two.example"_s));
        const AccountId alice = addAccount(db, u"alice"_s);
        const AccountId bob = addAccount(db, u"bob"_s);
        for (const AccountId account : {alice, bob})
            QVERIFY_RESULT(accounts.assignProxy(account, id));
        QVERIFY_RESULT(accounts.assignProxy(bob, other)); // meanwhile, by somebody else
        QVERIFY_RESULT(proxies.takeFrom(id, {bob, alice, {9999}}));
        QVERIFY(!accounts.row(alice, {})->proxyId.isValid());
        QVERIFY(accounts.row(alice, {})->pauseReason.contains(u"proxy"_s));
        QVERIFY(!proxies.get(id)->assignedAccount.isValid());
        QCOMPARE(accounts.row(bob, {})->proxyId, other);
        QVERIFY(accounts.row(bob, {})->pauseReason.isEmpty());
        QCOMPARE(proxies.get(other)->assignedAccount, bob);
    }

    void usedOneStays_data() { test::addEngineRows(); }
    void usedOneStays()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        const ProxyId free = *proxies.add(proxyAt(u"one.example"_s));
        const ProxyId used = *proxies.add(proxyAt(u"two.example"_s));
        const AccountId alice = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(AccountStore(db).assignProxy(alice, used));
        QVERIFY_RESULT(JobStore(db).createUpload(alice, {item('a')}));
        QVERIFY(claimAny(db, u"desk/1/aaaaaa"_s)->has_value());
        const auto refused = proxies.remove({free, used});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QVERIFY(refused.error().message.contains(u"alice"_s));
        QCOMPARE(proxies.rows()->size(), 2U); // all or none
        expire(db, alice);
    }

    void exportComesInAgain_data() { test::addEngineRows(); }
    void exportComesInAgain()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        Proxy odd = proxyAt(u"gate.example"_s, u"=cmd|' /C calc'!A0"_s);
        odd.password = Secret(u"p\"a,s;s:@🎬 \u00a0=1+1"_s);
        QVERIFY_RESULT(proxies.add(odd));
        Proxy six = proxyAt(u"2001:db8::1"_s, u"anna"_s);
        six.type = u"HTTP"_s;
        six.password = Secret(u"-minus"_s);
        QVERIFY_RESULT(proxies.add(six));
        QVERIFY_RESULT(proxies.add(proxyAt(u"open.example"_s)));

        const auto list = exportProxies(db, Reveal::Yes);
        QVERIFY_RESULT(list);
        QCOMPARE(list->rows, 3);
        const auto read
            = list->csv.reveal([](const QByteArray &csv) { return formats::readProxies(csv); });
        QVERIFY_RESULT(read);
        QCOMPARE(read->accepted.size(), 3U);
        const auto stored = proxies.all();
        for (size_t i = 0; i < 3; ++i) {
            const formats::ProxyEntry &entry = read->accepted[i];
            QCOMPARE(entry.scheme.toUpper(), stored->at(i).type);
            QCOMPARE(entry.host, stored->at(i).host);
            QCOMPARE(entry.port, stored->at(i).port);
            QVERIFY(entry.login.equals(stored->at(i).username));
            QVERIFY(entry.password.equals(stored->at(i).password));
        }
        const auto closed = exportProxies(db, Reveal::No);
        QVERIFY_RESULT(closed);
        const bool leaks = closed->csv.reveal([](const QByteArray &csv) {
            return csv.contains("calc") || csv.contains("anna") || csv.contains("minus");
        });
        QVERIFY(!leaks);

        QTemporaryDir dir;
        const QString path = dir.filePath(u"proxies.csv"_s);
        QVERIFY_RESULT(saveList(path, *list));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(list->csv.equals(Secret(file.readAll())));
        if (QSysInfo::productType() != u"windows"_s)
            QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QCOMPARE(saveList(dir.filePath(u"no/such/folder.csv"_s), *list).error().kind,
                 ErrorKind::Io);
    }

    /// Same kind, host, port and login: it is the same proxy, and the rule decides.
    void anImportKnowsAProxyByItsLogin_data() { test::addEngineRows(); }
    void anImportKnowsAProxyByItsLogin()
    {
        OPEN_DATABASE;
        ProxyStore proxies(db);
        Proxy bought = proxyAt(u"p.example"_s, u"u"_s);
        bought.status = u"active"_s;
        const auto id = proxies.add(bought);
        QVERIFY_RESULT(id);
        const auto report = formats::readProxies("socks5://u:new-pw@P.example:1080\n"
                                                 "http://u:other-pw@p.example:1080\n"
                                                 "socks5://v:new-pw@p.example:1080\n"
                                                 "socks5h://w:x@p.example:1080\n");
        QVERIFY_RESULT(report);
        using What = ImportRow::What;
        for (const auto &[rule, first] : {std::pair{OnDuplicate::Skip, What::Skipped},
                                          std::pair{OnDuplicate::Replace, What::Changed}}) {
            const auto done = importAsForeseen(db, &ImportStore::proxies, report->accepted, rule);
            QVERIFY_RESULT(done);
            QCOMPARE(int(done->rows[0].what), int(first));
            QVERIFY(done->rows[0].note.contains(u"password"_s));
            QVERIFY(!done->rows[3].note.isEmpty() || rule == OnDuplicate::Replace);
            QCOMPARE(proxies.rows()->size(), 4U); // the other kind and the other logins are new
        }
        const auto stored = proxies.get(*id);
        QVERIFY_RESULT(stored);
        QCOMPARE(text(stored->password), u"new-pw"_s);
        QCOMPARE(stored->status, u"inactive"_s); // of the old password
        QCOMPARE(stored->notes, u"bought in May"_s);

        // Of two that differ by the password alone an equal one is found, and no other is guessed.
        Proxy second = proxyAt(u"p.example"_s, u"u"_s);
        second.password = Secret(u"old-pw"_s);
        QVERIFY_RESULT(proxies.add(second));
        const auto next = formats::readProxies("socks5://u:old-pw@p.example:1080");
        const auto unknown = formats::readProxies("socks5://u:third@p.example:1080");
        const ImportOptions replace{OnDuplicate::Replace};
        QCOMPARE(ImportStore(db).proxies(next->accepted, {}, {})->count(What::Skipped), 1);
        QCOMPARE(ImportStore(db).proxies(unknown->accepted, replace, {})->count(What::Refused), 1);
    }
};

QTEST_GUILESS_MAIN(TestProxyStore)
#include "tst_proxystore.moc"
