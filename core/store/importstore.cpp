// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/importstore.h"

#include "core/base/threadguard.h"
#include "core/formats/cookiewords.h"
#include "core/store/accountedits.h"
#include "core/store/columnroom.h"
#include "core/store/cookieowners.h"
#include "core/store/importchecks.h"
#include "core/store/importwords.h"
#include "core/store/writes.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

using What = ImportRow::What;
constexpr size_t kMostAtOnce = 1000; ///< accounts in one statement
constexpr int kMostAttempts = 3;
constexpr int kMostTold = 5; ///< of the cookies that were dropped, and of those that were repaired

/// Name → id of every account: one read instead of one a line.
Result<QHash<QString, qint64>> accountIds(Connection &connection)
{
    Query query(connection, u"SELECT username, id FROM uploader_instagramaccount"_s);
    if (auto ran = query.run(); !ran)
        return fail(ran.error());
    QHash<QString, qint64> ids;
    while (query.next())
        ids.insert(query.text(0), query.number(1));
    return ids;
}

Result<formats::CookieReport> parse(const Secret &text, const formats::CookieReadOptions &options)
{
    return text.reveal(
        [&](const QByteArray &bytes) { return formats::readCookies(bytes, options); });
}

/// What the reader had to say, of what is taken.
void tellRemarks(const QStringList &remarks, ImportRow &row)
{
    if (row.what == What::Added || row.what == What::Changed)
        row.note = sentences(row.note, remarks.join(u' '));
}

class Import final
{
public:
    Import(Database::Private &d, Connection &connection, const ImportOptions &options)
        : m_d(d)
        , m_connection(connection)
        , m_options(options)
    {
    }

    Result<ImportResult> accounts(const std::vector<formats::AccountEntry> &entries,
                                  const Call &call);
    Result<ImportResult> proxies(const std::vector<formats::ProxyEntry> &entries, const Call &call);
    Result<ImportResult> cookies(const std::vector<CookieSet> &sets, const Call &call);

private:
    Result<void> readRoom(const QString &table);
    Result<ImportRow> account(const formats::AccountEntry &entry, AccountId known);
    /// With cookies it is stored at once, since they need its id; the others many at a time.
    Result<void> addAccount(const formats::AccountEntry &entry, ImportRow &row);
    Result<void> storeAdded();
    Result<ImportRow> change(const formats::AccountEntry &entry, AccountId known);
    /// What a change would write: all that is given, or of that what the account lacks.
    Result<formats::AccountEntry> wanted(const formats::AccountEntry &entry, AccountId known);
    Result<ImportRow> proxy(const formats::ProxyEntry &entry);
    /// By the rule, of the one proxy that is there with another password.
    Result<ImportRow>
    changePassword(const Proxy &proxy, const std::vector<ProxyId> &same, ImportRow row);
    Result<void> update(const formats::AccountEntry &entry, AccountId known);
    /// Of an account that somebody holds, for when it is free.
    Result<void> queue(const formats::AccountEntry &entry, AccountId known);
    /// What the account has of what an import could fill, also what waits for it.
    Result<QList<EditKind>> filled(AccountId account);
    Result<Applied> queueCookies(AccountId account, const formats::Cookies &cookies, bool valid);
    Result<Applied> putCookies(AccountId account, const formats::Cookies &cookies, bool valid);
    /// Changed, Kept or Refused, which the row's note then explains.
    Result<What> takeCookies(AccountId account, const Secret &text, bool held, ImportRow &row);
    /// Whether the account is free. It is locked then, so that nobody claims it with what it has
    /// now and replaces what this import brings, and what waited for it is applied. A held one is
    /// not locked: its holder could not renew.
    Result<bool> takeFree(AccountId account);
    Result<void> cookiesOf(AccountId account, const Secret &text, ImportRow &row);
    /// What is missing now may be there when the account is free.
    [[nodiscard]] QString sourceOfQueued(const QString &source) const
    {
        return m_options.onDuplicate == OnDuplicate::Fill ? QString(kFill) : source;
    }
    [[nodiscard]] Result<void> step(const Call &call, size_t done) const
    {
        if (m_options.progress && done % 200 == 0)
            m_options.progress(int(done));
        return call.check();
    }

    Database::Private &m_d;
    Connection &m_connection;
    const ImportOptions &m_options;
    std::vector<NewAccount> m_added; ///< not stored yet
    QSet<QByteArray> m_wouldAdd;     ///< in a dry run: fingerprints of proxies
    ColumnRoom m_room;               ///< of the table that is imported into
};

