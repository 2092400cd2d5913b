// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/siteapi.h"

#include "core/base/json.h"
#include "tests/standin/sitecookies.h"
#include "tests/standin/sitepages.h"
#include "tests/standin/sitetotp.h"

#include <QCryptographicHash>

#include <chrono>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

using ExchangePtr = std::shared_ptr<Exchange>;
constexpr qint64 maxForm = 1 << 20;

QHash<QString, QString> formFields(const QByteArray &body)
{
    QHash<QString, QString> fields;
    for (const QByteArray &pair : body.split('&')) {
        const qsizetype at = pair.indexOf('=');
        if (at < 0)
            continue;
        const auto decode = [](QByteArray part) {
            return QString::fromUtf8(QByteArray::fromPercentEncoding(part.replace('+', ' ')));
        };
        fields.insert(decode(pair.left(at)), decode(pair.mid(at + 1)));
    }
    return fields;
}

void refuse(const ExchangePtr &exchange, int status, const QString &word, QJsonObject more = {})
{
    more.insert(u"message"_s, word);
    more.insert(u"status"_s, u"fail"_s);
    exchange->respondJson(status, more);
}

bool csrfFits(const Request &request)
{
    const QByteArray token = request.cookies().value("csrftoken");
    return !token.isEmpty() && token == request.header("X-CSRFToken");
}

SiteAccountPtr signedIn(SiteWorld &world, const Request &request)
{
    const SiteSession *session = world.session(request.cookies().value("sessionid"));
    return session ? world.account(session->username) : nullptr;
}

/// The end of every sign-in: session and cookies, or the challenge that stands before them.
void letIn(SiteWorld &world,
           const ExchangePtr &exchange,
           const SiteAccountPtr &account,
           const QString &next,
           bool challenged)
{
    if (!challenged && world.scenario(*account)[u"challenge"].toString() == u"signIn"
        && !account->challengeSolved) {
        return refuse(
            exchange,
            400,
            u"checkpoint_required"_s,
            {{u"checkpoint_url"_s, challengePath(world, account, next, true)}, {u"lock"_s, false}});
    }
    Headers headers;
    const bool askOnPage = world.scenario(*account)[u"saveLoginInfo"].toString() == u"page";
    const QByteArray id = world.newSession(account, !askOnPage);
    ++account->signIns;
    SiteCookies(exchange->request())
        .signIn(headers, *world.account(world.session(id)->username), id);
    exchange->respondJson(
        200,
        QJsonObject{{u"authenticated"_s, true},
                    {u"user"_s, true},
                    {u"userId"_s, account->id},
                    {u"status"_s, u"ok"_s},
                    {u"next"_s, askOnPage ? u"/accounts/onetap/?next=%2F"_s : next}},
        headers);
}

void signIn(SiteWorld &world, const ExchangePtr &exchange, const QHash<QString, QString> &fields)
{
    const SiteAccountPtr account = world.account(fields[u"username"_s]);
    const QString password = fields[u"enc_password"_s].section(u':', 3);
    const QString next = fields.value(u"next"_s, u"/"_s);
    if (!account) {
        world.count(u"unknown_user"_s, {});
        return exchange->respondJson(
            200,
            QJsonObject{{u"user"_s, false}, {u"authenticated"_s, false}, {u"status"_s, u"ok"_s}});
    }
    const QJsonObject s = world.scenario(*account);
    const int limit = s[u"maxSignIns"].toInt();
    if (s[u"rateLimited"].toString() == u"signIn" || (limit > 0 && account->failedSignIns >= limit))
        return refuse(exchange, 429, u"feedback_required"_s, {{u"spam"_s, true}});
    if (account->password.isEmpty() || password != account->password) {
        ++account->failedSignIns;
        return exchange->respondJson(
            200,
            QJsonObject{{u"user"_s, true}, {u"authenticated"_s, false}, {u"status"_s, u"ok"_s}});
    }
    if (account->totpSecret.isEmpty())
        return letIn(world, exchange, account, next, false);
    const QString identifier = siteRandom(20);
    world.secondFactor.insert(identifier, account->username);
    refuse(exchange,
           400,
           {},
           {{u"two_factor_required"_s, true},
            {u"two_factor_info"_s,
             QJsonObject{{u"username"_s, account->username},
                         {u"two_factor_identifier"_s, identifier},
                         {u"totp_two_factor_on"_s, true},
                         {u"field"_s, s[u"twoFactorField"]}}}});
}

