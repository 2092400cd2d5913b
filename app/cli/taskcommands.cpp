// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/json.h"
#include "core/media/media.h"
#include "core/run/bulkplan.h"
#include "core/store/listexport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::cli {
namespace {

QJsonObject jobObject(const store::JobRow &row)
{
    return {
        {u"id"_s, row.job.id.value},
        {u"kind"_s, store::word(row.job.kind)},
        {u"state"_s, store::word(row.job.state)},
        {u"account"_s, row.job.accountName},
        {u"title"_s, row.title},
        {u"videos"_s, row.videos},
        {u"published"_s, row.published},
        {u"failed"_s, row.failed},
        {u"step"_s, row.currentStep},
        {u"error"_s, row.job.error},
        {u"pausedUntil"_s, row.pausedUntil ? row.pausedUntil->toString(Qt::ISODate) : QString()},
        {u"accountStatus"_s, row.accountStatus}};
}

/// What a person wants to know of a task beside its state: what went wrong, what it does, why it
/// waits.
QString taskNote(const store::JobRow &row)
{
    QStringList notes{row.job.error.isEmpty() ? row.currentStep : row.job.error};
    if (row.pausedUntil) {
        notes += QCoreApplication::translate("Core", "The account is paused. %1")
                     .arg(pausedText(*row.pausedUntil, row.pauseReason));
    }
    if (!row.accountStatus.isEmpty()) {
        notes += QCoreApplication::translate("Core", "The account is not active: %1.")
                     .arg(row.accountStatus);
    }
    notes.removeAll({});
    return notes.join(u' ');
}

/// A link proves a published video only; what failed may hold that of an earlier post.
QString itemNote(const store::Item &item)
{
    if (item.state == store::ItemState::Published && !item.permalink.isEmpty())
        return item.permalink;
    if (item.state != store::ItemState::Failed || item.permalink.isEmpty())
        return item.error;
    return QCoreApplication::translate("Core", "%1 The earlier post: %2")
        .arg(item.error, item.permalink);
}

QJsonObject itemObject(const store::JobRow &row, const store::Item &item)
{
    return {{u"account"_s, row.job.accountName},
            {u"video"_s, item.storedPath},
            {u"state"_s, store::word(item.state)},
            {u"permalink"_s, item.permalink},
            {u"sha256"_s, QString::fromLatin1(item.sha256.toHex())},
            {u"error"_s, item.error}};
}

Result<run::PlanInput> planInput(const Context &context, store::AccountStore &accounts)
{
    const Arguments &arguments = context.arguments;
    run::PlanInput input;
    input.machine = context.settings.machine;
    input.date = QDate::currentDate();
    input.captionTemplate = arguments.value(u"caption"_s);
    input.location = arguments.value(u"location"_s);
    input.publishAgain = arguments.has(u"again"_s);
    const QString spread = arguments.value(u"spread"_s, u"round-robin"_s);
    if (spread == "all"_L1)
        input.spread = run::Spread::AllToAll;
    else if (spread != "round-robin"_L1)
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "--spread takes round-robin or all."));
    if (!QFileInfo(arguments.value(u"videos"_s)).isDir()) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate("Core", "There is no folder %1. Check --videos.")
                        .arg(QDir::toNativeSeparators(arguments.value(u"videos"_s))));
    }
    for (const QString &path : run::videosIn(arguments.value(u"videos"_s))) {
        run::PlanVideo video{path, context.settings.storedMediaPath(path), 0, {}, {}};
        const auto digest = media::digest(path, Call::in(1h, context.stop));
        const auto info = media::probe(path, Call::in(1min, context.stop));
        if (digest) {
            video.size = digest->size;
            video.sha256 = digest->sha256;
        }
        if (!digest)
            video.problem = digest.error().message;
        else if (!info && info.error().kind == ErrorKind::Media)
            video.problem = info.error().message;
        input.videos.push_back(std::move(video));
    }
    for (const QString &name : arguments.value(u"accounts"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto id = accounts.findByName(name.trimmed());
        if (!id)
            return fail(id.error());
        if (std::ranges::find(input.accounts, *id, &run::PlanAccount::id) == input.accounts.end())
            input.accounts.push_back({*id, name.trimmed(), {}});
    }
    return input;
}

