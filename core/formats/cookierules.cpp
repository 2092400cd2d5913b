// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiedraft.h"
#include "core/formats/decode.h"

#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

// The browser's own limits (RFC 6265bis): name and value together, and one attribute.
constexpr qsizetype kPairLimit = 4096;
constexpr qsizetype kAttributeLimit = 1024;

bool isSingleLabelOrAddress(const QString &host)
{
    if (!host.contains(u'.') || host.contains(u':'))
        return true;
    return std::ranges::all_of(host, [](QChar c) { return c.isDigit() || c == u'.'; });
}

bool hasHostPrefix(const QString &name)
{
    return name.startsWith("__"_L1) && name.startsWith("__Host-"_L1, Qt::CaseInsensitive);
}

bool hasSecurePrefix(const QString &name)
{
    return name.startsWith("__"_L1) && name.startsWith("__Secure-"_L1, Qt::CaseInsensitive);
}

// What a character means to the rules; a text's characters are or'ed together.
constexpr unsigned kControl = 1;
constexpr unsigned kSemicolon = 2;
constexpr unsigned kEquals = 4;
constexpr unsigned kNotAscii = 8;

constexpr auto kMeanings = [] {
    std::array<unsigned char, 128> meanings{};
    for (size_t c = 0; c < 0x20; ++c)
        meanings[c] = kControl;
    meanings[0x7f] = kControl;
    meanings[';'] = kSemicolon;
    meanings['='] = kEquals;
    return meanings;
}();

unsigned meaningOf(QStringView text)
{
    unsigned meaning = 0;
    for (const QChar c : text)
        meaning |= c.unicode() < kMeanings.size() ? kMeanings[c.unicode()] : kNotAscii;
    return meaning;
}

qsizetype utf8Size(QStringView text, unsigned meaning)
{
    return (meaning & kNotAscii) == 0 ? text.size() : text.toUtf8().size();
}

/// Why name, value and path can never be a cookie's, as far as their characters go.
std::optional<QString> whyNotText(const QString &name, const QString &value, const QString &path)
{
    if (name.isEmpty())
        return u"no_name"_s;
    const unsigned inName = meaningOf(name);
    const unsigned inValue = meaningOf(value);
    const unsigned inPath = meaningOf(path);
    const unsigned any = inName | inValue | inPath;
    if ((any & kControl) != 0
        || ((any & kNotAscii) != 0 && (!name.isValidUtf16() || !value.isValidUtf16())))
        return u"control_character"_s;
    if ((any & kSemicolon) != 0)
        return u"semicolon"_s;
    if ((inName & kEquals) != 0)
        return u"no_name"_s;
    if (utf8Size(name, inName) + utf8Size(value, inValue) > kPairLimit
        || utf8Size(path, inPath) > kAttributeLimit)
        return u"too_large"_s;
    return {};
}

} // namespace

