// SPDX-License-Identifier: GPL-3.0-or-later
// The create dialog, from "New post" until Share is in reach.
#include "core/base/threadguard.h"
#include "core/instagram/site.h"
#include "core/instagram/site_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::instagram {
namespace {

bool isMissing(const Error &error)
{
    return error.kind == ErrorKind::Protocol && error.name == "missing"_L1;
}

} // namespace

Result<void> Site::prepare(const Post &post, const Call &call)
{
    mayBlock("preparing a post");
    const QString caption = fullCaption(post);
    const int limit = d->driver.data()["captionLimit"_L1].toInt();
    // UTF-16 code units, as the page's own script counts and as the bulk plan says beforehand.
    if (const auto length = caption.size(); length > limit) {
        return fail(Error{ErrorKind::InvalidInput,
                          QCoreApplication::translate(
                              "Core",
                              "The caption has %1 characters with its mentions; the site takes %2. "
                              "Shorten it.")
                              .arg(length)
                              .arg(limit),
                          {},
                          0,
                          u"caption_too_long"_s,
                          {}});
    }
    d->caption = caption;
    if (auto opened = d->openCreate(call); !opened)
        return opened;
    if (auto chosen = d->chooseFile(post, call); !chosen)
        return chosen;
    if (auto cropped = d->crop(call); !cropped)
        return cropped;
    if (auto there = d->goToDetails(call); !there)
        return there;
    if (auto written = d->writeCaption(caption, call); !written)
        return written;
    if (!post.location.trimmed().isEmpty()) {
        if (auto placed = d->setLocation(post.location.trimmed(), call); !placed)
            return placed;
        if (auto still = d->checkCaption(caption, call); !still)
            return still;
    }
    const auto reach = d->driver.until({Driver::ready(u"share"_s)},
                                       d->driver.time("nextEnabled"),
                                       QCoreApplication::translate("Core", "its Share button"),
                                       call);
    return reach ? Result<void>() : fail(reach.error());
}

Result<void> Site::Private::openCreate(const Call &call)
{
    driver.begin(u"open_create"_s);
    const auto old = driver.has(u"createDialog"_s, call);
    if (!old)
        return fail(old.error());
    if (*old) {
        // "New post" over an open dialog would only ask whether to discard it.
        driver.note(u"an old dialog was open"_s);
        if (auto left = leaveCreate(call); !left)
            return left;
    }
    const QString what = QCoreApplication::translate("Core", "the window for a new post");
    const milliseconds opens = driver.time("dialogOpens");
    if (auto pressed = driver.press(u"newPost"_s, {}, opens, what, call); !pressed)
        return pressed;
    auto seen = driver.until(
        {Driver::ready(u"createDialog"_s), Driver::ready(u"subMenuPost"_s)}, opens, what, call);
    if (seen && *seen == "subMenuPost"_L1) {
        driver.note(u"menu"_s);
        if (auto pressed = driver.press(u"subMenuPost"_s, {}, opens, what, call); !pressed)
            return pressed;
        seen = driver.until({Driver::ready(u"createDialog"_s)}, opens, what, call);
    }
    if (!seen)
        return fail(seen.error());
    driver.end();
    return {};
}

Result<void> Site::Private::chooseFile(const Post &post, const Call &call)
{
    driver.begin(u"choose_file"_s);
    cdp::Page &page = driver.page();
    const QString what = QCoreApplication::translate("Core", "that it took the video");
    const auto accepted = [&](const char *within) {
        return driver.until({Driver::ready(u"fileTaken"_s)}, driver.time(within), what, call);
    };
    const auto offered
        = driver.until({Driver::fact(u"has"_s, {{u"locator"_s, u"videoInput"_s}}),
                        Driver::ready(u"selectFromComputer"_s)},
                       driver.time("dialogOpens"),
                       QCoreApplication::translate("Core", "where to choose the video"),
                       call);
    if (!offered)
        return fail(offered.error());
    if (auto paused = driver.pause(call); !paused)
        return paused;

    const auto hidden = driver.has(u"videoInput"_s, call);
    if (!hidden)
        return fail(hidden.error());
    if (*hidden) {
        const auto given = page.setFile(Driver::findFunction(),
                                        Driver::finding(u"videoInput"_s),
                                        post.browserPath,
                                        post.size,
                                        call.within(driver.time("fileAccepted")));
        if (!given)
            return given;
        if (const auto moved = accepted("inputIgnored"); moved || !isMissing(moved.error())) {
            driver.note(u"hidden input"_s);
            driver.end();
            return moved ? Result<void>() : fail(moved.error());
        }
        driver.note(u"the hidden input did nothing"_s);
    }

    // For some accounts only a chosen file counts; for others the click makes the input.
    const auto click = [&] {
        return page.click(Driver::findFunction(),
                          Driver::finding(u"selectFromComputer"_s),
                          call.within(driver.time("click")));
    };
    const auto chosen = page.chooseFile(
        click, post.browserPath, post.size, call.within(driver.time("chooserOpens")));
    if (!chosen) {
        if (chosen.error().kind != ErrorKind::Timeout || !call.check())
            return chosen;
        const auto made = driver.has(u"anyVideoInput"_s, call);
        if (!made)
            return fail(made.error());
        if (!*made)
            return fail(
                driver.unexpected(QCoreApplication::translate("Core", "where to choose the video"),
                                  u"file_chooser"_s,
                                  call));
        if (auto given = page.setFile(Driver::findFunction(),
                                      Driver::finding(u"anyVideoInput"_s),
                                      post.browserPath,
                                      post.size,
                                      call.within(driver.time("fileAccepted")));
            !given)
            return given;
        driver.note(u"input made by the click"_s);
    } else {
        driver.note(u"file chooser"_s);
    }
    if (const auto moved = accepted("fileAccepted"); !moved)
        return fail(moved.error());
    driver.end();
    return {};
}

