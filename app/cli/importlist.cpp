// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importlist.h"

#include "app/cli/layoutoptions.h"
#include "core/base/savefile.h"
#include "core/formats/layoutpresets.h"
#include "core/store/cookiefiles.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::cli {
namespace {

using What = store::ImportRow::What;
using Questions = std::vector<formats::ImportQuestion>;

struct Answers
{
    formats::ImportAnswers given;
    bool leaveOthers = false; ///< what has none is left out
};

/// "no-mail/4=2,key-last/4=none", or "none" for all of them.
Result<Answers> answersFrom(const Arguments &arguments)
{
    Answers answers;
    if (!arguments.has(u"answer"_s))
        return answers;
    for (const QString &part : arguments.value(u"answer"_s).split(u',')) {
        const QString shape = part.section(u'=', 0, -2).trimmed();
        const QString value = part.section(u'=', -1).trimmed();
        bool isNumber = false;
        const int number = value.toInt(&isNumber);
        if (value == "none"_L1 && shape.isEmpty())
            answers.leaveOthers = true;
        else if (!shape.isEmpty() && (value == "none"_L1 || (isNumber && number > 0)))
            answers.given.insert(shape, isNumber ? number - 1 : formats::kNoReading);
        else
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core",
                            "--answer takes none, or SHAPE=N with commas between; the import "
                            "itself names them."));
    }
    return answers;
}

/// Those without an answer. InvalidInput for a reading that is not there.
Result<Questions> openQuestions(const Questions &questions, const Answers &answers)
{
    Questions open;
    for (const formats::ImportQuestion &question : questions) {
        const auto given = answers.given.find(question.shape);
        if (given == answers.given.end()) {
            if (!answers.leaveOthers)
                open.push_back(question);
        } else if (*given >= question.readings.size()) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core", "--answer %1 takes a number from 1 to %2, or none.")
                            .arg(question.shape)
                            .arg(question.readings.size()));
        }
    }
    return open;
}

QString questionsText(const Questions &open)
{
    QString text;
    for (const formats::ImportQuestion &question : open) {
        QString sentence = QCoreApplication::translate("Core", "Line %1").arg(question.line);
        if (question.lines > 1)
            sentence += QCoreApplication::translate("Core", " and %1 more like it")
                            .arg(question.lines - 1);
        text += u'\n' % sentence % u' '
            % QCoreApplication::translate("Core", "can be read in several ways:");
        const QString option = u"\n  --answer %1=%2  %3"_s;
        for (qsizetype i = 0; i < question.readings.size(); ++i)
            text += option.arg(question.shape).arg(i + 1).arg(question.readings[i]);
        text += option.arg(
            question.shape, u"none"_s, QCoreApplication::translate("Core", "Leaves them out."));
    }
    return text;
}

QJsonArray questionsArray(const Questions &questions)
{
    QJsonArray array;
    for (const formats::ImportQuestion &question : questions) {
        array += QJsonObject{{u"shape"_s, question.shape},
                             {u"line"_s, question.line},
                             {u"lines"_s, question.lines},
                             {u"readings"_s, QJsonArray::fromStringList(question.readings)}};
    }
    return array;
}

Result<store::OnDuplicate> duplicateRule(const Arguments &arguments)
{
    const QString word = arguments.value(u"on-duplicate"_s, u"skip"_s);
    if (word == "skip"_L1)
        return store::OnDuplicate::Skip;
    if (word == "fill"_L1)
        return store::OnDuplicate::Fill;
    if (word == "replace"_L1)
        return store::OnDuplicate::Replace;
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate("Core", "--on-duplicate takes skip, fill or replace."));
}

bool isTaken(const store::ImportRow &row)
{
    return row.what != What::Skipped && row.what != What::Refused;
}

/// What became of every line, in their order.
template <typename Entry>
store::ImportResult allRows(const formats::ImportReport<Entry> &report, store::ImportResult result)
{
    for (const auto &line : report.ambiguous) {
        result.rows.push_back(
            {line.line,
             {},
             What::Refused,
             QCoreApplication::translate("Core", "Can be read in several ways.")});
    }
    for (const auto &line : report.rejected)
        result.rows.push_back({line.line, {}, What::Refused, line.reason});
    std::ranges::stable_sort(result.rows, {}, &store::ImportRow::line);
    return result;
}

template <typename Entry>
QJsonObject reportObject(const ListImport<Entry> &import,
                         const formats::ImportReport<Entry> &report,
                         const store::ImportResult &result)
{
    QJsonArray accepted;
    std::vector<formats::RejectedLine> lost = report.rejected;
    for (size_t i = 0; i < result.rows.size(); ++i) {
        const store::ImportRow &row = result.rows[i];
        if (!isTaken(row)) {
            lost.push_back({row.line, row.note});
            continue;
        }
        QJsonObject object = import.object(report.accepted[i]);
        object.insert(u"line"_s, row.line);
        object.insert(u"notes"_s, row.note.isEmpty() ? QJsonArray() : QJsonArray{row.note});
        accepted += object;
    }
    std::ranges::stable_sort(lost, {}, &formats::RejectedLine::line);
    QJsonArray rejected;
    for (const formats::RejectedLine &line : lost)
        rejected += QJsonObject{{u"line"_s, line.line}, {u"reason"_s, line.reason}};
    QJsonArray ambiguous;
    for (const auto &line : report.ambiguous) {
        ambiguous += QJsonObject{{u"line"_s, line.line},
                                 {u"shape"_s, line.shape},
                                 {u"readings"_s, int(line.readings.size())}};
    }
    return {{u"read"_s, report.read},
            {u"accepted"_s, accepted},
            {u"ambiguous"_s, ambiguous},
            {u"rejected"_s, rejected},
            {u"notice"_s, report.notice}};
}