QString canonicalDomain(const QString &text, bool *cleaned)
{
    QString host = trimmedEdges(text).toString();
    bool changed = host.size() != text.size();
    if (const qsizetype scheme = host.indexOf("://"_L1); scheme >= 0) {
        host.remove(0, scheme + 3);
        changed = true;
    }
    const auto cut = std::ranges::find_if(
        host, [](QChar c) { return c == u'/' || c == u'?' || c == u'#' || c == u'\\'; });
    if (cut != host.end()) {
        host.truncate(std::distance(host.begin(), cut));
        changed = true;
    }
    if (host.startsWith("*."_L1)) {
        host.remove(0, 1);
        changed = true;
    }
    const bool bracketed = host.startsWith(u'[');
    if (const qsizetype colon = host.lastIndexOf(u':');
        colon > 0 && (bracketed ? colon > host.indexOf(u']') : host.count(u':') == 1)) {
        host.truncate(colon);
        changed = true;
    }
    if (bracketed && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);

    const bool dot = host.startsWith(u'.');
    while (host.startsWith(u'.'))
        host.remove(0, 1);
    if (host.endsWith(u'.')) {
        host.chop(1);
        changed = true;
    }
    if (cleaned)
        *cleaned = changed;
    if (host.isEmpty() || host.size() > kAttributeLimit)
        return {};
    if (host.contains(u':')) { // an IPv6 address
        const bool address
            = host.count(u':') > 1 && std::ranges::all_of(host, [](QChar c) {
                  return c == u':' || c == u'.' || u"0123456789abcdefABCDEF"_s.contains(c);
              });
        return address ? host.toLower() : QString();
    }
    const bool odd = std::ranges::any_of(host, [](QChar c) {
        return c.unicode() < 0x80 && !c.isLetterOrNumber() && c != u'.' && c != u'-' && c != u'_';
    });
    if (odd || host.contains(".."_L1))
        return {};
    if (std::ranges::any_of(host, [](QChar c) { return c.unicode() >= 0x80; })) {
        // Once more: some characters come to nothing there, and what stands beside them is an edge.
        const QString ace = QString::fromLatin1(QUrl::toAce(host));
        return canonicalDomain(dot ? u'.' + ace : ace);
    }
    const QString plain = host.toLower();
    return dot && !isSingleLabelOrAddress(plain) ? u'.' + plain : plain;
}

CookieCollector::CookieCollector(const CookieReadOptions &options)
    : m_defaultDomain(canonicalDomain(options.defaultDomain))
    , m_dropOthers(options.dropOthers)
    , m_now(double(options.now.toMSecsSinceEpoch()) / 1000.0)
{
    if (!m_defaultDomain.isEmpty() && !m_defaultDomain.startsWith(u'.')
        && !isSingleLabelOrAddress(m_defaultDomain))
        m_defaultDomain.prepend(u'.');
}

void CookieCollector::reserve(size_t cookies)
{
    m_report.cookies.reserve(cookies);
    m_position.reserve(qsizetype(cookies));
}

void CookieCollector::drop(const QString &name, const QString &reason, int line)
{
    m_report.dropped.push_back({m_index++, name, reason, line});
}

void CookieCollector::warn(const QString &code, const QString &name, int line)
{
    m_report.warnings.push_back({code, line, name});
}

void CookieCollector::reject(const CookieDraft &draft, const QString &reason)
{
    // Control characters of a name would break the report's lines.
    QString name = draft.name.left(200);
    name.removeIf([](QChar c) { return c < u' '; });
    drop(name, reason, draft.line);
}

bool CookieCollector::isOther(const Cookie &cookie) const
{
    const auto bare
        = [](QStringView domain) { return domain.mid(domain.startsWith(u'.') ? 1 : 0); };
    const QStringView own = bare(m_defaultDomain);
    const QStringView host = bare(cookie.domain);
    const auto isWithin = [](QStringView inner, QStringView outer) {
        return inner.endsWith(outer)
            && (inner.size() == outer.size() || inner[inner.size() - outer.size() - 1] == u'.');
    };
    return !own.isEmpty() && !isWithin(host, own) && !isWithin(own, host);
}

bool CookieCollector::settleDomain(CookieDraft &draft, Cookie &cookie)
{
    const bool fromDefault = draft.domain.isEmpty();
    auto [domain, cleaned]
        = fromDefault ? Domain{m_defaultDomain, false} : canonicalOf(draft.domain);
    if (domain.isEmpty())
        return false;
    if (cleaned && !draft.domainIsUrl)
        warn(u"domain_cleaned"_s, draft.name, draft.line);

    if (draft.hostOnly == true && domain.startsWith(u'.')) {
        domain.remove(0, 1);
        if (!fromDefault && !draft.domainIsUrl)
            warn(u"flag_contradicts_dot"_s, draft.name, draft.line);
    } else if (draft.hostOnly == false && !domain.startsWith(u'.')
               && !isSingleLabelOrAddress(domain)) {
        domain.prepend(u'.');
        if (!draft.flagIsColumn)
            warn(u"domain_dot_added"_s, draft.name, draft.line);
    }
    cookie.domain = std::move(domain);
    return true;
}

