// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cdp/browser.h"

#include "core/base/backoff.h"
#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/cdp/connection.h"
#include "core/cdp/cookiejar.h"
#include "core/cdp/page.h"
#include "core/cdp/page_p.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

constexpr RetryPolicy kConnectRetry{
    .attempts = 100, .first = milliseconds(100), .factor = 1.5, .most = milliseconds(1000)};
constexpr milliseconds kOneConnect{5000};
// A sleeping or hung tab must not cost the whole task: the next one is tried.
constexpr milliseconds kOneAttach{8000};

/// Pages that a person could have opened, in the browser's order.
QStringList ordinaryPages(const QJsonArray &targets)
{
    QStringList pages;
    for (const QJsonValue value : targets) {
        const QJsonObject target = value.toObject();
        const QString url = target["url"_L1].toString();
        const bool page = target["type"_L1].toString() == "page"_L1
            && target["subtype"_L1].toString().isEmpty()
            && !url.startsWith("chrome-extension://"_L1) && !url.startsWith("devtools://"_L1);
        if (page)
            pages += target["targetId"_L1].toString();
    }
    return pages;
}

QJsonObject batch(const std::vector<const formats::Cookie *> &cookies)
{
    QJsonArray array;
    for (const formats::Cookie *cookie : cookies)
        array.append(toParameter(*cookie));
    return {{u"cookies"_s, array}};
}

} // namespace

struct Browser::Private
{
    std::shared_ptr<Connection> connection;

    Result<std::unique_ptr<Page>> attach(const QString &target, const Call &call);
    Result<void> setOneByOne(const std::vector<const formats::Cookie *> &cookies, const Call &call);
};

Browser::Browser(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

Browser::~Browser() = default;

Result<std::shared_ptr<Browser>>
Browser::connect(net::Network &network, const QUrl &webSocket, const Call &call)
{
    mayBlock("connecting to the browser");
    for (int attempt = 2;; ++attempt) {
        auto connection = Connection::open(network, webSocket, call.within(kOneConnect));
        if (connection) {
            auto priv = std::make_unique<Private>();
            priv->connection = std::move(*connection);
            return std::shared_ptr<Browser>(new Browser(std::move(priv)));
        }
        if (const auto go = call.check(); !go && call.stop.stop_requested())
            return fail(go.error());
        if (!isTransient(connection.error()))
            return fail(connection.error());
        log::debug("cdp", QString(u"Not connected yet: "_s % toLogString(connection.error())));
        const auto slept = sleepFor(backoff(kConnectRetry, attempt, randomFraction()), call);
        if (!slept && slept.error().kind == ErrorKind::Cancelled)
            return fail(slept.error());
        if (!slept || attempt > kConnectRetry.attempts) {
            Error error = connection.error();
            error.message = QCoreApplication::translate(
                "Core",
                "The browser was started, but its control port does not answer. Check that nothing "
                "(a firewall, an antivirus program) blocks it, then start the task again.");
            return fail(std::move(error));
        }
    }
}

Result<QJsonObject> Browser::call(const QString &method,
                                  const QJsonObject &params,
                                  const Call &call,
                                  const QString &session)
{
    return d->connection->call(method, params, call, session);
}

Result<formats::Cookies> Browser::cookies(const Call &call, QStringList *leftOut)
{
    const auto answer = d->connection->call(u"Storage.getCookies"_s, {}, call);
    if (!answer)
        return fail(answer.error());
    const QJsonArray array = answer->value("cookies"_L1).toArray();
    formats::Cookies cookies;
    cookies.reserve(static_cast<size_t>(array.size()));
    QStringList partitioned;
    for (const QJsonValue value : array) {
        const QJsonObject object = value.toObject();
        formats::Cookie cookie = fromAnswer(object);
        // Set without its partition it would become another cookie.
        if (object.contains("partitionKey"_L1) || object["partitionKeyOpaque"_L1].toBool())
            partitioned += cookieLabel(cookie);
        else
            cookies.push_back(std::move(cookie));
    }
    if (!partitioned.isEmpty()) {
        log::info("cdp",
                  u"%1 partitioned cookies left out: %2"_s.arg(partitioned.size())
                      .arg(partitioned.join(u", "_s)));
    }
    if (leftOut != nullptr)
        *leftOut = partitioned;
    return cookies;
}

Result<Browser::SetReport> Browser::setCookies(const formats::Cookies &cookies, const Call &call)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    SetReport report;
    QHash<QString, qsizetype> places; // the last of equal keys counts, as in the browser
    std::vector<const formats::Cookie *> wanted;
    for (const formats::Cookie &cookie : cookies) {
        if (const auto reason = formats::whyNotSettable(cookie, now)) {
            report.missing += cookieLabel(cookie) % u": "_s % *reason;
            continue;
        }
        const QString key = cookieKey(cookie);
        if (const auto place = places.constFind(key); place != places.cend()) {
            wanted[static_cast<size_t>(*place)] = &cookie;
            continue;
        }
        places.insert(key, static_cast<qsizetype>(wanted.size()));
        wanted.push_back(&cookie);
    }
    if (wanted.empty())
        return report;

    // What the browser does not hold as we want it.
    const auto missing = [&]() -> Result<std::vector<const formats::Cookie *>> {
        const auto kept = this->cookies(call);
        if (!kept)
            return fail(kept.error());
        std::vector<const formats::Cookie *> open(wanted);
        for (const formats::Cookie &cookie : *kept) {
            const auto place = places.constFind(cookieKey(cookie));
            if (place == places.cend())
                continue;
            const auto *asked = wanted[static_cast<size_t>(*place)];
            if (sameCookie(*asked, cookie, now))
                open[static_cast<size_t>(*place)] = nullptr;
        }
        std::erase(open, nullptr);
        return open;
    };

    // One bad cookie makes the browser refuse the whole batch; then each has its own try below.
    const auto set = d->connection->call(u"Storage.setCookies"_s, batch(wanted), call);
    if (!set && set.error().kind != ErrorKind::Protocol)
        return fail(set.error());
    auto open = missing();
    if (open && !open->empty()) {
        if (const auto single = d->setOneByOne(*open, call); !single)
            return fail(single.error());
        open = missing();
    }
    if (!open)
        return fail(open.error());
    for (const formats::Cookie *cookie : *open)
        report.missing += cookieLabel(*cookie);
    log::info("cdp",
              u"Cookies set: %1 of %2"_s.arg(wanted.size() - open->size()).arg(cookies.size()));
    return report;
}

