// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/threadguard.h"
#include "core/cdp/page_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

bool isProxyError(const QString &name)
{
    return name.startsWith("net::ERR_PROXY_"_L1) || name.startsWith("net::ERR_TUNNEL_"_L1)
        || name.startsWith("net::ERR_SOCKS_"_L1)
        || name == "net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED"_L1
        || name == "net::ERR_UNEXPECTED_PROXY_AUTH"_L1
        || name == "net::ERR_NO_SUPPORTED_PROXIES"_L1;
}

Error loadError(const QString &host, const QString &name)
{
    if (isProxyError(name)) {
        return {ErrorKind::Proxy,
                QCoreApplication::translate(
                    "Core",
                    "The account's proxy does not work (%1). Check the proxy's address and "
                    "password, or assign another one.")
                    .arg(name),
                host,
                0,
                name,
                {}};
    }
    return {ErrorKind::Network,
            QCoreApplication::translate(
                "Core",
                "The page of %1 could not be loaded (%2). Check the connection of this machine and "
                "the account's proxy, then start the task again.")
                .arg(host, name),
            host,
            0,
            name,
            {}};
}

class Navigation
{
public:
    explicit Navigation(PageState &state)
        : m_state(state)
    {
        m_state.beginNavigation();
    }
    ~Navigation() { m_state.endNavigation(); }
    Navigation(const Navigation &) = delete;
    Navigation &operator=(const Navigation &) = delete;

private:
    PageState &m_state;
};

} // namespace

Result<void> Page::navigate(const QUrl &url, const Call &call)
{
    mayBlock("navigating");
    const Call mine = call.within(Connection::kMost);
    const Navigation navigation(*d->state);
    const auto stopLoading = [this](Error error) {
        if (error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Cancelled)
            d->post(u"Page.stopLoading"_s, {});
        return fail(std::move(error));
    };
    const auto started
        = d->command(u"Page.navigate"_s, {{u"url"_s, url.toString(QUrl::FullyEncoded)}}, mine);
    if (!started)
        return stopLoading(started.error());
    if (const QString name = started->value("errorText"_L1).toString(); !name.isEmpty())
        return fail(loadError(url.host(), name));
    const QString loader = started->value("loaderId"_L1).toString();
    if (loader.isEmpty())
        return {}; // only the fragment changed
    const auto parsed = d->state->waitParsed(loader, mine);
    if (!parsed)
        return stopLoading(parsed.error());
    if (!*parsed)
        return fail(loadError(url.host(), u"net::ERR_FAILED"_s));
    return {};
}

Result<void> Page::reload(const Call &call)
{
    mayBlock("reloading");
    const Call mine = call.within(Connection::kMost);
    const Navigation navigation(*d->state);
    const auto started = d->command(u"Page.reload"_s, {}, mine);
    if (!started)
        return fail(started.error());
    const auto parsed = d->state->waitParsed({}, mine);
    if (!parsed)
        return fail(parsed.error());
    if (!*parsed) {
        const auto where = url(mine);
        return fail(loadError(where ? where->host() : QString(), u"net::ERR_FAILED"_s));
    }
    return {};
}

} // namespace pelorus::cdp
