// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"
#include "tests/standin/siteworld.h"

#include <QJsonArray>

namespace pelorus::standin {

/// A signed-in session as Playwright would store it.
[[nodiscard]] QJsonArray sessionCookies(const SiteAccount &account, const QByteArray &sessionId);

/// Set-Cookie headers. Requests to another host than *.instagram.com get host-only cookies.
class SiteCookies final
{
public:
    explicit SiteCookies(const Request &request);

    void signIn(Headers &headers, const SiteAccount &account, const QByteArray &sessionId) const;
    /// As the site does when it finds an ended session.
    void signOut(Headers &headers) const;
    void newCsrf(Headers &headers) const;
    /// What each page gives: the marks of the browser that it lacks, csrftoken, a new lifetime.
    void visit(Headers &headers, const SiteAccount *account, const QByteArray &sessionId) const;

private:
    void set(Headers &headers,
             const QByteArray &name,
             const QByteArray &value,
             qint64 seconds,
             const QByteArray &flags) const;

    QHash<QByteArray, QByteArray> m_sent;
    QByteArray m_domain;
};

} // namespace pelorus::standin