int bulkCreate(Context &context)
{
    const Arguments &arguments = context.arguments;
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::AccountStore accounts(*database);
    auto input = planInput(context, accounts);
    if (!input)
        return failed(context, input.error());
    QStringList problems;
    if (arguments.has(u"captions"_s)) {
        const auto file = readInput(arguments.value(u"captions"_s));
        if (!file)
            return failed(context, file.error());
        auto captions = formats::readCaptions(*file);
        if (!captions)
            return failed(context, captions.error());
        for (const auto &problem : captions->problems)
            problems += u"%1: %2"_s.arg(problem.line).arg(problem.reason);
        input->captions = std::move(captions->rows);
    }
    std::vector<store::AccountContent> pairs;
    for (const auto &account : input->accounts)
        for (const auto &video : input->videos)
            pairs.push_back({account.id, video.sha256});
    const auto standing = store::PublicationStore(*database).standing(pairs);
    if (!standing)
        return failed(context, standing.error());
    for (const auto &[content, how] : *standing)
        input->standing.insert(run::standingKey(content.account, content.sha256), how);
    const run::BulkPlan plan = run::planBulk(*input);
    problems += plan.problems;
    for (const auto &entry : plan.entries) {
        if (!entry.problem.isEmpty()) {
            problems += u"%1 → %2: %3"_s.arg(
                QFileInfo(input->videos[size_t(entry.video)].path).fileName(),
                input->accounts[size_t(entry.account)].username,
                entry.problem);
        }
    }
    BulkTaskId id;
    QStringList tasks;
    QJsonArray taskNumbers;
    if (plan.good > 0 && !arguments.has(u"dry-run"_s)) {
        auto bulk = run::toNewBulk(arguments.value(u"name"_s, u"Bulk Upload"_s), *input, plan);
        bulk.machine = context.settings.machine;
        store::JobStore jobs(*database);
        const auto made = jobs.createBulk(bulk);
        if (!made)
            return failed(context, made.error());
        id = *made;
        const auto rows = jobs.jobsOfBulk(id);
        if (!rows)
            return failed(context, rows.error());
        for (const store::JobRow &row : *rows) {
            tasks += QString::number(row.job.id.value);
            taskNumbers += row.job.id.value;
        }
    }
    QString text = QCoreApplication::translate("Core", "%1 videos on %2 accounts.")
                       .arg(plan.good)
                       .arg(plan.accounts);
    text += u' '
        % (id.isValid()
               ? QCoreApplication::translate("Core", "Bulk upload %1 was made. Its tasks: %2.")
                     .arg(QString::number(id.value), tasks.join(u", "_s))
               : QCoreApplication::translate("Core", "No task was made."));
    for (const QString &problem : problems)
        text += u"\n  "_s + problem;
    print(context,
          {{u"id"_s, id.value},
           {u"tasks"_s, taskNumbers},
           {u"videos"_s, plan.good},
           {u"accounts"_s, plan.accounts},
           {u"problems"_s, QJsonArray::fromStringList(problems)}},
          text);
    if (plan.good == 0)
        return kFailed;
    return problems.isEmpty() ? kDone : kInPart;
}

/// The number that a command begins with.
Result<qint64> number(const Arguments &arguments)
{
    bool isNumber = false;
    const qint64 id = arguments.positional().value(0).toLongLong(&isNumber);
    if (!isNumber || id <= 0)
        return fail(ErrorKind::InvalidInput, QCoreApplication::translate("Core", "Name one id."));
    return id;
}

/// What a command that takes one id works with.
struct OneId
{
    qint64 id = 0;
    store::DatabasePtr database;
};

std::function<int(Context &)> oneId(std::function<int(Context &, const OneId &)> work)
{
    return [work = std::move(work)](Context &context) {
        const auto id = number(context.arguments);
        if (!id)
            return usage(context, id.error().message);
        const auto database = context.database(store::Role::Viewer);
        if (!database)
            return failed(context, database.error());
        return work(context, {*id, *database});
    };
}

