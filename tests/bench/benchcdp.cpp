// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line protocol of the peers' runner over our own cdp code: one JSON command a line on stdin,
// one JSON answer a line on stdout. Commands: read, set, form, rss, quit.
#include "core/base/json.h"
#include "core/cdp/browser.h"
#include "core/cdp/page.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;
using namespace pelorus;

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Call minute()
{
    return Call::in(std::chrono::minutes(1));
}

/// Finds by role and name, as the peers do.
const QString kFind = uR"js(q => {
  const visible = e => { const r = e.getBoundingClientRect();
    return r.width > 0 && r.height > 0 && getComputedStyle(e).visibility !== 'hidden' };
  const name = e => (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || '').trim();
  const selector = { button: 'button,[role=button]', textbox: 'input:not([type=file]),textarea,[role=textbox]',
    heading: 'h1,h2,h3,[role=heading]', status: '[role=status]' }[q.role];
  return [...document.querySelectorAll(selector)].find(e => visible(e) && name(e).includes(q.name));
})js"_s;

QJsonObject named(const QString &role, const QString &name)
{
    return {{u"role"_s, role}, {u"name"_s, name}};
}

class Steps
{
public:
    void mark(const QString &name)
    {
        m_steps.append(QJsonArray{name, msSince(m_last)});
        m_last = Clock::now();
    }
    [[nodiscard]] QJsonArray all() const { return m_steps; }

private:
    Clock::time_point m_last = Clock::now();
    QJsonArray m_steps;
};

formats::Cookies readCookies(const QJsonArray &array)
{
    formats::Cookies cookies;
    for (const QJsonValue value : array) {
        formats::Cookie cookie;
        cookie.name = value["name"_L1].toString();
        cookie.value = Secret(value["value"_L1].toString());
        cookie.domain = value["domain"_L1].toString();
        cookie.path = value["path"_L1].toString();
        cookie.secure = value["secure"_L1].toBool();
        cookie.httpOnly = value["httpOnly"_L1].toBool();
        const QString sameSite = value["sameSite"_L1].toString();
        cookie.sameSite = sameSite == "None"_L1 ? formats::SameSite::None
            : sameSite == "Lax"_L1              ? formats::SameSite::Lax
                                                : formats::SameSite::Strict;
        if (value["expires"_L1].toDouble() > 0)
            cookie.expires = value["expires"_L1].toDouble();
        cookies.push_back(std::move(cookie));
    }
    return cookies;
}

Result<QJsonObject> readAll(net::Network &network, const QJsonObject &command)
{
    const auto start = Clock::now();
    auto browser = cdp::Browser::connect(network, QUrl(command["ws"_L1].toString()), minute());
    if (!browser)
        return fail(browser.error());
    const auto cookies = (*browser)->cookies(minute());
    if (!cookies)
        return fail(cookies.error());
    browser->reset();
    return QJsonObject{{u"ms"_s, msSince(start)}, {u"n"_s, static_cast<int>(cookies->size())}};
}

Result<QJsonObject> setAll(net::Network &network, const QJsonObject &command)
{
    const formats::Cookies cookies = readCookies(command["cookies"_L1].toArray());
    const auto start = Clock::now();
    auto browser = cdp::Browser::connect(network, QUrl(command["ws"_L1].toString()), minute());
    if (!browser)
        return fail(browser.error());
    const auto connected = Clock::now();
    const auto report = (*browser)->setCookies(cookies, minute());
    if (!report)
        return fail(report.error());
    if (!report->missing.isEmpty())
        return fail(ErrorKind::Internal, report->missing.join(u", "_s));
    const double took = msSince(connected);
    browser->reset();
    return QJsonObject{{u"ms"_s, msSince(start)}, {u"op_ms"_s, took}};
}

