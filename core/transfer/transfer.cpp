// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/transfer.h"

#include "core/base/threadguard.h"
#include "core/store/backupfiles.h"
#include "core/store/database.h"
#include "core/store/filelock.h"
#include "core/store/movedfile.h"
#include "core/store/url.h"
#include "core/transfer/carefulcopy.h"
#include "core/transfer/healing.h"
#include "core/transfer/sqlite.h"
#include "core/transfer/target.h"
#include "core/transfer/targetlook.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::transfer {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kPauses = "pelorus_account";
constexpr auto kNotes = "pelorus_audit";
/// In the note of a transfer, for the next one to know.
constexpr auto kRefusedRows = ", refused by the target: rows"_L1;

tl::unexpected<Error> othersThere()
{
    return fail(ErrorKind::Conflict,
                QCoreApplication::translate(
                    "Core",
                    "The target already holds accounts or tasks, and not exactly these. A "
                    "transfer never mixes two databases: choose an empty one. Nothing was "
                    "changed."));
}

/// The target's schema is another one, or holds what cannot be read as these columns.
bool isOfAnotherShape(const Error &error)
{
    return error.name == "42P01"_L1 || error.name == "42703"_L1 // no such table, no such column
        || error.name.startsWith("22"_L1) || (error.code & 0xFF) == SQLITE_ERROR;
}

bool hasLostProxy(const std::vector<Finding> &findings)
{
    return std::ranges::any_of(findings, [](const Finding &finding) {
        return finding.trouble == Trouble::DanglingReference
            && (finding.column == "proxy_id"_L1 || finding.column == "current_proxy_id"_L1);
    });
}

/// Those for which rows may stay behind.
qsizetype strictColumns(const std::vector<Table> &tables)
{
    qsizetype count = 0;
    for (const Table &table : tables) {
        count += std::ranges::count_if(table.columns, [](const Column &c) {
            return c.room > 0 || c.indexed || c.keys || !c.parent.empty();
        });
    }
    return count;
}

class Run final
{
public:
    Run(const Request &request, const Call &call)
        : m_request(request)
        , m_call(call)
    {
    }

    Result<Report> run();

private:
    Result<void> closeOldFileToRunners();
    Result<void> closeOldFile();
    Result<void> look();
    Result<void> needsRoom();
    Result<void> survey();
    /// What a dry run says of a target that holds rows.
    Result<void> foresee();
    void noteProxies(const SourceRow &row, const std::vector<Value> &values);
    Result<void> pauseWithoutProxy();
    Result<void> openTarget();
    Result<void> load();
    /// The rows that the target has refused before, by its note.
    Result<bool> recallRefused();
    /// Heals all rows once more; with a target they are written.
    Result<void> pass(Target *target);
    /// The target's rows against the checksums of the pass.
    Result<bool> verify(bool firstRun);
    /// Whether a target that holds rows holds exactly these.
    Result<bool> isAlreadyThere();
    /// A row that the first transfer may have written itself.
    [[nodiscard]] bool isOwnPause(const Table &table, const std::vector<Value> &values) const;
    Result<void> commit();
    void startPhase(Progress::Phase phase);
    void tell(double done);
    void count(const std::vector<Finding> &findings);
    [[nodiscard]] Error stoppedOr(Error error) const;

    const Request &m_request;
    const Call &m_call;
    std::unique_ptr<Source> m_source;
    std::unique_ptr<Healing> m_healing;
    std::unique_ptr<Target> m_target;
    store::FileLock m_oldFileLock;
    std::vector<Checksum> m_sums;
    Checksum m_pauses; ///< of pelorus_account, but for isOwnPause()
    std::vector<qint64> m_read;
    std::vector<Checksum> m_arrived;
    TargetLook m_look;
    std::set<std::int64_t> m_lostProxy; ///< accounts
    std::set<qint64> m_refused;         ///< by the target: numbers of rows
    Report m_report;
    Progress m_progress;
    Clock::time_point m_phaseStart;
    Clock::time_point m_lastTold;
};

