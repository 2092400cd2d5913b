// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/accountsession.h"

namespace pelorus::run {

/// Publishes one video in an open, signed-in session, at most once (promise P4): what already
/// stands for this content on this account is looked up first, the intent is committed as the last
/// act before the click, and whatever is not proved afterwards is Unconfirmed and looked at later.
class Publisher final
{
public:
    Publisher(TaskContext &task, AccountSession &session);

    /// How the video ended. An error means the session cannot go on (stopped, lease lost, person
    /// needed, transport gone); the video's own outcome is then in `outcome()`, if it has one.
    [[nodiscard]] Result<store::ItemOutcome> publish(const store::Item &item);
    [[nodiscard]] const std::optional<store::ItemOutcome> &outcome() const { return m_outcome; }

private:
    /// One way through the form; nothing when a person had the browser before the click, so that it
    /// is to be begun anew.
    [[nodiscard]] Result<std::optional<store::ItemOutcome>> attempt(const store::Item &item);
    [[nodiscard]] Result<std::optional<store::ItemOutcome>> askPerson(const Error &why);
    [[nodiscard]] Result<std::optional<store::ItemOutcome>> alreadyThere(const store::Item &item);
    [[nodiscard]] Result<void> checkFile(const store::Item &item);
    [[nodiscard]] Result<void> prepare(const store::Item &item);
    [[nodiscard]] Result<store::ItemOutcome> share(const store::Item &item,
                                                   const QStringList &baseline);
    [[nodiscard]] store::ItemOutcome
    settleConfirmed(ItemId item, const QStringList &baseline, const instagram::Shared &shared);
    /// The click may have led to a challenge, a sign-in or a rate limit: an error then, which ends
    /// the session, with the video's own outcome in outcome().
    [[nodiscard]] Result<store::ItemOutcome> settleLanded(const QStringList &baseline,
                                                          const instagram::Shared &shared);
    [[nodiscard]] store::ItemOutcome settleUnknown(const QStringList &baseline,
                                                   const QString &text);
    /// What is known of the publication, also when the database is away for a moment.
    [[nodiscard]] Result<void>
    settle(store::PublicationState state, const QString &link, const QString &text);
    [[nodiscard]] store::ItemOutcome leaveUnconfirmed(const QString &text);
    /// The one new link that can be no other publication's.
    [[nodiscard]] std::optional<QString> lookForLink(const QStringList &baseline,
                                                     milliseconds within);

    TaskContext &m_task;
    AccountSession &m_session;
    store::PublicationStore m_publications;
    PublicationId m_publication;
    std::optional<store::ItemOutcome> m_outcome;
};

} // namespace pelorus::run