Result<void> Import::readRoom(const QString &table)
{
    auto room = ColumnRoom::read(m_connection, table);
    if (!room)
        return fail(room.error());
    m_room = std::move(*room);
    return {};
}

Result<bool> Import::takeFree(AccountId account)
{
    QString sql
        = u"SELECT 1 FROM uploader_instagramaccount WHERE id = :id AND (locked_by IS NULL OR"
          " locked_until IS NULL OR locked_until <= {now})"_s;
    if (!m_options.dryRun) // whoever works on the row right now counts as its holder
        sql += u" {pg:FOR NO KEY UPDATE SKIP LOCKED}"_s;
    {
        Query query(m_connection, sql);
        if (auto ran = query.bind(u":id"_s, account.value).run(); !ran)
            return fail(ran.error());
        if (!query.next())
            return false;
    }
    if (m_options.dryRun)
        return true;
    return applyQueued(m_d, m_connection, account).map([] { return true; });
}

Result<QList<EditKind>> Import::filled(AccountId account)
{
    QList<EditKind> kinds;
    Query columns(m_connection,
                  u"SELECT coalesce(a.password, '') <> '', coalesce(a.email_username, '') <> '',"
                  " coalesce(a.email_password, '') <> '', coalesce(a.tfa_secret, '') <> '',"
                  " EXISTS (SELECT 1 FROM uploader_instagramcookies c WHERE c.account_id = a.id AND"
                  " c.is_valid) FROM uploader_instagramaccount a WHERE a.id = :id"_s);
    if (auto ran = columns.bind(u":id"_s, account.value).run(); !ran)
        return fail(ran.error());
    const std::array order{EditKind::Password,
                           EditKind::EmailUsername,
                           EditKind::EmailPassword,
                           EditKind::TfaSecret,
                           EditKind::Cookies};
    if (columns.next()) {
        for (size_t i = 0; i < order.size(); ++i) {
            if (columns.flag(int(i)))
                kinds += order[i];
        }
    }
    Query waiting(
        m_connection,
        u"SELECT kind FROM pelorus_account_edit WHERE account_id = :id AND problem = ''"_s);
    if (auto ran = waiting.bind(u":id"_s, account.value).run(); !ran)
        return fail(ran.error());
    while (waiting.next())
        kinds += editKind(waiting.text(0));
    return kinds;
}

Result<Applied> Import::queueCookies(AccountId account, const formats::Cookies &cookies, bool valid)
{
    if (m_options.dryRun)
        return foreseeQueued(m_connection, account, cookies);
    const AccountChange change{EditKind::Cookies,
                               formats::writeNormalJson(cookies),
                               m_options.who,
                               valid,
                               sourceOfQueued(u"import"_s)};
    return store::queueCookies(m_connection, account, cookies, change);
}

Result<Applied> Import::putCookies(AccountId account, const formats::Cookies &cookies, bool valid)
{
    if (m_options.dryRun)
        return foreseeCookies(m_connection, account, cookies);
    if (auto done = forgetEdit(m_connection, account, EditKind::Cookies); !done)
        return fail(done.error());
    return replaceCookies(m_d, m_connection, account, cookies, valid, u"import"_s);
}

Result<What> Import::takeCookies(AccountId account, const Secret &text, bool held, ImportRow &row)
{
    const auto read = parse(text, m_options.cookies);
    if (!read) {
        row.note = read.error().message;
        return What::Refused;
    }
    const formats::Cookies &cookies = read->cookies;
    const QDateTime &now = m_options.cookies.now;
    const bool valid
        = formats::looksSignedIn(cookies, now.isValid() ? now : QDateTime::currentDateTimeUtc());
    const QString told = formats::remarksText(*read, kMostTold);
    row.note = sentences(valid ? QString() : formats::signedOutText(cookies, true), told);
    const auto taken
        = held ? queueCookies(account, cookies, valid) : putCookies(account, cookies, valid);
    if (!taken)
        return fail(taken.error());
    if (*taken != Applied::NotInUse)
        return What::Changed;
    row.note = sentences(formats::signedOutText(cookies, false), told);
    return What::Kept;
}

