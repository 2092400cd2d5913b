// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/importstore.h"
#include "tests/core/store/storehelpers.h"
#include "tests/support/resultmacros.h"

#include <thread>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::store;
using namespace pelorus::test;

// Edits of an account that a task holds: nothing changes under it, and nothing is lost.

namespace {

Result<void> execute(const DatabasePtr &db, const QString &sql, AccountId account)
{
    return db->priv().write([&](Connection &connection) -> Result<void> {
        Query query(connection, sql);
        return query.bind(u":id"_s, account.value).run();
    });
}

int count(const DatabasePtr &db, const QString &sql)
{
    const auto connection = db->priv().connection();
    if (!connection)
        return -1;
    Query query(**connection, sql);
    return query.run() && query.next() ? int(query.number(0)) : -1;
}

int queued(const DatabasePtr &db)
{
    return count(db, u"SELECT count(*) FROM pelorus_account_edit"_s);
}

bool hasPassword(const DatabasePtr &db, AccountId id, const QString &password)
{
    const auto credentials = AccountStore(db).credentials(id);
    return credentials && credentials->password.equals(Secret(password));
}

/// Of the first cookie.
bool hasCookies(const DatabasePtr &db, AccountId id, const QString &value)
{
    const auto stored = CookieStore(db).load(id);
    return stored && !stored->cookies.empty()
        && stored->cookies.front().value.equals(Secret(value));
}

struct Busy
{
    AccountId account;
    Claimed claimed;
};

/// An account with cookies "old" that a task holds.
std::optional<Busy> busyAccount(const DatabasePtr &db)
{
    const AccountId id = addAccount(db, u"alice"_s);
    if (!CookieStore(db).import(id, signedIn(u"old"_s), true)
        || !JobStore(db).createUpload(id, {item('a')}))
        return {};
    auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
    if (!claimed || !claimed->has_value())
        return {};
    return Busy{id, std::move(**claimed)};
}

#define OPEN_BUSY                                                                                  \
    OPEN_DATABASE;                                                                                 \
    const auto busy = busyAccount(db);                                                             \
    QVERIFY(busy);                                                                                 \
    const AccountId id = busy->account

} // namespace

