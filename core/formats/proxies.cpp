// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/proxies.h"

#include "core/formats/decode.h"
#include "core/formats/jsonrepair.h"
#include "core/formats/proxyline.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

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

void readJson(const QJsonValue &value, int line, const QString &scheme, ProxyReport &report)
{
    const QJsonArray entries = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue entry : entries) {
        ++report.read;
        if (entry.isObject())
            readObject(entry.toObject(), line, scheme, report);
        else if (entry.isString())
            readProxyLine(entry.toString(), line, scheme, report);
        else
            report.rejected.push_back(
                {line, QCoreApplication::translate("Core", "An entry of the list is no proxy.")});
    }
}

void readTable(const std::vector<ListRecord> &records,
               const QStringList &columns,
               const QString &scheme,
               ProxyReport &report)
{
    for (const ListRecord &record : records) {
        ++report.read;
        if (record.malformed) {
            report.rejected.push_back(
                {record.line,
                 QCoreApplication::translate("Core", "The quotes on this line do not match.")});
            continue;
        }
        ProxyFields fields;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (const auto field = fieldFor(columns.at(i)))
                fields.*field = record.fields.value(i);
        }
        if (trimmedEdges(fields.scheme).isEmpty())
            fields.scheme = scheme;
        add(fields, record.line, report);
    }
}

void readLines(const QString &text, const QString &scheme, ProxyReport &report)
{
    int number = 0;
    for (const QStringView raw : splitLines(text)) {
        ++number;
        const QStringView line = trimmedEdges(raw);
        if (line.isEmpty())
            continue;
        ++report.read;
        readProxyLine(line.toString(), number, scheme, report);
    }
}

bool startsJson(QStringView text)
{
    return text.startsWith(u'{') || text.startsWith("[{"_L1) || text.startsWith("[\""_L1)
        || (text.startsWith(u'[') && trimmedEdges(text.mid(1)).startsWith(u'{'));
}

void markDuplicates(ProxyReport &report)
{
    QHash<QString, int> seen;
    for (ProxyEntry &entry : report.accepted) {
        const QString login
            = entry.login.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
        const QString key
            = entry.scheme % u' ' % entry.host % u' ' % QString::number(entry.port) % u' ' % login;
        if (const int first = seen.value(key); first > 0)
            entry.duplicateOf = first;
        else
            seen.insert(key, entry.line);
    }
}

} // namespace

QString ProxyEntry::label() const
{
    return host.contains(u':') ? u"%1 [%2]:%3"_s.arg(scheme, host).arg(port)
                               : u"%1 %2:%3"_s.arg(scheme, shownHost).arg(port);
}

Result<ProxyReport>
readProxies(const QByteArray &input, const QString &defaultScheme, const ListLayout &layout)
{
    if (const QString kind = foreignFileKind(input); !kind.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core", "This is %1, not a list of proxies. Save it as text or CSV.")
                        .arg(kind));
    }
    if (const auto good = checkLayout(ListKind::Proxies, layout); !good)
        return fail(good.error());
    const DecodedText decoded = decodeText(input, layout.encoding);
    const QStringView text = trimmedEdges(decoded.text);
    if (text.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "The list of proxies is empty."));
    }
    ProxyReport report;
    if (decoded.guessed) {
        report.notice = QCoreApplication::translate("Core",
                                                    "The list is not UTF-8; it was read as %1. "
                                                    "Check logins and passwords.")
                            .arg(decoded.encoding);
    }
    if (!layout.isTable() && startsJson(text)) {
        if (const auto whole = parseLenientJson(text)) {
            readJson(whole->value, 1, defaultScheme, report);
            markDuplicates(report);
            return report;
        }
    }
    const ListLayout whole = guessLayout(ListKind::Proxies, input, layout).layout;
    if (layout.isTable() || *whole.heading) {
        if (const auto good = checkLayout(ListKind::Proxies, whole); !good)
            return fail(good.error());
        readTable(splitRecords(decoded.text, whole), whole.columns, defaultScheme, report);
    } else {
        readLines(decoded.text, defaultScheme, report);
    }
    markDuplicates(report);
    return report;
}

} // namespace pelorus::formats
