// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"

#include "core/formats/accountline.h"
#include "core/formats/csv.h"
#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

/// login → line of its first appearance
void markDuplicate(AccountEntry &entry, QHash<QString, int> &seen)
{
    const QString key = entry.login.toLower();
    if (const int first = seen.value(key); first > 0)
        entry.duplicateOf = first;
    else
        seen.insert(key, entry.line);
}

QString columnFor(const QString &heading)
{
    static const QHash<QString, QString> words{
        {u"login"_s, u"login"_s},
        {u"username"_s, u"login"_s},
        {u"user"_s, u"login"_s},
        {u"логин"_s, u"login"_s},
        {u"password"_s, u"password"_s},
        {u"pass"_s, u"password"_s},
        {u"пароль"_s, u"password"_s},
        {u"email"_s, u"email"_s},
        {u"e-mail"_s, u"email"_s},
        {u"mail"_s, u"email"_s},
        {u"почта"_s, u"email"_s},
        {u"email_username"_s, u"email"_s},
        {u"email_password"_s, u"email_password"_s},
        {u"email password"_s, u"email_password"_s},
        {u"mail_password"_s, u"email_password"_s},
        {u"пароль почты"_s, u"email_password"_s},
        {u"2fa"_s, u"tfa"_s},
        {u"tfa"_s, u"tfa"_s},
        {u"tfa_secret"_s, u"tfa"_s},
        {u"totp"_s, u"tfa"_s},
        {u"secret"_s, u"tfa"_s},
        {u"cookies"_s, u"cookies"_s},
        {u"cookie"_s, u"cookies"_s},
        {u"куки"_s, u"cookies"_s},
        {u"user_agent"_s, u"user_agent"_s},
        {u"useragent"_s, u"user_agent"_s},
        {u"user-agent"_s, u"user_agent"_s},
    };
    return words.value(trimmedEdges(heading).toString().toLower());
}

/// Column → index when the first record is a heading.
QHash<QString, qsizetype> headingOf(const CsvRecord &record)
{
    QHash<QString, qsizetype> columns;
    for (qsizetype i = 0; i < record.fields.size(); ++i) {
        if (const QString column = columnFor(record.fields.at(i)); !column.isEmpty())
            columns.insert(column, i);
    }
    if (!columns.contains(u"login"_s)
        || !(columns.contains(u"password"_s) || columns.contains(u"cookies"_s)))
        return {};
    return columns;
}

void readTable(CsvReader &reader, const QHash<QString, qsizetype> &columns, AccountReport &report)
{
    while (const auto record = reader.next()) {
        ++report.read;
        if (record->malformed) {
            report.rejected.push_back(
                {record->line,
                 QCoreApplication::translate("Core", "The quotes on this line do not match.")});
            continue;
        }
        const auto field = [&](const QString &name) {
            const auto found = columns.constFind(name);
            return found == columns.cend() ? QString() : record->fields.value(*found);
        };
        AccountEntry entry;
        entry.line = record->line;
        entry.cookies = Secret(trimmedEdges(field(u"cookies"_s)).toString());
        const QString reason = fillAccount(entry,
                                           {field(u"login"_s),
                                            field(u"password"_s),
                                            field(u"email"_s),
                                            field(u"email_password"_s),
                                            field(u"tfa"_s)});
        entry.userAgent = trimmedEdges(field(u"user_agent"_s)).toString();
        if (reason.isEmpty())
            report.accepted.push_back(std::move(entry));
        else
            report.rejected.push_back({record->line, reason});
    }
}

} // namespace

Result<AccountReport> readAccounts(const QByteArray &input)
{
    if (const QString kind = foreignFileKind(input); !kind.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core", "This is %1, not a list of accounts. Save it as text or CSV.")
                        .arg(kind));
    }
    const DecodedText decoded = decodeText(input);
    if (trimmedEdges(decoded.text).isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "The list of accounts is empty."));
    }
    AccountReport report;
    if (decoded.guessed) {
        report.notice = QCoreApplication::translate("Core",
                                                    "The list is not UTF-8; it was read as %1. "
                                                    "Check names and passwords.")
                            .arg(decoded.encoding);
    }
    CsvReader table(decoded.text);
    const auto first = table.next();
    const auto columns = first ? headingOf(*first) : QHash<QString, qsizetype>{};
    if (!columns.isEmpty()) {
        readTable(table, columns, report);
    } else {
        int number = 0;
        for (const QStringView raw : splitLines(decoded.text)) {
            ++number;
            const QStringView line = trimmedEdges(raw);
            if (line.isEmpty())
                continue;
            ++report.read;
            readAccountLine(line, number, report);
        }
    }
    // In the order of lines, whichever list they stand in.
    QHash<QString, int> seen;
    for (AccountEntry &entry : report.accepted)
        markDuplicate(entry, seen);
    return report;
}

} // namespace pelorus::formats
