// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/accountsession.h"

#include "core/base/log.h"
#include "core/cdp/browser.h"
#include "core/cdp/page.h"
#include "core/run/durable.h"
#include "core/vault/totp.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::run {
namespace {

/// A code with less life than this is waited out: typing and sending it takes a moment.
constexpr int kLeastCodeSeconds = 5;

} // namespace

AccountSession::AccountSession(TaskContext &task)
    : m_task(task)
{
}

AccountSession::~AccountSession()
{
    close();
}

Result<void> AccountSession::open()
{
    Services &services = m_task.services();
    m_task.step(u"profile"_s, u"started"_s);
    auto profile = ProfileSource::make(services.settings.profileMode)->open(m_task);
    if (!profile) {
        m_task.step(u"profile"_s, u"failed"_s, profile.error().message);
        return fail(profile.error());
    }
    m_profile = std::move(*profile);
    m_task.step(u"profile"_s, u"done"_s);
    const auto stored = store::CookieStore(services.database).load(m_task.job().accountId);
    if (!stored)
        return fail(stored.error());
    m_storedValid = stored->isValid;
    m_userId = formats::userIdOf(stored->cookies);
    // A session of its own that such a profile may have is better than one that has ended.
    const bool keepsItsOwn = m_profile->row.persistent && !stored->isValid;
    const formats::Cookies none;
    const formats::Cookies &cookies = keepsItsOwn ? none : stored->cookies;
    cookiesBeforeStart(cookies);
    if (auto started = startBrowser(); !started)
        return started;
    return cookiesAfterStart(cookies);
}

Result<void> AccountSession::startBrowser()
{
    Services &services = m_task.services();
    m_task.step(u"start"_s, u"started"_s);
    const auto failed = [this](Error error) -> Result<void> {
        m_task.step(u"start"_s, u"failed"_s, error.message);
        return fail(std::move(error));
    };
    if (auto mine = m_task.checkpoint(); !mine)
        return failed(mine.error());
    if (const auto login = services.local.login(m_task.call(30s)); !login)
        return failed(login.error());
    // Whatever its answer, the browser may be up from here on.
    m_profile->row.state = store::LedgerState::Started;
    const auto automation = services.local.start(
        m_profile->row.remoteId, {.headless = services.settings.headless}, m_task.call(4min));
    const auto advanced
        = advance(services, m_profile->row, store::LedgerState::Started, m_task.leaseCall());
    if (!automation)
        return failed(automation.error());
    if (!advanced)
        return failed(advanced.error());
    auto browser = cdp::Browser::connect(services.network, automation->webSocket, m_task.call(30s));
    if (!browser)
        return failed(browser.error());
    m_browser = std::move(*browser);
    m_task.step(u"start"_s, u"done"_s);
    return {};
}

void AccountSession::cookiesBeforeStart(const formats::Cookies &cookies)
{
    Services &services = m_task.services();
    if (cookies.empty())
        return;
    for (const settings::CookieChannel channel : services.settings.cookieChannels) {
        if (channel == settings::CookieChannel::Cdp)
            return; // sets and proves them after the start, and needs no other
        const auto set = channel == settings::CookieChannel::Local
            ? services.local.importCookies(
                m_profile->row.remoteId, cookies, !m_profile->row.persistent, m_task.call(30s))
            : services.remote.patchCookies(m_profile->row.remoteId, cookies, m_task.call(30s));
        if (set)
            return;
        // CDP does after the start, in any case.
        log::info("run", u"cookie channel not usable: "_s % toLogString(set.error()));
    }
}

Result<void> AccountSession::cookiesAfterStart(const formats::Cookies &cookies)
{
    if (auto page = m_browser->attachPage(m_task.call(30s)); page)
        m_page = std::move(*page);
    else
        return fail(page.error());
    m_task.setPage(m_page.get());
    const settings::Settings &settings = m_task.services().settings;
    m_site = std::make_unique<instagram::Site>(
        *m_page,
        m_task.services().siteMap,
        instagram::Options{.siteUrl = settings.siteUrl,
                           .delayLeast = settings.actionDelayLeast,
                           .delayMost = settings.actionDelayMost,
                           .confirmationWithin = settings.confirmWithin},
        [this](const instagram::StepEvent &event) {
            // The notes are for whoever reads the log: what the driver met, in its own words.
            if (!event.note.isEmpty())
                log::info("site", QString(event.name % u": "_s % event.note));
            m_task.step(event.name, event.finished ? u"done"_s : u"started"_s, {}, m_item);
        });
    if (cookies.empty())
        return {};
    m_task.step(u"cookies_in"_s, u"started"_s);
    const auto report = m_browser->setCookies(cookies, m_task.call(30s));
    if (!report) {
        m_task.step(u"cookies_in"_s, u"failed"_s, report.error().message);
        return fail(report.error());
    }
    const QString note = report->missing.isEmpty()
        ? QCoreApplication::translate("Core", "%Ln cookie(s) set.", nullptr, int(cookies.size()))
        : QCoreApplication::translate("Core", "The browser did not keep: %1.")
              .arg(report->missing.join(u", "_s));
    m_task.step(u"cookies_in"_s, u"done"_s, note);
    return {};
}

