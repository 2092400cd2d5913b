// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/sitepages.h"

#include "core/base/json.h"
#include "tests/standin/sitecookies.h"

#include <QFile>
#include <QRegularExpression>

#include <chrono>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

/// Strangers in the feed; their profiles exist and are empty.
const QStringList strangers{u"harbour.coffee"_s,
                            u"lena_climbs"_s,
                            u"studio.kite"_s,
                            u"old_town_bakery"_s,
                            u"mila.and.dog"_s};

QString urlEncoded(const QString &text)
{
    return QString::fromLatin1(text.toUtf8().toPercentEncoding());
}

/// A path of this site or "/": never a way out of it.
QString safeNext(const QString &next)
{
    return next.startsWith(u'/') && !next.startsWith("//"_L1) ? next : u"/"_s;
}

} // namespace

QByteArray siteResource(const QString &name)
{
    QFile file(u":/standin-site/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString
challengePath(SiteWorld &world, const SiteAccountPtr &account, const QString &next, bool signIn)
{
    const QString kind = world.scenario(*account)[u"challengeKind"].toString();
    const QString token = siteRandom(16);
    world.tickets.insert(token, {.username = account->username, .next = next, .signIn = signIn});
    if (kind == u"checkpoint")
        return u"/checkpoint/%1/"_s.arg(token);
    if (kind == u"authPlatform")
        return u"/auth_platform/codeentry/?apc=%1"_s.arg(token);
    return u"/challenge/action/%1/?next=%2"_s.arg(token, urlEncoded(next));
}

SitePages::SitePages(SiteWorld &world, std::shared_ptr<Exchange> exchange)
    : m_world(world)
    , m_exchange(std::move(exchange))
    , m_request(m_exchange->request())
    , m_scenario(world.scenario())
{
}

Headers SitePages::pageHeaders() const
{
    Headers headers{{"Cache-Control", "private, no-cache, no-store, must-revalidate"}};
    const SiteCookies cookies(m_request);
    if (m_endedSession)
        cookies.signOut(headers);
    cookies.visit(headers, m_account.get(), m_request.cookies().value("sessionid"));
    return headers;
}

void SitePages::page(const QString &kind, QJsonObject boot, int status)
{
    boot.insert(u"page"_s, kind);
    boot.insert(u"scenario"_s, m_scenario);
    boot.insert(u"next"_s, safeNext(m_request.queryValue(u"next"_s)));
    // The first page with the sidebar asks "Save your login info?".
    static const QStringList framed{u"front"_s, u"profile"_s, u"post"_s, u"inbox"_s, u"plain"_s};
    SiteSession *session = m_world.session(m_request.cookies().value("sessionid"));
    if (session && framed.contains(kind)) {
        boot.insert(u"fresh"_s, session->fresh);
        session->fresh = false;
    }
    if (m_account)
        boot.insert(u"account"_s,
                    QJsonObject{{u"username"_s, m_account->username}, {u"id"_s, m_account->id}});
    QByteArray html = siteResource(u"shell.html"_s);
    const QHash<QByteArray, QByteArray> values{
        {"lang",
         m_account ? m_account->language.toLatin1()
                   : m_scenario[u"loginLanguage"].toString(u"en"_s).toLatin1()},
        {"title", "Instagram"},
        {"bootId", 'b' + siteRandom(7).toLatin1()},
        {"styleId", 's' + siteRandom(7).toLatin1()},
        {"mountId", "mount_0_0_" + siteRandom(2).toLatin1()},
        {"style", siteResource(u"style.css"_s)},
        {"boot", json::compact(boot).replace("</", "<\\/")},
    };
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        html.replace(QByteArray("{{" + it.key() + "}}"), it.value());
    Headers headers = pageHeaders();
    headers.emplaceBack("Content-Type", "text/html; charset=utf-8");
    headers.emplaceBack(
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data: blob:; media-src blob:; style-src "
        "'self' 'unsafe-inline'");
    const auto delay = std::chrono::milliseconds(m_scenario[u"pageDelayMs"].toInt());
    if (delay.count() == 0)
        return m_exchange->respond(status, headers, html);
    Exchange::after(delay, [exchange = m_exchange, status, headers, html] {
        exchange->respond(status, headers, html);
    });
}

void SitePages::redirect(const QString &path)
{
    Headers headers = pageHeaders();
    headers.append({"Location", path.toUtf8()});
    m_exchange->respond(302, headers, {});
}

void SitePages::answer()
{
    const QByteArray id = m_request.cookies().value("sessionid");
    SiteSession *session = m_world.session(id);
    m_endedSession = !id.isEmpty() && !session;
    if (!session)
        return signedOut();
    m_account = m_world.account(session->username);
    m_scenario = m_world.scenario(*m_account);
    signedIn(m_account, *session);
}

void SitePages::challenge(const QString &token)
{
    if (!m_world.tickets.contains(token))
        return redirect(u"/"_s);
    const SiteAccountPtr account = m_world.account(m_world.tickets[token].username);
    ++account->challengesShown;
    page(u"challenge"_s,
         {{u"token"_s, token}, {u"kind"_s, m_world.scenario(*account)[u"challengeKind"]}});
}

namespace {

QString challengeToken(const Request &request)
{
    static const QRegularExpression pattern(u"^/(?:challenge/action|checkpoint)/([A-Za-z0-9]+)/"_s);
    const auto match = pattern.match(request.path);
    if (match.hasMatch())
        return match.captured(1);
    return request.path.startsWith("/auth_platform/"_L1) ? request.queryValue(u"apc"_s) : QString();
}

} // namespace

void SitePages::signedOut()
{
    const QString &path = m_request.path;
    if (const QString token = challengeToken(m_request); !token.isEmpty())
        return challenge(token);
    if (path == "/accounts/login/two_factor"_L1 || path == "/accounts/login/two_factor/"_L1)
        return page(u"twoFactor"_s, {});
    if (path == "/accounts/login/"_L1 || path == "/accounts/login"_L1) {
        QJsonArray choices;
        for (const QString &username : m_world.usernames()) {
            if (m_world.scenario(*m_world.account(username))[u"accountChooser"].toBool())
                choices.append(username);
        }
        if (!choices.isEmpty() && m_request.queryValue(u"force_login"_s).isEmpty())
            return page(u"chooser"_s, {{u"choices"_s, choices}});
        return page(u"login"_s, {});
    }
    redirect(u"/accounts/login/?next="_s + urlEncoded(path));
}

bool SitePages::stopped(const SiteAccountPtr &account, const QJsonObject &s)
{
    const QString &path = m_request.path;
    const bool ownProfile
        = path == u"/%1/"_s.arg(account->username) || path == u"/%1"_s.arg(account->username);
    if (account->brokenServed < s[u"brokenPages"].toInt()) {
        const QString at = s[u"brokenAt"].toString();
        if (at == u"any" || (at == u"front" && path == "/"_L1)
            || (at == u"profile" && ownProfile)) {
            ++account->brokenServed;
            page(u"broken"_s, {});
            return true;
        }
    }
    if (s[u"rateLimited"].toString() == u"landing" && s[u"rateLimitShape"].toString() == u"page") {
        page(u"rate"_s, {}, 429);
        return true;
    }
    if (const QString kind = s[u"suspended"].toString(); kind != u"never") {
        const QString place
            = kind == u"disabled" ? u"/accounts/disabled/"_s : u"/accounts/suspended/"_s;
        if (path == place)
            page(u"suspended"_s, {{u"kind"_s, kind}});
        else
            redirect(place + u"?next="_s + urlEncoded(path));
        return true;
    }
    const QString when = s[u"challenge"].toString();
    if (!account->challengeSolved && (when == u"landing" || (when == u"step0" && ownProfile))) {
        redirect(challengePath(m_world, account, path, false));
        return true;
    }
    if (const QString kind = s[u"consentPage"].toString();
        kind != u"never" && !account->consentGiven) {
        if (path == "/consent/"_L1)
            page(u"consent"_s, {{u"kind"_s, kind}});
        else
            redirect(u"/consent/?flow=user_cookie_choice_v2&next="_s + urlEncoded(path));
        return true;
    }
    if (s[u"accountChooser"].toBool() && !account->chosen) {
        QJsonArray choices{account->username};
        for (const QString &username : m_world.usernames()) {
            if (username != account->username)
                choices.append(username);
        }
        page(u"chooser"_s, {{u"choices"_s, choices}});
        return true;
    }
    return false;
}

void SitePages::signedIn(const SiteAccountPtr &account, SiteSession &session)
{
    const QString &path = m_request.path;
    if (const QString token = challengeToken(m_request);
        !token.isEmpty() && !account->challengeSolved)
        return challenge(token);
    if (stopped(account, m_scenario))
        return;
    if (path == "/accounts/onetap/"_L1) {
        session.fresh = false;
        return page(u"saveInfo"_s, {});
    }
    if (path == "/"_L1) {
        const QJsonObject boot{{u"first"_s, session.frontPages == 0}};
        ++session.frontPages;
        return page(u"front"_s, boot);
    }
    if (path.startsWith("/create/"_L1) || path.startsWith("/accounts/login"_L1)
        || path.startsWith("/challenge/"_L1) || path.startsWith("/checkpoint/"_L1))
        return redirect(u"/"_s);
    if (path == "/direct/inbox/"_L1)
        return page(u"inbox"_s, {});
    static const QRegularExpression postPath(u"^/(?:[\\w.]+/)?(?:reel|p)/([\\w-]+)/?$"_s);
    if (const auto match = postPath.match(path); match.hasMatch()) {
        const auto post = m_world.post(match.captured(1));
        if (!post)
            return page(u"missing"_s, {}, 404);
        return page(u"post"_s,
                    {{u"post"_s,
                      QJsonObject{{u"account"_s, post->account},
                                  {u"code"_s, post->code},
                                  {u"caption"_s, post->caption},
                                  {u"location"_s, post->location},
                                  {u"at"_s, post->at.toString(Qt::ISODate)}}}});
    }
    static const QRegularExpression profilePath(u"^/([\\w.]+)(?:/reels)?/?$"_s);
    static const QStringList plain{u"explore"_s, u"reels"_s};
    const auto match = profilePath.match(path);
    if (match.hasMatch() && !plain.contains(match.captured(1)))
        return profile(match.captured(1));
    page(u"plain"_s, {});
}

void SitePages::profile(const QString &username)
{
    const SiteAccountPtr shown = m_world.account(username);
    if (!shown && !strangers.contains(username))
        return page(u"missing"_s, {}, 404);
    const int posts = shown ? int(shown->visiblePosts(0).size()) : 0;
    page(u"profile"_s,
         {{u"profile"_s,
           QJsonObject{{u"username"_s, username},
                       {u"fullName"_s, username},
                       {u"own"_s, username == m_account->username},
                       {u"posts"_s, posts},
                       {u"followers"_s, 128 + username.size() * 7},
                       {u"following"_s, 42}}}});
}

} // namespace pelorus::standin
