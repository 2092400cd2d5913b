// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/words.h"

#include "ui/support/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::ui::words {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

std::chrono::seconds secondsTo(const QDateTime &from, const QDateTime &to)
{
    return std::chrono::seconds(from.secsTo(to));
}

} // namespace

QString holderMachine(const QString &lockedBy)
{
    const QString host = lockedBy.section(u'/', 0, 0);
    return host.isEmpty() ? lockedBy : host;
}

Look lock(const store::AccountRow &account, const QDateTime &now)
{
    const auto left = [&] {
        return account.lockedUntil ? format::span(secondsTo(now, *account.lockedUntil)) : QString();
    };
    switch (account.lock) {
    case store::LockState::Free:
        return {Words::tr("free", "an account's lock"), u"circle"_s, Role::Muted};
    case store::LockState::Mine:
        return {Words::tr("this machine", "holds the lock"), u"lock-mine"_s, Role::Running};
    case store::LockState::Other:
        return {
            Words::tr("%1, %2 left", "machine, time").arg(holderMachine(account.lockedBy), left()),
            u"lock"_s,
            Role::Text};
    case store::LockState::Expired:
        return {Words::tr("expired", "an account's lock"), u"lock-open"_s, Role::Warning};
    }
    return {};
}

QString lockDetails(const store::AccountRow &account, const QDateTime &now)
{
    if (account.lock == store::LockState::Free)
        return Words::tr("Nobody works with this account now.");
    QStringList lines;
    lines << Words::tr("Held by %1").arg(account.lockedBy);
    if (account.lockedUntil) {
        const QString when = format::relative(*account.lockedUntil, now);
        lines << (account.lock == store::LockState::Expired
                      ? Words::tr("The lock ran out %1; the next task may take the account.")
                            .arg(when)
                      : Words::tr("The lock ends %1 unless it is renewed").arg(when));
    }
    if (!account.lockStep.isEmpty())
        lines << Words::tr("Step: %1").arg(step(account.lockStep));
    return lines.join(u'\n');
}

namespace {

QString editName(store::EditKind kind)
{
    switch (kind) {
    case store::EditKind::Password:
        return Words::tr("password");
    case store::EditKind::TfaSecret:
        return Words::tr("two-factor key");
    case store::EditKind::EmailUsername:
        return Words::tr("e-mail address");
    case store::EditKind::EmailPassword:
        return Words::tr("e-mail password");
    case store::EditKind::DolphinProfile:
        return Words::tr("own Dolphin profile");
    case store::EditKind::Cookies:
        return Words::tr("cookies");
    case store::EditKind::Blueprint:
        return Words::tr("blueprint");
    }
    return {};
}

} // namespace

QString waitingEdits(const store::AccountRow &account)
{
    if (account.queuedEdits.empty())
        return {};
    QStringList names;
    for (const store::EditKind kind : account.queuedEdits)
        names << editName(kind);
    const QString list = names.join(u", "_s);
    if (!account.editProblem.isEmpty())
        return Words::tr("%1: could not be applied. %2 Enter it again.", "what, why")
            .arg(list, account.editProblem);
    return Words::tr("%1: will be applied when the task that holds the account ends.", "what")
        .arg(list);
}

bool isPaused(const store::AccountRow &account, const QDateTime &now)
{
    return account.pausedUntil && *account.pausedUntil > now;
}

namespace {

Look status(const QString &status)
{
    if (status == u"PHONE_VERIFICATION_REQUIRED"_s)
        return {Words::tr("Needs a phone check"), u"warning"_s, Role::Warning};
    if (status == u"HUMAN_VERIFICATION_REQUIRED"_s)
        return {Words::tr("Needs a person"), u"warning"_s, Role::Warning};
    if (status == u"SUSPENDED"_s)
        return {Words::tr("Suspended", "account"), u"failed"_s, Role::Error};
    if (status == u"BLOCKED"_s)
        return {Words::tr("Blocked", "account"), u"failed"_s, Role::Error};
    if (status == u"LIMITED"_s)
        return {Words::tr("Limited", "account"), u"warning"_s, Role::Warning};
    if (status == u"INACTIVE"_s)
        return {Words::tr("Inactive", "account"), u"circle"_s, Role::Muted};
    if (status == u"ACTIVE"_s)
        return {Words::tr("Active", "account"), u"check"_s, Role::Ok};
    return {status, u"question"_s, Role::Muted};
}

} // namespace

Look accountStatus(const store::AccountRow &account, const QDateTime &now)
{
    if (account.status == u"ACTIVE"_s && isPaused(account, now))
        return {Words::tr("Paused", "account"), u"pause"_s, Role::Warning};
    return status(account.status);
}