/// NotFound when there is no such bulk upload.
Result<std::vector<store::JobRow>> tasksOfBulk(store::JobStore &jobs, qint64 bulk)
{
    auto rows = jobs.jobsOfBulk({bulk});
    if (rows && rows->empty()) {
        return fail(
            notFound(QCoreApplication::translate("Core", "There is no bulk upload %1.").arg(bulk)));
    }
    return rows;
}

/// The end of a command that changes what the id names.
int told(const Context &context, const OneId &given, const Result<void> &changed)
{
    if (!changed)
        return failed(context, changed.error());
    print(context, {{u"id"_s, given.id}}, QCoreApplication::translate("Core", "Done."));
    return kDone;
}

int bulkExport(Context &context)
{
    const Arguments &arguments = context.arguments;
    const auto id = number(arguments);
    if (!id || arguments.positional().size() != 2) {
        return usage(context,
                     QCoreApplication::translate(
                         "Core", "Name the bulk upload's number and the file to write."));
    }
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    store::JobStore store(*database);
    const auto rows = tasksOfBulk(store, *id);
    if (!rows)
        return failed(context, rows.error());
    std::vector<JobId> jobs;
    for (const store::JobRow &row : *rows)
        jobs.push_back(row.job.id);
    const auto list = store::exportResults(*database, jobs, {Deadline::never(), context.stop});
    if (!list)
        return failed(context, list.error());
    if (const auto saved = store::saveList(arguments.positional().at(1), *list); !saved)
        return failed(context, saved.error());
    print(context,
          {{u"videos"_s, list->rows}},
          QCoreApplication::translate("Core", "%1 results written.").arg(list->rows));
    return kDone;
}

int bulkStatus(Context &context, const OneId &given)
{
    store::JobStore jobs(given.database);
    const auto rows = tasksOfBulk(jobs, given.id);
    if (!rows)
        return failed(context, rows.error());
    QJsonArray jobArray;
    QJsonArray itemArray;
    QString text;
    bool allPublished = true;
    for (const store::JobRow &row : *rows) {
        jobArray += jobObject(row);
        text += u"%1  %2"_s.arg(row.job.accountName, store::word(row.job.state));
        // How it ended is said by its videos.
        if (const QString note = taskNote(row); !store::isFinal(row.job.state) && !note.isEmpty())
            text += u"  "_s % note;
        text += u'\n';
        const auto items = jobs.items(row.job.id);
        if (!items)
            return failed(context, items.error());
        for (const store::Item &item : *items) {
            itemArray += itemObject(row, item);
            allPublished = allPublished && item.state == store::ItemState::Published;
            text += u"    %1  %2  %3\n"_s.arg(
                store::word(item.state), item.storedPath, itemNote(item));
        }
    }
    print(context, {{u"jobs"_s, jobArray}, {u"items"_s, itemArray}}, text);
    return allPublished ? kDone : kInPart;
}

int tasksList(Context &context)
{
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::JobStore(*database).rows(500);
    if (!rows)
        return failed(context, rows.error());
    QJsonArray array;
    QString text;
    for (const store::JobRow &row : *rows) {
        array += jobObject(row);
        text += u"%1\t%2\t%3\t%4/%5\t%6\n"_s.arg(row.job.id.value)
                    .arg(store::word(row.job.state), row.job.accountName)
                    .arg(row.published)
                    .arg(row.videos)
                    .arg(taskNote(row));
    }
    printRows(context, u"tasks"_s, array, text);
    return kDone;
}

using Change = std::function<Result<void>(store::JobStore &, JobId)>;

/// A command that changes one task.
std::function<int(Context &)> changeTask(Change change)
{
    return oneId([change = std::move(change)](Context &context, const OneId &given) {
        store::JobStore jobs(given.database);
        return told(context, given, change(jobs, {given.id}));
    });
}

Change requestOf(store::JobRequest request)
{
    return [request](store::JobStore &jobs, JobId id) { return jobs.request(id, request); };
}

