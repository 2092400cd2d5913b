// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/siteworld.h"

#include "tests/standin/sitecookies.h"
#include "tests/standin/sitescenario.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

QString codeFor(const QString &text)
{
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1);
    return u'C' + QString::fromLatin1(hash.toBase64(QByteArray::Base64UrlEncoding).left(10));
}

tl::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorKind::InvalidInput, text);
}

} // namespace

QString siteRandom(int length)
{
    static constexpr auto letters
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"_L1;
    QString text;
    for (int i = 0; i < length; ++i)
        text += letters[QRandomGenerator::global()->bounded(int(letters.size()))];
    return text;
}

bool SitePost::isVisible() const
{
    return visibleFrom.isValid() && visibleFrom <= QDateTime::currentDateTimeUtc();
}

QList<SitePost> SiteAccount::visiblePosts(int pinned) const
{
    QList<SitePost> first;
    QList<SitePost> rest;
    for (auto it = posts.crbegin(); it != posts.crend(); ++it) {
        if (!it->isVisible())
            continue;
        const bool isPinned = it->existing && first.size() < pinned;
        (isPinned ? first : rest).append(*it);
    }
    return first + rest;
}

SiteAccountPtr SiteWorld::account(const QString &username) const
{
    return m_accounts.value(username);
}

SiteAccountPtr SiteWorld::ensureAccount(const QString &username)
{
    SiteAccountPtr &account = m_accounts[username];
    if (!account) {
        account = std::make_shared<SiteAccount>();
        account->username = username;
        const QByteArray hash
            = QCryptographicHash::hash(username.toUtf8(), QCryptographicHash::Sha1);
        account->id
            = QString::number(1'000'000'000ULL + hash.left(4).toHex().toULongLong(nullptr, 16));
    }
    return account;
}

QJsonObject SiteWorld::scenario() const
{
    return mergeScenario(scenarioDefaults(), m_defaults);
}

QJsonObject SiteWorld::scenario(const SiteAccount &account) const
{
    return mergeScenario(scenario(), account.scenario);
}

Result<void> SiteWorld::setAccount(const QJsonObject &settings)
{
    static const QStringList known{u"username"_s,
                                   u"password"_s,
                                   u"totpSecret"_s,
                                   u"language"_s,
                                   u"scenario"_s,
                                   u"sessions"_s,
                                   u"existingPosts"_s};
    const QString username = settings[u"username"].toString();
    if (username.isEmpty())
        return wrong(u"An account needs a username."_s);
    for (const QString &key : settings.keys()) {
        if (!known.contains(key))
            return wrong(u"Unknown account key: %1."_s.arg(key));
    }
    const QJsonObject scenario = settings[u"scenario"].toObject();
    if (const auto checked = checkScenario(scenario); !checked)
        return checked;
    const QString language = settings[u"language"].toString(u"en"_s);
    if (!QStringList{u"en"_s, u"ru"_s, u"uk"_s, u"es"_s, u"pt"_s}.contains(language))
        return wrong(u"Unknown language: %1."_s.arg(language));

    const SiteAccountPtr account = ensureAccount(username);
    if (settings.contains(u"password"_s))
        account->password = settings[u"password"].toString();
    if (settings.contains(u"totpSecret"_s))
        account->totpSecret = settings[u"totpSecret"].toString();
    if (settings.contains(u"language"_s))
        account->language = language;
    account->scenario = mergeScenario(account->scenario, scenario);
    for (const QJsonValue id : settings[u"sessions"].toArray())
        m_sessions.insert(id.toString().toLatin1(), {.username = username});
    if (settings.contains(u"existingPosts"_s))
        addExisting(account, settings[u"existingPosts"].toInt());
    return {};
}

void SiteWorld::addExisting(const SiteAccountPtr &account, int count)
{
    account->posts.removeIf([](const SitePost &post) { return post.existing; });
    QList<SitePost> old;
    for (int i = 0; i < count; ++i) {
        const QDateTime at = QDateTime::currentDateTimeUtc().addDays(i - count);
        SitePost post;
        post.account = account->username;
        post.code = codeFor(account->username + QString::number(i));
        post.kind = i % 3 == 2 ? u"p"_s : u"reel"_s;
        post.caption = u"Older post %1"_s.arg(i + 1);
        post.at = post.visibleFrom = at;
        post.existing = true;
        old.append(post);
    }
    account->posts = old + account->posts;
}

Result<QJsonObject> SiteWorld::configure(const QJsonObject &settings)
{
    static const QStringList known{
        u"accounts"_s, u"defaults"_s, u"createSession"_s, u"endSessions"_s, u"solveChallenge"_s};
    for (const QString &key : settings.keys()) {
        if (!known.contains(key))
            return wrong(u"Unknown key: %1."_s.arg(key));
    }
    const QJsonObject defaults = settings[u"defaults"].toObject();
    if (const auto checked = checkScenario(defaults); !checked)
        return tl::make_unexpected(checked.error());
    m_defaults = mergeScenario(m_defaults, defaults);
    for (const QJsonValue value : settings[u"accounts"].toArray()) {
        if (const auto set = setAccount(value.toObject()); !set)
            return tl::make_unexpected(set.error());
    }

    for (const QString &key : {u"createSession"_s, u"endSessions"_s, u"solveChallenge"_s}) {
        if (settings.contains(key) && !account(settings[key].toString()))
            return wrong(u"No such account: %1."_s.arg(settings[key].toString()));
    }
    if (settings.contains(u"endSessions"_s))
        endSessions(settings[u"endSessions"].toString());
    if (settings.contains(u"solveChallenge"_s))
        account(settings[u"solveChallenge"].toString())->challengeSolved = true;

    QJsonObject answer{{u"ok"_s, true}};
    if (settings.contains(u"createSession"_s)) {
        const SiteAccountPtr owner = account(settings[u"createSession"].toString());
        const QByteArray id = newSession(owner, false);
        answer.insert(u"cookies"_s, sessionCookies(*account(session(id)->username), id));
    }
    return answer;
}

QByteArray SiteWorld::newSession(const SiteAccountPtr &owner, bool fresh)
{
    const QString other = scenario(*owner)[u"wrongAccount"].toString();
    const SiteAccountPtr account = other.isEmpty() ? owner : ensureAccount(other);
    const QByteArray id = (account->id + u"%3A"_s + siteRandom(14) + u"%3A"_s
                           + QString::number(QRandomGenerator::global()->bounded(1, 29))
                           + u"%3AAYf"_s + siteRandom(43))
                              .toLatin1();
    m_sessions.insert(id, {.username = account->username, .fresh = fresh});
    return id;
}

SiteSession *SiteWorld::session(const QByteArray &id)
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &*found;
}