class TestAccountEdits : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /// Every kind waits, the newest of each, and is there as soon as the task has ended.
    void appliedWithTheRelease_data() { addEngineRows(); }
    void appliedWithTheRelease()
    {
        OPEN_BUSY;
        AccountStore accounts(db);
        CookieStore cookies(db);
        const QJsonObject blueprint{{u"locale"_s, u"ru_RU"_s}};
        const auto waits
            = [](const Result<Applied> &done) { return done && *done == Applied::WhenFree; };
        QVERIFY(waits(accounts.edit(
            id, {.password = Secret(u"first"_s), .dolphinProfileId = u"4711"_s}, u"olga"_s)));
        QVERIFY(waits(accounts.edit(
            id, {.password = Secret(u"second"_s), .tfaSecret = Secret(u"JBSWY3DP"_s)}, u"ivan"_s)));
        QVERIFY(waits(accounts.setBlueprint(id, blueprint, u"olga"_s)));
        QVERIFY(waits(cookies.import(id, signedIn(u"first"_s), true, u"olga"_s)));
        QVERIFY(waits(cookies.import(id, signedIn(u"new"_s), true, u"olga"_s)));
        QCOMPARE(queued(db), 5);
        auto row = accounts.row(id, {});
        QVERIFY_RESULT(row);
        QCOMPARE(row->queuedEdits.size(), 5U);
        QVERIFY(row->editProblem.isEmpty());
        QVERIFY(hasPassword(db, id, u"CANARY-pw"_s));
        QVERIFY(hasCookies(db, id, u"old"_s));
        QVERIFY(accounts.blueprint(id)->isEmpty());

        // What the task writes in its last steps is older than what the operator wants.
        const Lease &lease = busy->claimed.lease;
        QVERIFY_RESULT(cookies.save(lease, signedIn(u"task"_s), true, u"cdp"_s));
        QVERIFY_RESULT(accounts.setBlueprint(lease, {{u"locale"_s, u"en_US"_s}}));
        QVERIFY(hasCookies(db, id, u"task"_s));
        QVERIFY_RESULT(JobStore(db).finish(lease, busy->claimed.job.id, {}));

        QVERIFY(hasPassword(db, id, u"second"_s));
        QVERIFY(accounts.credentials(id)->tfaSecret.equals(Secret(u"JBSWY3DP"_s)));
        QVERIFY(hasCookies(db, id, u"new"_s));
        QCOMPARE(*accounts.blueprint(id), blueprint);
        row = accounts.row(id, {});
        QCOMPARE(row->dolphinProfileId, u"4711"_s);
        QVERIFY(row->queuedEdits.empty());
        QCOMPARE(queued(db), 0);
        QCOMPARE(cookies.history(id)->front().source, u"cdp"_s);
        QVERIFY(!cookies.save(lease, signedIn(u"late"_s), true, u"cdp"_s));
        QVERIFY(hasCookies(db, id, u"new"_s));
        QCOMPARE(count(db, u"SELECT count(*) FROM pelorus_audit WHERE action = 'edit applied'"_s),
                 5);
        QCOMPARE(count(db, u"SELECT count(*) FROM pelorus_audit WHERE who = 'ivan'"_s), 2);
    }

    /// Of two that wait the signed-in one stays, whichever came last.
    void aSignedOutSetDoesNotOustAWaitingOne_data() { addEngineRows(); }
    void aSignedOutSetDoesNotOustAWaitingOne()
    {
        OPEN_BUSY;
        CookieStore cookies(db);
        QCOMPARE(*cookies.import(id, signedOut(), false), Applied::WhenFree);
        QCOMPARE(*cookies.foresee(id, signedIn(u"new"_s)), Applied::WhenFree);
        QCOMPARE(*cookies.import(id, signedIn(u"new"_s), true), Applied::WhenFree);
        QCOMPARE(*cookies.foresee(id, signedOut()), Applied::NotInUse);
        QCOMPARE(*cookies.import(id, signedOut(), false), Applied::NotInUse);
        QCOMPARE(*cookies.import(id, {}, false), Applied::NotInUse); // no version of nothing
        for (const bool dryRun : {true, false}) {
            ImportOptions options;
            options.dryRun = dryRun;
            std::vector<CookieSet> sets;
            sets.push_back({1, u"alice"_s, formats::writeNormalJson(signedOut())});
            const auto list = ImportStore(db).cookies(sets, options, {});
            QVERIFY_RESULT(list);
            QCOMPARE(list->count(ImportRow::What::Kept), 1);
        }
        QCOMPARE(cookies.history(id)->size(), 1U); // the same set is kept once
        QVERIFY_RESULT(JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        QVERIFY(hasCookies(db, id, u"new"_s));
        QVERIFY(cookies.load(id)->isValid);
    }

    /// The rules of P5 hold as they do for an account that is free. A file that is not signed in
    /// says nothing of the account's own cookies: only the site does.
    void cookiesKeepTheirRules_data() { addEngineRows(); }
    void cookiesKeepTheirRules()
    {
        OPEN_BUSY;
        CookieStore cookies(db);
        QCOMPARE(*cookies.foresee(id, signedOut()), Applied::WhenFree);
        QCOMPARE(*cookies.import(id, signedOut(), false), Applied::WhenFree);
        QVERIFY_RESULT(JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        QVERIFY(hasCookies(db, id, u"old"_s));
        QVERIFY(cookies.load(id)->isValid);
        QCOMPARE(queued(db), 0);
        QCOMPARE(cookies.history(id)->size(), 1U);

        QCOMPARE(*cookies.foresee(id, signedOut()), Applied::NotInUse);
        QCOMPARE(*cookies.import(id, signedOut(), false), Applied::NotInUse);
        QVERIFY(hasCookies(db, id, u"old"_s));
        QVERIFY(cookies.load(id)->isValid);
        QCOMPARE(cookies.history(id)->size(), 1U); // the same once more
        QCOMPARE(*cookies.foresee(id, signedIn(u"new"_s)), Applied::Now);
        QCOMPARE(*cookies.import(id, signedIn(u"new"_s), true), Applied::Now);
        QVERIFY(hasCookies(db, id, u"new"_s));
    }

    void restoreWaitsToo_data() { addEngineRows(); }
    void restoreWaitsToo()
    {
        OPEN_BUSY;
        CookieStore cookies(db);
        const Lease &lease = busy->claimed.lease;
        QVERIFY_RESULT(cookies.save(lease, signedIn(u"task"_s), true, u"cdp"_s));
        const qint64 old = cookies.history(id)->front().id;
        QCOMPARE(cookies.restore(id, old + 100).error().kind, ErrorKind::NotFound);
        QCOMPARE(*cookies.restore(id, old), Applied::WhenFree);
        for (int i = 0; i < 12; ++i) // the version itself may be gone by then
            QVERIFY_RESULT(cookies.save(lease, signedIn(QString::number(i)), true, u"cdp"_s));
        QVERIFY_RESULT(JobStore(db).finish(lease, busy->claimed.job.id, {}));
        QVERIFY(hasCookies(db, id, u"old"_s));
    }

    /// Nobody releases for a holder that was killed: the next one must find the edits all the same.
    void ofAKilledHolder_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("finds");
        for (const QString &finds :
             {u"claim"_s, u"sweep"_s, u"takeover"_s, u"unlock"_s, u"edit"_s}) {
            QTest::addRow("sqlite, %s", qPrintable(finds)) << u"sqlite"_s << finds;
            if (hasPostgres())
                QTest::addRow("postgresql, %s", qPrintable(finds)) << u"postgresql"_s << finds;
        }
    }
    void ofAKilledHolder()
    {
        OPEN_BUSY;
        QFETCH(QString, finds);
        AccountStore accounts(db);
        CookieStore cookies(db);
        QCOMPARE(*cookies.import(id, signedIn(u"new"_s), true), Applied::WhenFree);
        QCOMPARE(*accounts.edit(id, {.password = Secret(u"new"_s)}), Applied::WhenFree);
        QCOMPARE(*accounts.applyQueuedEdits(), 0); // not under the holder
        QVERIFY(hasCookies(db, id, u"old"_s));

        QString password = u"new"_s;
        if (finds == "unlock"_L1) {
            QVERIFY_RESULT(accounts.unlock(id, u"olga"_s));
        } else if (finds == "takeover"_L1) {
            // The old application's: it knows nothing of our tables, neither now nor at its end.
            QVERIFY_RESULT(execute(db,
                                   u"UPDATE uploader_instagramaccount SET locked_by = 'old-worker',"
                                   " locked_until = {plus 600} WHERE id = :id"_s,
                                   id));
            QCOMPARE(*accounts.applyQueuedEdits(), 0);
            QVERIFY_RESULT(execute(db,
                                   u"UPDATE uploader_instagramaccount SET locked_by = NULL,"
                                   " locked_until = NULL WHERE id = :id"_s,
                                   id));
            QCOMPARE(*accounts.applyQueuedEdits(), 1);
        } else {
            expire(db, id);
            if (finds == "sweep"_L1)
                QCOMPARE(*accounts.applyQueuedEdits(), 1);
            if (finds == "edit"_L1) {
                password = u"newest"_s;
                QCOMPARE(*accounts.edit(id, {.password = Secret(password)}), Applied::Now);
            }
            if (finds == "claim"_L1) {
                QVERIFY_RESULT(JobStore(db).createUpload(id, {item('b')}));
                const auto next = claimAny(db, u"desk/2/bbbbbb"_s);
                QVERIFY_RESULT(next);
                QVERIFY(next->has_value());
            }
        }
        QVERIFY(hasCookies(db, id, u"new"_s));
        QVERIFY(hasPassword(db, id, password));
        QCOMPARE(queued(db), 0);
        // The one that was taken for dead wakes up.
        QVERIFY(!cookies.save(busy->claimed.lease, signedIn(u"dead"_s), true, u"cdp"_s));
        QVERIFY(!JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        QVERIFY(hasCookies(db, id, u"new"_s));
        QVERIFY(hasPassword(db, id, password));
    }

    /// While the next task already holds the account, the former one's edits are applied and newer
    /// ones wait for its end.
    void afterATakeOver_data() { addEngineRows(); }
    void afterATakeOver()
    {
        OPEN_BUSY;
        AccountStore accounts(db);
        QVERIFY_RESULT(accounts.edit(id, {.password = Secret(u"before"_s)}));
        expire(db, id);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('b')}));
        const auto next = claimAny(db, u"desk/2/bbbbbb"_s);
        QVERIFY(next && next->has_value());
        QVERIFY(hasPassword(db, id, u"before"_s));
        QCOMPARE(*accounts.edit(id, {.password = Secret(u"after"_s)}), Applied::WhenFree);
        QVERIFY(!JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        QVERIFY(hasPassword(db, id, u"before"_s));
        QVERIFY_RESULT(JobStore(db).finish((*next)->lease, (*next)->job.id, {}));
        QVERIFY(hasPassword(db, id, u"after"_s));
    }

    /// A table that Django made may be narrower than ours: the account still goes on, and the
    /// operator is told.
    void whatCannotBeAppliedIsTold_data() { addEngineRows(); }
    void whatCannotBeAppliedIsTold()
    {
        OPEN_BUSY;
        AccountStore accounts(db);
        QVERIFY_RESULT(accounts.edit(id, {.tfaSecret = Secret(u"CANARY-tfa"_s)}));
        QVERIFY_RESULT(CookieStore(db).import(id, signedIn(u"new"_s), true));
        const bool lite = db->engine() == Engine::Sqlite;
        const auto connection = db->priv().connection();
        QVERIFY_RESULT(connection);
        QVERIFY_RESULT((*connection)
                           ->execute(lite ? u"CREATE TRIGGER narrow BEFORE UPDATE OF tfa_secret ON"
                                            " uploader_instagramaccount BEGIN SELECT"
                                            " RAISE(ABORT, 'too narrow'); END"_s
                                          : u"ALTER TABLE uploader_instagramaccount ALTER COLUMN"
                                            " tfa_secret TYPE varchar(3)"_s));
        QVERIFY_RESULT(JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        auto row = accounts.row(id, {});
        QVERIFY_RESULT(row);
        QCOMPARE(row->lock, LockState::Free);
        QVERIFY(!row->editProblem.isEmpty());
        QVERIFY(!row->editProblem.contains("CANARY"_L1));
        QCOMPARE(row->queuedEdits, std::vector{EditKind::TfaSecret});
        QVERIFY(hasCookies(db, id, u"new"_s));
        QCOMPARE(*accounts.applyQueuedEdits(), 0); // not again and again

        QVERIFY_RESULT((*connection)
                           ->execute(lite ? u"DROP TRIGGER narrow"_s
                                          : u"ALTER TABLE uploader_instagramaccount ALTER COLUMN"
                                            " tfa_secret TYPE text"_s));
        QCOMPARE(*accounts.edit(id, {.tfaSecret = Secret(u"JBSWY3DP"_s)}), Applied::Now);
        row = accounts.row(id, {});
        QVERIFY(row->editProblem.isEmpty());
        QVERIFY(row->queuedEdits.empty());
    }

    void importWaits_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("cookies");
        for (const QString &engine : {u"sqlite"_s, u"postgresql"_s}) {
            if (engine == "postgresql"_L1 && !hasPostgres())
                continue;
            QTest::addRow("%s, replace", qPrintable(engine))
                << engine << int(OnDuplicate::Replace) << u"listed"_s << u"listed"_s;
            QTest::addRow("%s, fill", qPrintable(engine))
                << engine << int(OnDuplicate::Fill) << u"CANARY-pw"_s << u"old"_s;
        }
    }
    void importWaits()
    {
        OPEN_BUSY;
        QFETCH(int, rule);
        QFETCH(QString, password);
        QFETCH(QString, cookies);
        std::vector<formats::AccountEntry> entries(1);
        entries[0].line = 1;
        entries[0].login = u"alice"_s;
        entries[0].password = Secret(u"listed"_s);
        entries[0].tfa = Secret(u"JBSWY3DP"_s);
        entries[0].cookies = formats::writeNormalJson(signedIn(u"listed"_s));
        ImportOptions options{OnDuplicate(rule), true};
        const auto preview = ImportStore(db).accounts(entries, options, {});
        QVERIFY_RESULT(preview);
        QCOMPARE(queued(db), 0);
        options.dryRun = false;
        const auto done = ImportStore(db).accounts(entries, options, {});
        QVERIFY_RESULT(done);
        QCOMPARE(int(done->rows[0].what), int(ImportRow::What::Changed));
        QCOMPARE(done->rows[0].note, preview->rows[0].note);
        QVERIFY(!done->rows[0].note.isEmpty());
        QVERIFY(hasPassword(db, id, u"CANARY-pw"_s));
        QVERIFY_RESULT(JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        QVERIFY(hasPassword(db, id, password));
        QVERIFY(hasCookies(db, id, cookies));
        QVERIFY(AccountStore(db).credentials(id)->tfaSecret.equals(Secret(u"JBSWY3DP"_s)));
    }

    /// What the account lacked when the list was imported, the task has brought by its end.
    void fillComesTooLate_data() { addEngineRows(); }
    void fillComesTooLate()
    {
        OPEN_DATABASE;
        const AccountId id = addAccount(db, u"alice"_s);
        QVERIFY_RESULT(JobStore(db).createUpload(id, {item('a')}));
        const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
        QVERIFY(claimed && claimed->has_value());
        std::vector<formats::AccountEntry> entries(1);
        entries[0].line = 1;
        entries[0].login = u"alice"_s;
        entries[0].cookies = formats::writeNormalJson(signedIn(u"listed"_s));
        QVERIFY_RESULT(ImportStore(db).accounts(entries, {OnDuplicate::Fill}, {}));
        QCOMPARE(queued(db), 1);
        QVERIFY_RESULT(
            CookieStore(db).save((*claimed)->lease, signedIn(u"fresh"_s), true, u"cdp"_s));
        QVERIFY_RESULT(JobStore(db).finish((*claimed)->lease, (*claimed)->job.id, {}));
        QCOMPARE(queued(db), 0);
        QVERIFY(hasCookies(db, id, u"fresh"_s));
    }

    /// As another program does in a long transaction: the task ends, and the edit waits on.
    void rowThatSomebodyHolds_data() { addPostgresRows(); }
    void rowThatSomebodyHolds()
    {
        OPEN_BUSY;
        QVERIFY_RESULT(CookieStore(db).import(id, signedIn(u"new"_s), true));
        const DatabasePtr other = fixture.another();
        const auto held = other->priv().connection();
        QVERIFY_RESULT(held);
        QVERIFY_RESULT((*held)->execute(u"BEGIN"_s));
        QVERIFY_RESULT((*held)->execute(u"SELECT 1 FROM uploader_instagramcookies FOR UPDATE"_s));
        const auto own = db->priv().connection();
        QVERIFY_RESULT(own);
        QVERIFY_RESULT((*own)->execute(u"SET lock_timeout = '100ms'"_s));
        QVERIFY_RESULT(JobStore(db).finish(busy->claimed.lease, busy->claimed.job.id, {}));
        QCOMPARE(queued(db), 1);
        QCOMPARE(AccountStore(db).row(id, {})->editProblem, QString());
        QVERIFY_RESULT((*held)->execute(u"ROLLBACK"_s));
        QVERIFY_RESULT(AccountStore(db).applyQueuedEdits());
        QCOMPARE(queued(db), 0);
        QVERIFY(hasCookies(db, id, u"new"_s));
    }

    /// An edit and the end of the task at the same moment: whoever comes first, it is not lost.
    void racesWithTheEnd_data() { addEngineRows(); }
    void racesWithTheEnd()
    {
        OPEN_DATABASE;
        for (int round = 0; round < 12; ++round) {
            const AccountId id = addAccount(db, u"user-%1"_s.arg(round));
            QVERIFY_RESULT(JobStore(db).createUpload(id, {item(char('a' + round))}));
            const auto claimed = claimAny(db, u"desk/1/aaaaaa"_s);
            QVERIFY(claimed && claimed->has_value());
            const DatabasePtr other = engine == "sqlite"_L1 ? db : fixture.another();
            Result<Applied> edited;
            std::thread operatorThread([&] {
                const ConnectionScope connections;
                edited = AccountStore(other).edit(id, {.password = Secret(u"new"_s)});
            });
            const auto finished = JobStore(db).finish((*claimed)->lease, (*claimed)->job.id, {});
            operatorThread.join();
            QVERIFY_RESULT(finished);
            QVERIFY_RESULT(edited);
            QVERIFY(hasPassword(db, id, u"new"_s));
            QCOMPARE(queued(db), 0);
        }
    }

    void goesWithTheAccount_data() { addEngineRows(); }
    void goesWithTheAccount()
    {
        OPEN_BUSY;
        QVERIFY_RESULT(AccountStore(db).edit(id, {.password = Secret(u"new"_s)}));
        QVERIFY_RESULT(
            execute(db, u"DELETE FROM uploader_instagramcookies WHERE account_id = :id"_s, id));
        QVERIFY_RESULT(
            execute(db, u"DELETE FROM uploader_uploadtask WHERE account_id = :id"_s, id));
        QVERIFY_RESULT(execute(db, u"DELETE FROM uploader_instagramaccount WHERE id = :id"_s, id));
        QCOMPARE(queued(db), 0);
    }
};

QTEST_GUILESS_MAIN(TestAccountEdits)
#include "tst_accountedits.moc"