void secondFactor(SiteWorld &world,
                  const ExchangePtr &exchange,
                  const QHash<QString, QString> &fields)
{
    const QString identifier = fields[u"identifier"_s];
    const SiteAccountPtr account = world.account(world.secondFactor.value(identifier));
    if (!account)
        return refuse(exchange, 400, u"Invalid Parameters"_s);
    if (!siteTotpMatches(
            account->totpSecret, fields[u"verificationCode"_s], QDateTime::currentDateTimeUtc())) {
        ++account->failedSignIns;
        return refuse(exchange,
                      400,
                      u"Please check the security code and try again."_s,
                      {{u"error_type"_s, u"sms_code_validation_code_invalid"_s}});
    }
    world.secondFactor.remove(identifier);
    letIn(world, exchange, account, fields.value(u"next"_s, u"/"_s), false);
}

void solveChallenge(SiteWorld &world,
                    const ExchangePtr &exchange,
                    const QHash<QString, QString> &fields)
{
    const SiteTicket ticket = world.tickets.take(fields[u"token"_s]);
    const SiteAccountPtr account = world.account(ticket.username);
    if (!account)
        return refuse(exchange, 400, u"invalid"_s);
    account->challengeSolved = true;
    ++account->challengesSubmitted;
    if (ticket.signIn)
        return letIn(world, exchange, account, ticket.next, true);
    exchange->respondJson(200, QJsonObject{{u"status"_s, u"ok"_s}, {u"next"_s, ticket.next}});
}

void noteEvent(SiteWorld &world, const ExchangePtr &exchange, const QHash<QString, QString> &fields)
{
    const QString event = fields[u"event"_s];
    const SiteAccountPtr account = signedIn(world, exchange->request());
    if (event == u"share_click" && account) {
        ++account->shareClicks;
        if (account->sharing)
            world.warn(u"second share while one was running: %1"_s.arg(account->username));
    }
    if (event == u"try_again" && account)
        ++account->tryAgains;
    world.count(event, fields[u"detail"_s]);
    Headers headers;
    if (event == u"create_refused" && account) {
        world.endSession(exchange->request().cookies().value("sessionid"));
        SiteCookies(exchange->request()).signOut(headers);
    }
    exchange->respondJson(200, QJsonObject{{u"status"_s, u"ok"_s}}, headers);
}

/// Hashes the file as it comes; nothing of it is kept.
void receiveUpload(SiteWorld &world, const ExchangePtr &exchange, const SiteAccountPtr &account)
{
    struct Running
    {
        QCryptographicHash hash{QCryptographicHash::Sha256};
        qint64 size = 0;
    };
    const auto running = std::make_shared<Running>();
    exchange->streamBody(
        [running](const QByteArray &chunk) {
            running->hash.addData(chunk);
            running->size += chunk.size();
        },
        [&world, exchange, account, running](bool complete) {
            if (!complete)
                return world.count(u"upload_broken"_s, {});
            if (account->uploadsFailed < world.scenario(*account)[u"uploadFailures"].toInt()) {
                ++account->uploadsFailed;
                return refuse(exchange, 500, u"upload failed"_s);
            }
            const QByteArray name
                = QByteArray::fromPercentEncoding(exchange->request().header("X-Entity-Name"));
            const QString id = siteRandom(18);
            world.uploads.insert(id,
                                 {.username = account->username,
                                  .fileName = QString::fromUtf8(name),
                                  .sha256 = QString::fromLatin1(running->hash.result().toHex()),
                                  .size = running->size});
            exchange->respondJson(200, QJsonObject{{u"upload_id"_s, id}, {u"status"_s, u"ok"_s}});
        });
}

