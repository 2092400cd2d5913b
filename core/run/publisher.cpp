// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/publisher.h"

#include "core/base/log.h"
#include "core/cdp/page.h"
#include "core/media/media.h"
#include "core/run/durable.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

/// Time that must be left of the lease when Share is clicked: the click and its answer.
constexpr std::chrono::seconds kSpareForShare = 20s;
/// How long the new link is looked for right after a confirmation; it may follow later.
constexpr milliseconds kLinkWithin = 20s;
constexpr milliseconds kLookEvery = 5s;

bool endsSession(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::LeaseLost:
    case ErrorKind::NeedsOperator:
    case ErrorKind::Auth:
    case ErrorKind::RateLimited:
    case ErrorKind::PlanLimit:
    case ErrorKind::Network:
    case ErrorKind::Proxy:
    case ErrorKind::Storage:
    case ErrorKind::Conflict:
        return true;
    case ErrorKind::Timeout:
    case ErrorKind::Http:
    case ErrorKind::Protocol:
    case ErrorKind::NotFound:
    case ErrorKind::InvalidInput:
    case ErrorKind::Media:
    case ErrorKind::Keychain:
    case ErrorKind::Io:
    case ErrorKind::Unsupported:
    case ErrorKind::Internal:
        return false;
    }
    return false;
}

} // namespace

Publisher::Publisher(TaskContext &task, AccountSession &session)
    : m_task(task)
    , m_session(session)
    , m_publications(task.services().database)
{
}

Result<store::ItemOutcome> Publisher::publish(const store::Item &item)
{
    m_outcome.reset();
    m_publication = {};
    m_session.setItem(item.id);
    const auto there = alreadyThere(item);
    if (!there)
        return fail(there.error());
    if (there->has_value())
        return **there;
    if (const auto file = checkFile(item); !file) {
        m_task.step(u"file"_s, u"failed"_s, file.error().message, item.id);
        if (endsSession(file.error().kind))
            return fail(file.error());
        return store::ItemOutcome{store::ItemState::Failed, {}, file.error().message};
    }
    for (;;) {
        const auto done = attempt(item);
        if (!done)
            return fail(done.error());
        if (done->has_value())
            return **done;
        // Whatever is on the page now, begin this video anew.
        m_session.personWasHere();
        static_cast<void>(m_session.site().abandon(m_task.call(30s)));
        if (const auto signedIn = m_session.ensureSignedIn(); !signedIn)
            return fail(signedIn.error());
    }
}

Result<std::optional<store::ItemOutcome>> Publisher::attempt(const store::Item &item)
{
    // Read anew each time: the person may have published something by hand.
    const auto baseline = m_session.awaitLinks();
    if (!baseline)
        return fail(baseline.error());
    const auto ready = prepare(item);
    if (const auto mine = m_task.checkpoint(); !mine)
        return fail(mine.error());
    if (m_task.wasTakenOver())
        return std::nullopt;
    if (!ready) {
        m_task.evidence(m_session.page(), u"prepare"_s, item.id, ready.error().detail);
        if (ready.error().kind == ErrorKind::NeedsOperator)
            return askPerson(ready.error());
        m_task.step(u"prepare"_s, u"failed"_s, ready.error().message, item.id);
        if (endsSession(ready.error().kind))
            return fail(ready.error());
        static_cast<void>(m_session.site().abandon(m_task.call(30s)));
        return store::ItemOutcome{store::ItemState::Failed, {}, ready.error().message};
    }
    const auto shared = share(item, *baseline);
    if (shared)
        return *shared;
    if (shared.error().kind != ErrorKind::NeedsOperator || m_publication.isValid())
        return fail(shared.error());
    // The site's question, or a person's hand, came between the form and the click.
    if (const auto mine = m_task.checkpoint(); !mine)
        return fail(mine.error());
    if (m_task.wasTakenOver())
        return std::nullopt;
    return askPerson(shared.error());
}

Result<std::optional<store::ItemOutcome>> Publisher::askPerson(const Error &why)
{
    if (const auto back = m_task.waitForOperator(why); !back)
        return fail(back.error());
    return std::nullopt;
}

