// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"

#include "core/formats/accountline.h"
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

void readTable(const std::vector<ListRecord> &records,
               const QStringList &columns,
               AccountReport &report)
{
    for (const ListRecord &record : records) {
        ++report.read;
        if (record.malformed) {
            report.rejected.push_back(
                {record.line,
                 QCoreApplication::translate("Core", "The quotes on this line do not match.")});
            continue;
        }
        const auto field
            = [&](const QString &name) { return record.fields.value(columns.indexOf(name)); };
        QList<qsizetype> asWritten; // what quotes enclose
        for (const auto &[name, position] :
             {std::pair(u"password"_s, 1), std::pair(u"email_password"_s, 3)})
            if (const qsizetype at = columns.indexOf(name);
                at >= 0 && size_t(at) < record.quoted.size() && record.quoted[size_t(at)])
                asWritten << position;
        AccountEntry entry;
        entry.line = record.line;
        entry.cookies = Secret(trimmedEdges(field(u"cookies"_s)).toString());
        const QString reason = fillAccount(entry,
                                           {field(u"login"_s),
                                            field(u"password"_s),
                                            field(u"email"_s),
                                            field(u"email_password"_s),
                                            field(u"tfa"_s)},
                                           asWritten);
        entry.userAgent = trimmedEdges(field(u"user_agent"_s)).toString();
        if (reason.isEmpty())
            report.accepted.push_back(std::move(entry));
        else
            report.rejected.push_back({record.line, reason});
    }
}

void readLines(const QString &text, AccountReport &report)
{
    int number = 0;
    for (const QStringView raw : splitLines(text)) {
        ++number;
        const QStringView line = trimmedEdges(raw);
        if (line.isEmpty())
            continue;
        ++report.read;
        readAccountLine(line, number, report);
    }
}

} // namespace

Result<AccountReport> readAccounts(const QByteArray &input, const ListLayout &layout)
{
    if (const QString kind = foreignFileKind(input); !kind.isEmpty()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core", "This is %1, not a list of accounts. Save it as text or CSV.")
                        .arg(kind));
    }
    if (const auto good = checkLayout(ListKind::Accounts, layout); !good)
        return fail(good.error());
    const DecodedText decoded = decodeText(input, layout.encoding);
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
    const ListLayout whole = guessLayout(ListKind::Accounts, input, layout).layout;
    if (layout.isTable() || *whole.heading) {
        if (const auto good = checkLayout(ListKind::Accounts, whole); !good)
            return fail(good.error());
        readTable(splitRecords(decoded.text, whole), whole.columns, report);
    } else {
        readLines(decoded.text, report);
    }
    // In the order of lines, whichever list they stand in.
    QHash<QString, int> seen;
    for (AccountEntry &entry : report.accepted)
        markDuplicate(entry, seen);
    return report;
}

} // namespace pelorus::formats
