// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importplan.h"

#include "core/base/threadguard.h"
#include "core/formats/csv.h"
#include "core/formats/decode.h"
#include "ui/support/format.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr qint64 kLargestFile = 256LL * 1024 * 1024;
using State = ImportItem::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Import)
};

State stateOf(store::ImportRow::What what)
{
    switch (what) {
    case store::ImportRow::What::Added:
        return State::Added;
    case store::ImportRow::What::Changed:
        return State::Changed;
    case store::ImportRow::What::Skipped:
        return State::Skipped;
    case store::ImportRow::What::Kept:
        return State::Kept;
    case store::ImportRow::What::Refused:
        return State::Refused;
    }
    return State::Refused;
}

/// Where the lines of a source begin among those of all.
struct Part
{
    QString file; ///< empty where there is only one
    int before = 0;
};

/// What is read of all sources: each by itself, its lines counted on from those before.
template <typename Entry>
struct Lists
{
    formats::ImportReport<Entry> report;
    std::vector<Part> parts;
    QStringList notices;
    int lines = 0; ///< up to the last one that is told of

    void add(formats::ImportReport<Entry> more)
    {
        const int before = lines;
        const auto count = [&](auto &line) {
            line.line += before;
            lines = std::max(lines, line.line);
        };
        report.read += more.read;
        for (Entry &entry : more.accepted) {
            count(entry);
            report.accepted.push_back(std::move(entry));
        }
        for (auto &line : more.ambiguous) {
            count(line);
            std::ranges::for_each(line.readings, count);
            report.ambiguous.push_back(std::move(line));
        }
        for (auto &line : more.rejected) {
            count(line);
            report.rejected.push_back(std::move(line));
        }
    }
};

template <typename Entry, typename Read>
Result<Lists<Entry>> readSources(const std::vector<ImportSource> &sources, Read read)
{
    const bool several = sources.size() > 1;
    Lists<Entry> lists;
    for (const ImportSource &source : sources) {
        lists.parts.push_back({several ? source.name : QString(), lists.lines});
        Result<formats::ImportReport<Entry>> report = source.bytes.reveal(read);
        if (!report && !several)
            return fail(report.error());
        if (!report) { // of several files it costs no other
            report.emplace();
            report->read = 1;
            report->rejected.push_back({1, report.error().message});
        } else if (!report->notice.isEmpty()) {
            lists.notices << (several ? u"%1: %2"_s.arg(source.name, report->notice)
                                      : report->notice);
        }
        lists.add(std::move(*report));
    }
    return lists;
}

/// Turns a line among those of all into one of its file.
void place(int &line, QString &file, const std::vector<Part> &parts)
{
    const auto after = std::ranges::lower_bound(parts, line, {}, &Part::before);
    if (after == parts.begin())
        return;
    const Part &part = *std::prev(after);
    line -= part.before;
    file = part.file;
}

void finish(ImportPlan &plan)
{
    std::ranges::stable_sort(plan.items, {}, &ImportItem::line);
    for (size_t i = 0; i < plan.items.size(); ++i)
        plan.items[i].number = int(i);
}

formats::ListKind listKind(ImportKind kind)
{
    return kind == ImportKind::Proxies ? formats::ListKind::Proxies : formats::ListKind::Accounts;
}

/// Nothing for JSON, which has no columns.
std::optional<LayoutView> layoutOf(const QByteArray &bytes, const ImportRequest &request)
{
    const auto kind = listKind(request.kind);
    const formats::ListGuess guess = formats::guessLayout(kind, bytes, request.layout);
    if (!formats::hasColumns(guess, request.layout))
        return {};
    LayoutView view{guess.layout, guess.heading, {}};
    for (const QStringList &fields : guess.samples) {
        QStringList shown;
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const QString column = guess.layout.columns.value(i);
            const QString field = formats::trimmedEdges(fields[i]).toString();
            // A line that is divided otherwise has its password in the first column.
            const bool open
                = !formats::isSecretColumn(column) && formats::fitsColumn(column, field);
            shown << (field.isEmpty() ? QString()
                          : open      ? field
                                      : Words::tr("%Ln characters", nullptr, int(field.size())));
        }
        view.samples.push_back(std::move(shown));
    }
    return view;
}

