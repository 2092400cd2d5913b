// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in, and the account's own profile.
#include "core/base/threadguard.h"
#include "core/instagram/site.h"
#include "core/instagram/site_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::instagram {
namespace {

constexpr milliseconds kLook{150};
constexpr int kFirstRows = 12;

Error wrongAccount(const QString &username)
{
    return {ErrorKind::Conflict,
            QCoreApplication::translate("Core",
                                        "The browser is not signed in as %1: its profile lacks the "
                                        "link to edit it. Import the cookies of the right account.")
                .arg(username),
            {},
            0,
            u"wrong_account"_s,
            {}};
}

/// Fills a field, replacing what it holds, and reads it back without showing it.
Result<void> fill(Driver &driver, const QString &locator, const QString &text, const Call &call)
{
    if (const auto chosen = driver.ask(u"selectAll"_s, {{u"locator"_s, locator}}, call); !chosen)
        return fail(chosen.error());
    if (const auto typed = driver.type(locator, text, call); !typed)
        return typed;
    const auto held
        = driver.ask(u"holds"_s, {{u"locator"_s, locator}, {u"length"_s, text.size()}}, call);
    if (!held)
        return fail(held.error());
    if (!held->toBool()) {
        return fail(
            ErrorKind::Protocol,
            QCoreApplication::translate("Core",
                                        "The site's sign-in form did not take the text that "
                                        "was entered. Sign in by hand, then try again."),
            locator);
    }
    return {};
}

Result<QString> complaintNow(Driver &driver, const Call &call)
{
    const auto said = driver.ask(u"complaint"_s, {}, call);
    if (!said)
        return fail(said.error());
    return (*said)["text"_L1].toString();
}

} // namespace

Result<Observation> Site::signIn(const QString &username, const Secret &password, const Call &call)
{
    mayBlock("signing in");
    Driver &driver = d->driver;
    driver.begin(u"sign_in"_s);
    driver.setIgnored({landingName(Landing::LoginForm)});
    const auto work = [&]() -> Result<Observation> {
        const auto there = driver.has(u"password"_s, call);
        if (!there)
            return fail(there.error());
        if (!*there) {
            if (const auto opened = driver.page().navigate(driver.pathUrl("login"), call); !opened)
                return fail(opened.error());
        }
        const auto form = driver.until({Driver::ready(u"username"_s)},
                                       driver.time("settle"),
                                       QCoreApplication::translate("Core", "its sign-in form"),
                                       call);
        if (!form)
            return fail(form.error());
        if (const auto filled = fill(driver, u"username"_s, username, call); !filled)
            return fail(filled.error());
        const auto secret = password.reveal([&](const QByteArray &utf8) {
            return fill(driver, u"password"_s, QString::fromUtf8(utf8), call);
        });
        if (!secret)
            return fail(secret.error());
        const auto before = complaintNow(driver, call);
        if (!before)
            return fail(before.error());
        if (const auto sent
            = driver.press(u"logIn"_s,
                           {},
                           driver.time("transition"),
                           QCoreApplication::translate("Core", "its sign-in button"),
                           call);
            !sent)
            return fail(sent.error());
        return d->land(
            u"afterSignIn"_s,
            {{u"before"_s, *before}, {u"ignore"_s, QJsonArray{landingName(Landing::LoginForm)}}},
            driver.time("signIn"),
            call);
    };
    auto seen = work();
    driver.setIgnored({});
    if (!seen && seen.error().kind == ErrorKind::Auth) {
        seen.error().name = u"password_refused"_s;
        seen.error().message
            = QCoreApplication::translate("Core",
                                          "The site refused the sign-in of %1: “%2”. Check the "
                                          "stored password before another try.")
                  .arg(username, seen.error().message.left(200));
    }
    if (seen) {
        driver.note(landingName(seen->landing));
        driver.end();
    }
    return seen;
}

