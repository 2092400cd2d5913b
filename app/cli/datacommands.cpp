// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/store/backup.h"
#include "core/store/restore.h"
#include "core/transfer/adopt.h"
#include "core/transfer/transfer.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::cli {
namespace {

QJsonArray findingsJson(const std::vector<transfer::Finding> &findings)
{
    QJsonArray array;
    for (const transfer::Finding &finding : findings) {
        array += QJsonObject{{u"table"_s, finding.table},
                             {u"row"_s, finding.row},
                             {u"column"_s, finding.column},
                             {u"trouble"_s, transfer::troubleName(finding.trouble)},
                             {u"outcome"_s, transfer::outcomeName(finding.outcome)},
                             {u"text"_s, transfer::describe(finding)}};
    }
    return array;
}

/// Those that are counted alone.
qint64 findingsLeftOut(const transfer::Report &report)
{
    return report.kept + report.healed + report.quarantined - qint64(report.findings.size());
}

QJsonObject reportJson(const transfer::Report &report)
{
    QJsonArray tables;
    for (const transfer::TableReport &table : report.tables) {
        tables += QJsonObject{{u"table"_s, table.table},
                              {u"read"_s, table.read},
                              {u"taken"_s, table.taken},
                              {u"arrived"_s, table.arrived},
                              {u"checksum"_s, table.checksum}};
    }
    QJsonArray left;
    for (const transfer::Report::Left &behind : report.leftBehind)
        left += QJsonObject{{u"name"_s, behind.name}, {u"rows"_s, behind.rows}};
    return {{u"dryRun"_s, report.dryRun},
            {u"alreadyThere"_s, report.alreadyThere},
            {u"refusal"_s, report.refusal},
            {u"oldFileClosed"_s, report.oldFileClosed},
            {u"paused"_s, report.paused},
            {u"kept"_s, report.kept},
            {u"healed"_s, report.healed},
            {u"quarantined"_s, report.quarantined},
            {u"refused"_s, report.refused},
            {u"tables"_s, tables},
            {u"leftBehind"_s, left},
            {u"findings"_s, findingsJson(report.findings)},
            {u"findingsLeftOut"_s, findingsLeftOut(report)}};
}

QString reportText(const transfer::Report &report)
{
    QString text;
    for (const transfer::Finding &finding : report.findings)
        text += u"%1\t%2\n"_s.arg(transfer::outcomeName(finding.outcome),
                                  transfer::describe(finding));
    if (const qint64 more = findingsLeftOut(report); more > 0)
        text += QCoreApplication::translate("Core", "Not listed, only counted: %1 more.\n")
                    .arg(more);
    for (const transfer::TableReport &table : report.tables) {
        text += u"%1\t%2\t%3\t%4\t%5\n"_s.arg(table.table)
                    .arg(table.read)
                    .arg(table.taken)
                    .arg(table.arrived)
                    .arg(table.checksum);
    }
    for (const transfer::Report::Left &behind : report.leftBehind) {
        text += QCoreApplication::translate("Core",
                                            "%1: %2 rows stay behind, nobody here knows them.\n")
                    .arg(behind.name)
                    .arg(behind.rows);
    }
    text += QCoreApplication::translate("Core",
                                        "Kept with a note: %1, healed: %2, quarantined: %3.\n")
                .arg(report.kept)
                .arg(report.healed)
                .arg(report.quarantined);
    if (report.paused > 0) {
        text += QCoreApplication::translate("Core",
                                            "Arrived paused, because their proxy was missing: %1 "
                                            "accounts.\n")
                    .arg(report.paused);
    }
    if (report.dryRun) {
        text += QCoreApplication::translate("Core", "A dry run: nothing was written.");
        if (!report.refusal.isEmpty())
            text += u'\n'
                + QCoreApplication::translate("Core", "The transfer itself would fail. %1")
                      .arg(report.refusal);
        else if (report.alreadyThere)
            text += u'\n'
                + QCoreApplication::translate("Core",
                                              "The transfer itself would write nothing, as the "
                                              "target holds exactly this already.");
        return text;
    }
    if (report.alreadyThere)
        return text
            + QCoreApplication::translate("Core",
                                          "The target holds exactly this already; nothing was "
                                          "written.");
    text += QCoreApplication::translate("Core",
                                        "Everything arrived: counts and checksums are equal.");
    if (report.oldFileClosed)
        text += u'\n'
            + QCoreApplication::translate("Core", "The old SQLite file runs no jobs any more.");
    return text;
}

void showProgress(const transfer::Progress &progress)
{
    static constexpr const char *phases[] = {"survey", "load", "verify", "commit"};
    std::fprintf(stderr,
                 "%s %3.0f %%  %lld rows, %.0f/s\n",
                 phases[int(progress.phase)],
                 progress.done * 100,
                 static_cast<long long>(progress.rows),
                 progress.rowsPerSecond);
}

int transferCommand(Context &context)
{
    const Arguments &arguments = context.arguments;
    const QString to = arguments.value(u"to"_s);
    const bool dryRun = arguments.has(u"dry-run"_s);
    if (!arguments.has(u"from"_s) || (to.isEmpty() && !dryRun))
        return usage(context,
                     QCoreApplication::translate("Core", "Give --from FILE and --to URL."));
    if (const auto safe = refusePassword(to); !safe)
        return usage(context, safe.error().message);
    transfer::Request request{arguments.value(u"from"_s), Secret(to), dryRun};
    if (!context.json)
        request.progress = showProgress;
    const auto report = transfer::transfer(request, Call{Deadline::never(), context.stop});
    if (!report)
        return failed(context, report.error());
    print(context, reportJson(*report), reportText(*report));
    if (!report->refusal.isEmpty())
        return kFailed;
    return report->quarantined > 0 || report->paused > 0 ? kInPart : kDone;
}

int adoptCommand(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.has(u"backup"_s) == arguments.has(u"no-backup"_s))
        return usage(context,
                     QCoreApplication::translate("Core",
                                                 "Give --backup FILE, or --no-backup when you have "
                                                 "one."));
    const auto url = context.databaseUrl();
    if (!url)
        return failed(context, url.error());
    transfer::Waits waits;
    if (!context.json) {
        waits
            = [](const QString &text) { std::fprintf(stderr, "%s\n", text.toUtf8().constData()); };
    }
    const auto report = transfer::adopt(
        *url, arguments.value(u"backup"_s), Call{Deadline::never(), context.stop}, waits);
    if (!report)
        return failed(context, report.error());
    QString text = QCoreApplication::translate(
                       "Core",
                       "The database is Pelorus's as well as Django's now: %1 accounts, %2 "
                       "proxies.\n")
                       .arg(report->accounts)
                       .arg(report->proxies);
    QJsonArray duplicates;
    for (const auto &group : report->duplicateProxies) {
        QJsonArray ids;
        QStringList words;
        for (const qint64 id : group) {
            ids += id;
            words += QString::number(id);
        }
        duplicates += ids;
        text += QCoreApplication::translate("Core",
                                            "The same proxy stands in the rows %1; keep one, then "
                                            "run “pelorus-cli migrate”.\n")
                    .arg(words.join(u", "_s));
    }
    for (const QString &column : report->narrowColumns) {
        text += QCoreApplication::translate("Core",
                                            "%1 stays as narrow as it is, as something else in "
                                            "the database depends on it. Longer values are "
                                            "refused, each for itself.\n")
                    .arg(column);
    }
    print(context,
          {{u"accounts"_s, report->accounts},
           {u"proxies"_s, report->proxies},
           {u"from"_s, report->fromVersion},
           {u"to"_s, report->toVersion},
           {u"duplicateProxies"_s, duplicates},
           {u"narrowColumns"_s, QJsonArray::fromStringList(report->narrowColumns)}},
          text);
    return duplicates.isEmpty() ? kDone : kInPart;
}