QString whyItWaits(const store::JobRow &task, const QDateTime &now)
{
    if (!task.accountStatus.isEmpty())
        return Words::tr("the account is not active: %1", "status")
            .arg(status(task.accountStatus).text);
    if (task.pausedUntil && *task.pausedUntil > now)
        return Words::tr("the account is paused until %1: %2", "time, reason")
            .arg(format::exact(*task.pausedUntil), task.pauseReason);
    if (!task.waitsFor.isEmpty())
        return Words::tr("waits for %1", "machine").arg(task.waitsFor);
    if (!task.filesMissingOn.isEmpty())
        return Words::tr("its files are not on %1", "machine").arg(task.filesMissingOn);
    if (task.job.runAfter > now)
        return Words::tr("starts %1", "in a time span")
            .arg(format::relative(task.job.runAfter, now));
    return {};
}

Look session(const store::AccountRow &account, const QDateTime &now)
{
    if (account.cookieCount == 0) {
        if (account.hasPassword)
            return {Words::tr("none; password", "session"), u"key"_s, Role::Muted};
        return {Words::tr("none", "session"), u"cross"_s, Role::Error};
    }
    const QString age = account.cookiesUpdated
        ? format::span(secondsTo(*account.cookiesUpdated, now))
        : QString();
    if (!account.cookiesValid)
        return {age.isEmpty() ? Words::tr("signed out")
                              : Words::tr("signed out, %1", "age").arg(age),
                u"warning"_s,
                Role::Warning};
    return {age.isEmpty() ? Words::tr("signed in") : Words::tr("signed in, %1", "age").arg(age),
            u"cookie"_s,
            Role::Ok};
}

Look proxyStatus(const store::ProxyRow &proxy)
{
    if (proxy.status == "active"_L1)
        return {Words::tr("Works", "proxy"), u"done"_s, Role::Ok};
    if (proxy.status == "banned"_L1)
        return {Words::tr("Banned", "proxy"), u"failed"_s, Role::Error};
    if (proxy.status == "checking"_L1)
        return {Words::tr("Being tested", "proxy"), u"running"_s, Role::Running};
    // "inactive" is also what a proxy begins with.
    if (!proxy.lastChecked)
        return {Words::tr("Not tested", "proxy"), u"circle"_s, Role::Muted};
    return {Words::tr("Does not work", "proxy"), u"failed"_s, Role::Error};
}

Look job(const store::Job &job)
{
    const bool check = job.kind == store::JobKind::Check;
    const bool runs
        = job.state == store::JobState::Running || job.state == store::JobState::NeedsOperator;
    if (runs && job.request == store::JobRequest::Cancel)
        return {Words::tr("Stopping", "task"), u"running"_s, Role::Muted};
    switch (job.state) {
    case store::JobState::Pending:
        return {Words::tr("Waiting", "task"), u"clock"_s, Role::Muted};
    case store::JobState::Running:
        return {check ? Words::tr("Looking", "task that checks") : Words::tr("Running", "task"),
                u"running"_s,
                Role::Running};
    case store::JobState::NeedsOperator:
        return {Words::tr("Needs you", "task"), u"hand"_s, Role::Warning};
    case store::JobState::Unconfirmed:
        return {Words::tr("Unconfirmed", "task"), u"question"_s, Role::Warning};
    case store::JobState::Completed:
        return {check ? Words::tr("Checked", "task") : Words::tr("Published", "task"),
                u"done"_s,
                Role::Ok};
    case store::JobState::Partial:
        return {Words::tr("Partly published", "task"), u"warning"_s, Role::Warning};
    case store::JobState::Failed:
        return {check ? Words::tr("Not checked", "task") : Words::tr("Not published", "task"),
                u"failed"_s,
                Role::Error};
    case store::JobState::Cancelled:
        return {Words::tr("Cancelled", "task"), u"cross"_s, Role::Muted};
    }
    return {};
}

Look item(store::ItemState state)
{
    switch (state) {
    case store::ItemState::Pending:
        return {Words::tr("Waiting", "video"), u"clock"_s, Role::Muted};
    case store::ItemState::Running:
        return {Words::tr("Running", "video"), u"running"_s, Role::Running};
    case store::ItemState::Published:
        return {Words::tr("Published", "video"), u"done"_s, Role::Ok};
    case store::ItemState::Unconfirmed:
        return {Words::tr("Unconfirmed", "video"), u"question"_s, Role::Warning};
    case store::ItemState::Refused:
        return {Words::tr("Refused by the site", "video"), u"failed"_s, Role::Error};
    case store::ItemState::Failed:
        return {Words::tr("Not published", "video"), u"failed"_s, Role::Error};
    case store::ItemState::Cancelled:
        return {Words::tr("Cancelled", "video"), u"cross"_s, Role::Muted};
    }
    return {};
}