Result<void> Site::Private::crop(const Call &call)
{
    driver.begin(u"crop"_s);
    const milliseconds opens = driver.time("transition");
    const QString what = QCoreApplication::translate("Core", "the choice of the picture's format");
    const auto seen = driver.until({Driver::ready(u"ratioButton"_s),
                                    Driver::fact(u"has"_s, {{u"locator"_s, u"next"_s}}),
                                    Driver::ready(u"caption"_s)},
                                   driver.time("nextEnabled"),
                                   what,
                                   call);
    if (!seen)
        return fail(seen.error());
    const auto control = driver.has(u"ratioButton"_s, call);
    if (!control)
        return fail(control.error());
    if (!*control) {
        driver.note(u"no control for the format"_s);
        driver.end();
        return {};
    }
    if (auto pressed = driver.press(u"ratioButton"_s, {}, opens, what, call); !pressed)
        return pressed;
    const auto menu = driver.until({Driver::fact(u"ratioMenu"_s)}, opens, what, call);
    if (!menu)
        return fail(menu.error());
    for (const QJsonValue ratio : driver.data()["crop"_L1].toArray()) {
        const QJsonObject wanted{{u"ratio"_s, ratio}};
        const auto offered = driver.has(u"ratioOption"_s, call, wanted);
        if (!offered)
            return fail(offered.error());
        if (!*offered)
            continue;
        if (auto pressed = driver.press(u"ratioOption"_s, wanted, opens, what, call); !pressed)
            return pressed;
        const auto chosen
            = driver.until({Driver::fact(u"ratioChosen"_s, wanted)}, opens, what, call);
        if (!chosen)
            return fail(chosen.error());
        driver.note(ratio.toString());
        break;
    }
    // The menu stays over Next. Escape would ask whether to discard the post.
    const auto open = driver.ask(u"ratioMenu"_s, {}, call);
    if (!open)
        return fail(open.error());
    if (open->toBool()) {
        if (auto pressed = driver.press(u"preview"_s, {}, opens, what, call); !pressed)
            return pressed;
        const auto closed = driver.until(
            {Driver::fact(u"noRatioMenu"_s)},
            opens,
            QCoreApplication::translate("Core", "the picture with the format's menu closed"),
            call);
        if (!closed)
            return fail(closed.error());
    }
    driver.end();
    return {};
}

Result<void> Site::Private::goToDetails(const Call &call)
{
    driver.begin(u"edit"_s);
    const int most = driver.data()["nextSteps"_L1].toInt();
    const QString next = QCoreApplication::translate("Core", "its Next button ready");
    for (int step = 0; step <= most; ++step) {
        const auto seen = driver.until({Driver::ready(u"caption"_s), Driver::ready(u"next"_s)},
                                       driver.time("nextEnabled"),
                                       next,
                                       call);
        if (!seen)
            return fail(seen.error());
        if (*seen == "caption"_L1) {
            driver.note(u"%1 × Next"_s.arg(step));
            driver.end();
            return {};
        }
        const auto before = driver.ask(u"step"_s, {}, call);
        if (!before)
            return fail(before.error());
        if (auto pressed = driver.press(u"next"_s, {}, driver.time("nextEnabled"), next, call);
            !pressed)
            return pressed;
        const auto moved = driver.until({QJsonObject{{u"changed"_s, (*before)["step"_L1]}}},
                                        driver.time("transition"),
                                        QCoreApplication::translate("Core", "the step after Next"),
                                        call);
        if (!moved)
            return fail(moved.error());
    }
    return fail(driver.unexpected(QCoreApplication::translate("Core", "the field for the caption"),
                                  u"too_many_steps"_s,
                                  call));
}

Result<void> Site::Private::writeCaption(const QString &text, const Call &call)
{
    driver.begin(u"caption"_s);
    if (!text.isEmpty()) {
        if (auto typed = driver.type(u"caption"_s, text, call); !typed)
            return typed;
    }
    if (auto read = checkCaption(text, call); !read)
        return read;
    // Some editors lose the text a moment after they took it, and suggestions come late.
    if (auto slept = sleepFor(driver.time("captionSettles"), call); !slept)
        return slept;
    if (text.contains(u'#') || text.contains(u'@')) {
        if (auto closed = closeSuggestions(call); !closed)
            return closed;
    }
    if (auto still = checkCaption(text, call); !still)
        return still;
    driver.end();
    return {};
}