void addMedia(QJsonObject &object, const std::optional<store::MediaCopy> &media)
{
    if (!media)
        return;
    object.insert(u"media"_s,
                  QJsonObject{{u"files"_s, media->files},
                              {u"copied"_s, media->copied},
                              {u"bytes"_s, media->bytes},
                              {u"left"_s, QJsonArray::fromStringList(media->left)},
                              {u"different"_s, QJsonArray::fromStringList(media->different)}});
}

int backupCommand(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Give one FILE."));
    const QString file = arguments.positional().first();
    store::BackupOptions options;
    if (arguments.has(u"media"_s)) {
        options.mediaRoot = context.settings.mediaRoot;
        if (options.mediaRoot.isEmpty()) {
            return usage(context,
                         QCoreApplication::translate("Core", "Set MEDIA_ROOT to use --media."));
        }
    }
    const auto url = context.databaseUrl();
    if (!url)
        return failed(context, url.error());
    const auto done = store::backup(*url, file, options, {Deadline::never(), context.stop});
    if (!done)
        return failed(context, done.error());
    QString text = QCoreApplication::translate("Core", "Backed up to %1 (%2 bytes).")
                       .arg(file)
                       .arg(done->bytes);
    if (done->media) {
        text += u'\n'
            + QCoreApplication::translate("Core", "Media: %1 files in %2.")
                  .arg(done->media->files)
                  .arg(store::mediaOfBackup(file));
    }
    for (const QString &name : done->media ? done->media->left : QStringList())
        text += u'\n' + QCoreApplication::translate("Core", "Not copied: %1").arg(name);
    QJsonObject object{{u"file"_s, file}, {u"bytes"_s, done->bytes}};
    addMedia(object, done->media);
    print(context, object, text);
    return done->media && !done->media->left.isEmpty() ? kInPart : kDone;
}