Look publication(store::PublicationState state)
{
    switch (state) {
    case store::PublicationState::Intent:
    case store::PublicationState::Shared:
        return {Words::tr("On its way", "publication"), u"running"_s, Role::Running};
    case store::PublicationState::Confirmed:
        return {Words::tr("Published", "publication"), u"done"_s, Role::Ok};
    case store::PublicationState::Refused:
        return {Words::tr("Not published", "publication"), u"failed"_s, Role::Error};
    case store::PublicationState::Unconfirmed:
        return {Words::tr("Unconfirmed", "publication"), u"question"_s, Role::Warning};
    }
    return {};
}

Look ledger(const store::LedgerRow &row, bool leaked)
{
    if (leaked)
        return {Words::tr("Leaked", "browser profile"), u"warning"_s, Role::Error};
    switch (row.state) {
    case store::LedgerState::Intended:
        return {Words::tr("Being made", "browser profile"), u"clock"_s, Role::Muted};
    case store::LedgerState::Created:
        return {Words::tr("Made", "browser profile"), u"plus"_s, Role::Running};
    case store::LedgerState::Started:
        return {Words::tr("Open", "browser profile"), u"running"_s, Role::Running};
    case store::LedgerState::Stopped:
        return row.persistent
            ? Look{Words::tr("Stopped, kept", "browser profile"), u"pause"_s, Role::Muted}
            : Look{Words::tr("Stopped", "browser profile"), u"pause"_s, Role::Running};
    case store::LedgerState::Deleted:
        return {Words::tr("Deleted", "browser profile"), u"check"_s, Role::Muted};
    }
    return {};
}

QString step(const QString &name)
{
    static constexpr std::pair<const char *, const char *> kSteps[]{
        {"claim", QT_TRANSLATE_NOOP("Words", "Taking the account")},
        {"task", QT_TRANSLATE_NOOP("Words", "The task")},
        {"fingerprint", QT_TRANSLATE_NOOP("Words", "Completing the blueprint")},
        {"profile", QT_TRANSLATE_NOOP("Words", "Making the browser profile")},
        {"start", QT_TRANSLATE_NOOP("Words", "Starting the browser")},
        {"cookies_in", QT_TRANSLATE_NOOP("Words", "Putting the cookies in")},
        {"open", QT_TRANSLATE_NOOP("Words", "Opening the site")},
        {"sign_in", QT_TRANSLATE_NOOP("Words", "Signing in")},
        {"enter_code", QT_TRANSLATE_NOOP("Words", "Entering the one-time code")},
        {"check_account", QT_TRANSLATE_NOOP("Words", "Checking that it is the right account")},
        {"baseline", QT_TRANSLATE_NOOP("Words", "Noting what is published already")},
        {"video", QT_TRANSLATE_NOOP("Words", "Publishing a video")},
        {"prepare", QT_TRANSLATE_NOOP("Words", "Preparing the post")},
        {"open_create", QT_TRANSLATE_NOOP("Words", "Opening the dialog for a new post")},
        {"choose_file", QT_TRANSLATE_NOOP("Words", "Choosing the file")},
        {"crop", QT_TRANSLATE_NOOP("Words", "Setting the crop")},
        {"edit", QT_TRANSLATE_NOOP("Words", "Going past the edit page")},
        {"caption", QT_TRANSLATE_NOOP("Words", "Writing the caption")},
        {"location", QT_TRANSLATE_NOOP("Words", "Setting the place")},
        {"mentions", QT_TRANSLATE_NOOP("Words", "Tagging people")},
        {"share", QT_TRANSLATE_NOOP("Words", "Sharing")},
        {"confirm", QT_TRANSLATE_NOOP("Words", "Waiting for the site's confirmation")},
        {"proof", QT_TRANSLATE_NOOP("Words", "Looking for the post")},
        {"check", QT_TRANSLATE_NOOP("Words", "Looking at the account's posts")},
        {"operator", QT_TRANSLATE_NOOP("Words", "Waiting for a person")},
        {"cookies_out", QT_TRANSLATE_NOOP("Words", "Saving the cookies")},
        {"close", QT_TRANSLATE_NOOP("Words", "Closing and deleting the profile")},
        {"finish", QT_TRANSLATE_NOOP("Words", "Writing down the outcome")},
    };
    for (const auto &[key, text] : kSteps)
        if (name == QLatin1StringView(key))
            return QCoreApplication::translate("Words", text);
    return name;
}

} // namespace pelorus::ui::words
