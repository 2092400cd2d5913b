// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiedraft.h"
#include "core/formats/decode.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr auto kHttpOnlyPrefix = "#HttpOnly_"_L1;

bool isToken(QStringView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return c > u' ' && c.unicode() < 0x7f && !u"()<>@,;:\\\"/[]?={}"_s.contains(c);
    });
}

bool isBooleanWord(QStringView word)
{
    return word.compare("true"_L1, Qt::CaseInsensitive) == 0
        || word.compare("false"_L1, Qt::CaseInsensitive) == 0 || word == "1"_L1 || word == "0"_L1;
}

QList<QStringView> columnsByBlanks(QStringView line)
{
    QList<QStringView> columns;
    qsizetype start = -1;
    for (qsizetype i = 0; i <= line.size(); ++i) {
        const bool blank = i == line.size() || line.at(i).isSpace();
        if (blank && start >= 0) {
            columns.append(line.mid(start, i - start));
            start = -1;
        } else if (!blank && start < 0) {
            start = i;
        }
    }
    return columns;
}

bool isNetscapeByBlanks(const QList<QStringView> &columns)
{
    return columns.size() == 7 && isBooleanWord(columns.at(1)) && isBooleanWord(columns.at(3))
        && columns.at(2).startsWith(u'/');
}

bool hasNetscapeLine(const std::vector<QStringView> &lines)
{
    return std::ranges::any_of(lines, [](QStringView line) {
        if (line.startsWith(u'#') && !line.startsWith(kHttpOnlyPrefix))
            return line.contains("netscape"_L1, Qt::CaseInsensitive)
                || line.contains("HTTP Cookie File"_L1, Qt::CaseInsensitive);
        const auto fields = line.split(u'\t');
        if (fields.size() >= 6)
            return isBooleanWord(fields.at(1).trimmed()) || isBooleanWord(fields.at(3).trimmed());
        return isNetscapeByBlanks(columnsByBlanks(line));
    });
}

void netscapeLine(QStringView line, int number, CookieCollector &collector)
{
    CookieDraft draft;
    draft.line = number;
    draft.flagIsColumn = true;
    if (line.startsWith(kHttpOnlyPrefix, Qt::CaseInsensitive)) {
        draft.httpOnly = true;
        line = line.mid(kHttpOnlyPrefix.size());
    } else if (line.startsWith(u'#')) {
        return;
    }
    auto fields = line.split(u'\t');
    bool blanks = false;
    if (fields.size() < 6) {
        const auto columns = columnsByBlanks(line);
        if (!isNetscapeByBlanks(columns))
            return collector.drop({}, u"no_name"_s, number);
        fields = columns;
        blanks = true;
    }
    while (fields.size() > 7 && fields.last().trimmed().isEmpty())
        fields.removeLast();
    const QString name = trimmedEdges(fields.size() > 5 ? fields.at(5) : QStringView()).toString();
    if (fields.size() > 7)
        return collector.drop(name, u"control_character"_s, number); // a tab inside the value

    draft.expiry = expiryFromText(fields.at(4));
    if (fields.size() == 6 && draft.expiry.kind == Expiry::Kind::Bad)
        return collector.drop(fields.at(4).toString(), u"bad_expiry"_s, number);
    draft.name = name;
    // Editors cut the tab before an empty value off.
    draft.value = fields.size() == 7 ? fields.at(6).toString() : QString();
    draft.domain = trimmedEdges(fields.at(0)).toString();
    if (isBooleanWord(fields.at(1).trimmed()))
        draft.hostOnly = !isTrueWord(fields.at(1).toString());
    draft.path = fields.at(2).trimmed().toString();
    draft.secure = isTrueWord(fields.at(3).toString());
    if (blanks)
        collector.warn(u"spaces_for_tabs"_s, draft.name, number);
    collector.add(std::move(draft));
}

bool startsWithWord(QStringView line, QLatin1StringView word)
{
    return line.startsWith(word, Qt::CaseInsensitive);
}

struct Pair
{
    QStringView name;
    QStringView value;
    bool hasEquals = false;
};

Pair splitPair(QStringView part)
{
    const qsizetype equals = part.indexOf(u'=');
    if (equals < 0)
        return {trimmedEdges(part), {}, false};
    return {trimmedEdges(part.left(equals)), trimmedEdges(part.mid(equals + 1), false), true};
}

bool isAttribute(const Pair &pair)
{
    static const QStringList names{u"path"_s,
                                   u"domain"_s,
                                   u"expires"_s,
                                   u"max-age"_s,
                                   u"secure"_s,
                                   u"httponly"_s,
                                   u"samesite"_s,
                                   u"priority"_s,
                                   u"partitioned"_s};
    return names.contains(pair.name.toString().toLower());
}

/// Without the "Set-Cookie:" in front only a line with an unmistakable attribute is taken for one.
bool isBareSetCookie(QStringView line)
{
    const auto parts = line.split(u';');
    if (!splitPair(parts.first()).hasEquals)
        return false;
    return std::ranges::any_of(parts.begin() + 1, parts.end(), [](QStringView part) {
        const Pair pair = splitPair(part);
        if (!pair.hasEquals)
            return isAttribute(pair);
        return isAttribute(pair) && pair.name.compare("priority"_L1, Qt::CaseInsensitive) != 0;
    });
}

