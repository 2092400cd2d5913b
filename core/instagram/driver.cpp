// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instagram/driver.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/instagram/site_p.h"

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace pelorus::instagram {
namespace {

constexpr int kMostAnswers = 8;
constexpr milliseconds kAgain{100};

QString call(const char *function)
{
    return u"a => globalThis.pelorusSite ? globalThis.pelorusSite.%1(a) : {missing: true}"_s.arg(
        QLatin1StringView(function));
}

QString resource(const QString &name)
{
    QFile file(u":/site/"_s % name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

Driver::Driver(cdp::Page &page,
               const SiteMap &map,
               Options options,
               std::function<void(const StepEvent &)> onStep)
    : m_page(page)
    , m_map(map)
    , m_options(std::move(options))
    , m_onStep(std::move(onStep))
{
}

milliseconds Driver::time(const char *name) const
{
    return milliseconds(data()["timing"_L1][QLatin1StringView(name)].toInt());
}

QUrl Driver::pathUrl(const char *name, const QString &argument) const
{
    QString path = data()["paths"_L1][QLatin1StringView(name)].toString();
    if (!argument.isEmpty())
        path = path.arg(argument);
    return m_options.siteUrl.resolved(QUrl(path));
}

void Driver::begin(const QString &step)
{
    m_step = step;
    m_notes.clear();
    if (m_onStep)
        m_onStep({step, false, {}});
}

void Driver::note(const QString &text)
{
    m_notes += scrubbed(text);
    log::debug("site", QString(m_step % u": "_s % m_notes.last()));
}

void Driver::end()
{
    if (m_onStep)
        m_onStep({m_step, true, m_notes.join(u"; "_s)});
}

Result<void> Driver::pause(const Call &call)
{
    const auto least = m_options.delayLeast.count();
    const auto most = std::max(least, m_options.delayMost.count());
    if (most <= 0)
        return call.check();
    const auto span = QRandomGenerator::global()->bounded(qint64(most) - least + 1);
    return sleepFor(milliseconds(least + span), call);
}

Result<void> Driver::install(const Call &call)
{
    if (m_library.isEmpty()) {
        m_library = u"data => { if (globalThis.pelorusSite) return true;\n"_s;
        for (const QString &name :
             {u"dom.js"_s, u"scene.js"_s, u"publish.js"_s, u"account.js"_s, u"main.js"_s})
            m_library += resource(name);
        m_library += u"\nglobalThis.pelorusSite = { ask, find }; return true; }"_s;
    }
    const auto done = m_page.evaluate(m_library, data(), call);
    if (done || done.error().kind != ErrorKind::Protocol || done.error().name == "script"_L1)
        return done ? Result<void>() : fail(done.error());
    return sleepFor(kAgain, call); // the document was just left; the caller asks again
}

Result<QJsonValue>
Driver::ask(const QString &question, const QJsonObject &argument, const Call &call_)
{
    for (;;) {
        const auto answer = m_page.evaluate(
            call("ask"), QJsonObject{{u"question"_s, question}, {u"arg"_s, argument}}, call_);
        if (!answer || !answer->toObject().contains("missing"_L1))
            return answer;
        if (const auto installed = install(call_); !installed)
            return fail(installed.error());
    }
}

Result<QJsonObject>
Driver::await(const QString &question, const QJsonObject &argument, const Call &call_)
{
    for (;;) {
        const auto answer = m_page.waitFor(
            call("ask"), QJsonObject{{u"question"_s, question}, {u"arg"_s, argument}}, call_);
        if (!answer)
            return fail(answer.error());
        if (answer->toObject().contains("missing"_L1)) {
            if (const auto installed = install(call_); !installed)
                return fail(installed.error());
            continue;
        }
        return answer->isObject() ? answer->toObject() : QJsonObject{{u"value"_s, *answer}};
    }
}

QJsonObject Driver::ready(const QString &locator, const QJsonObject &argument)
{
    return {{u"locator"_s, locator}, {u"arg"_s, argument}};
}

QJsonObject Driver::gone(const QString &locator, const QJsonObject &argument)
{
    return {{u"gone"_s, locator}, {u"arg"_s, argument}};
}

QJsonObject Driver::fact(const QString &question, const QJsonObject &argument)
{
    return {{u"fact"_s, question}, {u"arg"_s, argument}};
}

QString Driver::findFunction()
{
    return u"a => globalThis.pelorusSite ? globalThis.pelorusSite.find(a) : null"_s;
}

QJsonObject Driver::finding(const QString &locator, const QJsonObject &argument)
{
    return {{u"locator"_s, locator}, {u"arg"_s, argument}};
}

Result<QString>
Driver::until(const QJsonArray &wants, milliseconds within, const QString &what, const Call &call_)
{
    mayBlock("waiting for the site");
    const Call mine = call_.within(within);
    for (int answers = 0;; ++answers) {
        const auto seen = await(u"until"_s, {{u"any"_s, wants}, {u"ignore"_s, m_ignored}}, mine);
        if (!seen) {
            if (seen.error().kind != ErrorKind::Timeout || !call_.check())
                return fail(seen.error());
            return fail(unexpected(what, u"missing"_s, call_));
        }
        if ((*seen)["kind"_L1] == "ready"_L1)
            return (*seen)["found"_L1].toString();
        if (answers >= kMostAnswers)
            return fail(
                landingError(Landing::UnknownDialog, scrubbed((*seen)["text"_L1].toString())));
        if (const auto cleared = clear(*seen, mine); !cleared)
            return fail(cleared.error());
    }
}

Result<void> Driver::clear(const QJsonObject &obstacle, const Call &call_)
{
    const QString kind = obstacle["kind"_L1].toString();
    const QString name = obstacle["name"_L1].toString();
    const QString text = scrubbed(obstacle["text"_L1].toString());
    if (kind == "state"_L1) {
        if (name == "account_chooser"_L1) {
            return fail(Error{ErrorKind::Conflict,
                              QCoreApplication::translate(
                                  "Core",
                                  "The site asks which account to use. Open the account's profile, "
                                  "choose the right one and save its cookies."),
                              text,
                              0,
                              name,
                              {}});
        }
        return fail(landingError(landingFromName(obstacle["landing"_L1].toString()), text));
    }
    if (kind == "media"_L1) {
        return fail(Error{ErrorKind::Media,
                          QCoreApplication::translate(
                              "Core",
                              "The site refused the video file: “%1”. Check that it plays, or "
                              "convert it to H.264 mp4.")
                              .arg(text.left(200)),
                          {},
                          0,
                          u"file_refused"_s,
                          {}});
    }
    if (kind != "dialog"_L1) {
        QStringList buttons;
        for (const QJsonValue button : obstacle["buttons"_L1].toArray())
            buttons += button.toString();
        note(u"unknown dialog: "_s % text % u" ["_s % buttons.join(u", "_s) % u']');
        Error error = landingError(Landing::UnknownDialog, text);
        error.detail = scrubbed(buttons.join(u", "_s));
        return fail(std::move(error));
    }

    QString way = u"answer"_s;
    if (m_leaving)
        way = u"leave"_s;
    else if (m_options.declineOptionalCookies)
        way = u"decline"_s;
    if (const auto paused = pause(call_); !paused)
        return paused;
    const QJsonObject argument{{u"name"_s, name}, {u"way"_s, way}};
    const auto clicked = m_page.click(
        findFunction(), finding(u"answerButton"_s, argument), call_.within(time("click")));
    // Many dialogs go by themselves; whether this one went is what counts.
    if (!clicked && clicked.error().kind == ErrorKind::Cancelled)
        return clicked;
    const auto gone = await(u"answered"_s, {{u"name"_s, name}}, call_.within(time("transition")));
    if (!gone)
        return clicked ? fail(gone.error()) : clicked;
    note(u"answered "_s % name);
    return {};
}

Result<void> Driver::press(const QString &locator,
                           const QJsonObject &argument,
                           milliseconds within,
                           const QString &what,
                           const Call &call_)
{
    const Call mine = call_.within(within);
    for (;;) {
        if (const auto there = until({ready(locator, argument)}, within, what, mine); !there)
            return fail(there.error());
        if (const auto paused = pause(call_); !paused)
            return paused;
        const auto clicked
            = m_page.click(findFunction(), finding(locator, argument), call_.within(time("click")));
        // Only a Conflict is certain not to have clicked.
        if (clicked || clicked.error().kind != ErrorKind::Conflict)
            return clicked;
        if (mine.deadline.expired())
            return clicked;
        note(u"%1 was covered"_s.arg(locator));
        if (const auto uncovered = uncover(call_); !uncovered)
            return uncovered;
    }
}

Result<void> Driver::uncover(const Call &call_)
{
    const auto lists = ask(u"suggestions"_s, {}, call_);
    if (!lists || !lists->toBool())
        return sleepFor(kAgain, call_);
    const auto clicked
        = m_page.click(findFunction(), finding(u"heading"_s), call_.within(time("closing")));
    return clicked ? clicked : call_.check();
}

Result<void> Driver::type(const QString &locator, const QString &text, const Call &call_)
{
    if (const auto paused = pause(call_); !paused)
        return paused;
    return m_page.insertText(findFunction(), finding(locator), text, call_.within(time("click")));
}

Result<bool> Driver::has(const QString &locator, const Call &call_, const QJsonObject &argument)
{
    const auto answer = ask(u"has"_s, {{u"locator"_s, locator}, {u"arg"_s, argument}}, call_);
    if (!answer)
        return fail(answer.error());
    return answer->toBool();
}

Error Driver::unexpected(const QString &what, const QString &name, const Call &call_)
{
    Error error{ErrorKind::Protocol,
                QCoreApplication::translate("Core",
                                            "The site did not show %1 in time. Look at the picture "
                                            "of this step; the site's pages may have changed.")
                    .arg(what),
                {},
                0,
                name,
                {}};
    const auto seen = ask(u"snapshot"_s, {}, call_.within(time("click")));
    if (seen) {
        error.detail = scrubbed(QString::fromUtf8(json::compact(seen->toObject()))).left(1500);
        note(u"unknown: "_s % error.detail.left(500));
    }
    return error;
}

} // namespace pelorus::instagram