/// The layout of the first; where the others have another one nothing, and the notice says so.
std::optional<LayoutView> commonLayout(const ImportRequest &request, QString &notice)
{
    std::optional<LayoutView> common;
    bool first = true;
    for (const ImportSource &source : *request.sources) {
        auto view = source.bytes.reveal(
            [&](const QByteArray &bytes) { return layoutOf(bytes, request); });
        if (std::exchange(first, false))
            common = std::move(view);
        else if (!request.layout.isTable()
                 && (view.has_value() != common.has_value()
                     || (view && view->layout != common->layout))) {
            notice = Words::tr("The files are laid out differently; each was read by itself. To "
                               "correct columns, import them one by one.");
            return {};
        }
    }
    return common;
}

template <typename Entry, typename Read, typename Store>
Result<ImportPlan> carryOut(const ImportRequest &request, Read read, Store store)
{
    ImportPlan plan;
    plan.kind = request.kind;
    plan.layout = commonLayout(request, plan.notice);
    if (plan.layout && request.layout.isTable()) {
        const auto good = formats::checkLayout(listKind(request.kind), plan.layout->layout);
        if (!good) {
            plan.problem = good.error().message;
            return plan;
        }
    }
    auto lists = readSources<Entry>(*request.sources, read);
    if (!lists)
        return fail(lists.error());
    if (!plan.notice.isEmpty())
        lists->notices.prepend(plan.notice);
    plan.notice = lists->notices.join(u' ');
    formats::ImportReport<Entry> &report = lists->report;
    plan.read = report.read;
    plan.questions = formats::answer(report, request.answers);
    for (const auto &line : report.ambiguous) {
        plan.items.push_back({0,
                              line.line,
                              {},
                              {},
                              {},
                              State::Asked,
                              Words::tr("Can be read in several ways. Choose one above.")});
    }
    for (const auto &line : report.rejected)
        plan.items.push_back({0, line.line, {}, {}, {}, State::Refused, line.reason});
    store::ImportOptions options = request.options;
    if (lists->parts.size() > 1) {
        options.place = [&](int line) {
            QString file;
            place(line, file, lists->parts);
            return linePlace(line, file);
        };
    }
    if constexpr (std::is_same_v<Entry, formats::AccountEntry>) {
        plan.hasCookies = std::ranges::any_of(
            report.accepted, [](const Entry &entry) { return !entry.cookies.isEmpty(); });
    }
    const Result<store::ImportResult> result = store(report.accepted, options);
    if (!result)
        return fail(result.error());
    for (size_t i = 0; i < result->rows.size(); ++i) {
        const store::ImportRow &row = result->rows[i];
        plan.items.push_back({0,
                              row.line,
                              {},
                              row.name,
                              formats::holds(report.accepted[i]),
                              stateOf(row.what),
                              row.note});
    }
    finish(plan);
    for (ImportItem &item : plan.items)
        place(item.line, item.file, lists->parts);
    for (ImportQuestion &question : plan.questions)
        place(question.line, question.file, lists->parts);
    return plan;
}

std::vector<store::CookieSet> cookieSets(const ImportRequest &request)
{
    if (request.account.isEmpty())
        return store::cookieSets(*request.sources);
    std::vector<store::CookieSet> sets;
    for (const ImportSource &source : *request.sources) {
        sets.push_back(
            {int(sets.size()) + 1, request.account, source.bytes.clone(), {}, source.problem});
    }
    return sets;
}

} // namespace

int ImportPlan::count(ImportItem::State state) const
{
    return int(std::ranges::count(items, state, &ImportItem::state));
}