Result<std::optional<store::ItemOutcome>> Publisher::alreadyThere(const store::Item &item)
{
    const auto found = m_publications.find(m_task.job().accountId, item.sha256, item.id);
    if (!found)
        return fail(found.error());
    if (!found->has_value())
        return std::nullopt;
    const store::Publication &there = **found;
    if (item.publishAgain && there.itemId != item.id)
        return std::nullopt;
    switch (there.state) {
    case store::PublicationState::Refused:
        return std::nullopt;
    case store::PublicationState::Confirmed:
        if (there.itemId == item.id)
            return store::ItemOutcome{store::ItemState::Published, there.permalink, {}};
        return store::ItemOutcome{
            store::ItemState::Failed,
            there.permalink,
            QCoreApplication::translate("Core",
                                        "This video is on %1 already, since %2. Choose “Publish "
                                        "again” if it is meant to be there twice.")
                .arg(m_task.job().accountName, there.createdAt.toString(Qt::ISODate))};
    case store::PublicationState::Intent:
    case store::PublicationState::Shared:
    case store::PublicationState::Unconfirmed:
        m_publication = there.id;
        if (there.itemId == item.id)
            return leaveUnconfirmed({});
        return store::ItemOutcome{store::ItemState::Failed,
                                  {},
                                  QCoreApplication::translate(
                                      "Core",
                                      "This video may be on %1 already: an earlier task could not "
                                      "prove it. Settle that one first.")
                                      .arg(m_task.job().accountName)};
    }
    return std::nullopt;
}

Result<void> Publisher::checkFile(const store::Item &item)
{
    const QString path = m_task.services().settings.absoluteMediaPath(item.storedPath);
    const auto digest = media::digest(path, m_task.call(10min));
    if (!digest)
        return fail(digest.error());
    if (digest->size != item.size || digest->sha256 != item.sha256) {
        return fail(ErrorKind::Media,
                    QCoreApplication::translate("Core",
                                                "The file %1 is not the one that was chosen: its "
                                                "content has changed. Make a new task with it.")
                        .arg(QFileInfo(path).fileName()));
    }
    return {};
}

Result<void> Publisher::prepare(const store::Item &item)
{
    const settings::Settings &settings = m_task.services().settings;
    const instagram::Post post{settings.browserPath(settings.absoluteMediaPath(item.storedPath)),
                               item.size,
                               item.caption,
                               item.location,
                               item.mentions};
    if (auto mine = m_task.checkpoint(); !mine)
        return mine;
    return m_session.site().prepare(post, m_task.call(10min));
}

Result<void>
Publisher::settle(store::PublicationState state, const QString &link, const QString &text)
{
    return untilWritten(u"publication"_s, m_task.leaseCall(), [&] {
        return m_publications.settle(m_task.lease(), m_publication, state, link, text);
    });
}

Result<store::ItemOutcome> Publisher::share(const store::Item &item, const QStringList &baseline)
{
    const std::chrono::seconds spare
        = std::min(kSpareForShare, m_task.services().settings.leaseTtl / 3);
    bool heldBack = false;  // the intent stands, but we know that nobody clicked
    bool unwritten = false; // the database did not take the intent
    // No wait for an operator in here: the button is about to be pressed.
    const auto mayClick = [this](std::chrono::seconds left) -> Result<void> {
        if (auto mine = m_task.held().check(m_task.services().clock, left); !mine)
            return mine;
        if (!m_task.isInHand())
            return {};
        return fail(
            ErrorKind::NeedsOperator,
            QCoreApplication::translate("Core", "An operator took over before Share was pressed."));
    };
    const auto gate = [&]() -> Result<void> {
        if (auto may = mayClick(spare); !may)
            return may;
        const auto intended = m_publications.intend(
            m_task.lease(), m_task.job().id, item, baseline, item.publishAgain);
        if (!intended) {
            unwritten = intended.error().kind != ErrorKind::Conflict;
            return fail(intended.error());
        }
        m_publication = *intended;
        const auto still = mayClick(spare / 2);
        heldBack = !still;
        return still;
    };
    const auto clicked = [&] {
        if (const auto marked = m_publications.markShared(m_task.lease(), m_publication); !marked)
            log::warn("run", u"share not marked: "_s % toLogString(marked.error()));
    };
    const auto shared = m_session.site().share(gate, clicked, m_task.call(30min));
    if (!m_publication.isValid()) {
        // Nothing was clicked and nothing intended: a failure like any before it.
        Error error = shared ? Error{} : shared.error();
        m_task.evidence(m_session.page(), u"share"_s, item.id, error.detail);
        m_task.step(u"share"_s, u"failed"_s, error.message, item.id);
        // A Timeout is the page's, and this video's, only where it is not the database's.
        if (unwritten || (endsSession(error.kind) && error.kind != ErrorKind::Conflict))
            return fail(std::move(error));
        static_cast<void>(m_session.site().abandon(m_task.call(30s)));
        return store::ItemOutcome{store::ItemState::Failed, {}, error.message};
    }
    if (heldBack) {
        if (settle(store::PublicationState::Refused, {}, u"not clicked"_s))
            m_publication = {};
        return fail(shared ? Error{} : shared.error());
    }
    if (!shared) {
        m_task.evidence(m_session.page(), u"share"_s, item.id, shared.error().detail);
        m_outcome = settleUnknown(baseline, shared.error().message);
        if (endsSession(shared.error().kind) && m_outcome->state != store::ItemState::Published)
            return fail(shared.error());
        return *m_outcome;
    }
    switch (shared->result) {
    case instagram::ShareResult::Confirmed:
        return settleConfirmed(item.id, baseline, *shared);
    case instagram::ShareResult::Refused: {
        m_task.evidence(m_session.page(), u"share"_s, item.id);
        const auto settled = settle(store::PublicationState::Refused, {}, shared->text);
        if (!settled)
            return fail(settled.error());
        static_cast<void>(m_session.site().abandon(m_task.call(30s)));
        return store::ItemOutcome{
            store::ItemState::Refused,
            {},
            QCoreApplication::translate("Core",
                                        "The site refused the video: “%1”. Check the account, "
                                        "then start the task again.")
                .arg(shared->text.left(200))};
    }
    case instagram::ShareResult::Unknown:
        m_task.evidence(m_session.page(), u"share"_s, item.id);
        return settleLanded(baseline, *shared);
    }
    return leaveUnconfirmed({});
}

