// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

// 0x80 to 0xBF; what follows is U+0410 and up.
constexpr std::array<char16_t, 64> kWindows1251{
    u'Ђ', u'Ѓ', u'‚', u'ѓ', u'„', u'…', u'†', u'‡', u'€', u'‰', u'Љ', u'‹', u'Њ', u'Ќ', u'Ћ', u'Џ',
    u'ђ', u'‘', u'’', u'“', u'”', u'•', u'–', u'—', 0x98, u'™', u'љ', u'›', u'њ', u'ќ', u'ћ', u'џ',
    0xA0, u'Ў', u'ў', u'Ј', u'¤', u'Ґ', u'¦', u'§', u'Ё', u'©', u'Є', u'«', u'¬', 0xAD, u'®', u'Ї',
    u'°', u'±', u'І', u'і', u'ґ', u'µ', u'¶', u'·', u'ё', u'№', u'є', u'»', u'ј', u'Ѕ', u'ѕ', u'ї'};

// 0x80 to 0x9F; what follows is Latin-1.
constexpr std::array<char16_t, 32> kWindows1252{
    u'€', 0x81, u'‚', u'ƒ', u'„', u'…', u'†', u'‡', u'ˆ', u'‰', u'Š', u'‹', u'Œ', 0x8D, u'Ž', 0x8F,
    0x90, u'‘', u'’', u'“', u'”', u'•', u'–', u'—', u'˜', u'™', u'š', u'›', u'œ', 0x9D, u'ž', u'Ÿ'};

unsigned char byteAt(const QByteArray &bytes, qsizetype i)
{
    return static_cast<unsigned char>(bytes.at(i));
}

/// Cyrillic words are runs of high bytes; accents of western languages stand alone among letters.
bool looksCyrillic(const QByteArray &bytes)
{
    qsizetype together = 0;
    qsizetype alone = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (byteAt(bytes, i) < 0xC0)
            continue;
        const bool before = i > 0 && byteAt(bytes, i - 1) >= 0xC0;
        const bool after = i + 1 < bytes.size() && byteAt(bytes, i + 1) >= 0xC0;
        ++(before || after ? together : alone);
    }
    return together > alone;
}

QString fromCodePage(const QByteArray &bytes, bool cyrillic)
{
    QString text;
    text.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const unsigned char byte = byteAt(bytes, i);
        if (byte < 0x80)
            text += QChar(char16_t(byte));
        else if (cyrillic)
            text += QChar(byte < 0xC0 ? kWindows1251[byte - 0x80] : char16_t(0x0410 + byte - 0xC0));
        else
            text += QChar(byte < 0xA0 ? kWindows1252[byte - 0x80] : char16_t(byte));
    }
    return text;
}

enum class Utf16 { No, Little, Big };

/// ASCII in UTF-16: nearly every second byte is NUL and nearly none of the others is.
Utf16 looksUtf16(const QByteArray &bytes)
{
    const qsizetype pairs = std::min<qsizetype>(bytes.size(), 4096) / 2;
    if (pairs < 2 || !QByteArrayView(bytes).first(2 * pairs).contains('\0'))
        return Utf16::No;
    qsizetype first = 0;
    qsizetype second = 0;
    for (qsizetype i = 0; i < pairs; ++i) {
        first += bytes.at(2 * i) == 0 ? 1 : 0;
        second += bytes.at(2 * i + 1) == 0 ? 1 : 0;
    }
    if (second * 2 > pairs && first * 8 < pairs)
        return Utf16::Little;
    if (first * 2 > pairs && second * 8 < pairs)
        return Utf16::Big;
    return Utf16::No;
}

/// Qt hands lone surrogates on and drops half a character at the end, both without an error.
DecodedText fromUtf16(const QByteArray &bytes, QStringDecoder::Encoding kind)
{
    const QString text = QStringDecoder(kind)(bytes);
    return {text, bytes.size() % 2 != 0 || !text.isValidUtf16(), u"UTF-16"_s};
}

/// Text has next to none of these; of any bytes it is every tenth.
constexpr auto kControls = [] {
    std::array<bool, 256> controls{};
    for (size_t c = 0; c < 0x20; ++c)
        controls[c] = (c < '\t' || c > '\r') && c != 0x1B;
    controls[0x7F] = true;
    return controls;
}();

bool isBinary(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")
        || looksUtf16(bytes) != Utf16::No)
        return false;
    qsizetype controls = 0;
    for (const char c :
         bytes) // without a branch: every file and every stored set goes through here
        controls += qsizetype(kControls[static_cast<unsigned char>(c)]);
    return controls >= 8 && controls * 20 > bytes.size();
}

