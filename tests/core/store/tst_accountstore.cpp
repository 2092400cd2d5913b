// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

class TestAccountStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void removedAccountIsSaid_data() { addEngineRows(); }
    void removedAccountIsSaid()
    {
        OPEN_DATABASE;
        AccountStore accounts(db);
        const AccountId gone{4711};
        AccountEdit edit;
        edit.notes = u"x"_s;
        edit.dolphinProfileId = u"12"_s;
        const Error errors[]{accounts.pause(gone, 1h, u"by anna"_s).error(),
                             accounts.resume(gone).error(),
                             accounts.unlock(gone, u"anna"_s).error(),
                             accounts.edit(gone, edit).error()};
        for (const Error &error : errors)
            QCOMPARE(error.kind, ErrorKind::NotFound);
    }

    void missingProxyIsSaid_data() { addEngineRows(); }
    void missingProxyIsSaid()
    {
        OPEN_DATABASE;
        AccountStore accounts(db);
        const AccountId id = addAccount(db, u"alice"_s);
        const auto done = accounts.assignProxy(id, ProxyId{7});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::NotFound);
        QCOMPARE(done.error().message, u"There is no proxy 7."_s);
        QVERIFY(!accounts.row(id, {})->proxyId.isValid());
    }

    void pauseIsUndoneAsItWas_data() { addEngineRows(); }
    void pauseIsUndoneAsItWas()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        AccountStore accounts(db);
        const auto run = [&](const QString &sql) {
            return db->priv().write(
                [&](Connection &connection) { return connection.execute(sql); });
        };
        const auto row = [&] { return *accounts.row(id, {}); };
        // The first pause: afterwards there is none again.
        const auto none = accounts.pause(id, 1h, u"by anna"_s);
        QVERIFY_RESULT(none);
        QVERIFY(!none->until);
        QVERIFY_RESULT(accounts.undoPause(id, u"by anna"_s, *none));
        QVERIFY(!row().pausedUntil);
        QCOMPARE(row().pauseReason, QString());
        // The site's own pause and status survive an operator's "1 hour" and its undo.
        QVERIFY_RESULT(accounts.pause(id, 24h, u"the site asks for a person"_s));
        QVERIFY_RESULT(run(u"UPDATE uploader_instagramaccount SET status = 'LIMITED'"_s));
        const auto until = row().pausedUntil;
        const auto shorter = accounts.pause(id, 1h, u"by anna"_s);
        QVERIFY_RESULT(shorter);
        QCOMPARE(row().pausedUntil, until);
        QCOMPARE(row().pauseReason, u"the site asks for a person"_s);
        QVERIFY_RESULT(accounts.undoPause(id, u"by anna"_s, *shorter));
        QCOMPARE(row().pausedUntil, until);
        const auto longer = accounts.pause(id, 48h, u"by anna"_s);
        QVERIFY_RESULT(longer);
        QVERIFY(row().pausedUntil > until);
        QCOMPARE(row().pauseReason, u"by anna"_s);
        QVERIFY_RESULT(accounts.undoPause(id, u"by anna"_s, *longer));
        QCOMPARE(row().pausedUntil, until);
        QCOMPARE(row().pauseReason, u"the site asks for a person"_s);
        QCOMPARE(row().status, u"LIMITED"_s);
        // What another pause replaced meanwhile stays.
        const auto mine = accounts.pause(id, 48h, u"by anna"_s);
        QVERIFY_RESULT(mine);
        QVERIFY_RESULT(accounts.pause(id, 72h, u"rate limit"_s));
        QVERIFY_RESULT(accounts.undoPause(id, u"by anna"_s, *mine));
        QCOMPARE(row().pauseReason, u"rate limit"_s);
    }

    void accountRoundTrip_data() { test::addEngineRows(); }
    void accountRoundTrip()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice_shop"_s);
        QVERIFY(id.isValid());
        AccountStore accounts(db);
        const auto row = accounts.row(id, {});
        QVERIFY_RESULT(row);
        QCOMPARE(row->username, u"alice_shop"_s);
        QCOMPARE(row->status, u"ACTIVE"_s);
        QVERIFY(row->hasPassword);
        QVERIFY(!row->hasTotp);
        QVERIFY(row->lock == LockState::Free);
        const auto credentials = accounts.credentials(id);
        QVERIFY_RESULT(credentials);
        QVERIFY(credentials->password.equals(Secret(u"CANARY-pw"_s)));
        NewAccount twice;
        twice.username = u"alice_shop"_s;
        const auto again = accounts.add(twice);
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::Conflict);
        QVERIFY(!toLogString(again.error()).contains(u"CANARY"_s));
    }

    void accountIsEdited_data() { test::addEngineRows(); }
    void accountIsEdited()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        AccountStore accounts(db);
        const auto edited = [&](AccountEdit edit) { return accounts.edit(id, edit); };
        QVERIFY_RESULT(edited({.dolphinProfileId = u" 4711 "_s}));
        QCOMPARE(accounts.row(id, {})->dolphinProfileId, u"4711"_s);
        QVERIFY(accounts.row(id, {})->hasPassword);
        for (const QString &wrong : {u"-1"_s, u"0"_s, u"47x"_s, u"99999999999999999999"_s}) {
            const auto refused = edited({.dolphinProfileId = wrong});
            QVERIFY2(!refused, qPrintable(wrong));
            QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
        }
        QVERIFY_RESULT(edited({.password = Secret(u"CANARY-new"_s), .notes = u"new phone"_s}));
        QVERIFY(accounts.credentials(id)->password.equals(Secret(u"CANARY-new"_s)));
        QCOMPARE(accounts.row(id, {})->notes, u"new phone"_s);
        QCOMPARE(accounts.row(id, {})->dolphinProfileId, u"4711"_s);
        QVERIFY_RESULT(edited({.password = Secret(), .dolphinProfileId = u""_s}));
        QVERIFY(!accounts.row(id, {})->hasPassword);
        QVERIFY(accounts.row(id, {})->dolphinProfileId.isEmpty());
        const auto nobody = accounts.edit({id.value + 1}, {.notes = u"x"_s});
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().kind, ErrorKind::NotFound);

        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        QVERIFY(claimAny(db, u"desk/1/aaaaaa"_s)->has_value());
        QCOMPARE(*edited({.notes = u"busy"_s}), Applied::Now);
        QCOMPARE(accounts.row(id, {})->notes, u"busy"_s);
    }

    void blueprintIsKept_data() { test::addEngineRows(); }
    void blueprintIsKept()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        AccountStore accounts(db);
        QVERIFY(accounts.blueprint(id)->isEmpty());
        const QJsonObject blueprint{{u"locale"_s, u"ru_RU"_s}, {u"screen"_s, u"1920x1080"_s}};
        QVERIFY_RESULT(accounts.setBlueprint(id, blueprint));
        QVERIFY_RESULT(accounts.setBlueprint(id, blueprint));
        QCOMPARE(*accounts.blueprint(id), blueprint);
        QVERIFY(accounts.row(id, {})->hasBlueprint);
    }

    void proxyIsTakenAway_data() { test::addEngineRows(); }
    void proxyIsTakenAway()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        AccountStore accounts(db);
        const auto proxyOf = [&] { return accounts.row(id, {})->proxyId; };
        std::vector<ProxyId> proxies;
        for (const QString &host : {u"one.example"_s, u"two.example"_s}) {
            Proxy proxy;
            proxy.host = host;
            proxy.port = 8080;
            proxies.push_back(*ProxyStore(db).add(proxy));
            QVERIFY_RESULT(accounts.assignProxy(id, proxies.back()));
            QCOMPARE(proxyOf(), proxies.back());
            QCOMPARE(ProxyStore(db).get(proxies.back())->assignedAccount, id);
        }
        QVERIFY_RESULT(accounts.assignProxy(id, {}));
        QVERIFY(!proxyOf().isValid());
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        QVERIFY(!(*claimAny(db, u"desk/1/aaaaaa"_s))->job.proxyId.isValid());
        for (const ProxyId proxy : proxies)
            QVERIFY(!ProxyStore(db).get(proxy)->assignedAccount.isValid());
    }
};

QTEST_GUILESS_MAIN(TestAccountStore)
#include "tst_accountstore.moc"
