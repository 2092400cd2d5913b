// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/captions.h"
#include "core/store/records.h"

#include <QDate>
#include <QHash>

#include <vector>

namespace pelorus::run {

// The plan of a bulk upload before it is made: who gets which video with which caption, and what
// would fail and why. Pure logic, no I/O; used by the window's wizard and by the command line.

struct PlanVideo
{
    QString path;       ///< as chosen
    QString storedPath; ///< relative to MEDIA_ROOT where it lies there
    qint64 size = 0;
    QByteArray sha256; ///< empty while it is not known yet
    QString problem;   ///< why the file cannot be published; empty if it can
};

struct PlanAccount
{
    AccountId id;
    QString username;
    QString problem; ///< why it cannot run now (paused, suspended, nothing to sign in with)
};

enum class Spread { RoundRobin, AllToAll, ByHand };

/// One video on one account.
struct PlanEntry
{
    int video = 0; ///< index into PlanInput::videos
    int account = 0;
    QString caption;
    QString location;
    QStringList mentions;
    bool publishAgain = false;
    QString problem; ///< translated; empty means that it will be tried
};

struct PlanInput
{
    std::vector<PlanVideo> videos;
    std::vector<PlanAccount> accounts;
    Spread spread = Spread::RoundRobin;
    /// ByHand: pairs of indexes, in order.
    std::vector<std::pair<int, int>> byHand;
    /// Fills every caption that no row gives; may be empty.
    QString captionTemplate;
    std::vector<formats::CaptionRow> captions;
    QString location; ///< of every video whose row names none; may be empty
    /// Captions typed for one entry: key is "video/account".
    QHash<std::pair<int, int>, QString> captionsByHand;
    QDate date;
    /// By standingKey(): what is on an account already, may be, or is about to.
    QHash<QString, store::Standing> standing;
    bool publishAgain = false;
    QString machine; ///< where the videos are
};

struct BulkPlan
{
    std::vector<PlanEntry> entries;
    QStringList problems; ///< of the whole: no videos, a caption row that fits nothing
    int good = 0;         ///< entries without a problem
    int accounts = 0;     ///< accounts with at least one good entry
};

[[nodiscard]] BulkPlan planBulk(const PlanInput &input);

/// The entries without a problem as a task to be stored.
[[nodiscard]] store::NewBulk
toNewBulk(const QString &name, const PlanInput &input, const BulkPlan &plan);

/// Key for PlanInput::standing: "account id/sha256 hex".
[[nodiscard]] QString standingKey(AccountId account, const QByteArray &sha256);

/// Video files of a folder (mp4, mov, m4v, any case), sorted as people sort: clip2 before clip10.
[[nodiscard]] QStringList videosIn(const QString &folder);

} // namespace pelorus::run
