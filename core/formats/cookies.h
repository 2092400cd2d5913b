// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace pelorus::formats {

enum class SameSite { Unspecified, None, Lax, Strict };

/// A browser cookie in the plan's normal form. Move-only, since its value is a secret.
struct Cookie
{
    QString name;
    Secret value;
    /// A leading dot means "and its subdomains"; without one it is for that host alone.
    QString domain;
    QString path{QStringLiteral("/")};
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Unspecified;
    /// Seconds since 1970, possibly with a fraction; nothing for a session cookie.
    std::optional<double> expires;

    [[nodiscard]] Cookie clone() const;
};

using Cookies = std::vector<Cookie>;

[[nodiscard]] Cookies clone(const Cookies &cookies);

struct CookieWarning
{
    QString code; ///< as in the list of codes: samesite_unknown, expiry_unit_ms, …
    int line = 0; ///< 1-based; 0 where the input has no lines
    QString name; ///< the cookie's name; never its value
};

struct DroppedCookie
{
    int index = 0; ///< position in the input, from 0
    QString name;
    QString reason; ///< expired, bad_expiry, no_name, too_large, other_site, …
    int line = 0;   ///< 1-based; 0 where the input has no lines
};

/// What was read, and every repair and loss by name: read = cookies + dropped.
struct CookieReport
{
    Cookies cookies;
    std::vector<CookieWarning> warnings;
    std::vector<DroppedCookie> dropped;
    int others = 0; ///< cookies of other sites than the one that was asked for
};

struct CookieReadOptions
{
    QString defaultDomain; ///< for header strings, which carry none; with all its hosts
    QDateTime now;         ///< UTC; invalid means the system's
    /// Cookies of other sites than defaultDomain's: kept and counted, or dropped as other_site.
    bool dropOthers = false;
};

/// For an account's own cookies: those that name no site are of this one.
[[nodiscard]] inline CookieReadOptions accountCookies()
{
    return {QStringLiteral(".instagram.com"), {}, false};
}

/// Reads any known shape (JSON of extensions, Playwright, Puppeteer, Selenium, Dolphin, AdsPower,
/// Firefox; Netscape; header strings; Set-Cookie lines; base64 of those). The Error's `name` is the
/// code: empty_input, no_cookies, not_cookies, bad_json, domain_required, private_api_session,
/// several_accounts (see cookieblocks.h).
[[nodiscard]] Result<CookieReport> readCookies(const QByteArray &input,
                                               const CookieReadOptions &options = {});

/// The rules of one cookie, as the browser would apply them; nothing when it may be set.
[[nodiscard]] std::optional<QString> whyNotSettable(const Cookie &cookie, const QDateTime &now);

/// Our stored form: JSON array with name, value, domain, path, secure, httpOnly, sameSite
/// ("no_restriction", "lax", "strict"; absent when unspecified), expirationDate (absent for
/// session).
[[nodiscard]] Secret writeNormalJson(const Cookies &cookies);
/// Strict reading of writeNormalJson()'s output or of what the Django application stored.
[[nodiscard]] Result<Cookies> readStoredJson(const Secret &json);

/// Whether the set looks like a signed-in session: sessionid and ds_user_id present, not expired.
[[nodiscard]] bool looksSignedIn(const Cookies &cookies, const QDateTime &now);
/// Whose session it is or was: the site's number of the user. Empty when the set does not tell.
[[nodiscard]] Secret userIdOf(const Cookies &cookies);

} // namespace pelorus::formats
