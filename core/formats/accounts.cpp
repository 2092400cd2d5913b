// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accounts.h"

#include "core/formats/accountline.h"
#include "core/formats/listinput.h"

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

void readRecord(const ListRecord &record, const QStringList &columns, AccountReport &report)
{
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
    setUserAgent(entry, trimmedEdges(field(u"user_agent"_s)).toString());
    if (reason.isEmpty())
        report.accepted.push_back(std::move(entry));
    else
        report.rejected.push_back({record.line, reason});
}

} // namespace

void markDuplicates(std::vector<AccountEntry> &entries)
{
    markDuplicatesBy([](const AccountEntry &entry) { return entry.login.toLower(); }, entries);
}

Result<AccountReport> readAccounts(const QByteArray &input, const ListLayout &layout)
{
    const auto list = openList(ListKind::Accounts, input, layout);
    if (!list)
        return fail(list.error());
    const auto table = tableLayout(ListKind::Accounts, input, layout);
    if (!table)
        return fail(table.error());
    AccountReport report;
    report.notice = list->notice;
    if (*table) {
        readRecords(list->text, **table, report, [&](const ListRecord &record) {
            readRecord(record, (*table)->columns, report);
        });
    } else {
        readLines(list->text, report, [&](QStringView line, int number) {
            readAccountLine(line, number, report);
        });
    }
    markDuplicates(report.accepted);
    return report;
}

} // namespace pelorus::formats