void publish(SiteWorld &world,
             const ExchangePtr &exchange,
             const SiteAccountPtr &account,
             const QHash<QString, QString> &fields)
{
    const QJsonObject s = world.scenario(*account);
    const QString uploadId = fields[u"upload_id"_s];
    const auto upload = world.uploads.constFind(uploadId);
    if (upload == world.uploads.cend() || upload->username != account->username)
        return refuse(exchange, 400, u"media_needs_reupload"_s);
    const QJsonObject record{
        {u"kind"_s, fields[u"kind"_s]},
        {u"caption"_s, fields[u"caption"_s]},
        {u"location"_s, fields[u"location"_s]},
        {u"ratio"_s, fields[u"ratio"_s]},
        {u"cover"_s, fields[u"cover"_s]},
        {u"altText"_s, fields[u"alt_text"_s]},
        {u"collaborators"_s, fields[u"collaborators"_s]},
        {u"switches"_s, json::parseObject(fields[u"switches"_s].toUtf8()).value_or(QJsonObject())}};
    if (s[u"loginRequired"].toString() == u"share") {
        Headers headers;
        world.endSession(exchange->request().cookies().value("sessionid"));
        SiteCookies(exchange->request()).signOut(headers);
        return exchange->respondJson(
            403,
            QJsonObject{{u"message"_s, u"login_required"_s}, {u"status"_s, u"fail"_s}},
            headers);
    }
    if (s[u"rateLimited"].toString() == u"share")
        return refuse(exchange, 429, u"feedback_required"_s, {{u"spam"_s, true}});
    if (s[u"challenge"].toString() == u"share" && !account->challengeSolved) {
        if (s[u"challengePublishes"].toBool())
            world.publish(account, *upload, record);
        return refuse(exchange,
                      400,
                      u"checkpoint_required"_s,
                      {{u"checkpoint_url"_s, challengePath(world, account, u"/"_s, false)},
                       {u"lock"_s, true}});
    }
    if (account->refused < s[u"refusals"].toInt()) {
        ++account->refused;
        return refuse(exchange, 500, u"media_could_not_be_shared"_s);
    }
    const SitePost post = world.publish(account, *upload, record);
    world.uploads.remove(uploadId);
    exchange->respondJson(200,
                          QJsonObject{{u"status"_s, u"ok"_s},
                                      {u"media"_s,
                                       s[u"confirmationLink"].toBool() ? QJsonValue(QJsonObject{
                                           {u"code"_s, post.code}, {u"link"_s, post.link()}})
                                                                       : QJsonValue()}});
}

/// The site takes its time; the post exists from then on, whether the browser still waits or not.
void publishLater(SiteWorld &world,
                  const ExchangePtr &exchange,
                  const SiteAccountPtr &account,
                  const QHash<QString, QString> &fields)
{
    if (account->sharing)
        world.warn(u"second share while one was running: %1"_s.arg(account->username));
    account->sharing = true;
    Exchange::after(std::chrono::milliseconds(world.scenario(*account)[u"shareMs"].toInt()),
                    [&world, exchange, account, fields] {
                        account->sharing = false;
                        publish(world, exchange, account, fields);
                    });
}

void grid(SiteWorld &world, const ExchangePtr &exchange, const QString &username)
{
    const SiteAccountPtr account = world.account(username);
    QList<SitePost> posts;
    int pinned = 0;
    if (account) {
        pinned = world.scenario(*account)[u"pinnedPosts"].toInt();
        posts = account->visiblePosts(pinned);
    }
    const qsizetype from = exchange->request().queryValue(u"max_id"_s).toInt();
    QJsonArray items;
    for (qsizetype i = from; i < qMin(from + 12, posts.size()); ++i)
        items.append(QJsonObject{
            {u"code"_s, posts[i].code}, {u"link"_s, posts[i].link()}, {u"pinned"_s, i < pinned}});
    exchange->respondJson(200,
                          QJsonObject{{u"items"_s, items},
                                      {u"more_available"_s, from + 12 < posts.size()},
                                      {u"next_max_id"_s, from + 12},
                                      {u"status"_s, u"ok"_s}});
}

