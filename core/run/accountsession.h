// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/profilesource.h"
#include "core/run/taskcontext.h"

#include <memory>
#include <optional>

namespace pelorus::cdp {
class Browser;
class Page;
} // namespace pelorus::cdp

namespace pelorus::run {

/// The account's browser from profile to closed profile: steps 2 to 7 of a task. The destructor
/// closes what close() has not. Used by the task's thread.
class AccountSession final
{
public:
    explicit AccountSession(TaskContext &task);
    ~AccountSession();
    AccountSession(const AccountSession &) = delete;
    AccountSession &operator=(const AccountSession &) = delete;

    /// Profile, cookies of the channels that come before the start, start, attach, cookies over
    /// CDP.
    [[nodiscard]] Result<void> open();
    /// Signed in, and as the right account; signs in where it must, and then saves the cookies at
    /// once. A person is waited for where the site asks for one.
    [[nodiscard]] Result<void> ensureSignedIn();
    /// The account's own links, newest first; proves once more that it is the right account.
    [[nodiscard]] Result<QStringList> ownLinks();
    /// The same between two actions: where the site asks for a person, one is waited for.
    [[nodiscard]] Result<QStringList> awaitLinks();
    /// A person had the browser, and may have signed in, as anybody: the cookies are saved as soon
    /// as the next look at its links proves whose they are.
    void personWasHere() { m_unsavedByPerson = true; }

    /// What a landing that stops the work means for the account, in words for people.
    [[nodiscard]] Error meaning(const instagram::Observation &seen) const;

    [[nodiscard]] instagram::Site &site() { return *m_site; }
    [[nodiscard]] cdp::Page *page() { return m_page.get(); }
    /// Item that the site's step events belong to; 0 for the job itself.
    void setItem(ItemId item) { m_item = item; }

    /// Steps 6 and 7, whatever happened before: cookies out, stop, delete. With a lost lease
    /// nothing is saved, the profile is still closed. Not stopped by the task's stop.
    void close();

private:
    [[nodiscard]] Result<void> startBrowser();
    void cookiesBeforeStart(const formats::Cookies &cookies);
    [[nodiscard]] Result<void> cookiesAfterStart(const formats::Cookies &cookies);
    [[nodiscard]] Result<void> trySignIn();
    [[nodiscard]] Result<instagram::Observation> enterPassword();
    [[nodiscard]] Result<instagram::Observation> enterTotp();
    [[nodiscard]] Result<void>
    save(const formats::Cookies &cookies, bool valid, const QString &source);
    [[nodiscard]] Result<void> putAside(const formats::Cookies &cookies, const QString &source);
    [[nodiscard]] Result<void> saveFreshCookies();
    [[nodiscard]] Result<void> needsPerson(const instagram::Observation &seen);
    [[nodiscard]] std::optional<formats::Cookies> readLiveCookies();
    [[nodiscard]] std::optional<formats::Cookies> readDolphinCookies();
    /// The session may be one that a person made as somebody else.
    [[nodiscard]] bool mayBeAnothers(const formats::Cookies &cookies);
    void saveCookies(const std::optional<formats::Cookies> &live,
                     const std::optional<formats::Cookies> &exported);

    TaskContext &m_task;
    std::optional<OpenedProfile> m_profile;
    std::shared_ptr<cdp::Browser> m_browser;
    std::unique_ptr<cdp::Page> m_page;
    std::unique_ptr<instagram::Site> m_site;
    ItemId m_item;
    std::optional<bool> m_signedIn; ///< nothing until the site has told
    bool m_storedValid = false;
    Secret m_userId; ///< of the account's stored cookies; empty when none tell
    bool m_passwordTried = false;
    bool m_totpTried = false;
    bool m_wrongAccount = false;
    bool m_unsavedByPerson = false;
    bool m_closed = false;
};

} // namespace pelorus::run