Result<void> AccountSession::ensureSignedIn()
{
    for (;;) {
        if (auto mine = m_task.checkpoint(); !mine)
            return mine;
        if (m_task.wasTakenOver())
            personWasHere();
        const auto done = trySignIn();
        if (done || done.error().kind != ErrorKind::NeedsOperator)
            return done;
        m_task.evidence(m_page.get(), u"sign_in"_s, {}, done.error().detail);
        if (auto back = m_task.waitForOperator(done.error()); !back)
            return back;
    }
}

Result<void> AccountSession::trySignIn()
{
    using instagram::Landing;
    m_task.step(u"sign_in"_s, u"started"_s);
    auto seen = m_site->open(m_task.call(2min));
    bool fresh = false;
    while (seen && seen->landing != Landing::SignedIn) {
        // A challenge, a limit or a broken page says nothing of the session itself.
        if (seen->landing == Landing::LoginForm || seen->landing == Landing::TwoFactor)
            m_signedIn = false;
        if (seen->landing == Landing::LoginForm && !m_passwordTried) {
            seen = enterPassword();
        } else if (seen->landing == Landing::TwoFactor && !m_totpTried) {
            seen = enterTotp();
        } else {
            return needsPerson(*seen);
        }
        fresh = true;
    }
    if (!seen)
        return fail(seen.error());
    if (fresh) {
        if (auto saved = saveFreshCookies(); !saved)
            return saved;
    }
    m_signedIn = true;
    m_task.step(u"sign_in"_s, u"done"_s);
    const auto links = ownLinks();
    if (!links)
        return fail(links.error());
    return {};
}

Result<instagram::Observation> AccountSession::enterPassword()
{
    m_passwordTried = true;
    const auto credentials
        = store::AccountStore(m_task.services().database).credentials(m_task.job().accountId);
    if (!credentials)
        return fail(credentials.error());
    if (credentials->password.isEmpty()) {
        return fail(
            ErrorKind::NeedsOperator,
            QCoreApplication::translate(
                "Core",
                "The site asks %1 to sign in, and no password is stored. Sign in by hand in "
                "the open browser, or store the password and try again.")
                .arg(credentials->username));
    }
    auto seen = m_site->signIn(credentials->username, credentials->password, m_task.call(2min));
    if (!seen && seen.error().kind == ErrorKind::Auth)
        seen.error().kind = ErrorKind::NeedsOperator; // a second try is a person's
    return seen;
}

Result<instagram::Observation> AccountSession::enterTotp()
{
    m_totpTried = true;
    const auto credentials
        = store::AccountStore(m_task.services().database).credentials(m_task.job().accountId);
    if (!credentials)
        return fail(credentials.error());
    if (credentials->tfaSecret.isEmpty()) {
        return fail(ErrorKind::NeedsOperator,
                    QCoreApplication::translate(
                        "Core",
                        "The site asks %1 for a code, and no two-factor key is stored. Enter the "
                        "code by hand in the open browser, or store the key and try again.")
                        .arg(credentials->username));
    }
    const auto key = vault::parseTotp(credentials->tfaSecret);
    if (!key) {
        return fail(ErrorKind::NeedsOperator,
                    QCoreApplication::translate("Core",
                                                "The stored two-factor key of %1 cannot be read. "
                                                "Store it again, or enter the code by hand.")
                        .arg(credentials->username),
                    key.error().detail);
    }
    const Clock &clock = m_task.services().clock;
    if (const int left = vault::totpSecondsLeft(*key, clock.nowUtc()); left < kLeastCodeSeconds) {
        if (auto slept = sleepFor(std::chrono::seconds(left + 1), m_task.call(1min)); !slept)
            return fail(slept.error());
    }
    auto seen = m_site->enterCode(vault::totpCode(*key, clock.nowUtc()), m_task.call(2min));
    if (!seen && seen.error().kind == ErrorKind::Auth)
        seen.error().kind = ErrorKind::NeedsOperator;
    return seen;
}

Result<void> AccountSession::needsPerson(const instagram::Observation &seen)
{
    Error error = meaning(seen);
    m_task.step(u"sign_in"_s, u"failed"_s, error.message);
    return fail(std::move(error));
}

