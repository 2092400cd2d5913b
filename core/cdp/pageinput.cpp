// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crashpoint.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/threadguard.h"
#include "core/cdp/page_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

// Short, so that the last thing seen is fresh when the caller's time is over.
constexpr milliseconds kLookBudget{300};

struct Key
{
    QLatin1StringView name;
    int code;
    QLatin1StringView text;
    QLatin1StringView command;
};

constexpr std::array<Key, 14> kKeys{{
    {"Enter"_L1, 13, "\r"_L1, {}},
    {"Escape"_L1, 27, {}, {}},
    {"Tab"_L1, 9, {}, {}},
    {"Backspace"_L1, 8, {}, {}},
    {"Delete"_L1, 46, {}, {}},
    {"ArrowLeft"_L1, 37, {}, {}},
    {"ArrowUp"_L1, 38, {}, {}},
    {"ArrowRight"_L1, 39, {}, {}},
    {"ArrowDown"_L1, 40, {}, {}},
    {"Home"_L1, 36, {}, {}},
    {"End"_L1, 35, {}, {}},
    {"PageUp"_L1, 33, {}, {}},
    {"PageDown"_L1, 34, {}, {}},
    {"Control+A"_L1, 65, {}, "selectAll"_L1},
}};

QString useName(Page::Private::Use use)
{
    switch (use) {
    case Page::Private::Use::Click:
        return u"click"_s;
    case Page::Private::Use::Focus:
        return u"focus"_s;
    case Page::Private::Use::File:
        return u"file"_s;
    }
    return {};
}

Error coveredError(const QString &by)
{
    return {ErrorKind::Conflict,
            QCoreApplication::translate(
                "Core",
                "Something lies over what should be clicked: %1. Close it in the browser, or look "
                "at the screenshot of this step.")
                .arg(by),
            by,
            0,
            u"covered"_s,
            {}};
}

/// Why an element was not ready when the time was over.
Error notReady(const QJsonObject &found, Error timeout)
{
    const QString state = found["state"_L1].toString();
    if (state.isEmpty())
        return timeout;
    if (state == "covered"_L1)
        return coveredError(found["by"_L1].toString());
    timeout.name = state;
    timeout.detail = QString(state % u' ' % found["error"_L1].toString()).trimmed();
    timeout.message = state == "missing"_L1
        ? QCoreApplication::translate(
            "Core",
            "The page did not show what was looked for. The site may have changed; look at the "
            "screenshot of this step.")
        : QCoreApplication::translate("Core",
                                      "The page showed what was looked for, but it could not be "
                                      "used (%1). Look at the screenshot of this step.")
              .arg(state);
    return timeout;
}

} // namespace

Result<QJsonObject> Page::Private::locate(const QString &function,
                                          const QJsonValue &argument,
                                          Use use,
                                          const Call &call)
{
    const QString look
        = u"(arg, mode, budget) => pelorus.locate(("_s % function % u"\n), arg, mode, budget)"_s;
    QJsonObject last;
    for (bool raised = false;;) {
        if (const auto go = call.check(); !go) {
            return fail(go.error().kind == ErrorKind::Timeout ? notReady(last, go.error())
                                                              : go.error());
        }
        const auto budget = std::min(kLookBudget, call.deadline.remaining());
        const auto found
            = ask(look, {argument, useName(use), static_cast<double>(budget.count())}, call);
        if (!found) {
            const bool late = found.error().kind == ErrorKind::Timeout && !last.isEmpty();
            return fail(late ? notReady(last, found.error()) : found.error());
        }
        // The browser holds the input events of a hidden tab back.
        if ((*found)["hidden"_L1].toBool() && use != Use::File && !raised) {
            raised = true;
            if (const auto front = command(u"Page.bringToFront"_s, {}, call); !front)
                return fail(front.error());
            continue;
        }
        if ((*found)["state"_L1].toString() == "ok"_L1)
            return found;
        last = *found;
    }
}

void Page::Private::disarm()
{
    if (m_context == 0)
        return;
    post(u"Runtime.callFunctionOn"_s,
         {{u"functionDeclaration"_s, u"() => pelorus.disarm()"_s},
          {u"executionContextId"_s, m_context}});
}