bool isEdge(QChar c, bool tabs)
{
    switch (c.unicode()) {
    case u'\t':
        return tabs;
    case 0x200B: // zero width space, joiners, word joiner, BOM
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
        return true;
    default:
        return c.isSpace();
    }
}

} // namespace

DecodedText decodeText(const QByteArray &bytes, const QString &encoding)
{
    if (encoding.startsWith("Windows-"_L1))
        return {fromCodePage(bytes, encoding == "Windows-1251"_L1), false, encoding};
    if (encoding == "UTF-8"_L1) {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(bytes);
        return {text, decoder.hasError(), encoding};
    }
    if (encoding == "UTF-16"_L1) {
        const bool big = bytes.startsWith("\xFE\xFF") || looksUtf16(bytes) == Utf16::Big;
        return fromUtf16(bytes, big ? QStringDecoder::Utf16BE : QStringDecoder::Utf16LE);
    }
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return fromUtf16(bytes, QStringDecoder::Utf16);
    switch (looksUtf16(bytes)) {
    case Utf16::Little:
        return fromUtf16(bytes, QStringDecoder::Utf16LE);
    case Utf16::Big:
        return fromUtf16(bytes, QStringDecoder::Utf16BE);
    case Utf16::No:
        break;
    }

    if (QByteArrayView(bytes).isValidUtf8()) {
        QString text = QString::fromUtf8(bytes);
        if (text.startsWith(u'\ufeff'))
            text.remove(0, 1);
        return {text, false, u"UTF-8"_s};
    }

    // A BOM does not belong to the text, not even where a bad byte follows.
    const QByteArray rest = bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes;
    const bool cyrillic = looksCyrillic(rest);
    return {fromCodePage(rest, cyrillic), true, cyrillic ? u"Windows-1251"_s : u"Windows-1252"_s};
}

QStringView trimmedEdges(QStringView text, bool tabs)
{
    while (!text.isEmpty() && isEdge(text.front(), tabs))
        text = text.mid(1);
    while (!text.isEmpty() && isEdge(text.back(), tabs))
        text.chop(1);
    return text;
}

std::vector<QStringView> splitLines(QStringView text)
{
    std::vector<QStringView> lines;
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c != u'\n' && c != u'\r')
            continue;
        lines.push_back(text.mid(start, i - start));
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            ++i;
        start = i + 1;
    }
    if (start < text.size())
        lines.push_back(text.mid(start));
    return lines;
}

QString foreignFileKind(const QByteArray &bytes)
{
    const QByteArray head = bytes.left(512).trimmed().toLower();
    if (bytes.startsWith("SQLite format 3"))
        return QCoreApplication::translate("Core", "a SQLite database, such as a browser's own");
    if (bytes.startsWith("PK\x03\x04"))
        return QCoreApplication::translate("Core", "a Word, Excel or ZIP file");
    if (bytes.startsWith("\xD0\xCF\x11\xE0"))
        return QCoreApplication::translate("Core", "an old Word or Excel file");
    if (bytes.startsWith("%PDF"))
        return QCoreApplication::translate("Core", "a PDF file");
    if (bytes.startsWith("\x89PNG") || bytes.startsWith("\xFF\xD8\xFF") || bytes.startsWith("GIF8"))
        return QCoreApplication::translate("Core", "a picture");
    if (bytes.startsWith("MZ")
        || bytes.startsWith("\x7F"
                            "ELF"))
        return QCoreApplication::translate("Core", "a program");
    if (head.startsWith("{\\rtf"))
        return QCoreApplication::translate("Core", "a rich text file");
    if (head.startsWith("<!doctype") || head.startsWith("<html") || head.startsWith("<?xml")
        || head.startsWith("<head") || head.startsWith("<body"))
        return QCoreApplication::translate("Core", "a web page");
    if (isBinary(bytes.left(4096)))
        return QCoreApplication::translate("Core", "a file of data, not of text");
    return {};
}

QByteArray decodeBase64(QStringView text)
{
    QByteArray clean;
    clean.reserve(text.size());
    bool padded = false;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (c.isSpace() || u == 0xFEFF)
            continue;
        const bool letter
            = (u >= u'A' && u <= u'Z') || (u >= u'a' && u <= u'z') || (u >= u'0' && u <= u'9');
        if (u == u'=')
            padded = true;
        else if (padded)
            return {};
        else if (letter)
            clean += char(u);
        else if (u == u'+' || u == u'-')
            clean += '+';
        else if (u == u'/' || u == u'_')
            clean += '/';
        else
            return {};
    }
    if (clean.size() < 8 || clean.size() % 4 == 1)
        return {};
    return QByteArray::fromBase64(clean);
}

} // namespace pelorus::formats
