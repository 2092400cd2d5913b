// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/base/json.h"
#include "core/base/savefile.h"
#include "core/formats/cookies.h"
#include "core/formats/cookiewords.h"
#include "core/formats/cookiewriters.h"
#include "core/store/cookiefiles.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::cli {
namespace {

/// The normal form as JSON; values are masked unless `reveal`.
QJsonArray cookieArray(const formats::Cookies &cookies, bool reveal)
{
    const Secret text = formats::writeNormalJson(cookies);
    QJsonArray array;
    text.reveal([&](const QByteArray &utf8) { array = QJsonDocument::fromJson(utf8).array(); });
    if (reveal)
        return array;
    for (QJsonArray::iterator it = array.begin(); it != array.end(); ++it) {
        QJsonObject cookie = (*it).toObject();
        const qsizetype length = cookie.value("value"_L1).toString().size();
        cookie["value"_L1] = u"[%1 characters]"_s.arg(length);
        *it = cookie;
    }
    return array;
}

QJsonObject reportObject(const formats::CookieReport &report, bool reveal)
{
    QJsonArray warnings;
    for (const auto &warning : report.warnings) {
        warnings += QJsonObject{
            {u"code"_s, warning.code}, {u"line"_s, warning.line}, {u"name"_s, warning.name}};
    }
    QJsonArray dropped;
    for (const auto &cookie : report.dropped) {
        dropped += QJsonObject{{u"index"_s, cookie.index},
                               {u"line"_s, cookie.line},
                               {u"name"_s, cookie.name},
                               {u"reason"_s, cookie.reason}};
    }
    return {{u"cookies"_s, cookieArray(report.cookies, reveal)},
            {u"warnings"_s, warnings},
            {u"dropped"_s, dropped}};
}

QString reportText(const formats::CookieReport &report)
{
    QString text = QCoreApplication::translate(
        "Core", "%Ln cookie(s) read", nullptr, int(report.cookies.size()));
    for (const auto &cookie : report.cookies)
        text += u"\n  %1 (%2)"_s.arg(cookie.name, cookie.domain);
    for (const auto &warning : report.warnings)
        text += u"\n  ! %1: %2"_s.arg(warning.name, formats::cookieWord(warning.code));
    if (const QString dropped = formats::droppedText(report, int(report.dropped.size()));
        !dropped.isEmpty()) {
        text += u'\n' % QCoreApplication::translate("Core", "Left out: %1").arg(dropped);
    }
    if (const QString others = formats::othersText(report); !others.isEmpty())
        text += u'\n' % others;
    return text;
}

Result<formats::CookieReadOptions> readOptions(const Arguments &arguments,
                                               formats::CookieReadOptions options)
{
    options.defaultDomain = arguments.value(u"default-domain"_s, options.defaultDomain);
    if (arguments.has(u"now"_s)) {
        options.now = QDateTime::fromString(arguments.value(u"now"_s), Qt::ISODate).toUTC();
        if (!options.now.isValid()) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core", "--now takes a time such as 2025-06-15T15:06:40Z."));
        }
    }
    const auto dropsOthers = dropsOtherSites(arguments);
    if (!dropsOthers)
        return fail(dropsOthers.error());
    options.dropOthers = *dropsOthers;
    return options;
}

Result<formats::CookieReport> read(const formats::CookieReadOptions &options, const QString &path)
{
    const auto input = readInput(path);
    if (!input)
        return fail(input.error());
    return formats::readCookies(*input, options);
}

int normalize(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return needsOneFile(context);
    const auto options = readOptions(arguments, {});
    const Result<formats::CookieReport> report
        = options ? read(*options, arguments.positional().first()) : fail(options.error());
    if (!report) {
        Context always = context;
        always.json = true; // this command's answer is JSON by definition
        return failed(always, report.error());
    }
    Context always = context;
    always.json = true;
    print(always, reportObject(*report, arguments.has(u"reveal"_s)), {});
    return kDone;
}

QString historyText(const QString &account)
{
    return QCoreApplication::translate(
               "Core", "See the history with: pelorus-cli cookies history --account %1")
        .arg(account);
}

/// --folder, or the one file.
Result<std::vector<store::ImportFile>> filesOf(const Arguments &arguments, const Call &call)
{
    if (arguments.has(u"folder"_s))
        return store::readFolder(arguments.value(u"folder"_s), call);
    const QString path = arguments.positional().first();
    auto input = readInput(path);
    if (!input)
        return fail(input.error());
    std::vector<store::ImportFile> files;
    files.push_back(store::importFile(path == "-"_L1 ? QString() : QFileInfo(path).fileName(),
                                      std::move(*input)));
    return files;
}