void places(const ExchangePtr &exchange, const QJsonObject &scenario)
{
    static const QStringList known{u"Lisbon, Portugal"_s,
                                   u"Lisbon Airport"_s,
                                   u"Berlin, Germany"_s,
                                   u"Kyiv, Ukraine"_s,
                                   u"Madrid, Spain"_s,
                                   u"São Paulo, Brazil"_s,
                                   u"London, United Kingdom"_s,
                                   u"New York, New York"_s,
                                   u"Paris, France"_s,
                                   u"Tbilisi, Georgia"_s};
    const QString query = exchange->request().queryValue(u"query"_s).trimmed();
    QStringList found;
    if (!query.isEmpty() && !scenario[u"noLocations"].toBool()) {
        for (const QJsonValue place : scenario[u"locations"].toArray())
            found.append(place.toString());
        if (found.isEmpty()) {
            found = known.filter(query, Qt::CaseInsensitive);
            if (!found.contains(query, Qt::CaseInsensitive))
                found.prepend(query);
        }
    }
    exchange->respondJson(
        200, QJsonObject{{u"items"_s, QJsonArray::fromStringList(found)}, {u"status"_s, u"ok"_s}});
}

using FormHandler = std::function<void(const QHash<QString, QString> &)>;

void withForm(const ExchangePtr &exchange, FormHandler handler)
{
    exchange->readBody(maxForm, [handler = std::move(handler)](const QByteArray &body) {
        handler(formFields(body));
    });
}

} // namespace

bool answerSiteApi(SiteWorld &world, const ExchangePtr &exchange)
{
    const Request &request = exchange->request();
    const QString &path = request.path;
    const SiteAccountPtr account = signedIn(world, request);
    if (request.method == "GET") {
        if (!path.startsWith("/api/v1/"_L1))
            return false;
        if (!account)
            refuse(exchange, 401, u"login_required"_s);
        else if (path.startsWith("/api/v1/feed/user/"_L1))
            grid(world, exchange, path.section(u'/', 5, 5));
        else if (path == "/api/v1/fbsearch/places/"_L1)
            places(exchange, world.scenario(*account));
        else
            refuse(exchange, 404, u"not found"_s);
        return true;
    }
    if (request.method != "POST")
        return false;
    if (!csrfFits(request)) {
        refuse(exchange, 403, u"CSRF token missing or incorrect"_s);
        return true;
    }
    using Fields = const QHash<QString, QString> &;
    if (path == "/api/v1/web/accounts/login/ajax/"_L1)
        withForm(exchange, [&world, exchange](Fields f) { signIn(world, exchange, f); });
    else if (path == "/api/v1/web/accounts/login/ajax/two_factor/"_L1)
        withForm(exchange, [&world, exchange](Fields f) { secondFactor(world, exchange, f); });
    else if (path == "/api/v1/challenge/web/"_L1)
        withForm(exchange, [&world, exchange](Fields f) { solveChallenge(world, exchange, f); });
    else if (path == "/ajax/bz/"_L1)
        withForm(exchange, [&world, exchange](Fields f) { noteEvent(world, exchange, f); });
    else if (!account)
        refuse(exchange, 403, u"login_required"_s);
    else if (path.startsWith("/rupload_igvideo/"_L1))
        receiveUpload(world, exchange, account);
    else if (path == "/api/v1/media/configure_to_clips/"_L1)
        withForm(exchange, [&world, exchange, account](Fields f) {
            publishLater(world, exchange, account, f);
        });
    else if (path == "/api/v1/consent/"_L1) {
        account->consentGiven = true;
        exchange->respondJson(200, QJsonObject{{u"status"_s, u"ok"_s}});
    } else if (path == "/api/v1/web/accounts/choose/"_L1) {
        account->chosen = true;
        exchange->respondJson(200, QJsonObject{{u"status"_s, u"ok"_s}});
    } else
        refuse(exchange, 404, u"not found"_s);
    return true;
}

} // namespace pelorus::standin