Error AccountSession::meaning(const instagram::Observation &seen) const
{
    using instagram::Landing;
    const QString account = m_task.job().accountName;
    QString text;
    ErrorKind kind = ErrorKind::NeedsOperator;
    switch (seen.landing) {
    case Landing::LoginForm:
        text = m_signedIn.value_or(false)
            ? QCoreApplication::translate("Core",
                                          "The site signed %1 out in the middle of the work.")
                  .arg(account)
            : QCoreApplication::translate("Core", "%1 was signed out again after one sign-in.")
                  .arg(account);
        break;
    case Landing::TwoFactor:
        text = QCoreApplication::translate("Core",
                                           "The site did not take the code of %1. Check the stored "
                                           "two-factor key, or enter the code by hand.")
                   .arg(account);
        break;
    case Landing::Challenge:
        text = QCoreApplication::translate("Core", "The site asks %1 to confirm who it is.")
                   .arg(account);
        break;
    case Landing::PhoneNeeded:
        text = QCoreApplication::translate("Core", "The site asks %1 for a phone number.")
                   .arg(account);
        break;
    case Landing::Consent:
    case Landing::UnknownDialog:
        text = QCoreApplication::translate("Core",
                                           "The site shows %1 a question that only a person may "
                                           "answer: “%2”.")
                   .arg(account, seen.text.left(160));
        break;
    case Landing::Suspended:
        kind = ErrorKind::Auth;
        text = QCoreApplication::translate(
                   "Core",
                   "The site has suspended %1. Nothing more is tried; settle "
                   "it with the site first.")
                   .arg(account);
        break;
    case Landing::RateLimited:
        kind = ErrorKind::RateLimited;
        text = QCoreApplication::translate("Core",
                                           "The site asks %1 to wait before doing more: “%2”. The "
                                           "account rests; nothing is tried again by itself.")
                   .arg(account, seen.text.left(160));
        break;
    case Landing::Broken:
    case Landing::SignedIn:
        kind = ErrorKind::Network;
        text = QCoreApplication::translate(
                   "Core",
                   "The site's page did not load for %1. Check the proxy and "
                   "try again.")
                   .arg(account);
        break;
    }
    return {kind,
            text,
            u"landing at "_s % seen.url.path(),
            0,
            instagram::landingName(seen.landing),
            {}};
}

Result<QStringList> AccountSession::ownLinks()
{
    const auto credentials
        = store::AccountStore(m_task.services().database).credentials(m_task.job().accountId);
    if (!credentials)
        return fail(credentials.error());
    const auto links = m_site->ownLinks(credentials->username, m_task.call(2min));
    // Another account's session must never be taken for this one's, nor saved as its cookies.
    m_wrongAccount = !links && links.error().kind == ErrorKind::Conflict;
    if (links && m_unsavedByPerson) {
        if (auto saved = saveFreshCookies(); !saved)
            return fail(saved.error());
        m_unsavedByPerson = false;
    }
    return links;
}

Result<QStringList> AccountSession::awaitLinks()
{
    for (;;) {
        auto links = ownLinks();
        if (auto mine = m_task.checkpoint(); !mine)
            return fail(mine.error());
        if (!m_task.wasTakenOver()) {
            if (links || links.error().kind != ErrorKind::NeedsOperator)
                return links;
            m_task.evidence(m_page.get(), u"baseline"_s, m_item, links.error().detail);
            if (auto back = m_task.waitForOperator(links.error()); !back)
                return fail(back.error());
        }
        // Whatever was read may be another page's, or older than what the person did.
        personWasHere();
        if (auto signedIn = ensureSignedIn(); !signedIn)
            return fail(signedIn.error());
    }
}

Result<void>
AccountSession::save(const formats::Cookies &cookies, bool valid, const QString &source)
{
    return untilWritten(u"cookies"_s, m_task.leaseCall(), [&] {
        return store::CookieStore(m_task.services().database)
            .save(m_task.lease(), cookies, valid, source);
    });
}

Result<void> AccountSession::putAside(const formats::Cookies &cookies, const QString &source)
{
    return untilWritten(u"cookies"_s, m_task.leaseCall(), [&] {
        return store::CookieStore(m_task.services().database)
            .putAside(m_task.lease(), cookies, source);
    });
}

Result<void> AccountSession::saveFreshCookies()
{
    const auto cookies = m_browser->cookies(m_task.call(20s));
    if (!cookies)
        return fail(cookies.error());
    if (!formats::looksSignedIn(*cookies, m_task.services().clock.nowUtc()))
        return {}; // saved at the end of the task, by the same rules
    const auto saved = save(*cookies, true, u"cdp"_s);
    if (!saved)
        return fail(saved.error());
    m_userId = formats::userIdOf(*cookies);
    m_task.step(
        u"cookies_out"_s,
        u"done"_s,
        QCoreApplication::translate(
            "Core", "%Ln cookie(s) saved after signing in.", nullptr, int(cookies->size())));
    return {};
}

