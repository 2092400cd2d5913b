// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/draft.h"

#include "ui/support/format.h"
#include "ui/support/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

struct Draft
{
    Q_DECLARE_TR_FUNCTIONS(BulkDraft)
};

} // namespace

QStringList BulkDraft::unknown(const QStringList &paths) const
{
    QStringList fresh;
    for (const QString &path : paths)
        if (videoAt(path) < 0 && !fresh.contains(path))
            fresh << path;
    return fresh;
}

int BulkDraft::videoAt(const QString &path) const
{
    const auto it = std::ranges::find(videos, path, &DraftVideo::path);
    return it == videos.end() ? -1 : int(it - videos.begin());
}

void BulkDraft::removeVideo(const QString &path)
{
    std::erase_if(videos, [&](const DraftVideo &video) { return video.path == path; });
    std::erase_if(assigned, [&](const auto &pair) { return pair.first == path; });
}

void BulkDraft::assignAgain(const std::vector<std::pair<QString, qint64>> &before,
                            const QStringList &paths)
{
    const auto isBack = [&](const auto &pair) { return paths.contains(pair.first); };
    auto kept = before;
    std::erase_if(kept, isBack);
    if (kept == assigned) {
        assigned = before;
        return;
    }
    for (const auto &pair : before)
        if (isBack(pair) && std::ranges::find(assigned, pair) == assigned.end())
            assigned.push_back(pair);
}

void BulkDraft::assign(const QStringList &paths, const QList<qint64> &accountKeys)
{
    std::erase_if(assigned, [&](const auto &pair) { return paths.contains(pair.first); });
    for (const QString &path : paths)
        for (const qint64 account : accountKeys)
            assigned.emplace_back(path, account);
}

int BulkDraft::unread() const
{
    return int(std::ranges::count_if(videos, [](const DraftVideo &video) {
        return video.state == DraftVideo::State::Waiting
            || video.state == DraftVideo::State::Reading
            || video.state == DraftVideo::State::Stopped;
    }));
}

QString accountProblem(const store::AccountRow &account, const QDateTime &now)
{
    if (words::isPaused(account, now))
        return Draft::tr("The account is paused until %1: %2. Resume it first.")
            .arg(format::exact(*account.pausedUntil), account.pauseReason);
    if (account.status != u"ACTIVE"_s)
        return Draft::tr("The account is not active (%1). Settle that on the site first.")
            .arg(words::accountStatus(account, now).text);
    if (account.cookieCount == 0 && !account.hasPassword)
        return Draft::tr("The account has neither cookies nor a password. Import its cookies.");
    return {};
}

run::PlanInput toPlanInput(const BulkDraft &draft,
                           const std::vector<const store::AccountRow *> &chosen,
                           const settings::Settings &settings,
                           const QDateTime &now)
{
    run::PlanInput input;
    input.spread = draft.spread;
    input.machine = settings.machine;
    input.date = now.toLocalTime().date();
    input.publishAgain = draft.publishAgain;
    input.standing = draft.standing;
    input.location = draft.location;
    if (draft.captions == BulkDraft::Captions::Template)
        input.captionTemplate = draft.captionTemplate;
    if (draft.captions == BulkDraft::Captions::Csv)
        input.captions = draft.csvRows;

    QHash<QString, int> videoAt;
    for (const DraftVideo &video : draft.videos) {
        videoAt.insert(video.path, int(input.videos.size()));
        input.videos.push_back({video.path,
                                settings.storedMediaPath(video.path),
                                video.size,
                                video.sha256,
                                video.problem});
    }
    QHash<qint64, int> accountAt;
    for (const store::AccountRow *account : chosen) {
        accountAt.insert(account->id.value, int(input.accounts.size()));
        input.accounts.push_back({account->id, account->username, accountProblem(*account, now)});
    }
    for (const auto &[path, account] : draft.assigned)
        if (videoAt.contains(path) && accountAt.contains(account))
            input.byHand.emplace_back(videoAt.value(path), accountAt.value(account));
    for (auto it = draft.typed.begin(); it != draft.typed.end(); ++it)
        if (videoAt.contains(it.key().first) && accountAt.contains(it.key().second))
            input.captionsByHand.insert(
                {videoAt.value(it.key().first), accountAt.value(it.key().second)}, it.value());
    return input;
}

QStringList
whatIsMissing(const BulkDraft &draft, const run::PlanInput &input, const run::BulkPlan &plan)
{
    // A captions file may name hundreds of other videos.
    constexpr int kMost = 2;
    QStringList missing = plan.problems.mid(0, kMost);
    if (const int more = int(plan.problems.size()) - kMost; more > 0)
        missing << Draft::tr("And %Ln more of this kind.", nullptr, more);
    if (!input.videos.empty() && !input.accounts.empty() && plan.entries.empty())
        missing << Draft::tr("No video is given to an account yet.");
    QSet<int> given;
    for (const run::PlanEntry &entry : plan.entries)
        given.insert(entry.video);
    if (draft.spread == run::Spread::ByHand && !plan.entries.empty()
        && given.size() < qsizetype(input.videos.size()))
        missing << Draft::tr("%Ln videos are given to no account.",
                             nullptr,
                             int(input.videos.size()) - int(given.size()));
    if (const int bad = int(plan.entries.size()) - plan.good; bad > 0)
        missing << Draft::tr("%Ln uploads would fail and are left out; see Review.", nullptr, bad);
    if (const int unread = draft.unread(); unread > 0)
        missing << Draft::tr("%Ln videos are not read yet.", nullptr, unread);
    return missing;
}

} // namespace pelorus::ui
