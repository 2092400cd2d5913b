// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/proxies.h"

#include "core/formats/jsonrepair.h"
#include "core/formats/listinput.h"
#include "core/formats/proxyline.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

/// Where a column or key of this name belongs; null for an unknown one.
QString ProxyFields::*fieldFor(const QString &name)
{
    static const QHash<QString, QString ProxyFields::*> fields{
        {u"type"_s, &ProxyFields::scheme},
        {u"host"_s, &ProxyFields::host},
        {u"port"_s, &ProxyFields::port},
        {u"username"_s, &ProxyFields::login},
        {u"password"_s, &ProxyFields::password},
        {u"change_ip_url"_s, &ProxyFields::changeIpUrl},
    };
    return fields.value(columnFor(ListKind::Proxies, name), nullptr);
}

void add(const ProxyFields &fields, int line, ProxyReport &report)
{
    ProxyEntry entry;
    entry.line = line;
    const QString reason = fillProxy(entry, fields);
    if (reason.isEmpty())
        report.accepted.push_back(std::move(entry));
    else
        report.rejected.push_back({line, reason});
}

void readObject(const QJsonObject &object, int line, const QString &scheme, ProxyReport &report)
{
    ProxyFields fields;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto field = fieldFor(it.key());
        const QJsonValue value = it.value();
        if (field && value.isString())
            fields.*field = value.toString();
        else if (field && value.isDouble())
            fields.*field = QString::number(value.toInteger());
    }
    if (fields.scheme.isEmpty())
        fields.scheme = scheme;
    add(fields, line, report);
}

/// Its entries are numbered as the lines of other lists are.
void readJson(const QJsonValue &value, const QString &scheme, ProxyReport &report)
{
    const QJsonArray entries = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue entry : entries) {
        const int line = ++report.read;
        if (entry.isObject())
            readObject(entry.toObject(), line, scheme, report);
        else if (entry.isString())
            readProxyLine(entry.toString(), line, scheme, report);
        else
            report.rejected.push_back(
                {line, QCoreApplication::translate("Core", "An entry of the list is no proxy.")});
    }
}

void readRecord(const ListRecord &record,
                const QStringList &columns,
                const QString &scheme,
                ProxyReport &report)
{
    ProxyFields fields;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (const auto field = fieldFor(columns.at(i)))
            fields.*field = record.fields.value(i);
    }
    if (trimmedEdges(fields.scheme).isEmpty())
        fields.scheme = scheme;
    add(fields, record.line, report);
}

bool startsJson(QStringView text)
{
    return text.startsWith(u'{') || text.startsWith("[{"_L1) || text.startsWith("[\""_L1)
        || (text.startsWith(u'[') && trimmedEdges(text.mid(1)).startsWith(u'{'));
}

QString keyOf(const ProxyEntry &entry)
{
    const QString login
        = entry.login.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
    return entry.scheme % u' ' % entry.host % u' ' % QString::number(entry.port) % u' ' % login;
}

} // namespace

QString ProxyEntry::label() const
{
    return host.contains(u':') ? u"%1 [%2]:%3"_s.arg(scheme, host).arg(port)
                               : u"%1 %2:%3"_s.arg(scheme, shownHost).arg(port);
}

void markDuplicates(std::vector<ProxyEntry> &entries)
{
    markDuplicatesBy(keyOf, entries);
}

Result<ProxyReport>
readProxies(const QByteArray &input, const QString &defaultScheme, const ListLayout &layout)
{
    const auto list = openList(ListKind::Proxies, input, layout);
    if (!list)
        return fail(list.error());
    ProxyReport report;
    report.notice = list->notice;
    const QStringView text = trimmedEdges(list->text);
    const auto json = !layout.isTable() && startsJson(text) ? parseLenientJson(text) : std::nullopt;
    if (json) {
        readJson(json->value, defaultScheme, report);
        markDuplicates(report.accepted);
        return report;
    }
    const auto table = tableLayout(ListKind::Proxies, input, layout);
    if (!table)
        return fail(table.error());
    if (*table) {
        readRecords(list->text, **table, report, [&](const ListRecord &record) {
            readRecord(record, (*table)->columns, defaultScheme, report);
        });
    } else {
        readLines(list->text, report, [&](QStringView line, int number) {
            readProxyLine(line.toString(), number, defaultScheme, report);
        });
    }
    markDuplicates(report.accepted);
    return report;
}

} // namespace pelorus::formats