CookieCollector::Domain CookieCollector::canonicalOf(const QString &written)
{
    if (const auto known = m_domains.constFind(written); known != m_domains.cend())
        return *known;
    Domain domain;
    domain.canonical = canonicalDomain(written, &domain.cleaned);
    m_domains.insert(QString(written.constData(), written.size()), domain);
    return domain;
}

bool CookieCollector::settlePrefix(const CookieDraft &draft, Cookie &cookie)
{
    const bool host = hasHostPrefix(cookie.name);
    if (!host && !hasSecurePrefix(cookie.name))
        return true;
    // What the export lost can be put back; what it states and the browser refuses cannot.
    if (draft.secure == false || (host && cookie.path != u"/"_s))
        return false;
    const bool dot = host && cookie.domain.startsWith(u'.');
    if (dot)
        cookie.domain.remove(0, 1);
    if (dot || !cookie.secure)
        warn(u"prefix_repaired"_s, cookie.name, draft.line);
    cookie.secure = true;
    return true;
}

bool CookieCollector::settleExpiry(const CookieDraft &draft, Cookie &cookie)
{
    if (draft.expiry.kind == Expiry::Kind::Session)
        return true;
    if (draft.expiry.seconds <= m_now)
        return draft.session; // an old date beside "session": true says nothing
    if (draft.session)
        warn(u"session_contradicts_expiry"_s, draft.name, draft.line);
    if (!draft.expiry.warning.isEmpty())
        warn(draft.expiry.warning, draft.name, draft.line);
    cookie.expires = draft.expiry.seconds;
    return true;
}

void CookieCollector::add(CookieDraft draft)
{
    if (const QStringView name = trimmedEdges(draft.name, false); name.size() != draft.name.size())
        draft.name = name.toString();
    if (!draft.path.startsWith(u'/'))
        draft.path = u"/"_s;
    // Blanks around a value never come from a browser, and it would refuse them.
    while (draft.value.startsWith(u' '))
        draft.value.remove(0, 1);
    while (draft.value.endsWith(u' '))
        draft.value.chop(1);

    if (const auto reason = whyNotText(draft.name, draft.value, draft.path))
        return reject(draft, *reason);
    if (draft.partitioned)
        return reject(draft, u"partitioned"_s);
    if (draft.expiry.kind == Expiry::Kind::Bad)
        return reject(draft, u"bad_expiry"_s);

    Cookie cookie;
    cookie.name = draft.name; // shared: reject() may still need it
    cookie.path = std::move(draft.path);
    cookie.secure = draft.secure.value_or(false);
    cookie.httpOnly = draft.httpOnly;
    cookie.sameSite = draft.sameSite;
    const size_t warningsBefore = m_report.warnings.size();
    const auto giveUp = [&](const QString &reason) {
        m_report.warnings.resize(warningsBefore); // a dropped cookie has one word: the reason
        reject(draft, reason);
    };
    if (!settleDomain(draft, cookie))
        return giveUp(u"domain_required"_s);
    if (m_dropOthers && isOther(cookie))
        return giveUp(u"other_site"_s);
    if (!settlePrefix(draft, cookie))
        return giveUp(u"prefix_rule"_s);
    if (!settleExpiry(draft, cookie))
        return giveUp(u"expired"_s);
    if (draft.sameSiteUnknown)
        warn(u"samesite_unknown"_s, cookie.name, draft.line);
    if (cookie.sameSite == SameSite::None && !cookie.secure) {
        cookie.sameSite = SameSite::Unspecified;
        warn(u"samesite_none_insecure"_s, cookie.name, draft.line);
    }
    cookie.value = Secret(draft.value);
    ++m_index;
    keep(std::move(cookie), draft.line);
}

