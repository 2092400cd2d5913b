// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/profilesource.h"

#include "core/base/log.h"
#include "core/dolphin/localprobe.h"
#include "core/dolphin/payload.h"
#include "core/run/durable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

/// How long a profile whose creation has an unknown result is looked for by its name.
constexpr milliseconds kLookFor = 20s;
constexpr milliseconds kDeleteTime = 2min;
constexpr milliseconds kReadTime = 30s;

Result<QJsonObject> completeBlueprint(TaskContext &task)
{
    Services &services = task.services();
    store::AccountStore accounts(services.database);
    const auto stored = accounts.blueprint(task.job().accountId);
    if (!stored)
        return fail(stored.error());
    if (dolphin::isComplete(*stored))
        return *stored;
    const auto query = dolphin::fingerprintQuery(*stored);
    const auto fingerprint = services.remote.fingerprint(
        query.platform, query.browserVersion, query.screen, task.call(60s));
    if (!fingerprint)
        return fail(withContext(fingerprint.error(), u"fingerprint"_s));
    const auto completed = dolphin::completeBlueprint(*stored, *fingerprint);
    if (!completed)
        return fail(completed.error());
    const auto saved = untilWritten(u"blueprint"_s, task.leaseCall(), [&] {
        return accounts.setBlueprint(task.lease(), *completed);
    });
    if (!saved)
        return fail(saved.error());
    return *completed;
}

/// Dolphin's words: an HTTPS-capable HTTP proxy is "http" there.
QString dolphinProxyType(const QString &stored)
{
    const QString type = stored.toLower();
    return type.startsWith(u"socks") ? type : u"http"_s;
}

Result<std::optional<dolphin::ProxySpec>> proxySpec(TaskContext &task)
{
    if (!task.job().proxyId.isValid())
        return std::nullopt;
    auto proxy = store::ProxyStore(task.services().database).get(task.job().proxyId);
    if (!proxy)
        return fail(proxy.error());
    dolphin::ProxySpec spec;
    spec.type = dolphinProxyType(proxy->type);
    spec.host = proxy->host;
    spec.port = proxy->port;
    spec.login = std::move(proxy->username);
    spec.password = std::move(proxy->password);
    spec.name = u"pelorus-%1"_s.arg(proxy->id.value);
    return spec;
}

/// The create call has no known result: look the name up until it is found or the time is over.
/// Asked to stop, one look is all, and the sweeper makes the others: an error, as when nobody could
/// tell, so that the ledger row stays open.
Result<std::optional<dolphin::RemoteProfile>>
lookForCreated(ProfileServices &services, const QString &name, const std::stop_token &stop)
{
    const Call look = Call::in(kLookFor);
    const Call pauses{look.deadline, stop};
    milliseconds pause = 500ms;
    for (;;) {
        const auto found = services.remote.findByName(name, look);
        if (found && found->has_value())
            return found;
        if (auto slept = sleepFor(pause, pauses); !slept) {
            if (!found)
                return fail(found.error());
            if (slept.error().kind == ErrorKind::Cancelled)
                return fail(slept.error());
            return std::nullopt;
        }
        pause = std::min<milliseconds>(pause * 2, 4s);
    }
}

/// As advance(), for a profile that may appear yet: sweeps look for it for an hour.
Result<void> notFound(ProfileServices &services, const store::LedgerRow &row, const Call &call)
{
    return untilWritten(
        u"ledger"_s, call, [&] { return store::LedgerStore(services.database).notFound(row); });
}

/// Whether a started profile may still run after a stop that failed.
bool mayRun(ProfileServices &services, ProfileId id, const Error &stop, const Call &call)
{
    if (dolphin::isClosed(stop))
        return false; // its browsers went with it
    // Only who answered, which a name of its own shows too, can be asked.
    if (stop.kind != ErrorKind::Http && stop.kind != ErrorKind::InvalidInput
        && stop.kind != ErrorKind::Conflict && stop.name.isEmpty())
        return true;
    const auto running = services.local.running(call);
    return !running || running->contains(id.value);
}

/// With its team, where the token may ask for it: else the row could not be told from another
/// team's, whose 404 proves nothing.
Result<store::LedgerRow> newRow(TaskContext &task)
{
    Services &services = task.services();
    const auto team = services.remote.team(task.call(30s));
    if (!team && isTransient(team.error()))
        return fail(team.error());
    store::LedgerRow row;
    row.teamId = team.value_or(QString());
    row.accountId = task.job().accountId;
    row.accountName = task.job().accountName;
    row.jobId = task.job().id;
    row.machine = services.settings.machine;
    row.worker = services.worker;
    return row;
}

