// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookieblocks.h"

#include "core/formats/decode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr qsizetype kLongestName = 30; ///< the site's own limit; wrapped base64 is wider
constexpr qsizetype kLongestAddress = 100;

bool isLogin(QStringView line)
{
    if (line.endsWith(u':'))
        line.chop(1);
    const qsizetype longest = line.contains(u'@') ? kLongestAddress : kLongestName;
    if (line.isEmpty() || line.size() > longest)
        return false;
    return std::ranges::all_of(
        line, [](QChar c) { return c.isLetterOrNumber() || u"._@+-"_s.contains(c); });
}

/// The whole of it, or its first line.
bool isJsonInBase64(QStringView text)
{
    const QByteArray bytes = decodeBase64(text).trimmed();
    return bytes.startsWith('[') || bytes.startsWith('{');
}

bool isCookieText(QStringView line)
{
    return line.startsWith(u'[') || line.startsWith(u'{') || line.contains(u'=')
        || line.count(u'\t') >= 5 || isJsonInBase64(line);
}

bool isWholeArray(QStringView line)
{
    return line.startsWith(u'[') && line.endsWith(u']') && line.size() > 2;
}

} // namespace

std::vector<CookieBlock> splitCookieBlocks(QStringView text)
{
    // Its last line ends with "=", as if the one above were a login.
    if (isJsonInBase64(text))
        return {{{}, 1, text.toString()}};
    const auto lines = splitLines(text);
    std::vector<CookieBlock> blocks;
    // The first line that is not blank after line i.
    const auto nextFilled = [&](size_t i) {
        for (++i; i < lines.size(); ++i) {
            if (const auto line = trimmedEdges(lines[i]); !line.isEmpty())
                return line;
        }
        return QStringView();
    };
    bool afterArray = false;
    for (size_t i = 0; i < lines.size(); ++i) {
        const QStringView line = trimmedEdges(lines[i]);
        if (line.isEmpty())
            continue;
        if (isLogin(line) && isCookieText(nextFilled(i))) {
            blocks.push_back({line.endsWith(u':') ? line.chopped(1).toString() : line.toString(),
                              int(i) + 2,
                              {}});
            afterArray = false;
            continue;
        }
        if (blocks.empty() || (afterArray && isWholeArray(line)))
            blocks.push_back({{}, int(i) + 1, {}});
        afterArray = isWholeArray(line);
        blocks.back().text += lines[i];
        blocks.back().text += u'\n';
    }
    return blocks;
}

} // namespace pelorus::formats