Result<void> Import::queue(const formats::AccountEntry &entry, AccountId known)
{
    const Secret email(entry.email);
    const std::array<std::pair<EditKind, const Secret *>, 4> values{
        {{EditKind::Password, &entry.password},
         {EditKind::EmailUsername, &email},
         {EditKind::EmailPassword, &entry.emailPassword},
         {EditKind::TfaSecret, &entry.tfa}}};
    for (const auto &[kind, value] : values) {
        if (value->isEmpty())
            continue;
        const AccountChange change{
            kind, value->clone(), m_options.who, false, sourceOfQueued(u""_s)};
        if (auto queued = queueChange(m_connection, known, change); !queued)
            return queued;
    }
    return {};
}

Result<void> Import::update(const formats::AccountEntry &entry, AccountId known)
{
    // "new" wins where the rule is to replace, "old" where it is to fill.
    const bool replace = m_options.onDuplicate == OnDuplicate::Replace;
    const auto pick = [&](const QString &column, const QString &value) {
        return replace ? u"coalesce(nullif(%2, ''), %1)"_s.arg(column, value)
                       : u"coalesce(nullif(%1, ''), %2)"_s.arg(column, value);
    };
    Query query(
        m_connection,
        u"UPDATE uploader_instagramaccount SET password = coalesce("_s
            % pick(u"password"_s, u"CAST(:password AS text)"_s) % u", ''), email_username = "_s
            % pick(u"email_username"_s, u"CAST(:email AS text)"_s) % u", email_password = "_s
            % pick(u"email_password"_s, u"CAST(:emailpw AS text)"_s) % u", tfa_secret = "_s
            % pick(u"tfa_secret"_s, u"CAST(:tfa AS text)"_s)
            % u", updated_at = {now} WHERE id = :id"_s);
    return query.bind(u":password"_s, entry.password)
        .bind(u":email"_s, textOrNull(entry.email))
        .bind(u":emailpw"_s, entry.emailPassword)
        .bind(u":tfa"_s, entry.tfa)
        .bind(u":id"_s, known.value)
        .run();
}

Result<void> Import::addAccount(const formats::AccountEntry &entry, ImportRow &row)
{
    if (m_options.dryRun) {
        return entry.cookies.isEmpty()
            ? Result<void>()
            : takeCookies({}, entry.cookies, false, row).map([](What) {});
    }
    NewAccount account;
    account.username = entry.login;
    account.password = entry.password.clone();
    account.emailUsername = entry.email;
    account.emailPassword = entry.emailPassword.clone();
    account.tfaSecret = entry.tfa.clone();
    if (entry.cookies.isEmpty()) {
        m_added.push_back(std::move(account));
        return m_added.size() < kMostAtOnce ? Result<void>() : storeAdded();
    }
    if (auto stored = storeAdded(); !stored)
        return stored;
    const auto id = insertAccount(m_d, m_connection, account);
    if (!id)
        return fail(id.error());
    return takeCookies(*id, entry.cookies, false, row).map([](What) {});
}

Result<void> Import::storeAdded()
{
    auto stored = insertAccounts(m_d, m_connection, m_added);
    m_added.clear();
    return stored;
}

Result<ImportRow> Import::account(const formats::AccountEntry &entry, AccountId known)
{
    ImportRow row{entry.line, entry.login, What::Refused, {}};
    if (!known.isValid()) {
        row.note = whyNotStorable(entry, m_room);
        if (!row.note.isEmpty())
            return row;
        row.what = What::Added;
        if (auto added = addAccount(entry, row); !added)
            return fail(added.error());
        return row;
    }
    if (m_options.onDuplicate == OnDuplicate::Skip) {
        row.what = What::Skipped;
        row.note = alreadyThere();
        return row;
    }
    return change(entry, known);
}

Result<formats::AccountEntry> Import::wanted(const formats::AccountEntry &entry, AccountId known)
{
    QList<EditKind> has;
    if (m_options.onDuplicate == OnDuplicate::Fill) {
        auto found = filled(known);
        if (!found)
            return fail(found.error());
        has = std::move(*found);
    }
    const auto pick = [&](EditKind kind, const Secret &value) {
        return has.contains(kind) ? Secret() : value.clone();
    };
    formats::AccountEntry all;
    all.login = entry.login;
    all.password = pick(EditKind::Password, entry.password);
    all.email = has.contains(EditKind::EmailUsername) ? QString() : entry.email;
    all.emailPassword = pick(EditKind::EmailPassword, entry.emailPassword);
    all.tfa = pick(EditKind::TfaSecret, entry.tfa);
    all.cookies = pick(EditKind::Cookies, entry.cookies);
    return all;
}

