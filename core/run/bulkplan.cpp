// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/bulkplan.h"

#include "core/instagram/site.h"

#include <QCollator>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::run {
namespace {

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

std::vector<std::pair<int, int>> pairs(const PlanInput &input)
{
    std::vector<std::pair<int, int>> out;
    const int videos = int(input.videos.size());
    const int accounts = int(input.accounts.size());
    if (accounts == 0)
        return out;
    switch (input.spread) {
    case Spread::RoundRobin:
        for (int v = 0; v < videos; ++v)
            out.emplace_back(v, v % accounts);
        break;
    case Spread::AllToAll:
        for (int a = 0; a < accounts; ++a) {
            for (int v = 0; v < videos; ++v)
                out.emplace_back(v, a);
        }
        break;
    case Spread::ByHand:
        for (const auto &[video, account] : input.byHand) {
            if (video >= 0 && video < videos && account >= 0 && account < accounts)
                out.emplace_back(video, account);
        }
        break;
    }
    return out;
}

/// The rows of the captions by the name of their video, so that neither videos nor entries look
/// through all of them.
class CaptionIndex
{
public:
    explicit CaptionIndex(const PlanInput &input)
    {
        for (const PlanVideo &video : input.videos)
            m_names.push_back(fileName(video.path).toCaseFolded());
        const QSet<QString> known(m_names.begin(), m_names.end());
        for (const formats::CaptionRow &row : input.captions) {
            const QString name = fileName(row.video).toCaseFolded();
            if (!known.contains(name))
                m_strange.push_back(&row);
            else if (row.account.isEmpty())
                m_rows.insert({name, {}}, &row);
            else if (const std::pair key(name, row.account.toCaseFolded()); !m_rows.contains(key))
                m_rows.insert(key, &row);
        }
    }
    /// A row for this account wins over one for all; null where there is neither.
    [[nodiscard]] const formats::CaptionRow *find(int video, const PlanAccount &account) const
    {
        const QString &name = m_names[size_t(video)];
        const auto *own = m_rows.value({name, account.username.toCaseFolded()});
        return own ? own : m_rows.value({name, {}});
    }
    /// Rows that name no video of the task.
    [[nodiscard]] const std::vector<const formats::CaptionRow *> &strange() const
    {
        return m_strange;
    }

private:
    std::vector<QString> m_names;
    std::vector<const formats::CaptionRow *> m_strange;
    QHash<std::pair<QString, QString>, const formats::CaptionRow *> m_rows;
};

QStringList splitMentions(const QString &text)
{
    QStringList out;
    QString plain = text;
    plain.replace(u',', u' ').replace(u';', u' ').replace(u'\n', u' ');
    for (QString word : plain.split(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith(u'@'))
            word.remove(0, 1);
        if (!word.isEmpty())
            out += word;
    }
    return out;
}

Result<void>
fillCaption(const PlanInput &input, const CaptionIndex &captions, PlanEntry &entry, int number)
{
    const PlanVideo &video = input.videos[size_t(entry.video)];
    const PlanAccount &account = input.accounts[size_t(entry.account)];
    const auto typed = input.captionsByHand.constFind({entry.video, entry.account});
    const formats::CaptionRow *row = captions.find(entry.video, account);
    entry.location = input.location.trimmed();
    if (row != nullptr) {
        entry.caption = row->caption;
        if (!row->location.isEmpty())
            entry.location = row->location;
        entry.mentions = splitMentions(row->mentions);
    }
    if (typed != input.captionsByHand.constEnd()) {
        entry.caption = *typed;
        return {};
    }
    if (row != nullptr || input.captionTemplate.isEmpty())
        return {};
    const auto filled = formats::fillTemplate(
        input.captionTemplate,
        {QFileInfo(video.path).completeBaseName(), account.username, number, input.date});
    if (!filled)
        return fail(filled.error());
    entry.caption = *filled;
    return {};
}

QString problemOf(const PlanInput &input, const PlanEntry &entry, const QSet<QString> &planned)
{
    const PlanVideo &video = input.videos[size_t(entry.video)];
    const PlanAccount &account = input.accounts[size_t(entry.account)];
    if (!video.problem.isEmpty())
        return video.problem;
    if (!account.problem.isEmpty())
        return account.problem;
    const qsizetype length
        = instagram::fullCaption({{}, 0, entry.caption, {}, entry.mentions}).size();
    if (length > formats::kCaptionLimit) {
        return QCoreApplication::translate(
                   "Core",
                   "The caption has %1 characters; the site takes %2. Shorten "
                   "it.")
            .arg(length)
            .arg(formats::kCaptionLimit);
    }
    if (video.sha256.isEmpty())
        return {};
    const QString key = standingKey(account.id, video.sha256);
    if (const auto there = input.standing.find(key);
        !entry.publishAgain && there != input.standing.end()) {
        return (*there == store::Standing::Planned
                    ? QCoreApplication::translate(
                        "Core",
                        "A task that has not ended publishes this video on %1. Choose “Publish "
                        "again” if it is meant to be there twice.")
                    : QCoreApplication::translate(
                        "Core",
                        "This video is on %1 already, or may be. Choose “Publish "
                        "again” if it is meant to be there twice."))
            .arg(account.username);
    }
    if (planned.contains(key)) {
        return QCoreApplication::translate("Core",
                                           "The same video stands twice in this task for %1.")
            .arg(account.username);
    }
    return {};
}

} // namespace

