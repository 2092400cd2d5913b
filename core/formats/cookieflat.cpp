// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookiefields.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <string>
#include <vector>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

using Kind = CookieField::Kind;

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

    bool allAreCookies() const
    {
        bool all = true;
        eachObject([&](const CookieFields &fields) { all = all && fields.looksLikeCookie(); });
        return all;
    }

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

    bool object()
    {
        if (!take(u'{'))
            return false;
        size_t position = 0;
        do {
            QStringView key;
            Member member{};
            if (!take(u'"') || !string(key) || !take(u':') || !value(member.field))
                return false;
            member.key = keyOf(key, position++);
            if (member.key >= 0)
                m_members.push_back(member);
        } while (take(u','));
        m_ends.push_back(m_members.size());
        return take(u'}');
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

    bool digits(std::string &into)
    {
        const char16_t *from = m_at;
        for (; m_at != m_end && *m_at >= u'0' && *m_at <= u'9'; ++m_at)
            into += char(*m_at);
        return m_at != from;
    }

    bool number(CookieField &field)
    {
        constexpr size_t kSurelyWhole = 18; ///< digits of every number that a qint64 holds
        std::string &text = m_number;
        text.clear();
        if (*m_at == u'-') {
            text += '-';
            ++m_at;
        }
        const size_t sign = text.size();
        if (!digits(text) || (text[sign] == '0' && text.size() > sign + 1)
            || text.size() > kSurelyWhole)
            return false;
        bool whole = true;
        if (m_at != m_end && *m_at == u'.') {
            whole = false;
            text += '.';
            ++m_at;
            if (!digits(text))
                return false;
        }
        if (m_at != m_end && (*m_at == u'e' || *m_at == u'E'))
            return false;
        const char *end = text.data() + text.size();
        if (whole) {
            std::from_chars(text.data(), end, field.whole);
            field.number = double(field.whole);
            return true;
        }
        std::from_chars(text.data(), end, field.number);
        field.whole = qint64(field.number);
        return true;
    }

    /// After the opening quote. Control characters and half pairs are for the other reader.
    bool string(QStringView &into)
    {
        const char16_t *from = m_at;
        for (; m_at != m_end; ++m_at) {
            const char16_t c = *m_at;
            if (c == u'"') {
                into = QStringView(from, m_at++);
                return true;
            }
            if (c == u'\\')
                return escaped(from, into);
            if (c < u' ' || QChar::isSurrogate(c))
                return false;
        }
        return false;
    }

    bool escaped(const char16_t *from, QStringView &into)
    {
        QString &text = m_decoded.emplace_back(QStringView(from, m_at).toString());
        while (m_at != m_end && *m_at != u'"') {
            const char16_t c = *m_at++;
            if (c < u' ' || QChar::isSurrogate(c))
                return false;
            if (c != u'\\') {
                text += QChar(c);
                continue;
            }
            if (m_at == m_end)
                return false;
            const char16_t name = *m_at++;
            constexpr QStringView names = u"\"\\/bfnrt";
            if (const qsizetype which = names.indexOf(QChar(name)); which >= 0)
                text += QChar(u"\"\\/\b\f\n\r\t"[which]);
            else if (name != u'u' || !hex(text))
                return false;
        }
        if (m_at == m_end)
            return false;
        ++m_at;
        into = text;
        return true;
    }

    bool hex(QString &into)
    {
        if (m_end - m_at < 4)
            return false;
        bool ok = false;
        const ushort code = QStringView(m_at, 4).toUShort(&ok, 16);
        const bool digits = std::all_of(
            m_at, m_at + 4, [](char16_t c) { return c != u' ' && c != u'+' && c != u'x'; });
        m_at += 4;
        into += QChar(code);
        return ok && digits && code != 0 && !QChar::isSurrogate(code);
    }

    const char16_t *m_at;
    const char16_t *m_end;
    std::vector<Member> m_members;
    std::vector<size_t> m_ends; ///< of each object's members
    std::vector<SeenKey> m_keys;
    std::deque<QString> m_decoded; ///< strings that had escapes; their addresses stay
    std::string m_number;
};

} // namespace

bool collectFlatArray(QStringView text, CookieCollector &collector)
{
    FlatArray array(text);
    if (!array.read() || !array.allAreCookies())
        return false;
    array.eachObject([&](const CookieFields &fields) { collector.add(fields.draft()); });
    return true;
}

} // namespace pelorus::formats
