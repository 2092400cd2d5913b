// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/formats/accounts.h"
#include "core/formats/cookies.h"
#include "core/formats/proxies.h"
#include "core/store/database.h"

#include <functional>

namespace pelorus::store {

/// What happens to a record that the database has already. Of one that the file has twice the first
/// line counts, or with Replace the last.
enum class OnDuplicate {
    Skip,    ///< stays as it is
    Fill,    ///< gets what it lacks
    Replace, ///< takes whatever the file has; what the file lacks stays
};

/// One record of an import: what happened, or would happen, to it.
struct ImportRow
{
    enum class What {
        Added,
        Changed,
        Skipped,
        Kept, ///< cookies that only went into the account's history: its own are better
        Refused
    };
    int line = 0;
    QString name; ///< of the account, or the proxy's label; never a secret
    What what = What::Added;
    QString note; ///< translated: why, or what could not be taken
};

/// Accounted for line by line, in the order of the input.
struct ImportResult
{
    std::vector<ImportRow> rows;
    [[nodiscard]] int count(ImportRow::What what) const;
};

struct ImportOptions
{
    OnDuplicate onDuplicate = OnDuplicate::Skip;
    /// Decides everything and writes nothing.
    bool dryRun = false;
    /// Records decided so far; on the calling thread, at most every 200 records.
    std::function<void(int)> progress{};
    /// Says where a line is that a note names; its number without.
    std::function<QString(int)> place{};
    QString who{};
    /// Of cookies: for those without a domain, and the time that counts as now.
    formats::CookieReadOptions cookies = formats::accountCookies();
};

/// The cookies of one account, named by its login.
struct CookieSet
{
    int line = 0;
    QString login;
    Secret text;               ///< as written, for formats::readCookies()
    QStringList otherLogins{}; ///< tried in turn where there is no account of that one
    QString problem{};         ///< why there is no text: the set is Refused with it
};

/// What windows and commands import by. Each call is one transaction: a stop, a failure or a killed
/// process leaves the database as it was. A record that cannot be stored is Refused and costs no
/// other. Blocking.
class ImportStore final
{
public:
    explicit ImportStore(DatabasePtr database)
        : m_db(std::move(database))
    {
    }
    [[nodiscard]] Result<ImportResult> accounts(const std::vector<formats::AccountEntry> &entries,
                                                const ImportOptions &options,
                                                const Call &call);
    [[nodiscard]] Result<ImportResult> proxies(const std::vector<formats::ProxyEntry> &entries,
                                               const ImportOptions &options,
                                               const Call &call);
    /// Only for accounts that exist; P5 holds.
    [[nodiscard]] Result<ImportResult>
    cookies(const std::vector<CookieSet> &sets, const ImportOptions &options, const Call &call);

private:
    DatabasePtr m_db;
};

} // namespace pelorus::store
