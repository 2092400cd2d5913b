// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transferplan.h"

#include "core/base/threadguard.h"
#include "core/formats/csv.h"
#include "core/store/url.h"
#include "ui/settings/databasesetting.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Transfer)
};

} // namespace

Result<TransferPreview>
previewTransfer(const TransferChoice &choice, const TransferProgress &progress, const Call &call)
{
    mayBlock("Looking at what is to be moved");
    const auto target = store::parseDatabaseUrl(*choice.target);
    if (!target)
        return fail(target.error());
    if (target->engine != store::Engine::PostgreSql) {
        return fail(ErrorKind::InvalidInput,
                    Words::tr("The target must be a PostgreSQL database, such as "
                              "postgresql://user@host/pelorus."));
    }
    if (auto opens = tryDatabase(*choice.target); !opens)
        return fail(opens.error());
    auto report
        = transfer::transfer({choice.source, choice.target->clone(), true, false, progress}, call);
    if (!report)
        return fail(report.error());
    const QString own = QFileInfo(choice.ownFile).canonicalFilePath();
    return TransferPreview{
        std::move(*report),
        Words::tr("%1 (database “%2”)").arg(target->displayName(), target->database),
        !choice.ownFile.isEmpty() && QFileInfo(choice.source).canonicalFilePath() == own};
}

std::vector<TransferFinding> transferFindings(const transfer::Report &report)
{
    std::vector<TransferFinding> rows;
    rows.reserve(report.findings.size() + report.leftBehind.size());
    for (const transfer::Finding &finding : report.findings) {
        rows.push_back({int(rows.size()),
                        finding.table,
                        finding.row,
                        finding.column,
                        finding.outcome,
                        transfer::explain(finding.trouble)});
    }
    for (const transfer::Report::Left &left : report.leftBehind) {
        rows.push_back({int(rows.size()),
                        left.name,
                        0,
                        {},
                        transfer::Outcome::Quarantined,
                        Words::tr("Pelorus does not know this table and leaves all of it (rows: "
                                  "%L1) in the old database. Django brings its own ones itself.")
                            .arg(left.rows)});
    }
    return rows;
}

QString transferOutcomeText(transfer::Outcome outcome)
{
    switch (outcome) {
    case transfer::Outcome::Kept:
        return Words::tr("Goes as it is");
    case transfer::Outcome::Healed:
        return Words::tr("Goes, healed");
    case transfer::Outcome::Quarantined:
        return Words::tr("Stays behind");
    }
    return {};
}

Result<void> saveTransferReport(const QString &path, const transfer::Report &report)
{
    QByteArray text
        = formats::csvLine({u"table"_s, u"row"_s, u"column"_s, u"result"_s, u"reason"_s}).toUtf8();
    for (const TransferFinding &finding : transferFindings(report)) {
        text += formats::csvLine({finding.table,
                                  finding.row > 0 ? QString::number(finding.row) : QString(),
                                  finding.column,
                                  transferOutcomeText(finding.outcome),
                                  finding.text})
                    .toUtf8();
    }
    return formats::saveCsv(path, text);
}

} // namespace pelorus::ui
