// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"
#include "core/base/secret.h"
#include "core/cdp/page.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>

namespace pelorus::instagram {

/// Labels, dialogs and states as versioned data: resources/site/instagram.json, replaced by
/// `site/instagram.json` in the data folder where that one has a higher version.
class SiteMap final
{
public:
    /// The built-in data, or the file's. A broken file is InvalidInput; nothing is half-used.
    [[nodiscard]] static Result<SiteMap> load(const QString &overrideFile);
    [[nodiscard]] int version() const;
    [[nodiscard]] const QJsonObject &data() const { return m_data; }

private:
    explicit SiteMap(QJsonObject data)
        : m_data(std::move(data))
    {
    }
    QJsonObject m_data;
};

/// What the page shows when we land on it (facts/publishing-flow.md section 3).
enum class Landing {
    SignedIn,
    LoginForm,
    TwoFactor,
    Challenge,   ///< challenge, checkpoint, "confirm it's you": a human
    PhoneNeeded, ///< the challenge asks for a phone
    Suspended,
    RateLimited,  ///< try again later
    Consent,      ///< terms, age: a human
    Broken,       ///< page could not load
    UnknownDialog ///< a dialog we do not know, with buttons: a human
};

[[nodiscard]] QString landingName(Landing landing);
/// A page's text without e-mail addresses, telephone numbers and what looks like a token.
[[nodiscard]] QString scrubbed(const QString &text);

struct Observation
{
    Landing landing = Landing::Broken;
    QString text; ///< what the page says, for people; scrubbed
    QUrl url;
};

/// One video to publish.
struct Post
{
    QString browserPath; ///< as the browser sees the file
    qint64 size = 0;
    QString caption;
    QString location;
    QStringList mentions; ///< user names without @
};

/// What is known after the click on Share.
enum class ShareResult {
    Confirmed, ///< the site's own confirmation text was seen
    Refused,   ///< the site's refusal text was seen
    Unknown    ///< neither, in time: look at the account's links before anything else
};

struct Shared
{
    ShareResult result = ShareResult::Unknown;
    QString text;   ///< the site's words
    QUrl permalink; ///< when the confirmation carried one
    /// Where the click led instead, if it led somewhere (challenge, login form, rate limit …).
    std::optional<Landing> landing;
};

struct Options
{
    QUrl siteUrl;
    milliseconds delayLeast{300};
    milliseconds delayMost{1200};
    bool declineOptionalCookies = true;
    milliseconds confirmationWithin{std::chrono::minutes(20)};
};

/// A step as it begins and ends; `name` is stable English (open, sign_in, check_account, baseline,
/// open_create, choose_file, crop, edit, caption, location, share, confirm, proof).
struct StepEvent
{
    QString name;
    bool finished = false;
    QString note;
};

/// Drives the site on one attached page. Blocking, one worker thread. Errors: NeedsOperator (a
/// human must look; `name` is landingName()), RateLimited, Media (file refused), InvalidInput (a
/// caption or place that the site cannot take), Protocol (the page is not as expected; evidence
/// should be taken), and those of the page itself. `name` of the latter: caption_mismatch,
/// location_not_found, caption_too_long, missing_…
class Site final
{
public:
    Site(cdp::Page &page,
         const SiteMap &map,
         Options options,
         std::function<void(const StepEvent &)> onStep);
    ~Site();

    /// Opens the front page and says what is there; dismisses the known harmless dialogs.
    [[nodiscard]] Result<Observation> open(const Call &call);
    /// What is there now, without navigating.
    [[nodiscard]] Result<Observation> observe(const Call &call);
    /// One try with name and password on the login form; what comes after is in the result.
    [[nodiscard]] Result<Observation>
    signIn(const QString &username, const Secret &password, const Call &call);
    /// One try with a code on the two-factor page.
    [[nodiscard]] Result<Observation> enterCode(const Secret &code, const Call &call);
    /// Opens the account's own profile and proves that it is the signed-in one (Conflict if not);
    /// returns the links of its posts (/reel/… and /p/…), newest first.
    [[nodiscard]] Result<QStringList> ownLinks(const QString &username, const Call &call);
    /// Steps 2 to 10: dialog, file, crop, next, caption (read back), location, mentions. Leaves the
    /// page with Share in reach.
    [[nodiscard]] Result<void> prepare(const Post &post, const Call &call);
    /// Step 11 to 14. `gate` runs as the last act before the click and may refuse it; `clicked` as
    /// soon as the click is acknowledged.
    [[nodiscard]] Result<Shared> share(const std::function<Result<void>()> &gate,
                                       const std::function<void()> &clicked,
                                       const Call &call);
    /// Leaves the create dialog without publishing (Discard), before the next video.
    [[nodiscard]] Result<void> abandon(const Call &call);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The caption as it goes into the form: mentions that it lacks follow, one a line.
[[nodiscard]] QString fullCaption(const Post &post);

/// The one link that is in `now` and neither in `before` nor one of `others`, which are known to
/// be of other posts; nothing for none or several.
[[nodiscard]] std::optional<QString>
newLink(const QStringList &before, const QStringList &now, const QStringList &others = {});
/// The same posts in both, so that certainly nothing came and nothing went.
[[nodiscard]] bool isUnchanged(const QStringList &before, const QStringList &now);

} // namespace pelorus::instagram