Result<Report> Run::run()
{
    m_report.dryRun = m_request.dryRun;
    auto source = Source::open(m_request.source);
    if (!source)
        return fail(source.error());
    m_source = std::move(*source);
    if (!m_request.dryRun) {
        if (auto closed = closeOldFileToRunners(); !closed)
            return fail(closed.error());
    }
    if (auto looked = look(); !looked)
        return fail(stoppedOr(looked.error()));
    if (auto done = survey(); !done)
        return fail(stoppedOr(done.error()));
    if (m_request.dryRun) {
        if (auto done = pass(nullptr); !done)
            return fail(stoppedOr(done.error()));
        if (auto done = foresee(); !done)
            return fail(stoppedOr(done.error()));
    } else {
        if (auto opened = openTarget(); !opened)
            return fail(stoppedOr(opened.error()));
        const std::stop_callback stop(m_call.stop, [this] { m_target->cancel(); });
        if (auto done = commit(); !done)
            return fail(stoppedOr(done.error()));
    }
    m_report.refused = qint64(m_refused.size());
    for (size_t t = 0; t < m_sums.size(); ++t) {
        if (m_report.alreadyThere && m_source->tables()[t].name == kNotes)
            continue; // not compared
        m_report.tables.push_back({QString::fromStdString(m_source->tables()[t].name),
                                   m_read[t],
                                   m_sums[t].rows(),
                                   m_request.dryRun ? 0 : m_arrived[t].rows(),
                                   m_sums[t].text(),
                                   m_request.dryRun ? QString() : m_arrived[t].text()});
    }
    for (const LeftBehind &left : m_source->leftBehind())
        m_report.leftBehind.push_back({left.name, left.rows});
    return std::move(m_report);
}

/// While it is read no Pelorus may run jobs from it. Where no lock can be made beside it, none can
/// run either.
Result<void> Run::closeOldFileToRunners()
{
    if (m_request.sourceIsOurs)
        return {};
    if (!m_source->isSqlite() || !QFileInfo(QFileInfo(m_request.source).path()).isWritable())
        return {};
    auto lock = store::FileLock::take(m_request.source + u".runner"_s);
    if (!lock) {
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Core",
                                                "A Pelorus runs jobs from this file. Stop it, then "
                                                "start the transfer again."),
                    lock.error().detail);
    }
    m_oldFileLock = std::move(*lock);
    return {};
}

Result<void> Run::look()
{
    if (m_request.target.isEmpty())
        return {};
    auto look = lookAtTarget(m_request.target);
    if (look)
        m_look = std::move(*look);
    const auto good = look ? needsRoom() : fail(look.error());
    if (good || !m_request.dryRun)
        return good;
    m_report.refusal = good.error().message;
    return {};
}

/// Where it can be told: what rows of a dump, or on a server, will take is not known.
Result<void> Run::needsRoom()
{
    const auto url = store::parseDatabaseUrl(m_request.target);
    if (!url || url->engine != store::Engine::Sqlite || !m_look.isEmpty)
        return {};
    const auto bytes = m_source->bytesInUse();
    if (!bytes)
        return fail(bytes.error());
    if (*bytes == 0)
        return {};
    return store::needsRoom(QFileInfo(url->file).absolutePath(), *bytes);
}

Result<void> Run::foresee()
{
    if (m_look.isEmpty)
        return {};
    auto target = Target::open(m_request.target);
    if (!target)
        return fail(target.error());
    m_target = std::move(*target);
    const std::stop_callback stop(m_call.stop, [this] { m_target->cancel(); });
    if (auto begun = m_target->beginReading(); !begun)
        return begun;
    const auto same = isAlreadyThere();
    m_report.alreadyThere = same && *same;
    if (!m_report.alreadyThere)
        m_report.refusal = same ? othersThere().value().message : same.error().message;
    return m_call.check();
}