QString standingKey(AccountId account, const QByteArray &sha256)
{
    return u"%1/%2"_s.arg(account.value).arg(QString::fromLatin1(sha256.toHex()));
}

BulkPlan planBulk(const PlanInput &input)
{
    BulkPlan plan;
    if (input.videos.empty())
        plan.problems += QCoreApplication::translate("Core", "No videos are chosen.");
    if (input.accounts.empty())
        plan.problems += QCoreApplication::translate("Core", "No accounts are chosen.");
    const CaptionIndex captions(input);
    for (const formats::CaptionRow *row : captions.strange()) {
        plan.problems
            += QCoreApplication::translate(
                   "Core", "Line %1 of the captions names %2, which is not among the videos.")
                   .arg(row->line)
                   .arg(row->video);
    }
    QHash<int, int> numbers;
    QSet<QString> planned;
    QSet<int> goodAccounts;
    for (const auto &[video, account] : pairs(input)) {
        PlanEntry entry{video, account, {}, {}, {}, input.publishAgain, {}};
        const auto filled = fillCaption(input, captions, entry, ++numbers[account]);
        entry.problem = filled ? problemOf(input, entry, planned) : filled.error().message;
        if (entry.problem.isEmpty()) {
            ++plan.good;
            goodAccounts.insert(account);
            planned.insert(standingKey(input.accounts[size_t(account)].id,
                                       input.videos[size_t(video)].sha256));
        }
        plan.entries.push_back(std::move(entry));
    }
    plan.accounts = int(goodAccounts.size());
    return plan;
}

store::NewBulk toNewBulk(const QString &name, const PlanInput &input, const BulkPlan &plan)
{
    store::NewBulk bulk;
    bulk.name = name;
    bulk.machine = input.machine;
    QHash<int, size_t> places;
    for (const PlanEntry &entry : plan.entries) {
        if (!entry.problem.isEmpty())
            continue;
        if (!places.contains(entry.account)) {
            places.insert(entry.account, bulk.accounts.size());
            bulk.accounts.push_back({input.accounts[size_t(entry.account)].id, {}, {}});
        }
        const PlanVideo &video = input.videos[size_t(entry.video)];
        bulk.accounts[places.value(entry.account)].items.push_back({video.storedPath,
                                                                    entry.caption,
                                                                    entry.location,
                                                                    entry.mentions,
                                                                    video.size,
                                                                    video.sha256,
                                                                    entry.publishAgain});
    }
    return bulk;
}

QStringList videosIn(const QString &folder)
{
    const QDir dir(folder);
    QStringList names = dir.entryList({u"*.mp4"_s, u"*.mov"_s, u"*.m4v"_s}, QDir::Files);
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::sort(
        names, [&](const QString &a, const QString &b) { return collator.compare(a, b) < 0; });
    for (QString &name : names)
        name = dir.absoluteFilePath(name);
    return names;
}

} // namespace pelorus::run
