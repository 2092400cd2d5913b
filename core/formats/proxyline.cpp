// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/proxyline.h"

#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr qsizetype kLongestHost = 255;
constexpr qsizetype kLongestCredential = 1024;

std::optional<int> portOf(QStringView text)
{
    if (text.isEmpty() || text.size() > 5
        || !std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return {};
    const int port = text.toInt();
    return port >= 1 && port <= 65535 ? std::optional(port) : std::nullopt;
}

/// Hexadecimal groups with at most one "::"; without an embedded IPv4 address.
bool isIpv6(const QString &address)
{
    static const QRegularExpression group(u"^[0-9A-Fa-f]{1,4}$"_s);
    const bool shortened = address.contains("::"_L1);
    if (address.count("::"_L1) > 1 || address.contains(":::"_L1))
        return false;
    const QStringList groups = address.split(u':', Qt::SkipEmptyParts);
    const bool edges = (!address.startsWith(u':') || address.startsWith("::"_L1))
        && (!address.endsWith(u':') || address.endsWith("::"_L1));
    return edges && (shortened ? groups.size() < 8 : groups.size() == 8)
        && std::ranges::all_of(groups, [](const QString &g) { return group.match(g).hasMatch(); });
}

/// ASCII form of a host name or address; empty when it is none.
QString hostOf(const QString &text)
{
    if (text.isEmpty() || text.size() > kLongestHost)
        return {};
    if (text.contains(u':')) {
        QString address = text;
        if (address.startsWith(u'[') && address.endsWith(u']'))
            address = address.mid(1, address.size() - 2);
        return isIpv6(address) ? address.toLower() : QString();
    }
    const QString ace = QString::fromLatin1(QUrl::toAce(text)).toLower();
    static const QRegularExpression form(u"^[a-z0-9_]([a-z0-9._-]*[a-z0-9])?$"_s);
    return form.match(ace).hasMatch() && !ace.contains(".."_L1) ? ace : QString();
}

QString wrongPort()
{
    return QCoreApplication::translate("Core", "The port is not a number from 1 to 65535.");
}

QString wrongForm()
{
    return QCoreApplication::translate(
        "Core", "This is not a proxy. Write host:port, host:port:login:password or an address.");
}

/// Percent-decoding for the address form; nothing when the bytes are not UTF-8.
std::optional<QString> decoded(const QString &text)
{
    const QByteArray bytes = QByteArray::fromPercentEncoding(text.toUtf8());
    if (!QByteArrayView(bytes).isValidUtf8())
        return {};
    return QString::fromUtf8(bytes);
}

/// "host:port", "[v6]:port" and nothing more.
std::optional<std::pair<QString, QString>> hostAndPort(QString text)
{
    while (text.endsWith(u'/'))
        text.chop(1);
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return {};
    const QString host = text.left(colon);
    if (host.contains(u':') && !(host.startsWith(u'[') && host.endsWith(u']')))
        return {};
    return std::pair{host, text.mid(colon + 1)};
}

bool isTarget(const QString &host, const QString &port)
{
    return portOf(port) && !hostOf(host).isEmpty();
}

/// One way to read a line.
struct Reading
{
    QString kind;
    ProxyFields fields;
};

class Line final
{
public:
    Line(int number, const QString &defaultScheme, ProxyReport &report)
        : m_number(number)
        , m_report(report)
    {
        m_base.scheme = defaultScheme;
    }

    void read(QString text)
    {
        cutChangeLink(text);
        static const QRegularExpression form(u"^([A-Za-z][A-Za-z0-9+.-]*)://(.*)$"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
        if (const auto match = form.match(text); match.hasMatch()) {
            m_base.scheme = match.captured(1);
            m_isAddress = true;
            text = match.captured(2);
            while (text.endsWith(u'/'))
                text.chop(1);
        }
        if (text.contains(u'@'))
            return withSign(text);
        columns(text);
    }

private:
    void cutChangeLink(QString &text)
    {
        static const QRegularExpression brackets(u"\\[\\s*(https?://[^\\]]+)\\]\\s*$"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression after(u"[|;\\s]\\s*(https?://\\S+)\\s*$"_s,
                                              QRegularExpression::CaseInsensitiveOption);
        for (const auto &pattern : {brackets, after}) {
            if (const auto match = pattern.match(text); match.hasMatch()) {
                m_base.changeIpUrl = match.captured(1);
                text = text.left(match.capturedStart()).trimmed();
                return;
            }
        }
    }

    void reject(const QString &reason) { m_report.rejected.push_back({m_number, reason}); }

    ProxyFields fields(const QString &host,
                       const QString &port,
                       const QString &login = {},
                       const QString &password = {}) const
    {
        ProxyFields all = m_base;
        all.host = host;
        all.port = port;
        all.login = login;
        all.password = password;
        return all;
    }

    /// One reading is accepted, several are for a person to choose from.
    void settle(const std::vector<Reading> &readings, qsizetype columns = 0)
    {
        std::vector<ProxyEntry> good;
        QStringList kinds;
        QString reason;
        for (const Reading &reading : readings) {
            ProxyEntry entry;
            entry.line = m_number;
            const QString wrong = fillProxy(entry, reading.fields);
            if (wrong.isEmpty()) {
                good.push_back(std::move(entry));
                kinds << reading.kind;
            } else if (reason.isEmpty()) {
                reason = wrong;
            }
        }
        // The answer to a shape is a place in its readings: they are part of the shape.
        const QString shape = u"%1/%2"_s.arg(kinds.join(u'+')).arg(columns);
        if (good.empty())
            reject(reason);
        else if (good.size() == 1)
            m_report.accepted.push_back(std::move(good.front()));
        else
            m_report.ambiguous.push_back({m_number, shape, std::move(good)});
    }

    struct Columns
    {
        QChar separator;
        QStringList all;
    };

    static Columns split(const QString &text)
    {
        // An IPv6 address in brackets is one column.
        const qsizetype host = text.startsWith(u'[') ? text.indexOf(u']') + 1 : 0;
        const QString rest = text.mid(host);
        const QChar separator = separatorOf(rest);
        QStringList all = rest.split(separator);
        all.front().prepend(text.left(host));
        return {separator, all};
    }

    /// Four columns or more with host and port in front, or at the end.
    [[nodiscard]] std::vector<Reading> columnReadings(const Columns &columns) const
    {
        const auto &[separator, f] = columns;
        const qsizetype n = f.size();
        std::vector<Reading> readings;
        if (n >= 4 && isTarget(f.at(0), f.at(1))) {
            readings.push_back(
                {u"target-first"_s, fields(f.at(0), f.at(1), f.at(2), f.mid(3).join(separator))});
        }
        if (n >= 4 && isTarget(f.at(n - 2), f.at(n - 1))) {
            readings.push_back(
                {u"target-last"_s,
                 fields(f.at(n - 2), f.at(n - 1), f.at(0), f.mid(1, n - 3).join(separator))});
        }
        return readings;
    }

    /// login:password@host:port, or the other way round.
    [[nodiscard]] std::vector<Reading> signReadings(const QString &text) const
    {
        // A password may hold '@', a host cannot.
        const qsizetype last = text.lastIndexOf(u'@');
        const qsizetype first = text.indexOf(u'@');
        const auto right = hostAndPort(text.mid(last + 1));
        const auto left = hostAndPort(text.left(first));
        const bool isRight = right && isTarget(right->first, right->second);
        const bool isLeft = left && isTarget(left->first, left->second);
        std::vector<Reading> readings;
        const auto add = [&](const QString &kind, const auto &target, const QString &credentials) {
            const qsizetype colon = credentials.indexOf(u':');
            readings.push_back({kind,
                                fields(target->first,
                                       target->second,
                                       colon < 0 ? credentials : credentials.left(colon),
                                       colon < 0 ? QString() : credentials.mid(colon + 1))});
        };
        if (right && (isRight || !isLeft))
            add(u"sign"_s, right, text.left(last));
        // A login rarely looks like a host with a dot; after a scheme the order is the usual one.
        const bool both = isRight && isLeft;
        if (isLeft && (!both || (!m_isAddress && left->first.contains(u'.'))))
            add(u"sign-swapped"_s, left, text.mid(first + 1));
        return readings;
    }

    /// With an '@', which an e-mail address as login and a password hold too.
    void withSign(const QString &text)
    {
        const Columns columns = split(text);
        std::vector<Reading> readings = columnReadings(columns);
        QString wrong = wrongForm();
        for (Reading &reading : signReadings(text)) {
            if (m_isAddress) {
                const auto login = decoded(reading.fields.login);
                const auto password = decoded(reading.fields.password);
                if (!login || !password) {
                    wrong = QCoreApplication::translate(
                        "Core",
                        "Login or password is percent-encoded, but not as "
                        "UTF-8. Write a percent sign itself as %25.");
                    continue;
                }
                reading.fields.login = *login;
                reading.fields.password = *password;
            }
            readings.push_back(std::move(reading));
        }
        if (readings.empty())
            return reject(wrong);
        settle(readings, columns.all.size());
    }

    static QChar separatorOf(const QString &text)
    {
        for (const QChar c : text) {
            if (u":\t|;,"_s.contains(c))
                return c;
        }
        return text.contains(u' ') ? u' ' : u':';
    }

    static bool looksLikeBareIpv6(const QString &text)
    {
        static const QRegularExpression form(u"^[0-9A-Fa-f:.]*::?[0-9A-Fa-f:.]*$"_s);
        return text.count(u':') >= 3 && form.match(text).hasMatch()
            && (text.contains("::"_L1) || text.count(u':') >= 7);
    }

    void columns(const QString &text)
    {
        if (looksLikeBareIpv6(text)) {
            return reject(QCoreApplication::translate(
                "Core",
                "This may be an IPv6 address with or without a port. Add brackets: "
                "[2001:db8::1]:8080."));
        }
        const Columns columns = split(text);
        const QStringList &f = columns.all;
        const qsizetype n = f.size();
        if (n == 2)
            return settle({{{}, fields(f.at(0), f.at(1))}});
        if (n < 4) {
            const bool host = n == 3 && portOf(f.at(1));
            return reject(host ? QCoreApplication::translate("Core", "The password is missing.")
                               : wrongForm());
        }
        const std::vector<Reading> readings = columnReadings(columns);
        if (readings.empty())
            return reject(!hostOf(f.at(0)).isEmpty() && n == 4 ? wrongPort() : wrongForm());
        settle(readings, n);
    }

    int m_number;
    ProxyReport &m_report;
    ProxyFields m_base;
    bool m_isAddress = false;
};

} // namespace

QString fillProxy(ProxyEntry &entry, const ProxyFields &given)
{
    const QString scheme = given.scheme.trimmed().toLower();
    if (scheme == u"http"_s || scheme == u"https"_s || scheme == u"socks4"_s
        || scheme == u"socks5"_s)
        entry.scheme = scheme;
    else if (scheme == u"socks"_s || scheme == u"socks5h"_s)
        entry.scheme = u"socks5"_s;
    else if (scheme == u"socks4a"_s)
        entry.scheme = u"socks4"_s;
    else
        return QCoreApplication::translate(
            "Core", "The kind of proxy is unknown. Use http, https, socks4 or socks5.");
    entry.remoteDns = scheme == u"socks5h"_s || scheme == u"socks4a"_s;

    const QString host = trimmedEdges(given.host).toString();
    entry.host = hostOf(host);
    if (entry.host.isEmpty())
        return QCoreApplication::translate("Core", "The host name cannot be one.");
    entry.shownHost = host.toLower() == entry.host ? entry.host : host;
    const auto port = portOf(trimmedEdges(given.port));
    if (!port)
        return wrongPort();
    entry.port = *port;
    const QString login = trimmedEdges(given.login).toString();
    const QString password = trimmedEdges(given.password).toString();
    if (login.size() > kLongestCredential || password.size() > kLongestCredential) {
        return QCoreApplication::translate("Core",
                                           "Login or password is longer than %1 characters.")
            .arg(kLongestCredential);
    }
    const auto hasControl = [](const QString &text) {
        return std::ranges::any_of(text, [](QChar c) { return c < u' ' || c == u'\x7f'; });
    };
    if (hasControl(login) || hasControl(password)) {
        return QCoreApplication::translate(
            "Core",
            "Login or password holds a line break or another control "
            "character.");
    }
    entry.login = Secret(login);
    entry.password = Secret(password);
    entry.changeIpUrl = Secret(trimmedEdges(given.changeIpUrl).toString());
    if (!entry.changeIpUrl.isEmpty()) {
        entry.notes << QCoreApplication::translate(
            "Core", "The link that changes the IP was left out: nothing uses it.");
    }
    if (entry.remoteDns) {
        entry.notes << QCoreApplication::translate(
                           "Core", "Stored as %1: where names are resolved is left to the browser.")
                           .arg(entry.scheme);
    }
    return {};
}

void readProxyLine(const QString &line,
                   int number,
                   const QString &defaultScheme,
                   ProxyReport &report)
{
    Line(number, defaultScheme, report).read(line);
}

} // namespace pelorus::formats