class EphemeralProfiles final : public ProfileSource
{
public:
    Result<OpenedProfile> open(TaskContext &task) override
    {
        const auto blueprint = completeBlueprint(task);
        if (!blueprint)
            return fail(blueprint.error());
        const auto proxy = proxySpec(task);
        if (!proxy)
            return fail(proxy.error());
        const auto row = newRow(task);
        if (!row)
            return fail(row.error());
        const auto intended = store::LedgerStore(task.services().database).intend(*row);
        if (!intended)
            return fail(intended.error());
        return create(task, *intended, *blueprint, proxy->has_value() ? &**proxy : nullptr);
    }

private:
    static Result<OpenedProfile> create(TaskContext &task,
                                        store::LedgerRow row,
                                        const QJsonObject &blueprint,
                                        const dolphin::ProxySpec *proxy)
    {
        Services &services = task.services();
        const auto payload = dolphin::buildPayload(blueprint, row.name, proxy);
        if (!payload) {
            static_cast<void>(
                advance(services, row, store::LedgerState::Deleted, task.leaseCall()));
            return fail(payload.error());
        }
        if (auto mine = task.held().check(services.clock); !mine) {
            // Slept through its lease, say: nothing was asked for, so there is nothing to look for.
            static_cast<void>(
                advance(services, row, store::LedgerState::Deleted, Call::in(kCloseTime)));
            return fail(mine.error());
        }
        if (const auto created = services.remote.createProfile(*payload, task.call(60s))) {
            row.remoteId = *created;
        } else {
            const auto found = afterFailedCreate(task, row, created.error());
            if (!found)
                return fail(found.error());
            row.remoteId = found->id;
            row.remoteProxyId = found->proxyId;
        }
        // The list of an empty team told none; now it has this one.
        if (row.teamId.isEmpty())
            row.teamId = services.remote.team(task.call(30s)).value_or(QString());
        if (proxy != nullptr && row.remoteProxyId == 0) {
            // Only for the proxy record that came along; a token may lack the right to read.
            if (const auto read = services.remote.profile(row.remoteId, task.call(30s)))
                row.remoteProxyId = read->proxyId;
        }
        const auto advanced = advance(services, row, store::LedgerState::Created, task.leaseCall());
        if (!advanced) {
            static_cast<void>(closeProfile(services, row, Call::in(kCloseTime)));
            return fail(advanced.error());
        }
        row.state = store::LedgerState::Created;
        return OpenedProfile{std::move(row)};
    }

    /// Known refusals end the ledger row; after an unknown result the profile is searched by name.
    static Result<dolphin::RemoteProfile>
    afterFailedCreate(TaskContext &task, const store::LedgerRow &row, const Error &error)
    {
        Services &services = task.services();
        store::LedgerStore ledger(services.database);
        const bool unknown = error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Network
            || error.kind == ErrorKind::Protocol || error.kind == ErrorKind::Cancelled
            || error.code >= 500;
        if (unknown) {
            // A program that ends sweeps no more, so it takes the time.
            const bool ends = task.held().reason() == StopReason::Shutdown;
            const auto found = lookForCreated(
                services, row.name, ends ? std::stop_token() : task.held().token());
            if (!found) {
                static_cast<void>(ledger.noteError(row.id, error.message));
                return fail(error);
            }
            if (found->has_value())
                return **found;
        }
        static_cast<void>(ledger.noteError(row.id, error.message));
        static_cast<void>(
            unknown ? notFound(services, row, task.leaseCall())
                    : advance(services, row, store::LedgerState::Deleted, task.leaseCall()));
        return fail(error);
    }
};

