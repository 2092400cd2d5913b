// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiefields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <vector>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

using Kind = CookieField::Kind;

/// Where reading a string pauses: its end, an escape, what the other reader must see.
constexpr auto kPauses = [] {
    std::array<bool, 128> pauses{};
    for (size_t c = 0; c < 0x20; ++c)
        pauses[c] = true;
    pauses['"'] = pauses['\\'] = pauses[':'] = true;
    return pauses;
}();

bool pausesAt(char16_t c)
{
    return c < kPauses.size() ? kPauses[c] : QChar::isSurrogate(c);
}

int hexDigit(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    const int letter = (c | 0x20) - u'a';
    return c < 0x80 && letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/// Takes exactly what a strict JSON reader takes in the same way, and gives up at the rest.
class FlatArray final
{
public:
    explicit FlatArray(QStringView text)
        : m_at(text.utf16())
        , m_end(text.utf16() + text.size())
    {
        m_members.reserve(size_t(text.size()) / 20);
    }

    bool read()
    {
        if (!take(u'['))
            return false;
        do {
            if (!object())
                return false;
        } while (take(u','));
        if (!take(u']'))
            return false;
        skipBlanks();
        return m_at == m_end;
    }

    [[nodiscard]] size_t size() const { return m_ends.size(); }

    template <typename Use>
    void eachObject(Use use) const
    {
        size_t from = 0;
        for (const size_t end : m_ends) {
            CookieFields fields;
            for (; from < end; ++from)
                fields.set(m_members[from].key, m_members[from].field);
            use(fields);
        }
    }

private:
    struct Member
    {
        int key;
        CookieField field;
    };
    struct SeenKey
    {
        QStringView text;
        int key;
    };

    void skipBlanks()
    {
        while (m_at != m_end
               && (*m_at == u' ' || *m_at == u'\n' || *m_at == u'\r' || *m_at == u'\t'))
            ++m_at;
    }

    bool take(char16_t c)
    {
        skipBlanks();
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    /// With the surest names for its name and value: other cookies are for the other reader.
    bool object()
    {
        static const int kName = CookieFields::keyOf(u"name");
        static const int kValue = CookieFields::keyOf(u"value");
        if (!take(u'{'))
            return false;
        size_t position = 0;
        quint64 seen = 0; // the keys, a bit each: which of two equals counts the other reader knows
        bool named = false;
        bool valued = false;
        do {
            QStringView key;
            Member member{};
            if (!take(u'"') || !string(key) || !take(u':') || !value(member.field))
                return false;
            member.key = keyOf(key, position++);
            if (member.key < 0)
                continue;
            if (((seen >> member.key) & 1U) != 0)
                return false;
            seen |= quint64(1) << member.key;
            m_members.push_back(member);
            if (member.key == kName)
                named = member.field.kind == Kind::Text;
            if (member.key == kValue)
                valued = member.field.kind != Kind::Null;
        } while (take(u','));
        m_ends.push_back(m_members.size());
        return named && valued && take(u'}');
    }

    /// An export has the same keys in the same order in all of its cookies.
    int keyOf(QStringView key, size_t position)
    {
        if (position < m_keys.size() && m_keys[position].text == key)
            return m_keys[position].key;
        const SeenKey seen{key, CookieFields::keyOf(key)};
        if (position < m_keys.size())
            m_keys[position] = seen;
        else if (position == m_keys.size())
            m_keys.push_back(seen);
        return seen.key;
    }

    bool value(CookieField &field)
    {
        skipBlanks();
        if (m_at == m_end)
            return false;
        switch (*m_at) {
        case u'"':
            ++m_at;
            field.kind = Kind::Text;
            return string(field.text);
        case u't':
            field.kind = Kind::Flag;
            field.flag = true;
            return word(u"true");
        case u'f':
            field.kind = Kind::Flag;
            return word(u"false");
        case u'n':
            return word(u"null");
        default:
            field.kind = Kind::Number;
            return number(field);
        }
    }

    bool word(QStringView word)
    {
        if (!QStringView(m_at, m_end).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    void digits()
    {
        while (m_at != m_end && *m_at >= u'0' && *m_at <= u'9')
            ++m_at;
    }

    /// Without an exponent, and with no more digits than every qint64 holds.
    bool number(CookieField &field)
    {
        constexpr qsizetype kMost = 18;
        std::array<char, 64> text;
        const char16_t *from = m_at;
        m_at += *m_at == u'-' ? 1 : 0;
        const char16_t *first = m_at;
        digits();
        if (m_at == first || (*first == u'0' && m_at - first > 1) || m_at - first > kMost)
            return false;
        const bool whole = m_at == m_end || *m_at != u'.';
        if (!whole) {
            first = ++m_at;
            digits();
            if (m_at == first)
                return false;
        }
        if ((m_at != m_end && (*m_at == u'e' || *m_at == u'E'))
            || size_t(m_at - from) > text.size())
            return false;
        const char *end
            = std::transform(from, m_at, text.data(), [](char16_t c) { return char(c); });
        if (whole)
            std::from_chars(text.data(), end, field.whole);
        else
            std::from_chars(text.data(), end, field.number);
        if (whole)
            field.number = double(field.whole);
        else
            field.whole = qint64(field.number);
        return true;
    }

    /// After the opening quote. Control characters and half pairs are for the other reader, and so
    /// is what could be the "Bearer IGT:" of a mobile session.
    bool string(QStringView &into)
    {
        const char16_t *from = m_at;
        for (;; ++m_at) {
            while (m_at != m_end && !pausesAt(*m_at))
                ++m_at;
            if (m_at == m_end)
                return false;
            if (*m_at == u'"') {
                into = QStringView(from, m_at++);
                return true;
            }
            if (*m_at == u'\\')
                return escaped(from, into);
            if (!isPlainColon())
                return false;
        }
    }

    bool isPlainColon() const { return *m_at == u':' && (m_at[-1] | 0x20) != u't'; }

    bool escaped(const char16_t *from, QStringView &into)
    {
        QString &text = m_decoded.emplace_back(QStringView(from, m_at).toString());
        for (; m_at != m_end && *m_at != u'"'; ++m_at) {
            if (*m_at == u'\\') {
                if (!escape(text))
                    return false;
            } else if (pausesAt(*m_at) && !isPlainColon()) {
                return false;
            } else {
                text += QChar(*m_at);
            }
        }
        if (m_at == m_end)
            return false;
        ++m_at;
        into = text;
        return true;
    }

    /// From the backslash to the last character of what it begins.
    bool escape(QString &into)
    {
        if (++m_at == m_end)
            return false;
        constexpr QStringView names = u"\"\\/bfnrt";
        if (const qsizetype which = names.indexOf(QChar(*m_at)); which >= 0) {
            into += QChar(u"\"\\/\b\f\n\r\t"[which]);
            return true;
        }
        if (*m_at != u'u' || m_end - m_at < 5)
            return false;
        char16_t code = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = hexDigit(*++m_at);
            if (digit < 0)
                return false;
            code = char16_t(code * 16 + digit);
        }
        into += QChar(code);
        return code != 0 && !QChar::isSurrogate(code);
    }

    const char16_t *m_at;
    const char16_t *m_end;
    std::vector<Member> m_members;
    std::vector<size_t> m_ends; ///< of each object's members
    std::vector<SeenKey> m_keys;
    std::deque<QString> m_decoded; ///< strings that had escapes; their addresses stay
};

} // namespace

bool collectFlatArray(QStringView text, CookieCollector &collector)
{
    FlatArray array(text);
    if (!array.read())
        return false;
    collector.reserve(array.size());
    array.eachObject([&](const CookieFields &fields) { collector.add(fields.draft()); });
    return true;
}

} // namespace pelorus::formats
