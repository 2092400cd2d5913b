// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "core/store/importstore.h"

#include <QCoreApplication>
#include <QHash>

// What the imports' commands answer; the same for accounts and proxies.

namespace pelorus::cli {

/// --on-duplicate; skip without it.
[[nodiscard]] inline Result<store::OnDuplicate> duplicateRule(const Arguments &arguments)
{
    const QString word = arguments.value(QStringLiteral("on-duplicate"), QStringLiteral("skip"));
    if (word == QLatin1StringView("skip"))
        return store::OnDuplicate::Skip;
    if (word == QLatin1StringView("fill"))
        return store::OnDuplicate::Fill;
    if (word == QLatin1StringView("replace"))
        return store::OnDuplicate::Replace;
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core", "--on-duplicate takes skip, fill or replace."));
}

/// --dry-run decides everything as the import itself does, and writes nothing.
[[nodiscard]] inline store::ImportOptions importOptions(const Context &context,
                                                        store::OnDuplicate rule)
{
    return {.onDuplicate = rule,
            .dryRun = context.arguments.has(QStringLiteral("dry-run")),
            .who = context.settings.machine};
}

/// Moves what the database did not take to the rejected lines; the notes of those that it took.
template <typename Entry>
QHash<int, QString> settle(formats::ImportReport<Entry> &report, const store::ImportResult &result)
{
    using What = store::ImportRow::What;
    QHash<int, QString> notes;
    std::vector<Entry> kept;
    for (size_t i = 0; i < report.accepted.size(); ++i) {
        const store::ImportRow &row = result.rows[i];
        if (row.what == What::Skipped || row.what == What::Refused) {
            report.rejected.push_back({row.line, row.note});
            continue;
        }
        if (!row.note.isEmpty())
            notes.insert(row.line, row.note);
        kept.push_back(std::move(report.accepted[i]));
    }
    report.accepted = std::move(kept);
    return notes;
}

/// The part of an import's answer that does not depend on what is imported.
template <typename Entry>
QJsonObject reportObject(const formats::ImportReport<Entry> &report, const QJsonArray &accepted)
{
    QJsonArray ambiguous;
    for (const auto &line : report.ambiguous) {
        ambiguous += QJsonObject{{QStringLiteral("line"), line.line},
                                 {QStringLiteral("readings"), int(line.readings.size())}};
    }
    QJsonArray rejected;
    for (const auto &line : report.rejected) {
        rejected += QJsonObject{{QStringLiteral("line"), line.line},
                                {QStringLiteral("reason"), line.reason}};
    }
    return {{QStringLiteral("read"), report.read},
            {QStringLiteral("accepted"), accepted},
            {QStringLiteral("ambiguous"), ambiguous},
            {QStringLiteral("rejected"), rejected}};
}

template <typename Entry>
QString reportText(const formats::ImportReport<Entry> &report, const QHash<int, QString> &notes)
{
    QString text = QCoreApplication::translate(
                       "Core", "%1 lines read: %2 accepted, %3 ambiguous, %4 rejected")
                       .arg(report.read)
                       .arg(report.accepted.size())
                       .arg(report.ambiguous.size())
                       .arg(report.rejected.size());
    for (const auto &line : report.rejected)
        text += QStringLiteral("\n  %1: %2").arg(line.line).arg(line.reason);
    for (const Entry &entry : report.accepted)
        if (notes.contains(entry.line))
            text += QStringLiteral("\n  %1: %2").arg(entry.line).arg(notes.value(entry.line));
    return text;
}

} // namespace pelorus::cli