Result<ImportRow> Import::change(const formats::AccountEntry &entry, AccountId known)
{
    ImportRow row{entry.line, entry.login, What::Changed, {}};
    const auto isFree = takeFree(known);
    if (!isFree)
        return fail(isFree.error());
    const auto values = wanted(entry, known);
    if (!values)
        return fail(values.error());
    row.note = whyNotStorable(*values, m_room);
    if (!row.note.isEmpty()) {
        row.what = What::Refused;
        return row;
    }
    if (!m_options.dryRun) {
        if (auto done = *isFree ? update(*values, known) : queue(*values, known); !done)
            return fail(done.error());
    }
    if (!values->cookies.isEmpty()) {
        if (auto taken = takeCookies(known, values->cookies, !*isFree, row); !taken)
            return fail(taken.error());
    }
    if (!*isFree)
        row.note = waitsForHolder(row.note);
    return row;
}

Result<ImportResult> Import::accounts(const std::vector<formats::AccountEntry> &entries,
                                      const Call &call)
{
    const auto ids = accountIds(m_connection);
    if (!ids)
        return fail(ids.error());
    if (auto read = readRoom(u"uploader_instagramaccount"_s); !read)
        return fail(read.error());
    const Owners owners(*ids);
    const Twins twins(entries, m_options.onDuplicate);
    ImportResult result;
    result.rows.reserve(entries.size());
    for (const formats::AccountEntry &entry : entries) {
        if (auto go = step(call, result.rows.size()); !go)
            return fail(go.error());
        if (const QString why = twins.whyNot(entry, m_options); !why.isEmpty()) {
            result.rows.push_back({entry.line, entry.login, What::Refused, why});
            continue;
        }
        const auto [known, name] = owners.of({entry.login});
        auto row = account(entry, known);
        if (!row)
            return fail(row.error());
        if (name != entry.login) // for the site they are one
            row->note = sentences(row->note, storedAs(name));
        tellRemarks(entry.notes, *row);
        result.rows.push_back(std::move(*row));
    }
    if (auto stored = storeAdded(); !stored)
        return fail(stored.error());
    return result;
}

Result<ImportRow> Import::proxy(const formats::ProxyEntry &entry)
{
    ImportRow row{entry.line, entry.label(), What::Refused, {}};
    Proxy proxy;
    proxy.type = entry.scheme.toUpper();
    proxy.host = entry.host;
    proxy.port = entry.port;
    proxy.username = entry.login.clone();
    proxy.password = entry.password.clone();
    const auto equal = findProxy(m_connection, proxy);
    if (!equal)
        return fail(equal.error());
    const bool wouldBeThere = m_options.dryRun && m_wouldAdd.contains(fingerprint(proxy));
    if (!equal->isValid() && !wouldBeThere) {
        row.note = whyNotStorable(proxy, m_room);
        if (!row.note.isEmpty())
            return row;
        const auto others = findOtherPasswords(m_connection, proxy);
        if (!others)
            return fail(others.error());
        if (!others->empty())
            return changePassword(proxy, *others, std::move(row));
        row.what = What::Added;
        if (m_options.dryRun)
            m_wouldAdd.insert(fingerprint(proxy));
        else if (const auto added = insertProxy(m_d, m_connection, proxy); !added)
            return fail(added.error());
        return row;
    }
    // Host, port, user and password are what makes them equal: only the type can be new.
    if (m_options.onDuplicate != OnDuplicate::Replace) {
        row.what = What::Skipped;
        row.note = alreadyThere();
        return row;
    }
    row.what = What::Changed;
    if (m_options.dryRun)
        return row;
    Query query(m_connection, u"UPDATE uploader_proxy SET proxy_type = :type WHERE id = :id"_s);
    if (auto ran = query.bind(u":type"_s, proxy.type).bind(u":id"_s, equal->value).run(); !ran)
        return fail(ran.error());
    return row;
}

Result<ImportRow>
Import::changePassword(const Proxy &proxy, const std::vector<ProxyId> &same, ImportRow row)
{
    if (m_options.onDuplicate != OnDuplicate::Replace || proxy.password.isEmpty()) {
        row.what = What::Skipped;
        row.note = passwordStays();
        return row;
    }
    if (same.size() > 1) {
        row.note = passwordOfWhich();
        return row;
    }
    row.what = What::Changed;
    row.note = passwordChanged();
    if (m_options.dryRun) {
        m_wouldAdd.insert(fingerprint(proxy));
        return row;
    }
    Query query(m_connection,
                u"UPDATE uploader_proxy SET password = :password, status = 'inactive',"
                " last_checked = NULL WHERE id = :id"_s);
    if (auto ran
        = query.bind(u":password"_s, proxy.password).bind(u":id"_s, same.front().value).run();
        !ran)
        return fail(ran.error());
    return row;
}