Result<QString> fillForm(cdp::Page &page, const QJsonObject &command, Steps &steps)
{
    const auto button = [](const QString &name) { return named(u"button"_s, name); };
    const auto box = [](const QString &name) { return named(u"textbox"_s, name); };
    const QString file = command["file"_L1].toString();
    const QString wait = u"q => !!("_s % kFind % u")(q)"_s;
    const QString input = u"() => document.querySelector('input[type=file]')"_s;
    const std::vector<std::pair<QString, std::function<Result<void>()>>> todo{
        {u"1 navigate"_s,
         [&] { return page.navigate(QUrl(command["url"_L1].toString()), minute()); }},
        {u"2 heading"_s,
         [&]() -> Result<void> {
             const auto seen
                 = page.waitFor(wait, named(u"heading"_s, u"Fixture sign-in"_s), minute());
             return seen ? Result<void>() : fail(seen.error());
         }},
        {u"3 user"_s,
         [&] { return page.insertText(kFind, box(u"Username"_s), u"fake_user"_s, minute()); }},
        {u"4 password"_s,
         [&] { return page.insertText(kFind, box(u"Password"_s), u"fake-password"_s, minute()); }},
        {u"5 click log in"_s, [&] { return page.click(kFind, button(u"Log in"_s), minute()); }},
        {u"6 wait home"_s,
         [&]() -> Result<void> {
             const auto seen = page.waitFor(wait, named(u"heading"_s, u"Home feed"_s), minute());
             return seen ? Result<void>() : fail(seen.error());
         }},
        {u"7 click new post"_s, [&] { return page.click(kFind, button(u"New post"_s), minute()); }},
        {u"8 set file"_s,
         [&] { return page.setFile(input, {}, file, QFileInfo(file).size(), minute()); }},
        {u"9-10 next"_s, [&] { return page.click(kFind, button(u"Next"_s), minute()); }},
        {u"11 caption"_s,
         [&] {
             return page.insertText(
                 kFind, box(u"Write a caption..."_s), command["caption"_L1].toString(), minute());
         }},
        {u"share"_s, [&] { return page.click(kFind, button(u"Share"_s), minute()); }},
    };
    for (const auto &[name, step] : todo) {
        if (const auto done = step(); !done)
            return fail(withContext(done.error(), name));
        steps.mark(name);
    }
    const auto text = page.waitFor(u"q => ("_s % kFind % u")(q)?.textContent"_s,
                                   named(u"status"_s, u"Your post has been shared"_s),
                                   minute());
    if (!text)
        return fail(text.error());
    steps.mark(u"12 share+wait"_s);
    return text->toString();
}

Result<QJsonObject> form(net::Network &network, const QJsonObject &command)
{
    const auto start = Clock::now();
    Steps steps;
    auto browser = cdp::Browser::connect(network, QUrl(command["ws"_L1].toString()), minute());
    if (!browser)
        return fail(browser.error());
    steps.mark(u"attach"_s);
    auto page = (*browser)->openPage(minute());
    if (!page)
        return fail(page.error());
    steps.mark(u"new page"_s);
    const auto text = fillForm(**page, command, steps);
    const auto closed = (*page)->close(minute());
    page->reset();
    browser->reset();
    if (!text)
        return fail(text.error());
    if (!closed)
        return fail(closed.error());
    steps.mark(u"close"_s);
    return QJsonObject{{u"ms"_s, msSince(start)}, {u"steps"_s, steps.all()}, {u"text"_s, *text}};
}

/// Not getrusage(): its figure may be that of the parent before exec.
double peakMib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:") + 6;
    return text.mid(at, text.indexOf("kB", at) - at).trimmed().toDouble() / 1024;
}

QJsonObject answer(net::Network &network, const QJsonObject &command)
{
    const QString name = command["cmd"_L1].toString();
    if (name == "rss"_L1)
        return {{u"maxrss_mib"_s, peakMib()}};
    const auto done = name == "read"_L1 ? readAll(network, command)
        : name == "set"_L1              ? setAll(network, command)
        : name == "form"_L1             ? form(network, command)
                            : fail(ErrorKind::InvalidInput, QString(u"unknown command "_s % name));
    return done ? *done : QJsonObject{{u"error"_s, toLogString(done.error())}};
}

void say(const QJsonObject &object)
{
    std::cout << json::compact(object).toStdString() << std::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    net::Network network;
    say({{u"ready"_s, true}, {u"version"_s, QStringLiteral("pelorus " PELORUS_VERSION)}});
    for (std::string line; std::getline(std::cin, line);) {
        const auto command = json::parseObject(QByteArray::fromStdString(line));
        if (!command) {
            say({{u"error"_s, toLogString(command.error())}});
            continue;
        }
        if (command->value("cmd"_L1).toString() == "quit"_L1)
            break;
        say(answer(network, *command));
    }
    return 0;
}
