// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"
#include "core/formats/proxies.h"
#include "core/store/cookiefiles.h"
#include "core/store/fence.h"
#include "storehelpers.h"
#include "tests/support/resultmacros.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace pelorus;
using namespace pelorus::test;
using What = ImportRow::What;

class TestImportStore final : public QObject
{
    Q_OBJECT

private:
    static QString storedPassword(const DatabasePtr &db, const QString &name)
    {
        AccountStore accounts(db);
        const auto id = accounts.findByName(name);
        if (!id)
            return {};
        const auto credentials = accounts.credentials(*id);
        return credentials ? credentials->password.reveal(
                   [](const QByteArray &utf8) { return QString::fromUtf8(utf8); })
                           : QString();
    }

    static std::vector<CookieSet> oneFile(const QString &name, const QByteArray &text)
    {
        std::vector<ImportFile> files;
        files.push_back({name, Secret(text)});
        return cookieSets(files);
    }

private slots:
    void duplicatesByRule_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("full");  ///< the account that had a password
        QTest::addColumn<QString>("empty"); ///< the one that had none
        for (const char *engine : {"sqlite", "postgresql"}) {
            const QString name = QLatin1StringView(engine);
            if (name == "postgresql"_L1 && !hasPostgres())
                continue;
            QTest::addRow("%s skip", engine)
                << name << int(OnDuplicate::Skip) << int(What::Skipped) << u"CANARY-pw"_s << u""_s;
            QTest::addRow("%s fill", engine) << name << int(OnDuplicate::Fill) << int(What::Changed)
                                             << u"CANARY-pw"_s << u"second"_s;
            QTest::addRow("%s replace", engine) << name << int(OnDuplicate::Replace)
                                                << int(What::Changed) << u"first"_s << u"second"_s;
        }
    }
    void duplicatesByRule()
    {
        OPEN_DATABASE;
        QFETCH(int, rule);
        QFETCH(int, what);
        QFETCH(QString, full);
        QFETCH(QString, empty);
        QVERIFY(addAccount(db, u"full_one"_s).isValid());
        NewAccount bare;
        bare.username = u"empty_one"_s;
        QVERIFY_RESULT(AccountStore(db).add(bare));
        const auto report
            = formats::readAccounts("Full_One:first\nempty_one:second\nnew_one:third\n"
                                    "new_one:fourth\n");
        QVERIFY_RESULT(report);
        ImportOptions options;
        options.onDuplicate = OnDuplicate(rule);
        options.dryRun = true;
        const auto preview = ImportStore(db).accounts(report->accepted, options, {});
        QVERIFY_RESULT(preview);
        QCOMPARE(storedPassword(db, u"new_one"_s), QString());
        QCOMPARE(storedPassword(db, u"full_one"_s), u"CANARY-pw"_s);
        options.dryRun = false;
        const auto done = ImportStore(db).accounts(report->accepted, options, {});
        QVERIFY_RESULT(done);
        QCOMPARE(done->rows.size(), 4U);
        for (size_t i = 0; i < done->rows.size(); ++i)
            QCOMPARE(int(done->rows[i].what), int(preview->rows[i].what));
        QCOMPARE(int(done->rows[0].what), what);
        QVERIFY(done->rows[0].note.contains(u"“full_one”"_s));
        QCOMPARE(int(done->rows[1].what), what);
        // Of the two lines of one account the rule says which counts, and the other says so.
        const bool last = options.onDuplicate == OnDuplicate::Replace;
        QCOMPARE(int(done->rows[last ? 3 : 2].what), int(What::Added));
        QCOMPARE(int(done->rows[last ? 2 : 3].what), int(What::Refused));
        QCOMPARE(done->rows[last ? 2 : 3].note,
                 u"Line %1 has the same with another password and counts; this one is not "
                 "taken."_s.arg(last ? 4 : 3));
        QCOMPARE(storedPassword(db, u"full_one"_s), full);
        QCOMPARE(storedPassword(db, u"empty_one"_s), empty);
        QCOMPARE(storedPassword(db, u"new_one"_s), last ? u"fourth"_s : u"third"_s);
    }

    /// For the database they are one, whatever the scheme.
    void equalProxiesOfOneFileAreForeseen_data() { test::addEngineRows(); }
    void equalProxiesOfOneFileAreForeseen()
    {
        OPEN_DATABASE;
        const auto report = formats::readProxies(
            "http://u:p@one.example:1\nsocks5://u:p@one.example:1\nhttp://u:q@two.example:1\n");
        QVERIFY_RESULT(report);
        for (const auto &[rule, second] : {std::pair{OnDuplicate::Skip, What::Skipped},
                                           std::pair{OnDuplicate::Replace, What::Changed}}) {
            const auto done = importAsForeseen(db, &ImportStore::proxies, report->accepted, rule);
            QVERIFY_RESULT(done);
            const QList<What> expected{What::Added, second, What::Added};
            for (size_t i = 0; i < done->rows.size(); ++i)
                QCOMPARE(done->rows[i].what, expected[qsizetype(i)]);
            const auto rows = ProxyStore(db).rows();
            QVERIFY_RESULT(rows);
            QVERIFY_RESULT(ProxyStore(db).remove({rows->at(0).id, rows->at(1).id}));
        }
    }

    /// PostgreSQL would end the whole transaction at such a record.
    void whatCannotBeStoredCostsNoOther_data() { test::addEngineRows(); }
    void whatCannotBeStoredCostsNoOther()
    {
        OPEN_DATABASE;
        const QString login = u"a"_s.repeated(101);
        const QString mail = u"m"_s.repeated(96) + u"@x.io"_s;
        std::vector<formats::AccountEntry> entries;
        const std::vector<std::tuple<int, QString, QString>> lines{
            {1, login, QString()},
            {2, login.chopped(1), mail.mid(1)},
            {3, u"bob"_s, mail},
            {4, u"carol"_s, QString()}};
        for (const auto &[line, name, email] : lines) {
            formats::AccountEntry entry;
            entry.line = line;
            entry.login = name;
            entry.email = email;
            entry.password = Secret(u"pw"_s);
            entries.push_back(std::move(entry));
        }
        const auto done = ImportStore(db).accounts(entries, {}, {});
        QVERIFY_RESULT(done);
        QCOMPARE(int(done->rows[0].what), int(What::Refused));
        QCOMPARE(int(done->rows[1].what), int(What::Added));
        QCOMPARE(int(done->rows[2].what), int(What::Refused));
        QCOMPARE(int(done->rows[3].what), int(What::Added));
        QCOMPARE(AccountStore(db).rows({})->size(), 2U);
    }

    /// As the adoption leaves columns that somebody's view needs.
    void narrowColumnsCostNoOther_data() { test::addPostgresRows(); }
    void narrowColumnsCostNoOther()
    {
        OPEN_DATABASE;
        const auto narrowed = db->priv().read([](Connection &connection) {
            return connection.execute(
                u"ALTER TABLE uploader_instagramaccount ALTER COLUMN password TYPE varchar(8);"
                "ALTER TABLE uploader_proxy ALTER COLUMN host TYPE varchar(12)"_s);
        });
        QVERIFY_RESULT(narrowed);
        const auto accounts
            = formats::readAccounts("alice:пароль🎬1\nbob:123456789\ncarol:12345678");
        QVERIFY_RESULT(accounts);
        const auto done = ImportStore(db).accounts(accounts->accepted, {}, {});
        QVERIFY_RESULT(done);
        QCOMPARE(int(done->rows[0].what), int(What::Added)); // characters, not bytes
        QCOMPARE(int(done->rows[1].what), int(What::Refused));
        QVERIFY(done->rows[1].note.contains(u"uploader_instagramaccount.password"_s));
        QVERIFY(!done->rows[1].note.contains(u"123456789"_s));
        QCOMPARE(int(done->rows[2].what), int(What::Added));

        const auto proxies = formats::readProxies("http://long.example.com:1\nhttp://h.example:2");
        QVERIFY_RESULT(proxies);
        const auto stored = ImportStore(db).proxies(proxies->accepted, {}, {});
        QVERIFY_RESULT(stored);
        QCOMPARE(int(stored->rows[0].what), int(What::Refused));
        QCOMPARE(int(stored->rows[1].what), int(What::Added));
    }

    /// What is too long costs nothing where it would not be written.
    void narrowColumnsMatterWhereWritten_data() { test::addPostgresRows(); }
    void narrowColumnsMatterWhereWritten()
    {
        OPEN_DATABASE;
        const AccountId full = addAccount(db, u"full_one"_s);
        const AccountId held = addAccount(db, u"held_one"_s);
        NewAccount bare;
        bare.username = u"empty_one"_s;
        QVERIFY_RESULT(AccountStore(db).add(bare));
        const auto prepared = db->priv().read([](Connection &connection) {
            return connection.execute(
                u"ALTER TABLE uploader_instagramaccount ALTER COLUMN password TYPE varchar(9);"
                "UPDATE uploader_instagramaccount SET locked_by = 'somebody',"
                " locked_until = now() + interval '1 hour' WHERE username = 'held_one'"_s);
        });
        QVERIFY_RESULT(prepared);
        std::vector<formats::AccountEntry> entries;
        for (const QString &login : {u"full_one"_s, u"empty_one"_s, u"held_one"_s}) {
            formats::AccountEntry entry;
            entry.login = login;
            entry.password = Secret(u"1234567890"_s);
            entry.email = u"a@example.com"_s;
            entry.cookies = Secret(u"sessionid=1; ds_user_id=2"_s);
            entries.push_back(std::move(entry));
        }
        const auto import = [&](OnDuplicate rule, bool dryRun) {
            ImportOptions options;
            options.onDuplicate = rule;
            options.dryRun = dryRun;
            QList<What> what;
            const auto done = ImportStore(db).accounts(entries, options, {});
            for (size_t i = 0; done && i < done->rows.size(); ++i)
                what += done->rows[i].what;
            return what;
        };
        for (const bool dryRun : {true, false}) {
            QCOMPARE(import(OnDuplicate::Skip, dryRun), QList<What>(3, What::Skipped));
            QCOMPARE(import(OnDuplicate::Replace, dryRun), QList<What>(3, What::Refused));
            QCOMPARE(import(OnDuplicate::Fill, dryRun),
                     (QList<What>{What::Changed, What::Refused, What::Changed}));
        }
        QCOMPARE(storedPassword(db, u"full_one"_s), u"CANARY-pw"_s);
        QCOMPARE(CookieStore(db).load(full)->cookies.size(), 2U);
        QCOMPARE(storedPassword(db, u"empty_one"_s), QString());
        const auto counts = db->priv().read([&](Connection &connection) -> Result<QList<qint64>> {
            Query query(connection,
                        u"SELECT (SELECT count(*) FROM uploader_instagramaccount WHERE"
                        " email_username = 'a@example.com'), (SELECT count(*) FROM"
                        " pelorus_account_edit WHERE account_id = :id)"_s);
            if (auto ran = query.bind(u":id"_s, held.value).run(); !ran)
                return fail(ran.error());
            static_cast<void>(query.next());
            return QList<qint64>{query.number(0), query.number(1)};
        });
        QVERIFY_RESULT(counts);
        QCOMPARE(*counts, (QList<qint64>{1, 2})); // for later: the e-mail address and the cookies
    }

    /// More than go into one statement, with what a statement or JSON could trip over.
    void manyAtOnce_data() { test::addEngineRows(); }
    void manyAtOnce()
    {
        OPEN_DATABASE;
        const QStringList passwords{u"pa\"ss"_s,
                                    u"back\\slash\\u0041"_s,
                                    u"{\"a\":[1]}"_s,
                                    u"пароль-🐟"_s,
                                    u"'; DROP TABLE x; --"_s,
                                    u"tab\there\x01\x1f\x7f"_s,
                                    u":rows {now} %1"_s,
                                    u"null"_s};
        std::vector<formats::AccountEntry> entries;
        for (int i = 0; i < 2345; ++i) {
            formats::AccountEntry entry;
            entry.line = i + 1;
            entry.login = u"many_%1"_s.arg(i);
            entry.password = Secret(passwords[i % passwords.size()]);
            if (i % 3 != 0)
                entry.email = u"m\"%1@example.com"_s.arg(i);
            if (i % 5 != 0)
                entry.tfa = Secret(u"GEZDGNBVGY3TQOJQ"_s);
            if (i % 700 == 699)
                entry.cookies = Secret(u"sessionid=1; ds_user_id=2"_s);
            entries.push_back(std::move(entry));
        }
        const auto done = ImportStore(db).accounts(entries, {}, {});
        QVERIFY_RESULT(done);
        QCOMPARE(done->count(What::Added), 2345);
        AccountStore accounts(db);
        QVERIFY_RESULT(db->priv().read([](Connection &connection) -> Result<void> {
            Query odd(connection,
                      u"SELECT count(*) FROM uploader_instagramaccount WHERE"
                      " (email_username IS NULL) <> (id % 3 = (SELECT min(id) % 3 FROM"
                      " uploader_instagramaccount)) OR email_username = '' OR notes <> ''"_s);
            if (auto ran = odd.run(); !ran)
                return ran;
            return odd.next() && odd.number(0) == 0
                ? Result<void>()
                : fail(ErrorKind::Internal, u"%1 e-mail addresses are wrong"_s.arg(odd.number(0)));
        }));
        qint64 before = 0;
        for (int i = 0; i < 2345; i += i % 100 == 0 ? 1 : 33) {
            const auto id = accounts.findByName(u"many_%1"_s.arg(i));
            QVERIFY_RESULT(id);
            QVERIFY2(id->value > before, "not in the order of the list");
            before = id->value;
            const auto credentials = accounts.credentials(*id);
            QVERIFY_RESULT(credentials);
            QVERIFY(credentials->password.equals(Secret(passwords[i % passwords.size()])));
            QCOMPARE(credentials->tfaSecret.isEmpty(), i % 5 == 0);
        }
        const auto stored = CookieStore(db).load(*accounts.findByName(u"many_699"_s));
        QVERIFY_RESULT(stored);
        QCOMPARE(stored->cookies.size(), 2U);
    }

    void stopLeavesNothing_data() { test::addEngineRows(); }
    void stopLeavesNothing()
    {
        OPEN_DATABASE;
        QByteArray list;
        for (int i = 0; i < 1000; ++i)
            list += "user" + QByteArray::number(i) + ":pw\n";
        const auto report = formats::readAccounts(list);
        QVERIFY_RESULT(report);
        QCOMPARE(report->accepted.size(), 1000U);
        std::stop_source stop;
        ImportOptions options;
        options.progress = [&](int done) {
            if (done >= 600)
                stop.request_stop();
        };
        const auto done = ImportStore(db).accounts(
            report->accepted, options, {Deadline::never(), stop.get_token()});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        const auto rows = AccountStore(db).rows({});
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->size(), 0U);
    }

    void proxiesAndCookies_data() { test::addEngineRows(); }
    void proxiesAndCookies()
    {
        OPEN_DATABASE;
        const auto list
            = formats::readProxies("http://u:p@p.example:8080\nsocks5://q.example:1080\n");
        QVERIFY_RESULT(list);
        QVERIFY_RESULT(ImportStore(db).proxies(list->accepted, {}, {}));
        const auto again = ImportStore(db).proxies(list->accepted, {}, {});
        QVERIFY_RESULT(again);
        QCOMPARE(again->count(What::Skipped), 2);
        QCOMPARE(ProxyStore(db).all()->size(), 2U);

        const AccountId id = addAccount(db, u"alice"_s);
        std::vector<CookieSet> sets;
        sets.push_back({1, u"alice"_s, Secret(u"sessionid=abc; ds_user_id=7"_s)});
        sets.push_back({2, u"nobody"_s, Secret(u"sessionid=abc; ds_user_id=7"_s)});
        sets.push_back({3, u"alice"_s, Secret(u"[not json"_s)});
        const auto taken = ImportStore(db).cookies(sets, {}, {});
        QVERIFY_RESULT(taken);
        QCOMPARE(int(taken->rows[0].what), int(What::Changed));
        QCOMPARE(int(taken->rows[1].what), int(What::Refused));
        QCOMPARE(int(taken->rows[2].what), int(What::Refused));
        QVERIFY(!taken->rows[2].note.isEmpty());
        const auto stored = CookieStore(db).load(id);
        QVERIFY_RESULT(stored);
        QCOMPARE(stored->cookies.size(), 2U);
        QCOMPARE(stored->cookies[0].domain, u".instagram.com"_s);

        // A caller's domain, and its now: by this clock one of them has expired.
        sets.erase(sets.begin() + 1, sets.end());
        sets[0].text = Secret(u"sessionid=abc; ds_user_id=8"_s);
        ImportOptions options;
        options.cookies.defaultDomain = u".example.org"_s;
        QVERIFY_RESULT(ImportStore(db).cookies(sets, options, {}));
        QCOMPARE(CookieStore(db).load(id)->cookies[0].domain, u".example.org"_s);
        sets[0].text = Secret(
            u"[{\"name\":\"a\",\"value\":\"1\",\"domain\":\".x.io\",\"expires\":1600000000},"
            "{\"name\":\"b\",\"value\":\"1\",\"domain\":\".x.io\",\"expires\":4000000000}]"_s);
        options.cookies.now = QDateTime::fromSecsSinceEpoch(1500000000, Qt::UTC);
        QVERIFY_RESULT(ImportStore(db).cookies(sets, options, {}));
        QCOMPARE(CookieStore(db).load(id)->cookies.size(), 2U);

        QCOMPARE(CookieStore(db).load(id)->cookies[0].name, u"sessionid"_s); // the better set

        // By which they are a session, too.
        const AccountId bob = addAccount(db, u"bob"_s);
        sets[0].login = u"bob"_s;
        sets[0].text = Secret(u"[{\"name\":\"sessionid\",\"value\":\"1\",\"domain\":\".x.io\","
                              u"\"expires\":1600000000},"
                              "{\"name\":\"ds_user_id\",\"value\":\"1\",\"domain\":\".x.io\"}]"_s);
        QVERIFY_RESULT(ImportStore(db).cookies(sets, options, {}));
        QCOMPARE(CookieStore(db).load(bob)->cookies.size(), 2U);
        QVERIFY(CookieStore(db).load(bob)->isValid);
    }

    /// A set in which nobody is signed in takes no session's place, and says nothing of it.
    void signedOutSetsAreTold_data() { test::addEngineRows(); }
    void signedOutSetsAreTold()
    {
        OPEN_DATABASE;
        const AccountId anna = addAccount(db, u"anna"_s);
        const AccountId bare = addAccount(db, u"bare"_s);
        const AccountId carol = addAccount(db, u"carol"_s);
        CookieStore cookies(db);
        for (const AccountId id : {anna, carol})
            QVERIFY_RESULT(cookies.import(id, signedIn(u"own"_s), true));
        const Secret partial(u"csrftoken=1; mid=2"_s);
        std::vector<CookieSet> sets;
        sets.push_back({1, u"anna"_s, partial.clone()});
        sets.push_back({2, u"bare"_s, partial.clone()});
        std::vector<formats::AccountEntry> entries(2);
        entries[0].login = u"carol"_s;
        entries[1].login = u"dora"_s;
        for (formats::AccountEntry &entry : entries) {
            entry.password = Secret(u"pw"_s);
            entry.cookies = partial.clone();
        }
        for (const bool dryRun : {true, false}) {
            ImportOptions options{OnDuplicate::Replace, dryRun};
            const auto done = ImportStore(db).cookies(sets, options, {});
            QVERIFY_RESULT(done);
            QCOMPARE(int(done->rows[0].what), int(What::Kept));
            QVERIFY(done->rows[0].note.contains(u"history"_s));
            QCOMPARE(int(done->rows[1].what), int(What::Changed));
            QVERIFY(done->rows[1].note.startsWith(u"These cookies are not signed in"_s));
            QVERIFY(!done->rows[1].note.contains(u"history"_s));
            const auto listed = ImportStore(db).accounts(entries, options, {});
            QVERIFY_RESULT(listed);
            QCOMPARE(int(listed->rows[0].what), int(What::Changed));
            QCOMPARE(listed->rows[0].note, done->rows[0].note);
            QCOMPARE(int(listed->rows[1].what), int(What::Added));
            QCOMPARE(listed->rows[1].note, done->rows[1].note);
        }
        QVERIFY(!cookies.load(bare)->isValid);
        QCOMPARE(cookies.load(bare)->cookies.size(), 2U);
        for (const AccountId id : {anna, carol}) {
            QVERIFY(cookies.load(id)->isValid);
            QVERIFY(cookies.load(id)->cookies[0].value.equals(Secret(u"own"_s)));
            QCOMPARE(cookies.history(id)->size(), 1U);
            QCOMPARE(cookies.history(id)->front().source, u"import"_s);
        }
    }

    /// While an import is under way, nobody claims an account with what it had before.
    void importKeepsItsAccounts_data() { test::addPostgresRows(); }
    void importKeepsItsAccounts()
    {
        OPEN_DATABASE;
        const AccountId first = addAccount(db, u"user0"_s);
        std::vector<CookieSet> sets;
        for (int i = 0; i < 201; ++i) {
            sets.push_back(
                {i + 1, u"user%1"_s.arg(i), Secret(u"sessionid=new%1; ds_user_id=%1"_s.arg(i))});
        }
        QVERIFY_RESULT(CookieStore(db).import(first, signedIn(u"old"_s), true));
        QVERIFY_RESULT(JobStore(db).createUpload(first, {item('a')}));
        const DatabasePtr other = fixture.another();
        ImportOptions options;
        bool claimed = false;
        options.progress = [&](int done) {
            if (done == 0)
                return;
            const auto claim = claimAny(other, u"desk/1/aaaaaa"_s);
            claimed = !claim || claim->has_value();
        };
        const auto done = ImportStore(db).cookies(sets, options, {});
        QVERIFY_RESULT(done);
        QCOMPARE(int(done->rows[0].what), int(What::Changed));
        QVERIFY(!claimed);
        QVERIFY(CookieStore(db).load(first)->cookies[0].value.equals(Secret(u"new0"_s)));
        const auto after = claimAny(other, u"desk/1/aaaaaa"_s);
        QVERIFY(after && after->has_value());
    }

    /// Whoever works on an account just now keeps the import neither waiting nor out.
    void busyRowsAreQueued_data() { test::addPostgresRows(); }
    void busyRowsAreQueued()
    {
        OPEN_DATABASE;
        const AccountId anna = addAccount(db, u"anna"_s);
        std::vector<CookieSet> sets;
        sets.push_back({1, u"anna"_s, Secret(u"sessionid=new; ds_user_id=7"_s)});
        const DatabasePtr other = fixture.another();
        QVERIFY_RESULT(other->priv().write([&](Connection &connection) -> Result<void> {
            if (auto locked = lockAccount(connection, anna); !locked)
                return locked;
            const auto done = ImportStore(db).cookies(sets, {}, {});
            return done && done->rows[0].what == What::Changed && !done->rows[0].note.isEmpty()
                ? Result<void>()
                : fail(ErrorKind::Internal, u"not queued"_s);
        }));
        QVERIFY(CookieStore(db).load(anna)->cookies.empty());
        QCOMPARE(*AccountStore(db).applyQueuedEdits(), 1);
        QCOMPARE(CookieStore(db).load(anna)->cookies.size(), 2U);
    }

    /// As base64 writes a file: 76 characters a line and "=" at the end. No line of it is a name.
    void wrappedBase64IsTaken_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QByteArray>("above"); ///< what stands over it in the file
        QTest::addColumn<QByteArray>("cookies");
        const QByteArray json = R"([{"name":"sessionid","value":"CANARY%3A1","domain":)"
                                R"(".instagram.com"},{"name":"ds_user_id","value":"CANARY-2",)"
                                R"("domain":".instagram.com"},{"name":"mid","value":"%1"}])";
        const QByteArray header = "sessionid=CANARY%3A1; ds_user_id=1000000001; csrftoken="
                                  "CANARY-3; mid=CANARY-4; ig_did=CANARY-5%1";
        QTest::newRow("JSON") << u"sqlite"_s << QByteArray() << json;
        QTest::newRow("a header") << u"sqlite"_s << QByteArray() << header;
        QTest::newRow("JSON under a login") << u"sqlite"_s << QByteArray("alice_shop\n") << json;
    }
    void wrappedBase64IsTaken()
    {
        QFETCH(QByteArray, above);
        QFETCH(QByteArray, cookies);
        for (const char *filler : {"", "x", "xx", "привет"}) {
            OPEN_DATABASE;
            const AccountId alice = addAccount(db, u"alice_shop"_s);
            const QByteArray coded = QByteArray(cookies).replace("%1", filler).toBase64();
            QByteArray text;
            for (qsizetype i = 0; i < coded.size(); i += 76)
                text += coded.mid(i, 76) + '\n';
            const auto sets = oneFile(u"alice_shop.txt"_s, above + text);
            QCOMPARE(sets.size(), 1U);
            QCOMPARE(sets.front().login, u"alice_shop"_s);
            const auto result = ImportStore(db).cookies(sets, {}, {});
            QVERIFY_RESULT(result);
            QVERIFY2(result->rows.front().what == What::Changed,
                     qPrintable(result->rows.front().note));
            QVERIFY(CookieStore(db).load(alice)->cookies.size() >= 2U);
        }
    }

    void folderIsMatched_data() { test::addEngineRows(); }
    void folderIsMatched()
    {
        OPEN_DATABASE;
        for (const QString &name : {u"alice_shop"_s,
                                    u"bob.store"_s,
                                    u"Carol"_s,
                                    u"dan_cookies"_s,
                                    u"dan"_s,
                                    u"Eve"_s,
                                    u"eve"_s})
            QVERIFY(addAccount(db, name).isValid());
        const QTemporaryDir dir;
        const QByteArray cookies
            = R"([{"name":"sessionid","value":"CANARY%3A1","domain":".instagram.com"}])";
        const std::pair<QString, QByteArray> files[]{
            {u"01_unknown.json"_s, cookies},
            {u"alice_shop.json"_s, cookies},
            {u"bob.store"_s, "sessionid=CANARY%3A2; csrftoken=x"},
            {u"carol_cookies.txt"_s, cookies},
            {u"dan_cookies.json"_s, cookies},
            {u"EVE.json"_s, cookies},
            {u"empty.json"_s, {}},
            {u"letter.json"_s, "<!doctype html><p>Sign in"},
            {u"twice_alice.txt"_s, "alice_shop\n" + cookies},
            {u"zbroken.json"_s, "[{"},
        };
        for (const auto &[name, text] : files) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        }
        QVERIFY(QDir(dir.path()).mkdir(u"deeper"_s));
        const auto read = readFolder(dir.path(), Call::in(30s));
        QVERIFY_RESULT(read);
        QCOMPARE(read->size(), std::size(files));
        const auto sets = cookieSets(*read);
        const auto result = ImportStore(db).cookies(sets, {}, Call::in(30s));
        QVERIFY_RESULT(result);
        QCOMPARE(result->rows.size(), std::size(files));
        QStringList taken;
        QStringList refused;
        for (const ImportRow &row : result->rows) {
            (row.what == ImportRow::What::Changed ? taken : refused) << row.name;
            QVERIFY(row.what == ImportRow::What::Changed || !row.note.isEmpty());
            QVERIFY(!row.note.contains(u"CANARY"_s));
        }
        QCOMPARE(taken,
                 (QStringList{u"alice_shop"_s, u"bob.store"_s, u"Carol"_s, u"dan_cookies"_s}));
        QVERIFY(refused.contains(u"01_unknown"_s));
        QVERIFY(refused.contains(u"EVE"_s));        // two it could be
        QVERIFY(refused.contains(u"alice_shop"_s)); // a second time
        const AccountId bob = *AccountStore(db).findByName(u"bob.store"_s);
        QCOMPARE(CookieStore(db).load(bob)->cookies.size(), 2U);

        const QString report = dir.filePath(u"deeper/report.csv"_s);
        QVERIFY_RESULT(saveReport(report, *result));
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), qsizetype(std::size(files)) + 1);
        QCOMPARE(readFolder(dir.filePath(u"no"_s), Call::in(30s)).error().kind, ErrorKind::Io);
    }
};

QTEST_GUILESS_MAIN(TestImportStore)
#include "tst_importstore.moc"
