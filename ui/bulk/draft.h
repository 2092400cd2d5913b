// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/bulkplan.h"
#include "core/settings/settings.h"
#include "core/store/records.h"

#include <QDateTime>
#include <QImage>

#include <chrono>
#include <vector>

namespace pelorus::ui {

struct DraftVideo
{
    enum class State { Waiting, Reading, Ready, Failed, Stopped };

    QString path; ///< also its key: a path stands once in a draft
    State state = State::Waiting;
    qint64 size = 0;
    std::chrono::milliseconds duration{0};
    QSize frame;
    QByteArray sha256;
    QImage thumbnail;
    QString problem;
};

/// The bulk upload that is being put together. Plain data on the GUI thread; outlives the page, so
/// that a change of language loses nothing.
struct BulkDraft
{
    enum class Captions { ByHand, Template, Csv };

    std::vector<DraftVideo> videos;
    QSet<qint64> accounts;
    QString name;
    run::Spread spread = run::Spread::RoundRobin;
    Captions captions = Captions::Template;
    QString captionTemplate;
    QString csvName;
    std::vector<formats::CaptionRow> csvRows;
    QStringList csvProblems;
    QString location; ///< of every video that the CSV file gives none
    /// Typed for one video on one account; wins over template and CSV.
    QHash<std::pair<QString, qint64>, QString> typed;
    /// ByHand spread, in order.
    std::vector<std::pair<QString, qint64>> assigned;
    bool publishAgain = false;
    /// By run::standingKey().
    QHash<QString, store::Standing> standing;

    /// Paths that are new; the rest are in it already.
    [[nodiscard]] QStringList unknown(const QStringList &paths) const;
    [[nodiscard]] int videoAt(const QString &path) const;
    void removeVideo(const QString &path);
    /// What the removal of videos took from `assigned`, back: in its old place where nothing was
    /// given meanwhile.
    void assignAgain(const std::vector<std::pair<QString, qint64>> &before,
                     const QStringList &paths);
    /// Gives the videos to these accounts, in the spread by hand; a pair stands once.
    void assign(const QStringList &paths, const QList<qint64> &accountKeys);
    [[nodiscard]] int unread() const;
};

/// Why this account cannot run now; empty when it can.
[[nodiscard]] QString accountProblem(const store::AccountRow &account, const QDateTime &now);

/// What run::planBulk() takes; accounts are those chosen, in the order of `rows`.
[[nodiscard]] run::PlanInput toPlanInput(const BulkDraft &draft,
                                         const std::vector<const store::AccountRow *> &chosen,
                                         const settings::Settings &settings,
                                         const QDateTime &now);

/// What is missing before Start, or will be left out, in words for beside the button.
[[nodiscard]] QStringList
whatIsMissing(const BulkDraft &draft, const run::PlanInput &input, const run::BulkPlan &plan);

} // namespace pelorus::ui