void SiteWorld::endSessions(const QString &username)
{
    m_sessions.removeIf([&](const auto &entry) { return entry.value().username == username; });
}

SitePost &SiteWorld::publish(const SiteAccountPtr &account,
                             const SiteUpload &upload,
                             const QJsonObject &fields)
{
    const QJsonObject s = scenario(*account);
    const int after = s[u"linkAfterMs"].toInt();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString mark = account->username + u' ' + upload.sha256;
    if (m_published.contains(mark))
        warn(u"the same bytes were published twice by %1"_s.arg(account->username));
    m_published.append(mark);

    SitePost post;
    post.account = account->username;
    post.code = u'D' + siteRandom(10);
    post.kind = fields[u"kind"].toString() == u"post" ? u"p"_s : s[u"videoLinks"].toString();
    post.fileName = upload.fileName;
    post.sha256 = upload.sha256;
    post.size = upload.size;
    post.caption = fields[u"caption"].toString().left(s[u"captionLimit"].toInt());
    post.location = fields[u"location"].toString();
    post.more = fields;
    post.at = now;
    if (after >= 0)
        post.visibleFrom = now.addMSecs(after);
    for (int i = 0; i < s[u"extraLinks"].toInt(); ++i) {
        SitePost extra;
        extra.account = account->username;
        extra.code = u'E' + siteRandom(10);
        extra.kind = u"reel"_s;
        extra.at = extra.visibleFrom = now;
        extra.existing = true;
        account->posts.append(extra);
    }
    account->posts.append(post);
    const QJsonArray languages = s[u"nextLanguages"].toArray();
    if (!languages.isEmpty()) {
        account->language = languages.first().toString();
        QJsonArray rest = languages;
        rest.removeFirst();
        account->scenario.insert(u"nextLanguages"_s, rest);
    }
    return account->posts.last();
}

std::optional<SitePost> SiteWorld::post(const QString &code) const
{
    for (const SiteAccountPtr &account : m_accounts) {
        for (const SitePost &post : account->posts) {
            if (post.code == code && post.isVisible())
                return post;
        }
    }
    return std::nullopt;
}

void SiteWorld::count(const QString &event, const QString &detail)
{
    if (event == u"warning")
        return warn(detail);
    ++m_events[event];
}

QJsonObject SiteWorld::state() const
{
    QJsonArray accounts;
    QJsonArray posts;
    int shareClicks = 0;
    int signIns = 0;
    for (const SiteAccountPtr &account : m_accounts) {
        int sessions = 0;
        for (const SiteSession &session : m_sessions)
            sessions += session.username == account->username ? 1 : 0;
        accounts.append(QJsonObject{{u"username"_s, account->username},
                                    {u"language"_s, account->language},
                                    {u"sessions"_s, sessions},
                                    {u"signIns"_s, account->signIns},
                                    {u"failedSignIns"_s, account->failedSignIns},
                                    {u"shareClicks"_s, account->shareClicks},
                                    {u"tryAgains"_s, account->tryAgains},
                                    {u"challengesShown"_s, account->challengesShown},
                                    {u"challengesSubmitted"_s, account->challengesSubmitted}});
        shareClicks += account->shareClicks;
        signIns += account->signIns + account->failedSignIns;
        for (const SitePost &post : account->posts) {
            if (post.existing)
                continue;
            QJsonObject entry = post.more;
            entry.insert(u"account"_s, post.account);
            entry.insert(u"sha256"_s, post.sha256);
            entry.insert(u"size"_s, post.size);
            entry.insert(u"fileName"_s, post.fileName);
            entry.insert(u"caption"_s, post.caption);
            entry.insert(u"location"_s, post.location);
            entry.insert(u"permalink"_s, QString(u"https://www.instagram.com"_s + post.link()));
            entry.insert(u"at"_s, post.at.toString(Qt::ISODateWithMs));
            entry.insert(u"visible"_s, post.isVisible());
            posts.append(entry);
        }
    }
    QJsonObject events;
    for (auto it = m_events.cbegin(); it != m_events.cend(); ++it)
        events.insert(it.key(), *it);
    return {{u"accounts"_s, accounts},
            {u"posts"_s, posts},
            {u"shareClicks"_s, shareClicks},
            {u"signInAttempts"_s, signIns},
            {u"events"_s, events},
            {u"warnings"_s, QJsonArray::fromStringList(m_warnings)}};
}

} // namespace pelorus::standin