void setCookieLine(QStringView line, int number, CookieCollector &collector, const QDateTime &now)
{
    const auto parts = line.split(u';');
    const Pair first = splitPair(parts.first());
    if (!first.hasEquals)
        return collector.drop({}, u"no_name"_s, number);
    CookieDraft draft;
    draft.line = number;
    draft.name = first.name.toString();
    draft.value = first.value.toString();
    draft.hostOnly = true; // until a Domain attribute says otherwise
    draft.flagIsColumn = true;
    draft.secure = false;
    std::optional<Expiry> maxAge;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const Pair attribute = splitPair(parts.at(i));
        const QString name = attribute.name.toString().toLower();
        const QString value = attribute.value.toString();
        if (name == u"domain"_s && !value.isEmpty()) {
            draft.domain = value;
            draft.hostOnly = false;
        } else if (name == u"path"_s) {
            draft.path = value;
        } else if (name == u"secure"_s) {
            draft.secure = true;
        } else if (name == u"httponly"_s) {
            draft.httpOnly = true;
        } else if (name == u"samesite"_s) {
            draft.sameSite = sameSiteFromWord(value, &draft.sameSiteUnknown);
        } else if (name == u"partitioned"_s) {
            draft.partitioned = true;
        } else if (name == u"expires"_s) {
            draft.expiry = expiryFromText(value);
        } else if (name == u"max-age"_s) {
            bool ok = false;
            const double seconds = value.toDouble(&ok);
            // 0 and less mean "delete me now", which is the past and not a session.
            if (ok && std::isfinite(seconds)) {
                const double start = double(now.toMSecsSinceEpoch()) / 1000.0;
                maxAge = Expiry{Expiry::Kind::At,
                                seconds <= 0 ? 0 : std::min(start + seconds, kNeverExpires),
                                {}};
            }
        }
    }
    if (maxAge)
        draft.expiry = *maxAge;
    else if (draft.expiry.kind == Expiry::Kind::At && draft.expiry.seconds <= 0)
        draft.expiry.seconds = 0;
    collector.add(std::move(draft));
}

} // namespace

bool collectNetscape(QStringView text, CookieCollector &collector)
{
    const auto lines = splitLines(text);
    if (!hasNetscapeLine(lines))
        return false;
    int number = 0;
    for (QStringView line : lines) {
        ++number;
        // The tab at the end stands before an empty value and must stay.
        line = trimmedEdges(line, false);
        if (!trimmedEdges(line).isEmpty())
            netscapeLine(line, number, collector);
    }
    return true;
}

bool collectSetCookie(QStringView text, CookieCollector &collector, const QDateTime &now)
{
    constexpr auto prefix = "set-cookie:"_L1;
    const auto lines = splitLines(text);
    const bool prefixed = std::ranges::any_of(
        lines, [&](QStringView line) { return startsWithWord(trimmedEdges(line), prefix); });
    const auto isBare = [](QStringView line) {
        line = trimmedEdges(line);
        return line.isEmpty() || isBareSetCookie(line);
    };
    if (!prefixed && !std::ranges::all_of(lines, isBare))
        return false;
    const QDateTime clock = now.isValid() ? now : QDateTime::currentDateTimeUtc();
    int number = 0;
    for (QStringView line : lines) {
        ++number;
        line = trimmedEdges(line);
        if (prefixed) {
            // Other lines are the rest of the answer's head.
            if (!startsWithWord(line, prefix))
                continue;
            line = trimmedEdges(line.mid(prefix.size()));
        }
        if (!line.isEmpty())
            setCookieLine(line, number, collector, clock);
    }
    return !lines.empty();
}

bool collectHeader(QStringView text, CookieCollector &collector)
{
    constexpr auto prefix = "cookie:"_L1;
    const auto lines = splitLines(text);
    const bool prefixed = std::ranges::any_of(
        lines, [&](QStringView line) { return startsWithWord(trimmedEdges(line), prefix); });
    struct Part
    {
        QStringView text;
        int line;
    };
    std::vector<Part> parts;
    bool anyToken = false;
    int number = 0;
    for (QStringView line : lines) {
        ++number;
        line = trimmedEdges(line);
        if (prefixed) {
            if (!startsWithWord(line, prefix))
                continue;
            line = line.mid(prefix.size());
        }
        for (const QStringView part : line.split(u';')) {
            if (trimmedEdges(part).isEmpty())
                continue;
            const Pair pair = splitPair(part);
            anyToken = anyToken || (pair.hasEquals && isToken(pair.name));
            parts.push_back({part, number});
        }
    }
    if (!anyToken)
        return false;
    for (const Part &part : parts) {
        const Pair pair = splitPair(part.text);
        if (!pair.hasEquals || !isToken(pair.name)) {
            // What stands there may be a value: it is not named.
            collector.drop({}, u"no_name"_s, part.line);
            continue;
        }
        CookieDraft draft;
        draft.line = part.line;
        draft.name = pair.name.toString();
        draft.value = pair.value.toString();
        draft.secure = true; // the site is reached over HTTPS only
        collector.add(std::move(draft));
    }
    return true;
}

} // namespace pelorus::formats