int restoreCommand(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Give one FILE."));
    const QString file = arguments.positional().first();
    const auto url = context.databaseUrl();
    if (!url)
        return failed(context, url.error());
    const Call call{Deadline::never(), context.stop};
    const auto done = store::restore(
        *url, file, {arguments.has(u"replace"_s), context.settings.mediaRoot}, call);
    if (!done)
        return failed(context, done.error());
    QString text
        = QCoreApplication::translate("Core",
                                      "Restored from %1. Tasks that were open in it do not start "
                                      "by themselves: look at their accounts, then retry or leave "
                                      "them.")
              .arg(file);
    if (!done->keptAs.isEmpty()) {
        text += u'\n'
            + QCoreApplication::translate("Core", "What was there before lies in %1.")
                  .arg(done->keptAs);
    }
    if (!done->mediaProblem.isEmpty()) {
        text += u'\n'
            + QCoreApplication::translate("Core", "The videos did not come back. %1")
                  .arg(done->mediaProblem);
    }
    if (!done->permissionsProblem.isEmpty())
        text += u'\n' + done->permissionsProblem;
    if (done->media) {
        text += u'\n'
            + QCoreApplication::translate("Core", "Media: %1 of %2 files came back.")
                  .arg(done->media->copied)
                  .arg(done->media->files);
        for (const QString &name : done->media->different) {
            text += u'\n'
                + QCoreApplication::translate("Core", "%1 is another file now and was kept.")
                      .arg(name);
        }
    }
    QJsonObject object{{u"file"_s, file},
                       {u"keptAs"_s, done->keptAs},
                       {u"mediaProblem"_s, done->mediaProblem},
                       {u"permissionsProblem"_s, done->permissionsProblem}};
    addMedia(object, done->media);
    print(context, object, text);
    return done->mediaProblem.isEmpty() && done->permissionsProblem.isEmpty() ? kDone : kInPart;
}

} // namespace

std::vector<Command> dataCommands()
{
    return {{u"adopt"_s,
             u"--backup FILE | --no-backup"_s,
             adoptCommand,
             {.valued = {u"backup"_s}, .flags = {u"no-backup"_s}}},
            {u"transfer"_s,
             u"--from FILE --to URL [--dry-run]"_s,
             transferCommand,
             {.valued = {u"from"_s, u"to"_s}, .flags = {u"dry-run"_s}}},
            {u"backup"_s, u"FILE [--media]"_s, backupCommand, {.flags = {u"media"_s}, .words = 1}},
            {u"restore"_s,
             u"FILE [--replace]"_s,
             restoreCommand,
             {.flags = {u"replace"_s}, .words = 1}}};
}

} // namespace pelorus::cli