/// Of many accounts: a folder of files, each named after the login of its account, or one file with
/// the login above each one's cookies.
int importMany(Context &context)
{
    const Arguments &arguments = context.arguments;
    const bool isFolder = arguments.has(u"folder"_s);
    if (isFolder && (!arguments.positional().isEmpty() || arguments.has(u"account"_s))) {
        return usage(
            context,
            QCoreApplication::translate(
                "Core", "--folder takes the accounts from the files' names: name no other."));
    }
    store::ImportOptions options;
    const auto cookies = readOptions(arguments, options.cookies);
    if (!cookies)
        return failed(context, cookies.error());
    options.cookies = *cookies;
    const Call call{Deadline::never(), context.stop};
    const QString report = arguments.value(u"report"_s);
    if (arguments.has(u"report"_s)) {
        if (const auto can = checkWritable(report); !can)
            return failed(context, can.error()); // before anything is imported
    }
    const auto files = filesOf(arguments, call);
    if (!files)
        return failed(context, files.error());
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());
    const auto sets = store::cookieSets(*files);
    options.dryRun = arguments.has(u"dry-run"_s);
    options.who = context.settings.machine;
    const auto result = store::ImportStore(*database).cookies(sets, options, call);
    if (!result)
        return failed(context, result.error());
    QString notReported;
    if (arguments.has(u"report"_s)) {
        if (const auto saved = store::saveReport(report, *result); !saved)
            notReported = saved.error().message;
    }
    QJsonArray rows;
    const int taken = result->count(store::ImportRow::What::Changed);
    QString text = QCoreApplication::translate("Core", "%1 of %2 sets of cookies imported")
                       .arg(taken)
                       .arg(result->rows.size());
    for (const store::ImportRow &row : result->rows) {
        const bool good = row.what == store::ImportRow::What::Changed;
        rows += QJsonObject{{isFolder ? u"file"_s : u"line"_s, row.line},
                            {u"account"_s, row.name},
                            {u"imported"_s, good},
                            {u"kept"_s, row.what == store::ImportRow::What::Kept},
                            {u"reason"_s, row.note}};
        if (!row.note.isEmpty())
            text += u"\n  %1: %2"_s.arg(row.name, row.note);
    }
    if (result->count(store::ImportRow::What::Kept) > 0)
        text += u'\n' % historyText(u"NAME"_s);
    if (!notReported.isEmpty())
        text += u'\n' % notReported;
    print(context,
          {{u"read"_s, int(result->rows.size())},
           {u"imported"_s, taken},
           {u"rows"_s, rows},
           {u"reportProblem"_s, notReported}},
          text);
    return taken == int(result->rows.size()) && notReported.isEmpty() ? kDone : kInPart;
}

int import(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.has(u"folder"_s))
        return importMany(context);
    if (arguments.positional().size() != 1)
        return needsOneFile(context);
    if (!arguments.has(u"account"_s))
        return importMany(context);
    if (arguments.has(u"report"_s))
        return usage(context,
                     QCoreApplication::translate("Core", "--report goes without --account only."));
    const auto options = readOptions(arguments, formats::accountCookies());
    if (!options)
        return failed(context, options.error());
    const auto report = read(*options, arguments.positional().first());
    if (!report)
        return failed(context, report.error());
    const auto target = openAccount(context, arguments.value(u"account"_s));
    if (!target)
        return failed(context, target.error());
    const bool valid = formats::looksSignedIn(
        report->cookies, options->now.isValid() ? options->now : QDateTime::currentDateTimeUtc());
    store::CookieStore store(target->database);
    const auto applied = arguments.has(u"dry-run"_s)
        ? store.foresee(target->id, report->cookies)
        : store.import(target->id, report->cookies, valid, context.settings.machine);
    if (!applied)
        return failed(context, applied.error());
    const bool inUse = *applied != store::Applied::NotInUse;
    const QString note
        = valid && inUse ? QString() : formats::signedOutText(report->cookies, inUse);
    QJsonObject object = reportObject(*report, false);
    object.insert(u"otherSites"_s, report->others);
    object.insert(u"waits"_s, *applied == store::Applied::WhenFree);
    object.insert(u"inUse"_s, inUse);
    object.insert(u"note"_s, note);
    QString text = reportText(*report);
    if (*applied == store::Applied::WhenFree)
        text += u'\n' % waitsText();
    if (!note.isEmpty())
        text += u'\n' % note;
    if (!inUse && !report->cookies.empty())
        text += u'\n' % historyText(arguments.value(u"account"_s));
    print(context, object, text);
    const bool asWanted = std::ranges::all_of(report->dropped, [](const auto &cookie) {
        return cookie.reason == "other_site"_L1; // by --other-sites
    });
    return asWanted && inUse ? kDone : kInPart;
}