Result<void> Run::survey()
{
    m_source->fit(m_look.columns);
    // A dump's unknown fields are columns only after a reading: where one of them is narrow in the
    // target or refers to a row, it takes a second one to know which rows stay behind.
    for (auto strict = strictColumns(m_source->tables());;) {
        startPhase(Progress::Phase::Survey);
        m_healing = std::make_unique<Healing>(m_source->tables(), !m_source->isSqlite(), m_refused);
        auto done = m_source->read(
            Source::Depth::Survey,
            [this](const SourceRow &row) -> Result<void> {
                m_healing->survey(row);
                ++m_progress.rows;
                return {};
            },
            [this](double part) { tell(part); },
            m_call);
        m_healing->endSurvey();
        m_source->fit(m_look.columns);
        const auto now = strictColumns(m_source->tables());
        if (!done || now == strict)
            return done;
        strict = now;
    }
}

Result<void> Run::openTarget()
{
    const auto database = store::Database::open(m_request.target, store::Role::Viewer);
    if (!database)
        return fail(database.error());
    const auto foreign = (*database)->isForeign();
    if (!foreign)
        return fail(foreign.error());
    if (*foreign && !m_look.isEmpty)
        return othersThere(); // and its schema stays as well
    auto target = Target::open(*database);
    if (!target)
        return fail(target.error());
    m_target = std::move(*target);
    return {};
}

Result<void> Run::pass(Target *target)
{
    startPhase(Progress::Phase::Load);
    const std::vector<Table> &tables = m_source->tables();
    m_sums.assign(tables.size(), {});
    m_read.assign(tables.size(), 0);
    m_report.findings.clear();
    m_lostProxy.clear();
    m_pauses = {};
    m_report.kept = m_report.healed = m_report.quarantined = 0;
    m_healing->startReading();
    std::vector<Value> values;
    std::vector<Finding> findings;
    std::optional<size_t> open;
    auto done = m_source->read(
        Source::Depth::Full,
        [&](const SourceRow &row) -> Result<void> {
            findings.clear();
            ++m_progress.rows;
            const bool taken = m_healing->heal(row, values, findings);
            if (!findings.empty())
                count(findings);
            m_read[row.table] += row.readable ? 1 : 0;
            if (!taken)
                return {};
            if (hasLostProxy(findings))
                noteProxies(row, values);
            m_sums[row.table].add(values);
            // The accounts came before, with what they lost.
            if (tables[row.table].name == kPauses && !isOwnPause(tables[row.table], values))
                m_pauses.add(values);
            if (target == nullptr)
                return {};
            if (open != row.table) {
                if (open) {
                    if (auto ended = target->endTable(); !ended)
                        return ended;
                }
                open = row.table;
                if (auto started = target->startTable(tables[row.table]); !started)
                    return started;
            }
            return target->write(values, row.number);
        },
        [this](double part) { tell(part); },
        m_call);
    if (done && open)
        done = target->endTable();
    return done;
}