Result<void> Page::Private::clickOnce(const QString &function,
                                      const QJsonValue &argument,
                                      const std::function<Result<void>()> &gate,
                                      QString &blockedBy,
                                      const Call &call)
{
    const auto spot = locate(function, argument, Use::Click, call);
    if (!spot)
        return fail(spot.error());
    const auto mouse = [&](const QString &type, int buttons) {
        const bool moved = type == "mouseMoved"_L1;
        return send(u"Input.dispatchMouseEvent"_s,
                    {{u"type"_s, type},
                     {u"x"_s, (*spot)["x"_L1]},
                     {u"y"_s, (*spot)["y"_L1]},
                     {u"button"_s, moved ? u"none"_s : u"left"_s},
                     {u"buttons"_s, buttons},
                     {u"clickCount"_s, moved ? 0 : 1}});
    };
    const auto moved = mouse(u"mouseMoved"_s, 0);
    if (gate) {
        if (const auto done = connection->wait(moved, call); !done) {
            disarm();
            return fail(done.error());
        }
        if (const auto passed = gate(); !passed) {
            disarm();
            return fail(passed.error());
        }
    }
    const CrashPoint point(gate ? u"guarded click"_s : u"click"_s);
    // Both at once: a button must not stay down because somebody cancelled between them.
    const auto pressed = mouse(u"mousePressed"_s, 1);
    const auto released = mouse(u"mouseReleased"_s, 0);
    std::vector<Connection::Ticket> open{pressed, released};
    if (!gate)
        open.insert(open.begin(), moved);
    for (const auto &ticket : open) {
        if (const auto done = connection->wait(ticket, call); !done) {
            disarm();
            return fail(done.error());
        }
    }
    const auto report = run(u"() => pelorus.disarm()"_s, {}, call);
    if (!report) {
        // The click itself led away from the document.
        const bool left = report.error().name == kNoContext || report.error().name == kContextLost
            || report.error().name == "script"_L1;
        return left ? Result<void>() : fail(report.error());
    }
    const auto record = json::parseObject(report->value("value"_L1).toString().toUtf8());
    if (record && record->value("state"_L1).toString() == "blocked"_L1)
        blockedBy = record->value("by"_L1).toString();
    return {};
}

Result<void> Page::Private::click(const QString &function,
                                  const QJsonValue &argument,
                                  const std::function<Result<void>()> &gate,
                                  const Call &call)
{
    mayBlock("clicking");
    for (;;) {
        QString blockedBy;
        const auto clicked = clickOnce(function, argument, gate, blockedBy, call);
        if (!clicked || blockedBy.isEmpty())
            return clicked;
        // The element moved or was replaced at the last moment, and the page saw nothing of it.
        log::debug("cdp", u"A click was held back; it would have hit something else."_s);
        // The gate was passed, and only the caller may pass it again.
        if (gate)
            return fail(coveredError(blockedBy));
    }
}

Result<void> Page::click(const QString &function, const QJsonValue &argument, const Call &call)
{
    return d->click(function, argument, {}, call);
}

Result<void> Page::clickGuarded(const QString &function,
                                const QJsonValue &argument,
                                const std::function<Result<void>()> &gate,
                                const Call &call)
{
    return d->click(function, argument, gate, call);
}

Result<void> Page::insertText(const QString &function,
                              const QJsonValue &argument,
                              const QString &text,
                              const Call &call)
{
    mayBlock("typing");
    const auto focused = d->locate(function, argument, Private::Use::Focus, call);
    if (!focused)
        return fail(focused.error());
    const auto done = d->command(u"Input.insertText"_s, {{u"text"_s, text}}, call);
    if (!done)
        return fail(done.error());
    return {};
}

Result<void> Page::pressKey(const QString &key, const Call &call)
{
    mayBlock("pressing a key");
    const auto known = std::ranges::find(kKeys, key, [](const Key &k) { return QString(k.name); });
    if (known == kKeys.end()) {
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate("Core", "This key is not known: %1.").arg(key));
    }
    const bool control = !known->command.isEmpty();
    const QString name = control ? u"a"_s : QString(known->name);
    QJsonObject event{{u"type"_s, known->text.isEmpty() ? u"rawKeyDown"_s : u"keyDown"_s},
                      {u"key"_s, name},
                      {u"code"_s, control ? u"KeyA"_s : name},
                      {u"windowsVirtualKeyCode"_s, known->code},
                      {u"modifiers"_s, control ? 2 : 0}};
    QJsonObject up = event;
    up.insert(u"type"_s, u"keyUp"_s);
    if (!known->text.isEmpty())
        event.insert(u"text"_s, QString(known->text));
    if (control)
        event.insert(u"commands"_s, QJsonArray{QString(known->command)});
    const CrashPoint point(u"key"_s);
    const auto down = d->send(u"Input.dispatchKeyEvent"_s, event);
    const auto released = d->send(u"Input.dispatchKeyEvent"_s, up);
    for (const auto &ticket : {down, released}) {
        if (const auto done = d->connection->wait(ticket, call); !done)
            return fail(done.error());
    }
    return {};
}

} // namespace pelorus::cdp
