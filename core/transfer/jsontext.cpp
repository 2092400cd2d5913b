// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/jsontext.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace pelorus::transfer {
namespace {

constexpr int kDeepest = 512;
constexpr int kLargestExponent = 10000; // numeric holds 131072 digits before and 16383 after

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xC0 | (code >> 6));
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += char(0xE0 | (code >> 12));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    } else {
        out += char(0xF0 | (code >> 18));
        out += char(0x80 | ((code >> 12) & 0x3F));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

void appendControl(std::string &out, unsigned char c)
{
    constexpr char hex[] = "0123456789abcdef";
    out += "\\u00";
    out += hex[c >> 4];
    out += hex[c & 15];
}

/// -1 when there are no four hex digits.
int hex4(std::string_view text, size_t at)
{
    if (at + 4 > text.size())
        return -1;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + 4, value, 16);
    return error == std::errc() && end == text.data() + at + 4 ? int(value) : -1;
}

struct Number
{
    bool negative = false;
    std::string digits; ///< without leading and trailing zeros; empty is zero
    long exponent = 0;  ///< of the last digit
};

/// Where the number ends; `at` itself when there is none.
size_t scanNumber(std::string_view text, size_t at, Number *number)
{
    size_t i = at;
    const bool negative = i < text.size() && text[i] == '-';
    i += negative ? 1 : 0;
    const size_t whole = i;
    while (i < text.size() && isDigit(text[i]))
        ++i;
    const size_t wholeEnd = i;
    if (whole == wholeEnd || (text[whole] == '0' && wholeEnd - whole > 1))
        return at;
    size_t fraction = i;
    if (i < text.size() && text[i] == '.') {
        fraction = ++i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        if (i == fraction)
            return at;
    }
    const size_t fractionEnd = i;
    long exponent = 0;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        const bool minus = i < text.size() && text[i] == '-';
        if (i < text.size() && (text[i] == '-' || text[i] == '+'))
            ++i;
        const size_t digits = i;
        while (i < text.size() && isDigit(text[i])) {
            if (exponent < 1'000'000)
                exponent = exponent * 10 + (text[i] - '0');
            ++i;
        }
        if (i == digits)
            return at;
        exponent = minus ? -exponent : exponent;
    }
    if (number == nullptr)
        return i;
    number->negative = negative;
    number->digits.assign(text.substr(whole, wholeEnd - whole));
    number->digits.append(text.substr(fraction, fractionEnd - fraction));
    number->exponent = exponent - long(fractionEnd - fraction);
    const size_t first = number->digits.find_first_not_of('0');
    if (first == std::string::npos) {
        *number = {};
        return i;
    }
    number->digits.erase(0, first);
    while (number->digits.back() == '0') {
        number->digits.pop_back();
        ++number->exponent;
    }
    return i;
}

void appendNumber(std::string &out, const Number &number)
{
    if (number.digits.empty()) {
        out += '0';
        return;
    }
    if (number.negative)
        out += '-';
    out += number.digits;
    if (number.exponent != 0)
        out += 'e' + std::to_string(number.exponent);
}

class Reader final
{
public:
    Reader(std::string_view text, std::string &out, bool canonical)
        : m_text(text)
        , m_out(out)
        , m_canonical(canonical)
    {
    }

    std::uint32_t all()
    {
        skipBlanks();
        if (!value(0))
            return kJsonUnreadable;
        skipBlanks();
        return m_at == m_text.size() ? m_trouble : std::uint32_t(kJsonUnreadable);
    }

private:
    struct Member
    {
        size_t start, keyEnd, end;
    };

