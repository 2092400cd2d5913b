// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/taskcontext.h"

#include <memory>

namespace pelorus::run {

/// A profile that exists remotely and is in the ledger.
struct OpenedProfile
{
    store::LedgerRow row;
};

/// Where a task's profile comes from and how it goes: throw-away or persistent (a pool later).
/// Used by the task's thread.
class ProfileSource
{
public:
    ProfileSource() = default;
    ProfileSource(const ProfileSource &) = delete;
    ProfileSource &operator=(const ProfileSource &) = delete;
    virtual ~ProfileSource() = default;

    /// Gets a stopped profile ready. On an error nothing is left behind that the ledger would not
    /// tell the sweeper about.
    [[nodiscard]] virtual Result<OpenedProfile> open(TaskContext &task) = 0;

    [[nodiscard]] static std::unique_ptr<ProfileSource> make(settings::ProfileMode mode);
};

/// What closing a profile may take: a stop answers only after the upload (up to 120 s), a hung one
/// is followed by an emergency stop, and then comes the deletion.
constexpr milliseconds kCloseTime = std::chrono::minutes(5);

/// A step of the ledger, repeated while the database is away: what it says has happened in Dolphin.
[[nodiscard]] Result<void> advance(ProfileServices &services,
                                   const store::LedgerRow &row,
                                   store::LedgerState state,
                                   const Call &call);

/// Ends a profile as its ledger row wants it: stopped, and unless it is persistent deleted, proved
/// by 404, with the proxy record that came along. Needs no lease, only the row's own token; used by
/// tasks and by the sweeper. `call` should be long and not the task's own (that may be stopped).
[[nodiscard]] Result<void>
closeProfile(ProfileServices &services, store::LedgerRow row, const Call &call);

} // namespace pelorus::run