int exportCookies(Context &context)
{
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return usage(context, QCoreApplication::translate("Core", "Name the file to write."));
    const auto format = formats::cookieFormat(arguments.value(u"format"_s, u"normal"_s));
    if (!format)
        return usage(context,
                     QCoreApplication::translate(
                         "Core", "--format takes normal, dolphin, playwright or netscape."));
    if (!arguments.has(u"reveal"_s))
        return usage(context,
                     QCoreApplication::translate("Core",
                                                 "The file will hold the session in clear: whoever "
                                                 "reads it is signed in. Say so with --reveal."));
    const auto target = openAccount(context, arguments.value(u"account"_s));
    if (!target)
        return failed(context, target.error());
    const auto stored = store::CookieStore(target->database).load(target->id);
    if (!stored)
        return failed(context, stored.error());
    const auto text = formats::writeCookies(stored->cookies, *format);
    if (!text)
        return failed(context, text.error());
    const auto written = text->reveal([&](const QByteArray &utf8) {
        return saveFile(arguments.positional().first(), utf8, Readers::Owner);
    });
    if (!written)
        return failed(context, written.error());
    print(context,
          {{u"cookies"_s, int(stored->cookies.size())}},
          QCoreApplication::translate(
              "Core", "%Ln cookie(s) written.", nullptr, int(stored->cookies.size())));
    return kDone;
}

int history(Context &context)
{
    const Arguments &arguments = context.arguments;
    const auto target = openAccount(context, arguments.value(u"account"_s));
    if (!target)
        return failed(context, target.error());
    const auto versions = store::CookieStore(target->database).history(target->id);
    if (!versions)
        return failed(context, versions.error());
    QJsonArray array;
    QString text;
    for (const auto &version : *versions) {
        array += QJsonObject{{u"version"_s, version.id},
                             {u"at"_s, version.at.toString(Qt::ISODate)},
                             {u"source"_s, version.source},
                             {u"count"_s, version.count},
                             {u"signedIn"_s, version.signedIn}};
        text += u"%1\t%2\t%3\t%4\t%5\n"_s.arg(version.id)
                    .arg(version.at.toString(Qt::ISODate), version.source)
                    .arg(version.count)
                    .arg(version.signedIn ? u"signed in"_s : u"-"_s);
    }
    printRows(context, u"versions"_s, array, text);
    return kDone;
}

int restore(Context &context)
{
    const Arguments &arguments = context.arguments;
    bool isNumber = false;
    const qint64 version = arguments.value(u"version"_s).toLongLong(&isNumber);
    if (!isNumber)
        return usage(context,
                     QCoreApplication::translate("Core", "Name the version with --version N."));
    const auto target = openAccount(context, arguments.value(u"account"_s));
    if (!target)
        return failed(context, target.error());
    const auto restored = store::CookieStore(target->database)
                              .restore(target->id, version, context.settings.machine);
    if (!restored)
        return failed(context, restored.error());
    print(context,
          {{u"restored"_s, version}, {u"waits"_s, *restored == store::Applied::WhenFree}},
          *restored == store::Applied::WhenFree
              ? waitsText()
              : QCoreApplication::translate("Core", "The cookies of version %1 are in use again.")
                    .arg(version));
    return kDone;
}

} // namespace

std::vector<Command> cookieCommands()
{
    return {
        {u"cookies normalize"_s,
         u"[--default-domain D] [--now TIME] [--reveal] FILE|-"_s,
         normalize,
         {.valued = {u"default-domain"_s, u"now"_s}, .flags = {u"reveal"_s}, .words = 1}},
        {u"cookies import"_s,
         u"[--account NAME] FILE|- , or --folder DIR [--other-sites keep|drop] "
         u"[--default-domain D] [--now TIME] [--report FILE] [--dry-run]"_s,
         import,
         {.valued = {u"account"_s,
                     u"default-domain"_s,
                     u"now"_s,
                     u"folder"_s,
                     u"report"_s,
                     u"other-sites"_s},
          .flags = {u"dry-run"_s},
          .words = 1}},
        {u"cookies export"_s,
         u"--account NAME [--format normal|dolphin|playwright|netscape] --reveal FILE"_s,
         exportCookies,
         {.valued = {u"format"_s}, .flags = {u"reveal"_s}, .required = {u"account"_s}, .words = 1}},
        {u"cookies history"_s, u"--account NAME"_s, history, {.required = {u"account"_s}}},
        {u"cookies restore"_s,
         u"--account NAME --version N"_s,
         restore,
         {.required = {u"account"_s, u"version"_s}}}};
}

} // namespace pelorus::cli