    void skipBlanks()
    {
        while (m_at < m_text.size()
               && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r'
                   || m_text[m_at] == '\t'))
            ++m_at;
    }

    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool word(std::string_view expected)
    {
        if (m_text.substr(m_at, expected.size()) != expected)
            return false;
        m_at += expected.size();
        return true;
    }

    bool value(int depth)
    {
        if (m_at >= m_text.size() || depth > kDeepest)
            return false;
        switch (m_text[m_at]) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"':
            return string();
        case 't':
            m_out += "true";
            return word("true");
        case 'f':
            m_out += "false";
            return word("false");
        case 'n':
            m_out += "null";
            return word("null");
        default:
            return number();
        }
    }

    bool number()
    {
        if (word("NaN") || word("Infinity") || word("-Infinity")) {
            m_trouble |= kJsonNotANumber;
            m_out += "null";
            return true;
        }
        m_number = {};
        const size_t end = scanNumber(m_text, m_at, &m_number);
        if (end == m_at)
            return false;
        const long high = m_number.exponent + long(m_number.digits.size());
        if (high > kLargestExponent || m_number.exponent < -kLargestExponent) {
            m_trouble |= kJsonNotANumber;
            m_out += "null";
        } else if (m_canonical) {
            appendNumber(m_out, m_number);
        } else {
            m_out.append(m_text.substr(m_at, end - m_at));
        }
        m_at = end;
        return true;
    }

    bool array(int depth)
    {
        ++m_at;
        m_out += '[';
        skipBlanks();
        if (take(']')) {
            m_out += ']';
            return true;
        }
        for (;;) {
            skipBlanks();
            if (!value(depth + 1))
                return false;
            skipBlanks();
            if (take(']')) {
                m_out += ']';
                return true;
            }
            if (!take(','))
                return false;
            m_out += ',';
        }
    }

    bool object(int depth)
    {
        ++m_at;
        m_out += '{';
        const size_t base = m_members.size();
        skipBlanks();
        if (!take('}')) {
            for (;;) {
                skipBlanks();
                Member member{m_out.size(), 0, 0};
                if (m_at >= m_text.size() || m_text[m_at] != '"' || !string())
                    return false;
                member.keyEnd = m_out.size();
                skipBlanks();
                if (!take(':'))
                    return false;
                m_out += ':';
                skipBlanks();
                if (!value(depth + 1))
                    return false;
                member.end = m_out.size();
                m_members.push_back(member);
                skipBlanks();
                if (take('}'))
                    break;
                if (!take(','))
                    return false;
                m_out += ',';
            }
        }
        if (m_canonical)
            sortMembers(base);
        m_members.resize(base);
        m_out += '}';
        return true;
    }

    [[nodiscard]] std::string_view key(const Member &member) const
    {
        return std::string_view(m_out).substr(member.start, member.keyEnd - member.start);
    }

    void sortMembers(size_t base)
    {
        const auto before = [this](const Member &a, const Member &b) {
            const std::string_view left = key(a);
            const std::string_view right = key(b);
            return left.size() != right.size() ? left.size() < right.size() : left < right;
        };
        const auto begin = m_members.begin() + std::ptrdiff_t(base);
        bool sorted = true;
        for (auto it = begin; sorted && it != m_members.end() && it + 1 != m_members.end(); ++it)
            sorted = before(*it, *(it + 1));
        if (sorted)
            return;
        std::stable_sort(begin, m_members.end(), before);
        std::string ordered;
        for (auto it = begin; it != m_members.end(); ++it) {
            if (it + 1 != m_members.end() && key(*it) == key(*(it + 1)))
                continue; // the last of equals counts
            if (!ordered.empty())
                ordered += ',';
            ordered.append(m_out, it->start, it->end - it->start);
        }
        const size_t from
            = std::ranges::min_element(begin, m_members.end(), {}, &Member::start)->start;
        m_out.resize(from);
        m_out += ordered;
    }

    bool string()
    {
        ++m_at;
        m_out += '"';
        for (;;) {
            const size_t from = m_at;
            while (m_at < m_text.size() && isPlain(m_text[m_at]))
                ++m_at;
            m_out.append(m_text.data() + from, m_at - from);
            if (m_at >= m_text.size())
                return false;
            const auto c = static_cast<unsigned char>(m_text[m_at]);
            if (c == '"') {
                ++m_at;
                m_out += '"';
                return true;
            }
            if (c == '\\') {
                if (!escape())
                    return false;
            } else if (c < 0x20) {
                m_trouble |= c == 0 ? kJsonNul : kJsonControl;
                if (c == 0)
                    m_out += kReplacement;
                else
                    appendControl(m_out, c);
                ++m_at;
            } else if (const int length = utf8Length(m_text, m_at); length > 0) {
                m_out.append(m_text.data() + m_at, size_t(length));
                m_at += size_t(length);
            } else {
                m_trouble |= kJsonBytes;
                m_out += kReplacement;
                ++m_at;
            }
        }
    }

    static bool isPlain(char c)
    {
        const auto u = static_cast<unsigned char>(c);
        return u >= 0x20 && u < 0x80 && c != '"' && c != '\\';
    }

    bool escape()
    {
        if (m_at + 1 >= m_text.size())
            return false;
        const char kind = m_text[m_at + 1];
        if (kind == 'u')
            return unicodeEscape();
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view bytes = "\"\\/\b\f\n\r\t";
        const size_t which = names.find(kind);
        if (which == std::string_view::npos)
            return false;
        m_at += 2;
        if (m_canonical) {
            appendCharacter(static_cast<unsigned char>(bytes[which]));
        } else {
            m_out += '\\';
            m_out += kind;
        }
        return true;
    }

    void appendCharacter(std::uint32_t code)
    {
        if (code == '"' || code == '\\') {
            m_out += '\\';
            m_out += char(code);
        } else if (code < 0x20) {
            appendControl(m_out, static_cast<unsigned char>(code));
        } else {
            appendUtf8(m_out, code);
        }
    }

    bool unicodeEscape()
    {
        const size_t from = m_at;
        const int first = hex4(m_text, m_at + 2);
        if (first < 0)
            return false;
        m_at += 6;
        auto code = std::uint32_t(first);
        if (first >= 0xD800 && first < 0xDC00 && m_text.substr(m_at, 2) == "\\u") {
            const int second = hex4(m_text, m_at + 2);
            if (second >= 0xDC00 && second < 0xE000) {
                m_at += 6;
                code = 0x10000 + ((code - 0xD800) << 10) + (std::uint32_t(second) - 0xDC00);
            }
        }
        if (code == 0 || (code >= 0xD800 && code < 0xE000)) {
            m_trouble |= code == 0 ? kJsonNul : kJsonSurrogate;
            m_out += kReplacement;
        } else if (m_canonical) {
            appendCharacter(code);
        } else {
            m_out.append(m_text.substr(from, m_at - from));
        }
        return true;
    }

    std::string_view m_text;
    std::string &m_out;
    bool m_canonical;
    size_t m_at = 0;
    std::uint32_t m_trouble = kJsonClean;
    Number m_number;
    std::vector<Member> m_members;
};

} // namespace

