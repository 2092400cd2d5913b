// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/jsonrepair.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

bool isBlank(QChar c)
{
    return c.isSpace() || c == u'\ufeff' || (c >= u'\u200b' && c <= u'\u200d') || c == u'\u2060';
}

bool isSmartQuote(QChar c)
{
    return c == u'“' || c == u'”' || c == u'„' || c == u'‟' || c == u'«' || c == u'»';
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'‘' || c == u'’' || isSmartQuote(c);
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'+' || c == u'-' || c == u'.';
}

/// One pass over the text that writes strict JSON; linear, without recursion.
class Repair final
{
public:
    explicit Repair(QStringView text)
        : m_text(text)
    {
        m_out.reserve(text.size() + 16);
    }

    std::optional<QString> run()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            bool ok = true;
            if (isBlank(c))
                ++m_at;
            else if (isQuote(c))
                ok = string(c);
            else if (c == u'/' && m_at + 1 < m_text.size())
                ok = comment();
            else if (c == u'{' || c == u'[')
                open(c);
            else if (c == u'}' || c == u']')
                close(c);
            else if (c == u',')
                comma();
            else if (c == u':')
                put(c);
            else if (isWordCharacter(c))
                ok = word();
            else
                ok = false;
            if (!ok)
                return {};
        }
        dropComma();
        return m_out;
    }

private:
    [[nodiscard]] QChar last() const { return m_out.isEmpty() ? QChar() : m_out.back(); }

    void put(QChar c)
    {
        m_out += c;
        ++m_at;
    }

    void dropComma()
    {
        if (last() == u',')
            m_out.chop(1);
    }

    /// Two values in a row: the comma between them was lost, or each stands on a line of its own.
    void separate()
    {
        const QChar before = last();
        if (!m_out.isEmpty() && before != u'{' && before != u'[' && before != u','
            && before != u':')
            m_out += u',';
    }

    void open(QChar c)
    {
        separate();
        put(c);
    }

    void close(QChar c)
    {
        dropComma();
        put(c);
    }

    void comma()
    {
        const QChar before = last();
        if (m_out.isEmpty() || before == u',' || before == u'[' || before == u'{')
            ++m_at;
        else
            put(u',');
    }

    bool comment()
    {
        const bool line = m_text.at(m_at + 1) == u'/';
        if (!line && m_text.at(m_at + 1) != u'*')
            return false;
        const qsizetype end
            = line ? m_text.indexOf(u'\n', m_at) : m_text.indexOf("*/"_L1, m_at + 2);
        if (end < 0 && !line)
            return false;
        m_at = end < 0 ? m_text.size() : end + (line ? 1 : 2);
        return true;
    }

    [[nodiscard]] QChar nextSignificant(qsizetype from) const
    {
        while (from < m_text.size() && isBlank(m_text.at(from)))
            ++from;
        return from < m_text.size() ? m_text.at(from) : QChar();
    }

    /// Whether the quote at `i` ends a string that `opening` began. Anything but a straight double
    /// quote may also stand inside, so it ends the string only where JSON goes on.
    [[nodiscard]] bool endsString(qsizetype i, QChar opening) const
    {
        const QChar c = m_text.at(i);
        if (opening == u'"')
            return c == u'"';
        const bool pair = opening == u'\'' ? c == u'\''
            : isSmartQuote(opening)        ? isSmartQuote(c) || c == u'"'
                                           : c == u'‘' || c == u'’';
        if (!pair)
            return false;
        const QChar next = nextSignificant(i + 1);
        return next.isNull() || next == u':' || next == u',' || next == u'}' || next == u']';
    }

    bool string(QChar opening)
    {
        separate();
        m_out += u'"';
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == u'\\' && m_at + 1 < m_text.size()) {
                escape(m_text.at(++m_at));
                continue;
            }
            if (isQuote(c) && endsString(m_at, opening)) {
                ++m_at;
                m_out += u'"';
                return true;
            }
            if (c == u'"')
                m_out += u"\\\""_s;
            else if (c < u' ')
                m_out += u"\\u%1"_s.arg(int(c.unicode()), 4, 16, QChar(u'0'));
            else
                m_out += c;
        }
        return false;
    }

    void escape(QChar c)
    {
        if (c == u'\'') {
            m_out += c;
        } else if (c == u'x' && m_at + 2 < m_text.size()) { // Python's \x41
            m_out += u"\\u00"_s;
        } else {
            m_out += u'\\';
            m_out += c;
        }
    }

    bool word()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && isWordCharacter(m_text.at(m_at)))
            ++m_at;
        const QString text = m_text.mid(start, m_at - start).toString();
        separate();
        if (nextSignificant(m_at) == u':' && (last() == u'{' || last() == u',')) {
            m_out += u'"' % text % u'"';
            return true;
        }
        bool number = false;
        text.toDouble(&number);
        if (text == u"true"_s || text == u"True"_s)
            m_out += u"true"_s;
        else if (text == u"false"_s || text == u"False"_s)
            m_out += u"false"_s;
        else if (text == u"null"_s || text == u"None"_s || text == u"undefined"_s
                 || text == u"NaN"_s || text == u"Infinity"_s || text == u"-Infinity"_s)
            m_out += u"null"_s;
        else if (number)
            m_out += text;
        else
            return false;
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_out;
};

/// Any JSON value, also one that is no array or object.
std::optional<QJsonArray> parseInBrackets(const QString &text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QString(u'[' % text % u']').toUtf8(), &error);
    if (error.error != QJsonParseError::NoError || !document.isArray())
        return {};
    return document.array();
}

} // namespace

std::optional<LenientJson> parseLenientJson(QStringView text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error == QJsonParseError::NoError) {
        return LenientJson{document.isArray() ? QJsonValue(document.array())
                                              : QJsonValue(document.object()),
                           false};
    }
    if (text.startsWith(u'"')) {
        if (const auto array = parseInBrackets(text.toString()); array && array->size() == 1)
            return LenientJson{array->at(0), false};
    }
    const auto repaired = Repair(text).run();
    if (!repaired)
        return {};
    const auto array = parseInBrackets(*repaired);
    if (!array || array->isEmpty())
        return {};
    return LenientJson{array->size() == 1 ? array->at(0) : QJsonValue(*array), true};
}

} // namespace pelorus::formats
