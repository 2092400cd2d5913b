// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to the cookie readers.

#include "core/formats/cookies.h"
#include "core/formats/expiry.h"

#include <QHash>

namespace pelorus::formats {

/// A cookie as a shape's reader found it, before any rule.
struct CookieDraft
{
    QString name;
    QString value;  ///< may be somebody else's characters (QString::fromRawData), as may
    QString domain; ///< as written; a URL is fine; empty means the default domain
    QString path;
    std::optional<bool> hostOnly;
    /// Where the format itself writes hosts as URLs, cleaning them is no repair.
    bool domainIsUrl = false;
    /// Netscape's flag says "and subdomains" in a column of its own: adding the dot is no repair.
    bool flagIsColumn = false;
    std::optional<bool> secure;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Unspecified;
    bool sameSiteUnknown = false;
    Expiry expiry;
    bool session = false; ///< an explicit "session": true
    bool partitioned = false;
    int line = 0;
};

/// Applies the rules to drafts and keeps the account of what happened to each.
class CookieCollector final
{
public:
    explicit CookieCollector(const CookieReadOptions &options);

    /// For so many cookies.
    void reserve(size_t cookies);
    void add(CookieDraft draft);
    /// For an entry that is no cookie at all.
    void drop(const QString &name, const QString &reason, int line = 0);
    void warn(const QString &code, const QString &name = {}, int line = 0);

    [[nodiscard]] bool hasDefaultDomain() const { return !m_defaultDomain.isEmpty(); }
    [[nodiscard]] bool isEmpty() const { return m_index == 0; }
    /// The report, or domain_required / no_cookies when there is nothing to keep.
    [[nodiscard]] Result<CookieReport> finish() &&;

private:
    void reject(const CookieDraft &draft, const QString &reason);
    [[nodiscard]] bool isOther(const Cookie &cookie) const;
    bool settleDomain(CookieDraft &draft, Cookie &cookie);
    bool settleExpiry(const CookieDraft &draft, Cookie &cookie);
    bool settlePrefix(const CookieDraft &draft, Cookie &cookie);
    void keep(Cookie cookie, int line);

    struct Domain
    {
        QString canonical;
        bool cleaned = false;
    };
    /// Of a set's cookies nearly all have one of a few.
    Domain canonicalOf(const QString &written);

    struct Key
    {
        QString name;
        QString domain;
        QString path;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.name, key.domain, key.path);
        }
    };

    QString m_defaultDomain;
    bool m_dropOthers;
    double m_now;
    int m_index = 0;
    CookieReport m_report;
    QHash<Key, size_t> m_position;    ///< → the how-manieth in the report, from 1
    QHash<QString, Domain> m_domains; ///< as written →
};

/// An error with the code in `name`.
[[nodiscard]] tl::unexpected<Error> cookieError(const QString &code, const QString &detail = {});

/// A canonical host name or address: lower case, IDN in ASCII, no scheme, port, path or blanks; a
/// leading dot stays. Empty when there is no host in it. `cleaned` tells if more than case changed.
[[nodiscard]] QString canonicalDomain(const QString &text, bool *cleaned = nullptr);

/// no_restriction, None, "LAX", 1, … ; `unknown` is set for words nobody writes.
[[nodiscard]] SameSite sameSiteFromWord(QStringView word, bool *unknown);
[[nodiscard]] bool isTrueWord(QStringView word);

/// Reads every cookie in a JSON value of any known shape.
[[nodiscard]] Result<void> collectJson(const QJsonValue &value, CookieCollector &collector);
/// One cookie object; used for stored cookies as well.
void collectObject(const QJsonObject &object, CookieCollector &collector);

/// The text shapes: each takes the text if it is its own, or answers false and adds nothing.
[[nodiscard]] bool collectNetscape(QStringView text, CookieCollector &collector);
[[nodiscard]] bool
collectSetCookie(QStringView text, CookieCollector &collector, const QDateTime &now);
[[nodiscard]] bool collectHeader(QStringView text, CookieCollector &collector);

} // namespace pelorus::formats