Result<void> Browser::Private::setOneByOne(const std::vector<const formats::Cookie *> &cookies,
                                           const Call &call)
{
    std::vector<Connection::Ticket> tickets;
    for (const formats::Cookie *cookie : cookies)
        tickets.push_back(connection->send(u"Storage.setCookies"_s, batch({cookie})));
    for (const Connection::Ticket &ticket : tickets) {
        const auto set = connection->wait(ticket, call);
        if (!set && set.error().kind != ErrorKind::Protocol)
            return fail(set.error());
    }
    return {};
}

Result<std::unique_ptr<Page>> Browser::Private::attach(const QString &target, const Call &call)
{
    auto page = Page::Private::attach(connection, target, call);
    if (!page)
        return fail(page.error());
    return std::unique_ptr<Page>(new Page(std::move(*page)));
}

Result<std::unique_ptr<Page>> Browser::attachPage(const Call &call)
{
    const auto targets = d->connection->call(u"Target.getTargets"_s, {}, call);
    if (!targets)
        return fail(targets.error());
    for (const QString &target : ordinaryPages(targets->value("targetInfos"_L1).toArray())) {
        auto page = d->attach(target, call.within(kOneAttach));
        if (page)
            return page;
        if (page.error().kind == ErrorKind::Cancelled || !isOpen() || call.deadline.expired())
            return page;
        log::info("cdp", QString(u"A page could not be used: "_s % toLogString(page.error())));
    }
    return openPage(call);
}

Result<std::unique_ptr<Page>> Browser::openPage(const Call &call)
{
    const auto target
        = d->connection->call(u"Target.createTarget"_s, {{u"url"_s, u"about:blank"_s}}, call);
    if (!target)
        return fail(target.error());
    return d->attach(target->value("targetId"_L1).toString(), call);
}

bool Browser::isOpen() const
{
    return d->connection->isOpen();
}

void Browser::closeBrowser(const Call &call)
{
    d->connection->leaving = true;
    d->connection->post(u"Browser.close"_s, {});
    if (!d->connection->waitClosed(call))
        log::info("cdp", u"The browser did not close in time."_s);
}

} // namespace pelorus::cdp