Result<bool> Run::verify(bool firstRun)
{
    startPhase(Progress::Phase::Verify);
    const std::vector<Table> &tables = m_source->tables();
    m_arrived.assign(tables.size(), {});
    std::vector<Value> values;
    for (size_t t = 0; t < tables.size(); ++t) {
        // The first transfer added a note, and paused accounts that had lost their proxy.
        if (!firstRun && tables[t].name == kNotes)
            continue;
        const bool pauses = !firstRun && tables[t].name == kPauses;
        Checksum sum;
        bool clean = true;
        values.resize(tables[t].columns.size());
        auto read = m_target->readBack(tables[t], [&](std::span<const Cell> row) -> Result<void> {
            for (size_t i = 0; i < row.size(); ++i) {
                const Trouble trouble = heal(row[i], tables[t].columns[i], values[i]);
                // PostgreSQL's text format has its offset and its numbers as text.
                clean = clean && trouble != Trouble::Unreadable;
            }
            if (!pauses || !isOwnPause(tables[t], values))
                sum.add(values);
            if (++m_progress.rows % 512 != 0)
                return {};
            tell(double(t) / double(tables.size()));
            return m_call.check();
        });
        if (!read)
            return fail(read.error());
        if (clean && sum == (pauses ? m_pauses : m_sums[t])) {
            m_arrived[t] = m_sums[t];
            continue;
        }
        if (!firstRun)
            return false;
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate(
                        "Core",
                        "What arrived in %1 is not what was sent (%2 of %3 rows, or other "
                        "values). Nothing was changed; please report this.")
                        .arg(QString::fromStdString(tables[t].name))
                        .arg(sum.rows())
                        .arg(m_sums[t].rows()));
    }
    return true;
}

/// Until the target takes all of it: what it refuses by rules of its own stays behind, with what
/// belongs to it.
Result<void> Run::load()
{
    for (bool careful = false;;) {
        m_target->setCareful(careful);
        auto done = m_target->prepare(m_source->tables(), m_healing->wide());
        if (done)
            done = pass(m_target.get());
        const std::vector<qint64> refused = m_target->takeRefused();
        if (done && refused.empty())
            done = m_target->finish(m_source->tables());
        if (done && refused.empty())
            return {};
        if (refused.empty() && (careful || !isRefusalOfRows(done.error())))
            return done;
        careful = refused.empty();
        if (careful)
            continue;
        m_refused.insert(refused.begin(), refused.end());
        if (auto surveyed = survey(); !surveyed)
            return surveyed;
    }
}

Result<bool> Run::recallRefused()
{
    const auto noted = m_target->noted();
    if (!noted)
        return fail(noted.error());
    const QString text = QString::fromStdString(*noted);
    const qsizetype at = text.indexOf(kRefusedRows);
    if (at < 0)
        return false;
    for (const QStringView number :
         QStringView(text).mid(at + kRefusedRows.size()).split(u' ', Qt::SkipEmptyParts))
        m_refused.insert(number.toLongLong());
    return true;
}

Result<bool> Run::isAlreadyThere()
{
    const auto recalled = recallRefused();
    if (!recalled)
        return isOfAnotherShape(recalled.error()) ? Result<bool>(false) : fail(recalled.error());
    if (*recalled) {
        auto again = survey();
        if (again)
            again = pass(nullptr);
        if (!again)
            return fail(again.error());
    }
    auto same = verify(false);
    if (!same && isOfAnotherShape(same.error()))
        return false;
    return same;
}

bool Run::isOwnPause(const Table &table, const std::vector<Value> &values) const
{
    const std::string &id = values[size_t(table.indexOf("account_id"))].text;
    return m_lostProxy.contains(std::strtoll(id.c_str(), nullptr, 10));
}

Result<void> Run::commit()
{
    if (auto begun = m_target->begin(m_call.within(2min)); !begun)
        return begun;
    const auto empty = m_target->isEmpty();
    if (!empty)
        return fail(empty.error());
    if (!*empty) {
        if (auto done = pass(nullptr); !done)
            return done;
        const auto same = isAlreadyThere();
        if (!same)
            return fail(same.error());
        if (!*same)
            return othersThere();
        m_report.alreadyThere = true;
        return closeOldFile();
    }
    if (auto loaded = load(); !loaded)
        return loaded;
    if (const auto equal = verify(true); !equal)
        return fail(equal.error());
    if (auto paused = pauseWithoutProxy(); !paused)
        return paused;
    const QString name = QFileInfo(m_request.source).fileName();
    QString detail = u"healed %1, quarantined %2"_s.arg(m_report.healed).arg(m_report.quarantined);
    if (!m_refused.empty())
        detail += kRefusedRows;
    for (const qint64 number : m_refused)
        detail += u' ' + QString::number(number);
    if (auto noted = m_target->note(name.toStdString(), detail.toStdString()); !noted)
        return noted;
    if (auto go = m_call.check(); !go)
        return go;
    startPhase(Progress::Phase::Commit);
    // Before the commit: rather a file that waits for a word than two databases that publish.
    if (auto closed = closeOldFile(); !closed)
        return closed;
    if (auto committed = m_target->commit(); !committed) {
        // Refused for sure, unless the connection broke while it was asked.
        if (committed.error().name == "08007"_L1)
            return committed;
        Error refused = committed.error();
        if (const auto open = store::MovedFile(m_request.source).unmark(); !open)
            refused.message += u' ' + open.error().message;
        return fail(std::move(refused));
    }
    m_target->settle(m_source->tables());
    return {};
}