Result<void> Site::Private::checkCaption(const QString &text, const Call &call)
{
    const auto held = driver.await(
        u"captionIs"_s, {{u"text"_s, text}}, call.within(driver.time("captionReads")));
    if (held)
        return {};
    if (held.error().kind != ErrorKind::Timeout || !call.check())
        return fail(held.error());
    const auto found = driver.ask(u"captionText"_s, {}, call);
    const auto length = found ? (*found)["text"_L1].toString().size() : 0;
    return fail(
        Error{ErrorKind::Protocol,
              QCoreApplication::translate(
                  "Core",
                  "The site's form did not keep the caption: %1 of %2 characters are there. "
                  "Nothing was shared; try the task again, or share this one by hand.")
                  .arg(length)
                  .arg(text.size()),
              {},
              0,
              u"caption_mismatch"_s,
              {}});
}

Result<void> Site::Private::closeSuggestions(const Call &call)
{
    const QString what = QCoreApplication::translate("Core", "the form without its suggestions");
    if (auto pressed = driver.press(u"heading"_s, {}, driver.time("transition"), what, call);
        !pressed)
        return pressed;
    const auto closed
        = driver.until({Driver::fact(u"noSuggestions"_s)}, driver.time("transition"), what, call);
    return closed ? Result<void>() : fail(closed.error());
}

Result<void> Site::Private::setLocation(const QString &place, const Call &call)
{
    driver.begin(u"location"_s);
    const auto notFound = [&](const QString &offered) {
        return fail(Error{ErrorKind::InvalidInput,
                          QCoreApplication::translate(
                              "Core",
                              "The site knows no place called “%1”%2. Nothing was shared; "
                              "write the place as the site does, or leave it out.")
                              .arg(place, offered),
                          {},
                          0,
                          u"location_not_found"_s,
                          {}});
    };
    const auto field = driver.until({Driver::ready(u"location"_s)},
                                    driver.time("transition"),
                                    QCoreApplication::translate("Core", "the field for the place"),
                                    call);
    if (!field)
        return fail(field.error());
    if (auto chosen = driver.ask(u"selectAll"_s, {{u"locator"_s, u"location"_s}}, call); !chosen)
        return fail(chosen.error());
    if (auto typed = driver.type(u"location"_s, place, call); !typed)
        return typed;
    const QJsonObject wanted{{u"place"_s, place}};
    const auto option = driver.until({Driver::ready(u"locationOption"_s, wanted)},
                                     driver.time("locationFound"),
                                     QCoreApplication::translate("Core", "the place"),
                                     call);
    if (!option) {
        if (!isMissing(option.error()))
            return fail(option.error());
        const auto places = driver.ask(u"places"_s, {}, call);
        QStringList names;
        if (places) {
            for (const QJsonValue name : (*places)["places"_L1].toArray())
                names += name.toString();
        }
        return notFound(names.isEmpty() ? QString()
                                        : QCoreApplication::translate("Core", " (it offers: %1)")
                                              .arg(scrubbed(names.join(u", "_s)).left(150)));
    }
    if (auto pressed = driver.press(u"locationOption"_s,
                                    wanted,
                                    driver.time("transition"),
                                    QCoreApplication::translate("Core", "the place"),
                                    call);
        !pressed)
        return pressed;
    const auto shown = driver.until({Driver::fact(u"placeShown"_s, wanted)},
                                    driver.time("transition"),
                                    QCoreApplication::translate("Core", "the place in its form"),
                                    call);
    if (!shown)
        return fail(shown.error());
    driver.end();
    return {};
}

Result<void> Site::abandon(const Call &call)
{
    mayBlock("leaving the post");
    d->driver.begin(u"abandon"_s);
    auto left = d->leaveCreate(call);
    if (left)
        d->driver.end();
    return left;
}

Result<void> Site::Private::leaveCreate(const Call &call)
{
    driver.setLeaving(true);
    const auto work = [&]() -> Result<void> {
        const auto open = driver.has(u"createDialog"_s, call);
        if (!open)
            return fail(open.error());
        const auto closable = driver.has(u"closeIcon"_s, call);
        if (*open && closable && *closable) {
            const milliseconds within = driver.time("closing");
            const QString what = QCoreApplication::translate("Core", "the page without the post");
            if (driver.press(u"closeIcon"_s, {}, within, what, call)
                && driver.until({Driver::gone(u"createDialog"_s)}, within, what, call))
                return {};
            if (const auto go = call.check(); !go)
                return go;
        }
        if (!*open)
            return {};
        // Leaving the page throws the draft away, too.
        driver.note(u"left by the front page"_s);
        if (auto opened = driver.page().navigate(driver.options().siteUrl, call); !opened)
            return opened;
        const auto seen = land(u"landing"_s, {}, driver.time("settle"), call);
        return seen ? Result<void>() : fail(seen.error());
    };
    auto left = work();
    driver.setLeaving(false);
    return left;
}

} // namespace pelorus::instagram