std::uint32_t readJson(std::string_view text, std::string *stored, std::string *canonical)
{
    std::uint32_t trouble = kJsonClean;
    if (canonical != nullptr) {
        trouble = Reader(text, *canonical, true).all();
        if (trouble == kJsonClean || trouble == kJsonUnreadable)
            return trouble;
    }
    if (stored == nullptr)
        return trouble;
    const size_t before = stored->size();
    trouble = Reader(text, *stored, false).all();
    if (trouble == kJsonClean)
        stored->resize(before);
    return trouble;
}

std::string canonicalNumber(std::string_view text)
{
    Number number;
    if (text.empty() || scanNumber(text, 0, &number) != text.size())
        return {};
    std::string out;
    appendNumber(out, number);
    return out;
}

bool decodeJsonString(std::string_view literal, std::string &bytes)
{
    if (literal.size() < 2 || literal.front() != '"' || literal.back() != '"')
        return false;
    const std::string_view inner = literal.substr(1, literal.size() - 2);
    for (size_t i = 0; i < inner.size(); ++i) {
        if (inner[i] == '"')
            return false;
        if (inner[i] != '\\') {
            bytes += inner[i];
            continue;
        }
        if (++i >= inner.size())
            return false;
        if (inner[i] != 'u') {
            constexpr std::string_view names = "\"\\/bfnrt";
            const size_t which = names.find(inner[i]);
            if (which == std::string_view::npos)
                return false;
            bytes += "\"\\/\b\f\n\r\t"[which];
            continue;
        }
        const int first = hex4(inner, i + 1);
        if (first < 0)
            return false;
        i += 4;
        auto code = std::uint32_t(first);
        if (first >= 0xD800 && first < 0xDC00 && inner.substr(i + 1, 2) == "\\u") {
            const int second = hex4(inner, i + 3);
            if (second >= 0xDC00 && second < 0xE000) {
                i += 6;
                code = 0x10000 + ((code - 0xD800) << 10) + (std::uint32_t(second) - 0xDC00);
            }
        }
        appendUtf8(bytes, code);
    }
    return true;
}

int utf8Length(std::string_view text, size_t at)
{
    const auto byte
        = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at);
    if (first < 0x80)
        return first == 0 ? 0 : 1;
    if (first >= 0xC2 && first < 0xE0)
        return follows(at + 1) ? 2 : 0;
    if (first >= 0xE0 && first < 0xF0) {
        const unsigned second = byte(at + 1);
        const bool bad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F);
        return !bad && follows(at + 1) && follows(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first < 0xF5) {
        const unsigned second = byte(at + 1);
        const bool bad = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
        return !bad && follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

} // namespace pelorus::transfer