class PersistentProfiles final : public ProfileSource
{
public:
    Result<OpenedProfile> open(TaskContext &task) override
    {
        Services &services = task.services();
        const auto account = store::AccountStore(services.database).row(task.job().accountId, {});
        if (!account)
            return fail(account.error());
        bool isNumber = false;
        const qint64 remoteId = account->dolphinProfileId.toLongLong(&isNumber);
        if (!isNumber || remoteId <= 0) {
            return fail(
                ErrorKind::InvalidInput,
                QCoreApplication::translate(
                    "Core",
                    "The account %1 has no Dolphin profile of its own, which is needed with "
                    "EPHEMERAL_PROFILES=0. Enter its number with Edit… beside the account, or go "
                    "back to throw-away profiles.")
                    .arg(account->username));
        }
        if (auto there = checkExists(task, {remoteId}); !there)
            return fail(there.error());
        auto row = newRow(task);
        if (!row)
            return fail(row.error());
        row->persistent = true;
        row->remoteId = {remoteId};
        auto intended = store::LedgerStore(services.database).intend(*row);
        if (!intended)
            return fail(intended.error());
        return OpenedProfile{std::move(*intended)};
    }

private:
    /// A start of one that was deleted by hand would wait for it to appear, as after a create.
    static Result<void> checkExists(TaskContext &task, ProfileId id)
    {
        const auto read = task.services().remote.profile(id, task.call(30s));
        // A token may lack the right to read; the start tells then.
        if (read || read.error().kind != ErrorKind::NotFound)
            return {};
        return fail(
            ErrorKind::InvalidInput,
            QCoreApplication::translate(
                "Core",
                "The Dolphin profile %1 of the account %2 does not exist any more. Restore it from "
                "Dolphin's basket, enter another number with Edit… beside the account, or go back "
                "to throw-away profiles.")
                .arg(id.value)
                .arg(task.job().accountName),
            read.error().detail);
    }
};

} // namespace

Result<void> advance(ProfileServices &services,
                     const store::LedgerRow &row,
                     store::LedgerState state,
                     const Call &call)
{
    return untilWritten(u"ledger"_s, call, [&] {
        return store::LedgerStore(services.database).advance(row, state);
    });
}

std::unique_ptr<ProfileSource> ProfileSource::make(settings::ProfileMode mode)
{
    if (mode == settings::ProfileMode::Persistent)
        return std::make_unique<PersistentProfiles>();
    return std::make_unique<EphemeralProfiles>();
}

Result<void> closeProfile(ProfileServices &services, store::LedgerRow row, const Call &call)
{
    store::LedgerStore ledger(services.database);
    const auto failed = [&](Error error) -> Result<void> {
        static_cast<void>(ledger.noteError(row.id, error.message));
        return fail(std::move(error));
    };
    if (!row.remoteId.isValid()) {
        // INTENDED only: the create call may or may not have reached Dolphin.
        const auto found = lookForCreated(services, row.name, call.stop);
        if (!found)
            return failed(found.error());
        if (!found->has_value())
            return notFound(services, row, call);
        row.remoteId = (*found)->id;
        row.remoteProxyId = (*found)->proxyId;
    }
    if (row.remoteProxyId == 0 && row.state < store::LedgerState::Started && !row.persistent) {
        // Stopped before it was read. Once it ran, a person may have given it another proxy.
        if (const auto read = services.remote.profile(row.remoteId, call.within(kReadTime)))
            row.remoteProxyId = read->proxyId;
    }
    if (row.state < store::LedgerState::Stopped) {
        const auto stopped = services.local.stop(row.remoteId, !row.persistent, call);
        if (!stopped) {
            // A profile that never started, or a closed Dolphin, must not keep us from deleting;
            // for a persistent one there is nothing else to do.
            log::warn("run",
                      u"profile %1 not stopped: %2"_s.arg(row.remoteId.value)
                          .arg(toLogString(stopped.error())));
            if (row.persistent
                || (row.state == store::LedgerState::Started
                    && mayRun(services, row.remoteId, stopped.error(), call)))
                return failed(stopped.error());
        }
        if (row.persistent)
            return advance(services, row, store::LedgerState::Stopped, call);
        row.state = store::LedgerState::Stopped;
    }
    // The stop may have used up the call.
    const Call rest = Call::in(kDeleteTime, call.stop);
    if (const auto deleted = services.remote.deleteProfile(row.remoteId, rest); !deleted)
        return failed(deleted.error());
    if (row.remoteProxyId > 0) {
        if (const auto dropped = services.remote.deleteProxy(row.remoteProxyId, rest); !dropped)
            log::warn("run", u"proxy record not deleted: "_s % toLogString(dropped.error()));
    }
    return advance(services, row, store::LedgerState::Deleted, rest);
}

} // namespace pelorus::run