void AccountSession::close()
{
    if (std::exchange(m_closed, true) || !m_profile)
        return;
    m_task.step(u"close"_s, u"started"_s);
    const auto live = readLiveCookies();
    m_task.setPage(nullptr);
    m_site.reset();
    m_page.reset();
    m_browser.reset();
    Services &services = m_task.services();
    const bool askDolphin = services.settings.cookieSource == settings::CookieSource::DolphinFirst
        || !live || !formats::looksSignedIn(*live, services.clock.nowUtc());
    std::optional<formats::Cookies> exported;
    if (askDolphin && m_profile->row.state == store::LedgerState::Started) {
        // Dolphin's export is only current after the stop, so the stop comes first here.
        const auto stopped = services.local.stop(
            m_profile->row.remoteId, !m_profile->row.persistent, Call::in(kCloseTime));
        if (stopped)
            exported = readDolphinCookies();
    }
    saveCookies(live, exported);
    const auto closed = closeProfile(services, m_profile->row, Call::in(kCloseTime));
    if (closed) {
        m_task.step(u"close"_s, u"done"_s);
        return;
    }
    log::warn("run", u"profile left for the sweeper: "_s % toLogString(closed.error()));
    m_task.step(u"close"_s, u"failed"_s, closed.error().message);
}

std::optional<formats::Cookies> AccountSession::readLiveCookies()
{
    if (!m_browser || !m_browser->isOpen())
        return std::nullopt;
    auto cookies = m_browser->cookies(Call::in(15s));
    if (!cookies) {
        log::warn("run", u"cookies not read over CDP: "_s % toLogString(cookies.error()));
        return std::nullopt;
    }
    return std::move(*cookies);
}

std::optional<formats::Cookies> AccountSession::readDolphinCookies()
{
    Services &services = m_task.services();
    auto cookies
        = services.local.exportCookies(m_profile->row.remoteId, m_profile->row.name, Call::in(30s));
    if (!cookies)
        cookies = services.remote.cloudCookies(m_profile->row.remoteId, Call::in(30s));
    if (!cookies) {
        log::info("run", u"Dolphin has no cookies to give: "_s % toLogString(cookies.error()));
        return std::nullopt;
    }
    return std::move(*cookies);
}

bool AccountSession::mayBeAnothers(const formats::Cookies &cookies)
{
    const bool proved = !m_task.wasTakenOver() && !m_unsavedByPerson;
    return !proved && formats::looksSignedIn(cookies, m_task.services().clock.nowUtc())
        && !formats::userIdOf(cookies).equals(m_userId);
}

void AccountSession::saveCookies(const std::optional<formats::Cookies> &live,
                                 const std::optional<formats::Cookies> &exported)
{
    Services &services = m_task.services();
    if (!m_task.held().check(services.clock) && m_task.held().reason() == StopReason::LeaseLost)
        return; // somebody else may hold the account now
    if (m_wrongAccount)
        return;
    const QDateTime now = services.clock.nowUtc();
    const auto usable = [&](const std::optional<formats::Cookies> &cookies) {
        return cookies && formats::looksSignedIn(*cookies, now);
    };
    const bool dolphinFirst
        = services.settings.cookieSource == settings::CookieSource::DolphinFirst;
    const bool takeExported = usable(exported) && (dolphinFirst || !usable(live));
    const auto &chosen = takeExported ? exported : live;
    if (!chosen || chosen->empty())
        return;
    const QString source = takeExported ? u"dolphin"_s : u"cdp"_s;
    const bool aside = mayBeAnothers(*chosen);
    const bool valid = m_signedIn.value_or(m_storedValid) && formats::looksSignedIn(*chosen, now);
    const auto saved = aside ? putAside(*chosen, source) : save(*chosen, valid, source);
    if (!saved) {
        log::warn("run", u"cookies not saved: "_s % toLogString(saved.error()));
        m_task.step(u"cookies_out"_s, u"failed"_s, saved.error().message);
        return;
    }
    m_task.step(
        u"cookies_out"_s,
        u"done"_s,
        aside ? QCoreApplication::translate(
            "Core",
            "A person had the browser, and nothing proved that its session is this account's. Its "
            "cookies are only in the account's history: restore them there if they are the right "
            "ones.")
              : QCoreApplication::translate(
                  "Core", "%Ln cookie(s) saved.", nullptr, int(chosen->size())));
}

} // namespace pelorus::run