Result<Observation> Site::enterCode(const Secret &code, const Call &call)
{
    mayBlock("entering a code");
    Driver &driver = d->driver;
    driver.begin(u"two_factor"_s);
    driver.setIgnored({landingName(Landing::TwoFactor), landingName(Landing::LoginForm)});
    const auto work = [&]() -> Result<Observation> {
        const auto form = driver.until({Driver::ready(u"code"_s)},
                                       driver.time("settle"),
                                       QCoreApplication::translate("Core", "its form for the code"),
                                       call);
        if (!form)
            return fail(form.error());
        const auto filled = code.reveal([&](const QByteArray &utf8) {
            return fill(driver, u"code"_s, QString::fromUtf8(utf8), call);
        });
        if (!filled)
            return fail(filled.error());
        const auto before = complaintNow(driver, call);
        if (!before)
            return fail(before.error());
        if (const auto sent
            = driver.press(u"confirm"_s,
                           {},
                           driver.time("transition"),
                           QCoreApplication::translate("Core", "its button for the code"),
                           call);
            !sent)
            return fail(sent.error());
        return d->land(
            u"afterSignIn"_s,
            {{u"before"_s, *before},
             {u"ignore"_s,
              QJsonArray{landingName(Landing::TwoFactor), landingName(Landing::LoginForm)}}},
            driver.time("signIn"),
            call);
    };
    auto seen = work();
    driver.setIgnored({});
    if (!seen && seen.error().kind == ErrorKind::Auth) {
        seen.error().name = u"code_refused"_s;
        seen.error().message
            = QCoreApplication::translate("Core",
                                          "The site refused the two-factor code: “%1”. Check the "
                                          "stored two-factor key and this machine's clock.")
                  .arg(seen.error().message.left(200));
    }
    if (seen) {
        driver.note(landingName(seen->landing));
        driver.end();
    }
    return seen;
}

Result<QStringList> Site::ownLinks(const QString &username, const Call &call)
{
    mayBlock("reading the own profile");
    Driver &driver = d->driver;
    driver.begin(u"check_account"_s);
    const QUrl profile = driver.pathUrl("profile", username);
    if (const auto opened = driver.page().navigate(profile, call); !opened)
        return fail(opened.error());
    const QJsonObject who{{u"username"_s, username}};
    const auto own
        = driver.until({Driver::ready(u"ownProfile"_s, who), Driver::fact(u"profileMissing"_s)},
                       driver.time("ownership"),
                       QCoreApplication::translate("Core", "the account's own profile"),
                       call);
    if (!own) {
        const bool foreign
            = own.error().kind == ErrorKind::Protocol && own.error().name == "missing"_L1;
        if (!foreign)
            return fail(own.error());
        Error error = wrongAccount(username);
        error.detail = own.error().detail;
        return fail(std::move(error));
    }
    if (*own == "profileMissing"_L1)
        return fail(wrongAccount(username));
    driver.end();

    driver.begin(u"baseline"_s);
    auto links = d->readGrid(username, call);
    if (links)
        driver.end();
    return links;
}

Result<QStringList> Site::Private::readGrid(const QString &username, const Call &call)
{
    const Call mine = call.within(driver.time("grid"));
    QStringList links;
    Deadline quiet = Deadline::in(driver.time("gridQuiet"));
    for (;;) {
        const auto grid = driver.ask(u"grid"_s, {{u"username"_s, username}}, call);
        if (!grid)
            return fail(grid.error());
        QStringList now;
        for (const QJsonValue link : (*grid)["links"_L1].toArray())
            now += link.toString();
        if (now != links) {
            links = now;
            quiet = Deadline::in(driver.time("gridQuiet"));
        }
        const int count = (*grid)["count"_L1].toInt();
        const bool none = links.isEmpty() && ((*grid)["empty"_L1].toBool() || count == 0);
        const bool all = !links.isEmpty() && links.size() >= std::min(count, kFirstRows);
        if (none || (all && quiet.expired())) {
            driver.note(u"%1 links"_s.arg(links.size()));
            return links;
        }
        if (mine.deadline.expired()) {
            // An empty baseline of a full profile would make every old post look new.
            if (count > 0 && links.isEmpty())
                return fail(driver.unexpected(
                    QCoreApplication::translate("Core", "the posts of the account"),
                    u"grid"_s,
                    call));
            driver.note(u"%1 links, the grid is not as said"_s.arg(links.size()));
            return links;
        }
        if (const auto waited = sleepFor(kLook, mine);
            !waited && waited.error().kind != ErrorKind::Timeout)
            return fail(waited.error());
        if (const auto go = call.check(); !go)
            return fail(go.error());
    }
}

} // namespace pelorus::instagram