/// An account, or a task's part for one, that went out through a proxy which is not there.
void Run::noteProxies(const SourceRow &row, const std::vector<Value> &values)
{
    const Table &table = m_source->tables()[row.table];
    const bool account = table.name == "uploader_instagramaccount";
    if (!account && table.name != "uploader_bulkuploadaccount")
        return;
    const std::string &id
        = values[size_t(account ? table.indexOf("id") : table.indexOf("account_id"))].text;
    m_lostProxy.insert(std::strtoll(id.c_str(), nullptr, 10));
}

/// Whoever went out through a proxy does not begin to go out without one by itself.
Result<void> Run::pauseWithoutProxy()
{
    if (m_lostProxy.empty())
        return {};
    const QString reason = QCoreApplication::translate(
        "Core", "Its proxy was missing in the old database. Give it another one, then resume it.");
    const auto paused
        = m_target->pause({m_lostProxy.begin(), m_lostProxy.end()}, reason.toStdString());
    if (!paused)
        return fail(paused.error());
    m_report.paused = *paused;
    return {};
}

/// One that cannot be closed has no folder to run jobs in either, unless it is ours.
Result<void> Run::closeOldFile()
{
    if (!m_source->isSqlite())
        return {};
    auto closed = store::MovedFile(m_request.source).mark(m_request.target);
    m_report.oldFileClosed = closed.has_value();
    return m_request.sourceIsOurs ? closed : Result<void>();
}

void Run::startPhase(Progress::Phase phase)
{
    m_progress = {phase, 0, 0, 0};
    m_phaseStart = Clock::now();
    m_lastTold = {};
    tell(0);
}

void Run::tell(double done)
{
    const auto now = Clock::now();
    if (!m_request.progress || now - m_lastTold < 100ms)
        return;
    m_lastTold = now;
    const double seconds = std::chrono::duration<double>(now - m_phaseStart).count();
    m_progress.done = done;
    m_progress.rowsPerSecond = seconds > 0 ? double(m_progress.rows) / seconds : 0;
    m_request.progress(m_progress);
}

void Run::count(const std::vector<Finding> &findings)
{
    for (const Finding &finding : findings) {
        switch (finding.outcome) {
        case Outcome::Kept:
            ++m_report.kept;
            break;
        case Outcome::Healed:
            ++m_report.healed;
            break;
        case Outcome::Quarantined:
            ++m_report.quarantined;
            break;
        }
        if (m_report.findings.size() < kMostFindings)
            m_report.findings.push_back(finding);
    }
}

/// A statement that was interrupted fails with this and that; what counts is who asked for it.
Error Run::stoppedOr(Error error) const
{
    if (!m_call.stop.stop_requested())
        return error;
    return {
        ErrorKind::Cancelled,
        QCoreApplication::translate("Core", "The transfer was stopped. The target is as it was."),
        toLogString(error),
        0,
        {},
        {}};
}

} // namespace

Result<Report> transfer(const Request &request, const Call &call)
{
    mayBlock("the transfer");
    return Run(request, call).run();
}

} // namespace pelorus::transfer