void CookieCollector::keep(Cookie cookie, int line)
{
    size_t &place = m_position[{cookie.name, cookie.domain, cookie.path}];
    if (place == 0) {
        m_report.cookies.push_back(std::move(cookie));
        place = m_report.cookies.size();
        return;
    }
    warn(u"duplicate_replaced"_s, cookie.name, line);
    m_report.cookies[place - 1] = std::move(cookie);
}

Result<CookieReport> CookieCollector::finish() &&
{
    if (m_report.cookies.empty()) {
        const bool noDomain = std::ranges::any_of(m_report.dropped, [](const DroppedCookie &d) {
            return d.reason == u"domain_required"_s;
        });
        if (noDomain)
            return cookieError(u"domain_required"_s);
        if (m_report.dropped.empty())
            return cookieError(u"no_cookies"_s);
    }
    const auto sessions = std::ranges::count_if(
        m_report.cookies, [](const Cookie &cookie) { return cookie.name == u"sessionid"_s; });
    if (sessions > 1)
        warn(u"sessionid_twice"_s, u"sessionid"_s);
    m_report.others = int(std::ranges::count_if(
        m_report.cookies, [&](const Cookie &cookie) { return isOther(cookie); }));
    return std::move(m_report);
}

std::optional<QString> whyNotSettable(const Cookie &cookie, const QDateTime &now)
{
    const QString value
        = cookie.value.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
    if (const auto reason = whyNotText(cookie.name, value, cookie.path))
        return reason;
    if (value.startsWith(u' ') || value.endsWith(u' ') || !cookie.path.startsWith(u'/'))
        return u"control_character"_s;
    if (cookie.domain.isEmpty() || canonicalDomain(cookie.domain) != cookie.domain)
        return u"domain_required"_s;
    if (cookie.expires && *cookie.expires <= double(now.toMSecsSinceEpoch()) / 1000.0)
        return u"expired"_s;
    const bool host = hasHostPrefix(cookie.name);
    if ((host || hasSecurePrefix(cookie.name)) && !cookie.secure)
        return u"prefix_rule"_s;
    if (host && (cookie.domain.startsWith(u'.') || cookie.path != u"/"_s))
        return u"prefix_rule"_s;
    if (cookie.sameSite == SameSite::None && !cookie.secure)
        return u"samesite_none_insecure"_s;
    return {};
}

namespace {

/// A signed-out site leaves the name with an empty (or quoted empty) value behind.
bool hasValue(const Cookie &cookie)
{
    return cookie.value.reveal([](const QByteArray &utf8) {
        return !utf8.isEmpty() && utf8 != "\"\"" && utf8 != "deleted";
    });
}

} // namespace

bool looksSignedIn(const Cookies &cookies, const QDateTime &now)
{
    const double seconds = double(now.toMSecsSinceEpoch()) / 1000.0;
    const auto live = [&](const Cookie &cookie, QStringView name) {
        return cookie.name == name && hasValue(cookie)
            && (!cookie.expires || *cookie.expires > seconds);
    };
    const auto site = [](const Cookie &cookie) {
        const auto labels = cookie.domain.split(u'.', Qt::SkipEmptyParts);
        return labels.mid(std::max<qsizetype>(0, labels.size() - 2)).join(u'.');
    };
    for (const Cookie &session : cookies) {
        if (!live(session, u"sessionid"))
            continue;
        for (const Cookie &user : cookies) {
            if (live(user, u"ds_user_id") && site(user) == site(session))
                return true;
        }
    }
    return false;
}

Secret userIdOf(const Cookies &cookies)
{
    const auto user = std::ranges::find_if(cookies, [](const Cookie &cookie) {
        return cookie.name == u"ds_user_id" && hasValue(cookie);
    });
    return user == cookies.end() ? Secret() : user->value.clone();
}

} // namespace pelorus::formats
