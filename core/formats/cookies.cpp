// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookies.h"

#include "core/formats/cookieblocks.h"
#include "core/formats/cookiefields.h"
#include "core/formats/decode.h"
#include "core/formats/jsonrepair.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr int kDeepestBase64 = 2;

QString messageFor(const QString &code)
{
    if (code == u"empty_input"_s) {
        return QCoreApplication::translate(
            "Core", "There is nothing to read. Paste the cookies or choose a file with them.");
    }
    if (code == u"no_cookies"_s) {
        return QCoreApplication::translate(
            "Core",
            "The format is right, but there is no cookie in it. Export again while signed in.");
    }
    if (code == u"bad_json"_s) {
        return QCoreApplication::translate(
            "Core",
            "The JSON is broken and cannot be repaired safely. Copy the whole export again.");
    }
    if (code == u"domain_required"_s) {
        return QCoreApplication::translate(
            "Core",
            "These cookies name no site. Name the domain they belong to with --default-domain.");
    }
    if (code == u"private_api_session"_s) {
        return QCoreApplication::translate("Core",
                                           "This is a session of the mobile application, which is "
                                           "of no use in a browser. Export the cookies of a "
                                           "browser.");
    }
    if (code == u"several_accounts"_s) {
        return QCoreApplication::translate(
            "Core",
            "These are the cookies of several accounts. Take them under Import, Cookies (on the "
            "command line: without --account), each below a line with its login.");
    }
    return QCoreApplication::translate(
        "Core",
        "These are not cookies. Export them as JSON, as Netscape text or as a header line.");
}

tl::unexpected<Error> foreignFile(const QString &kind)
{
    auto error = cookieError(u"not_cookies"_s).value();
    error.message = QCoreApplication::translate(
                        "Core", "This is %1, not cookies. Export them as JSON or as text.")
                        .arg(kind);
    return fail(std::move(error));
}

class Reader final
{
public:
    Reader(CookieCollector &collector, const QDateTime &now)
        : m_collector(collector)
        , m_now(now)
    {
    }

    Result<void> read(const QByteArray &bytes, int depth)
    {
        if (const QString kind = foreignFileKind(bytes); !kind.isEmpty())
            return foreignFile(kind);
        const DecodedText decoded = decodeText(bytes);
        const QStringView text = trimmedEdges(decoded.text);
        if (text.isEmpty())
            return cookieError(u"empty_input"_s);
        if (!text.startsWith(u'[') || !collectFlatArray(text, m_collector)) {
            if (text.contains(QChar(0)) || text.startsWith(u'<'))
                return cookieError(u"not_cookies"_s);
            if (auto done = readText(text, depth); !done)
                return done;
        }
        if (decoded.guessed)
            m_collector.warn(u"encoding_guessed"_s);
        return {};
    }

private:
    Result<void> readText(QStringView text, int depth)
    {
        if (text.contains("Bearer IGT:"_L1, Qt::CaseInsensitive))
            return cookieError(u"private_api_session"_s);
        const bool json = text.startsWith(u'[') || text.startsWith(u'{') || text.startsWith(u'"');
        if (json) {
            const auto parsed = parseLenientJson(text);
            if (parsed && !parsed->repaired)
                return collectJson(parsed->value, m_collector);
            if (auto blocks = readBlocks(text, depth))
                return *blocks;
            if (parsed && (parsed->value.isArray() || parsed->value.isObject())) {
                m_collector.warn(u"json_repaired"_s);
                return collectJson(parsed->value, m_collector);
            }
            if (!text.startsWith(u'"'))
                return cookieError(u"bad_json"_s);
        }
        if (depth < kDeepestBase64) {
            if (auto inner = readBase64(text, depth))
                return *inner;
        }
        if (auto blocks = readBlocks(text, depth))
            return *blocks;
        if (collectNetscape(text, m_collector) || collectSetCookie(text, m_collector, m_now)
            || collectHeader(text, m_collector))
            return {};
        return cookieError(u"not_cookies"_s);
    }

    /// Nothing when the text is not base64 of something that we know.
    std::optional<Result<void>> readBase64(QStringView text, int depth)
    {
        if (text.startsWith("data:"_L1)) {
            const qsizetype comma = text.indexOf(u',');
            if (comma > 0 && comma < 100)
                text = text.mid(comma + 1);
        }
        const QByteArray bytes = decodeBase64(text);
        if (bytes.isEmpty())
            return {};
        auto done = read(bytes, depth + 1);
        const bool ours = done || done.error().name == u"private_api_session"_s
            || done.error().name == u"several_accounts"_s || done.error().name == u"no_cookies"_s;
        if (!ours)
            return {};
        return done;
    }

    /// Nothing when the text is one account's without a login line.
    std::optional<Result<void>> readBlocks(QStringView text, int depth)
    {
        const auto blocks = splitCookieBlocks(text);
        if (blocks.size() > 1)
            return cookieError(u"several_accounts"_s);
        if (blocks.size() == 1 && !blocks.front().login.isEmpty())
            return read(blocks.front().text.toUtf8(), depth + 1);
        return {};
    }

    CookieCollector &m_collector;
    QDateTime m_now;
};

} // namespace

tl::unexpected<Error> cookieError(const QString &code, const QString &detail)
{
    Error error{ErrorKind::InvalidInput, messageFor(code), detail, 0, code, {}};
    return fail(std::move(error));
}

Cookie Cookie::clone() const
{
    return {name, value.clone(), domain, path, secure, httpOnly, sameSite, expires};
}

Cookies clone(const Cookies &cookies)
{
    Cookies copies;
    copies.reserve(cookies.size());
    for (const Cookie &cookie : cookies)
        copies.push_back(cookie.clone());
    return copies;
}

Result<CookieReport> readCookies(const QByteArray &input, const CookieReadOptions &options)
{
    CookieReadOptions settled = options;
    if (!settled.now.isValid())
        settled.now = QDateTime::currentDateTimeUtc();
    CookieCollector collector(settled);
    if (auto done = Reader(collector, settled.now).read(input, 0); !done)
        return fail(done.error());
    return std::move(collector).finish();
}

} // namespace pelorus::formats