QString linePlace(int line, const QString &file)
{
    const QString number = format::number(line);
    return file.isEmpty() ? number : u"%1 (%2)"_s.arg(number, file);
}

QString importStateText(ImportItem::State state)
{
    switch (state) {
    case State::Added:
        return Words::tr("New");
    case State::Changed:
        return Words::tr("Changed");
    case State::Skipped:
        return Words::tr("Exists already");
    case State::Kept:
        return Words::tr("History only");
    case State::Refused:
        return Words::tr("Not taken");
    case State::Asked:
        return Words::tr("Needs an answer");
    }
    return {};
}

Result<ImportSources> readImportFiles(const QStringList &paths, const Call &call)
{
    mayBlock("Reading the files to import");
    auto sources = std::make_shared<std::vector<ImportSource>>();
    for (const QString &path : paths) {
        if (QFileInfo(path).isDir()) {
            auto files = store::readFolder(path, call);
            if (!files)
                return fail(files.error());
            std::ranges::move(*files, std::back_inserter(*sources));
            continue;
        }
        QFile file(path);
        const QString name = QFileInfo(path).fileName();
        if (!file.open(QIODevice::ReadOnly)) {
            return fail(
                ErrorKind::Io,
                Words::tr("“%1” cannot be opened. Check that it is a file you may read.").arg(name),
                file.errorString());
        }
        QByteArray bytes = file.read(kLargestFile + 1);
        if (bytes.size() > kLargestFile) {
            return fail(ErrorKind::InvalidInput,
                        Words::tr("“%1” is larger than 256 MB. Divide it.").arg(name));
        }
        if (const QString kind = formats::foreignFileKind(bytes); !kind.isEmpty()) {
            return fail(ErrorKind::InvalidInput,
                        Words::tr("“%1” is %2, not a list. Choose a text file.").arg(name, kind));
        }
        sources->push_back({name, Secret(std::move(bytes))});
    }
    return sources;
}

Result<ImportPlan>
runImport(const store::DatabasePtr &database, const ImportRequest &request, const Call &call)
{
    mayBlock("Importing");
    store::ImportStore store(database);
    if (request.kind == ImportKind::Cookies) {
        const auto sets = cookieSets(request);
        const auto result = store.cookies(sets, request.options, call);
        if (!result)
            return fail(result.error());
        ImportPlan plan;
        plan.kind = request.kind;
        plan.read = int(sets.size());
        plan.hasCookies = true;
        for (const store::ImportRow &row : result->rows)
            plan.items.push_back(
                {0, row.line, {}, row.name, Words::tr("cookies"), stateOf(row.what), row.note});
        finish(plan);
        return plan;
    }
    for (const ImportSource &source : *request.sources)
        if (!source.problem.isEmpty())
            return fail(ErrorKind::InvalidInput, u"%1: %2"_s.arg(source.name, source.problem));
    if (request.kind == ImportKind::Proxies) {
        return carryOut<formats::ProxyEntry>(
            request,
            [&](const QByteArray &bytes) {
                return formats::readProxies(bytes, request.scheme, request.layout);
            },
            [&](const auto &entries, const auto &options) {
                return store.proxies(entries, options, call);
            });
    }
    return carryOut<formats::AccountEntry>(
        request,
        [&](const QByteArray &bytes) { return formats::readAccounts(bytes, request.layout); },
        [&](const auto &entries, const auto &options) {
            return store.accounts(entries, options, call);
        });
}

Result<void> saveImportReport(const QString &path, const ImportPlan &plan)
{
    QByteArray text
        = formats::csvLine({u"line"_s, u"name"_s, u"result"_s, u"reason"_s, u"file"_s}).toUtf8();
    for (const ImportItem &item : plan.items) {
        text += formats::csvLine({QString::number(item.line),
                                  item.name,
                                  importStateText(item.state),
                                  item.note,
                                  item.file})
                    .toUtf8();
    }
    return formats::saveCsv(path, text);
}

} // namespace pelorus::ui