Result<ImportResult> Import::proxies(const std::vector<formats::ProxyEntry> &entries,
                                     const Call &call)
{
    if (auto read = readRoom(u"uploader_proxy"_s); !read)
        return fail(read.error());
    const Twins twins(entries, m_options.onDuplicate);
    ImportResult result;
    result.rows.reserve(entries.size());
    for (const formats::ProxyEntry &entry : entries) {
        if (auto go = step(call, result.rows.size()); !go)
            return fail(go.error());
        if (const QString why = twins.whyNot(entry, m_options); !why.isEmpty()) {
            result.rows.push_back({entry.line, entry.label(), What::Refused, why});
            continue;
        }
        auto row = proxy(entry);
        if (!row)
            return fail(row.error());
        tellRemarks(entry.notes, *row);
        result.rows.push_back(std::move(*row));
    }
    return result;
}

Result<void> Import::cookiesOf(AccountId account, const Secret &text, ImportRow &row)
{
    const auto isFree = takeFree(account);
    if (!isFree)
        return fail(isFree.error());
    const auto taken = takeCookies(account, text, !*isFree, row);
    if (!taken)
        return fail(taken.error());
    row.what = *taken;
    if (!*isFree && row.what == What::Changed)
        row.note = waitsForHolder(row.note);
    return {};
}

Result<ImportResult> Import::cookies(const std::vector<CookieSet> &sets, const Call &call)
{
    const auto ids = accountIds(m_connection);
    if (!ids)
        return fail(ids.error());
    const Owners owners(*ids);
    QHash<qint64, int> lineOf; // an account's cookies are taken once
    ImportResult result;
    result.rows.reserve(sets.size());
    for (const CookieSet &set : sets) {
        if (auto go = step(call, result.rows.size()); !go)
            return fail(go.error());
        const auto [account, name] = owners.of(QStringList{set.login} + set.otherLogins);
        ImportRow row{set.line, name, What::Refused, set.problem};
        if (row.note.isEmpty() && !account.isValid()) {
            row.note = noAccount(name);
        } else if (const int first = lineOf.value(account.value); row.note.isEmpty() && first > 0) {
            row.note = sameInLine(QString::number(first));
        } else if (row.note.isEmpty()) {
            if (auto taken = cookiesOf(account, set.text, row); !taken)
                return fail(taken.error());
        }
        if (row.what == What::Changed)
            lineOf.insert(account.value, set.line);
        result.rows.push_back(std::move(row));
    }
    return result;
}

/// A dry run reads; otherwise all of `work` is one transaction.
template <typename Work>
Result<ImportResult> perform(Database &database,
                             const ImportOptions &options,
                             Work work,
                             const SourceLocation &where = SourceLocation::current())
{
    mayBlock("Importing");
    Database::Private &d = database.priv();
    const auto all = [&](Connection &connection) -> Result<ImportResult> {
        Import import(d, connection, options);
        return work(import);
    };
    if (options.dryRun)
        return d.read(all);
    // Another program may add one of these records while we do: the next time it is there already.
    // On SQLite nobody can.
    const int most = d.url.engine == Engine::PostgreSql ? kMostAttempts : 1;
    for (int attempt = 1;; ++attempt) {
        auto result = d.write(all, Transaction::Durability::Durable, where);
        if (result || result.error().kind != ErrorKind::Conflict || attempt == most)
            return result;
    }
}

} // namespace

int ImportResult::count(ImportRow::What what) const
{
    return int(std::ranges::count(rows, what, &ImportRow::what));
}

Result<ImportResult> ImportStore::accounts(const std::vector<formats::AccountEntry> &entries,
                                           const ImportOptions &options,
                                           const Call &call)
{
    return perform(*m_db, options, [&](Import &import) { return import.accounts(entries, call); });
}

Result<ImportResult> ImportStore::proxies(const std::vector<formats::ProxyEntry> &entries,
                                          const ImportOptions &options,
                                          const Call &call)
{
    return perform(*m_db, options, [&](Import &import) { return import.proxies(entries, call); });
}

Result<ImportResult> ImportStore::cookies(const std::vector<CookieSet> &sets,
                                          const ImportOptions &options,
                                          const Call &call)
{
    return perform(*m_db, options, [&](Import &import) { return import.cookies(sets, call); });
}

} // namespace pelorus::store