QString reportText(const store::ImportResult &all, int ambiguous)
{
    const auto taken = std::ranges::count_if(all.rows, isTaken);
    QString text = QCoreApplication::translate(
                       "Core", "%1 lines read: %2 accepted, %3 ambiguous, %4 rejected")
                       .arg(all.rows.size())
                       .arg(taken)
                       .arg(ambiguous)
                       .arg(qsizetype(all.rows.size()) - taken - ambiguous);
    for (const store::ImportRow &row : all.rows)
        if (!row.note.isEmpty())
            text += u"\n  %1: %2"_s.arg(row.line).arg(row.note);
    return text;
}

/// --save-preset: what was guessed and what was said.
Result<void>
savePreset(const Context &context, formats::ListKind kind, const formats::ListGuess &guess)
{
    const QString name = context.arguments.value(u"save-preset"_s).trimmed();
    if (const auto good = formats::checkLayout(kind, guess.layout); !good)
        return good;
    return formats::savePreset(context.settings.dataDir, {name, kind, guess.layout});
}

} // namespace

template <typename Entry>
int importList(Context &context, const ListImport<Entry> &import)
{
    const Arguments &arguments = context.arguments;
    if (arguments.positional().size() != 1)
        return needsOneFile(context);
    const auto rule = duplicateRule(arguments);
    if (!rule)
        return usage(context, rule.error().message);
    const auto layout = layoutFrom(context, import.kind);
    if (!layout)
        return usage(context, layout.error().message);
    const auto answers = answersFrom(arguments);
    if (!answers)
        return usage(context, answers.error().message);
    const auto dropsOthers = dropsOtherSites(arguments);
    if (!dropsOthers)
        return usage(context, dropsOthers.error().message);
    const QString reportFile = arguments.value(u"report"_s);
    if (arguments.has(u"report"_s)) {
        if (const auto can = checkWritable(reportFile); !can)
            return failed(context, can.error()); // before anything is imported
    }
    const auto input = readInput(arguments.positional().first());
    if (!input)
        return failed(context, input.error());
    auto report = import.read(*input, *layout);
    if (!report)
        return failed(context, report.error());
    const Questions questions = formats::answer(*report, answers->given);
    const auto open = openQuestions(questions, *answers);
    if (!open)
        return usage(context, open.error().message);
    const formats::ListGuess guess = formats::guessLayout(import.kind, *input, *layout);
    const bool hasColumns = formats::hasColumns(guess, *layout);
    const bool keepsLayout = arguments.has(u"save-preset"_s);
    if (keepsLayout && (!hasColumns || arguments.value(u"save-preset"_s).trimmed().isEmpty()))
        return usage(context,
                     QCoreApplication::translate(
                         "Core", "--save-preset takes a name, and a list that has columns."));
    const auto database = context.database(store::Role::Viewer);
    if (!database)
        return failed(context, database.error());

    store::ImportOptions options;
    options.onDuplicate = *rule;
    options.dryRun = arguments.has(u"dry-run"_s) || !open->empty();
    options.who = context.settings.machine;
    options.cookies.dropOthers = *dropsOthers;
    if (keepsLayout && !options.dryRun) {
        if (const auto saved = savePreset(context, import.kind, guess); !saved)
            return failed(context, saved.error());
    }
    store::ImportStore store(*database);
    const auto result
        = (store.*import.store)(report->accepted, options, {Deadline::never(), context.stop});
    if (!result)
        return failed(context, result.error());
    const store::ImportResult all = allRows(*report, *result);

    QJsonObject object = context.json ? reportObject(import, *report, *result) : QJsonObject();
    QString text = reportText(all, int(report->ambiguous.size()));
    if (!report->notice.isEmpty())
        text += u'\n' % report->notice;
    if (hasColumns) {
        object.insert(u"layout"_s, layoutObject(guess.layout));
        text += u'\n'
            % QCoreApplication::translate("Core", "To read it by columns: %1")
                  .arg(layoutText(guess.layout));
    }
    object.insert(u"questions"_s, questionsArray(questions));
    text += questionsText(*open);
    const bool unanswered = !open->empty() && !arguments.has(u"dry-run"_s);
    bool isReported = true;
    if (arguments.has(u"report"_s) && !unanswered) {
        const auto saved = store::saveReport(reportFile, all);
        isReported = saved.has_value();
        object.insert(u"reportProblem"_s, saved ? QString() : saved.error().message);
        if (!saved)
            text += u'\n' % saved.error().message;
    }
    if (!unanswered) {
        print(context, object, text);
        return isReported && std::ranges::all_of(all.rows, isTaken) ? kDone : kInPart;
    }
    const QString needed = QCoreApplication::translate(
        "Core", "Nothing was written: say with --answer how these lines are to be read.");
    object.insert(u"error"_s, u"answer_needed"_s);
    object.insert(u"message"_s, needed);
    print(context, object, text);
    return context.json ? kFailed
                        : failed(context, {ErrorKind::InvalidInput, needed, {}, 0, {}, {}});
}

template int importList(Context &, const ListImport<formats::AccountEntry> &);
template int importList(Context &, const ListImport<formats::ProxyEntry> &);

Takes importTakes(const QStringList &others)
{
    return {.valued = layoutOptions() + others
                + QStringList{u"on-duplicate"_s, u"answer"_s, u"save-preset"_s, u"report"_s},
            .flags = {u"dry-run"_s},
            .words = 1};
}

} // namespace pelorus::cli
