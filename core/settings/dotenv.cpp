// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

using namespace Qt::StringLiterals;

namespace pelorus::settings {
namespace {

/// The text between quotes. Double quotes know \" and \\; any other backslash stays, so that
/// "C:\new" is a path.
QString quoted(QStringView text, QChar quote)
{
    QString out;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == quote)
            break;
        const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
        if (quote == u'"' && c == u'\\' && (next == u'"' || next == u'\\')) {
            out += next;
            ++i;
            continue;
        }
        out += c;
    }
    return out;
}

QString valueOf(QStringView text)
{
    if (text.isEmpty())
        return {};
    if (text.front() == u'"' || text.front() == u'\'')
        return quoted(text, text.front());
    // A comment needs a blank before it: "#" alone may be part of a value.
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'#' && (i == 0 || text.at(i - 1).isSpace()))
            return text.left(i).trimmed().toString();
    }
    return text.toString();
}

} // namespace

QHash<QString, QString> parseDotEnv(const QString &text)
{
    QHash<QString, QString> values;
    QStringView all(text);
    if (all.startsWith(u'\ufeff'))
        all = all.mid(1);
    for (QStringView line : all.split(u'\n')) {
        line = line.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';')
            || line.startsWith(u'['))
            continue;
        if (line.startsWith("export "_L1))
            line = line.mid(7).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0)
            continue;
        values.insert(line.left(equals).trimmed().toString(),
                      valueOf(line.mid(equals + 1).trimmed()));
    }
    return values;
}

} // namespace pelorus::settings