store::ItemOutcome Publisher::settleConfirmed(ItemId item,
                                              const QStringList &baseline,
                                              const instagram::Shared &shared)
{
    // The words are proof enough (F15: the link may never show); settle before anything can go
    // wrong.
    QString link = shared.permalink.toString();
    const auto settled = settle(store::PublicationState::Confirmed, link, shared.text);
    if (!settled)
        return leaveUnconfirmed(settled.error().message);
    if (!link.isEmpty())
        return {store::ItemState::Published, link, {}};
    const milliseconds within
        = std::min<milliseconds>(kLinkWithin, m_task.services().settings.proofWithin);
    if (const auto found = lookForLink(baseline, within)) {
        link = *found;
        static_cast<void>(settle(store::PublicationState::Confirmed, link, shared.text));
    } else if (const auto others = m_publications.others(m_publication);
               others && others->mayGetLink()) {
        m_task.step(u"proof"_s,
                    u"info"_s,
                    QCoreApplication::translate(
                        "Core",
                        "The video went out; its link is left empty. Another video of this account "
                        "has none yet, and whose a new link is cannot be told."),
                    item);
    }
    return {store::ItemState::Published, link, {}};
}

Result<store::ItemOutcome> Publisher::settleLanded(const QStringList &baseline,
                                                   const instagram::Shared &shared)
{
    using instagram::Landing;
    const Landing landing = shared.landing.value_or(Landing::SignedIn);
    if (landing == Landing::SignedIn || landing == Landing::Broken)
        return settleUnknown(baseline, shared.text);
    // What the site wants now concerns the account, whether or not this video went out.
    Error why = m_session.meaning({landing, shared.text, {}});
    if (why.kind == ErrorKind::NeedsOperator) {
        const auto back = m_task.waitForOperator(why);
        if (back) {
            static_cast<void>(m_task.wasTakenOver());
            m_session.personWasHere();
            return settleUnknown(baseline, shared.text);
        }
        why = back.error(); // nobody came, or the wait was ended by something else
    }
    m_outcome = settleUnknown(baseline, shared.text);
    return fail(why);
}

store::ItemOutcome Publisher::settleUnknown(const QStringList &baseline, const QString &text)
{
    const milliseconds within = m_task.services().settings.proofWithin;
    if (const auto found = lookForLink(baseline, within)) {
        const auto settled = settle(store::PublicationState::Confirmed, *found, text);
        if (settled)
            return {store::ItemState::Published, *found, {}};
    }
    return leaveUnconfirmed(text);
}

store::ItemOutcome Publisher::leaveUnconfirmed(const QString &text)
{
    const auto settled = untilWritten(u"publication"_s, m_task.leaseCall(), [&] {
        return m_publications.giveUp(
            m_task.lease(), m_publication, text, m_task.services().settings.checkAfter);
    });
    // An INTENT or SHARED row that stays so counts as unconfirmed for everybody else anyway, and
    // whoever finds it plans the look.
    if (!settled)
        log::warn("run", u"publication not settled: "_s % toLogString(settled.error()));
    return {
        store::ItemState::Unconfirmed,
        {},
        QCoreApplication::translate("Core",
                                    "It is not known whether the video went out. Pelorus looks at "
                                    "the account later; look yourself before you retry.")};
}

std::optional<QString> Publisher::lookForLink(const QStringList &baseline, milliseconds within)
{
    const Call call = m_task.call(within);
    for (;;) {
        if (!m_task.checkpoint())
            return std::nullopt;
        const auto links = m_session.ownLinks();
        const auto others = m_publications.others(m_publication);
        if (others && others->mayGetLink())
            return std::nullopt; // a new link may be another's
        if (links && others) {
            if (auto found = instagram::newLink(baseline, *links, others->links))
                return found;
        } else if (!links && endsSession(links.error().kind)) {
            return std::nullopt;
        }
        if (!sleepFor(kLookEvery, call))
            return std::nullopt;
    }
}

} // namespace pelorus::run
