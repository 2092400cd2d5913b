// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"
#include "tests/standin/siteworld.h"

namespace pelorus::standin {

/// Answers every GET of a page: which one it is, the redirects, and the HTML with what the page's
/// scripts need to know.
class SitePages final
{
public:
    SitePages(SiteWorld &world, std::shared_ptr<Exchange> exchange);
    void answer();

private:
    void signedOut();
    void signedIn(const SiteAccountPtr &account, SiteSession &session);
    /// A stop that comes before any page; true when it was answered.
    bool stopped(const SiteAccountPtr &account, const QJsonObject &scenario);
    void challenge(const QString &token);
    void page(const QString &kind, QJsonObject boot, int status = 200);
    void redirect(const QString &path);
    void profile(const QString &username);
    [[nodiscard]] Headers pageHeaders() const;

    SiteWorld &m_world;
    std::shared_ptr<Exchange> m_exchange;
    const Request &m_request;
    SiteAccountPtr m_account;
    QJsonObject m_scenario;
    bool m_endedSession = false;
};

/// A new challenge page for the account; `next` is where a solved one leads.
[[nodiscard]] QString
challengePath(SiteWorld &world, const SiteAccountPtr &account, const QString &next, bool signIn);

/// The body of a resource of the pages; empty when there is none of that name.
[[nodiscard]] QByteArray siteResource(const QString &name);

} // namespace pelorus::standin