int publicationsList(Context &context)
{
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto rows = store::PublicationStore(*database).rows(500);
    if (!rows)
        return failed(context, rows.error());
    QJsonArray array;
    QString text;
    for (const store::Publication &row : *rows) {
        array += QJsonObject{{u"id"_s, row.id.value},
                             {u"account"_s, row.accountName},
                             {u"state"_s, store::word(row.state)},
                             {u"sha256"_s, QString::fromLatin1(row.sha256.toHex())},
                             {u"permalink"_s, row.permalink},
                             {u"at"_s, row.createdAt.toString(Qt::ISODate)}};
        text += u"%1\t%2\t%3\t%4\n"_s.arg(row.id.value)
                    .arg(store::word(row.state), row.accountName, row.permalink);
    }
    printRows(context, u"publications"_s, array, text);
    return kDone;
}

int publicationsConfirm(Context &context, const OneId &given)
{
    return told(context,
                given,
                store::PublicationStore(given.database)
                    .settleByHand({given.id},
                                  store::PublicationState::Confirmed,
                                  context.arguments.value(u"link"_s),
                                  context.settings.machine));
}

/// A new single task with the same content, whatever stands on the account already.
int publicationsAgain(Context &context, const OneId &given)
{
    const auto publication = store::PublicationStore(given.database).get({given.id});
    if (!publication)
        return failed(context, publication.error());
    store::JobStore jobs(given.database);
    const auto items = jobs.items(publication->jobId);
    if (!items)
        return failed(context, items.error());
    for (const store::Item &item : *items) {
        if (item.id != publication->itemId)
            continue;
        const auto made = jobs.createUpload(publication->accountId,
                                            {{item.storedPath,
                                              item.caption,
                                              item.location,
                                              item.mentions,
                                              item.size,
                                              item.sha256,
                                              true}},
                                            context.settings.machine);
        if (!made)
            return failed(context, made.error());
        const auto task = jobs.jobOfUpload(*made);
        if (!task)
            return failed(context, task.error());
        print(context,
              {{u"id"_s, made->value}, {u"task"_s, task->job.id.value}},
              QCoreApplication::translate("Core", "Task %1 publishes it again.")
                  .arg(task->job.id.value));
        return kDone;
    }
    return failed(context,
                  notFound(QCoreApplication::translate(
                      "Core", "The video of this publication is no longer known.")));
}

} // namespace

std::vector<Command> taskCommands()
{
    return {
        {u"bulk create"_s,
         u"--name N --videos DIR --accounts A,B [--captions CSV] [--caption TEMPLATE] "
         "[--location PLACE] [--spread round-robin|all] [--again] [--dry-run]"_s,
         bulkCreate,
         {.valued = {u"name"_s, u"captions"_s, u"caption"_s, u"location"_s, u"spread"_s},
          .flags = {u"again"_s, u"dry-run"_s},
          .required = {u"videos"_s, u"accounts"_s}}},
        {u"bulk status"_s, u"BULK"_s, oneId(bulkStatus), {.words = 1}},
        {u"bulk export"_s, u"BULK FILE"_s, bulkExport, {.words = 2}},
        {u"tasks list"_s, {}, tasksList},
        {u"tasks cancel"_s,
         u"TASK"_s,
         changeTask(requestOf(store::JobRequest::Cancel)),
         {.words = 1}},
        {u"tasks retry"_s,
         u"TASK"_s,
         changeTask([](store::JobStore &jobs, JobId id) { return jobs.retry(id); }),
         {.words = 1}},
        {u"tasks take-over"_s,
         u"TASK"_s,
         changeTask(requestOf(store::JobRequest::TakeOver)),
         {.words = 1}},
        {u"tasks give-back"_s,
         u"TASK"_s,
         changeTask(requestOf(store::JobRequest::GiveBack)),
         {.words = 1}},
        {u"publications list"_s, {}, publicationsList},
        {u"publications confirm"_s,
         u"[--link URL] PUBLICATION"_s,
         oneId(publicationsConfirm),
         {.valued = {u"link"_s}, .words = 1}},
        {u"publications again"_s, u"PUBLICATION"_s, oneId(publicationsAgain), {.words = 1}},
    };
}

} // namespace pelorus::cli
