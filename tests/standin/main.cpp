// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/chromium.h"
#include "tests/standin/cookiehosts.h"
#include "tests/standin/localhost.h"
#include "tests/standin/remotehost.h"
#include "tests/standin/site.h"
#include "tests/standin/stubbrowser.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSocketNotifier>
#include <QTextStream>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::standin;

namespace {

int failWith(const QString &message)
{
    QTextStream(stderr) << message << Qt::endl;
    return 1;
}

QString url(const HttpServer &server, const QString &scheme = u"http"_s)
{
    return u"%1://127.0.0.1:%2"_s.arg(scheme).arg(server.port());
}

/// SIGTERM and SIGINT end the event loop, so that the browsers are ended too.
void quitOnSignals(QCoreApplication &app)
{
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigprocmask(SIG_BLOCK, &wanted, nullptr);
    const int descriptor = signalfd(-1, &wanted, SFD_CLOEXEC);
    auto *const notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
}

/// And the end of stdin, so that a stand-in never outlives the test that started it.
void quitOnEndOfInput(QCoreApplication &app)
{
    auto *const input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &app);
    QObject::connect(input, &QSocketNotifier::activated, &app, [input] {
        char bytes[64];
        if (::read(STDIN_FILENO, bytes, sizeof bytes) > 0)
            return;
        input->setEnabled(false);
        QCoreApplication::quit();
    });
}

QJsonObject stateOf(World &world, const Site &site)
{
    QJsonArray profiles;
    QJsonArray browsers;
    for (const auto &[id, profile] : world.profiles) {
        const bool running = profile.state != RunState::Stopped;
        // The payload holds the proxy's password; a test that wants it reads the profile itself.
        QJsonObject payload = profile.payload;
        QJsonObject proxy = payload.value("proxy"_L1).toObject();
        if (!proxy.isEmpty()) {
            proxy.remove("password"_L1);
            payload.insert(u"proxy"_s, proxy);
        }
        profiles.append(QJsonObject{{u"id"_s, id},
                                    {u"name"_s, profile.name()},
                                    {u"team"_s, profile.team},
                                    {u"running"_s, running},
                                    {u"inBasket"_s, profile.inBasket},
                                    {u"temporary"_s, profile.temporary},
                                    {u"uploaded"_s, profile.uploaded},
                                    {u"payload"_s, payload}});
        if (running && profile.browser)
            browsers.append(QJsonObject{{u"profile"_s, id},
                                        {u"pid"_s, profile.browser->pid()},
                                        {u"port"_s, profile.browser->port()}});
    }
    const QJsonObject siteState = site.state();
    return {{u"profiles"_s, profiles},
            {u"deleted"_s, world.deleted},
            {u"browsers"_s, browsers},
            {u"proxies"_s, int(world.proxies.size())},
            {u"downloads"_s, world.downloads},
            {u"requests"_s, world.requests()},
            {u"loggedIn"_s, world.loggedIn},
            {u"createdThisMonth"_s, world.createdThisMonth},
            {u"faultsPending"_s, world.faults.pending()},
            {u"knobs"_s, world.knobs.all()},
            {u"posts"_s, siteState.value("posts"_L1)},
            {u"site"_s, siteState}};
}

QJsonObject orError(const QString &error)
{
    return error.isEmpty() ? QJsonObject{{u"ok"_s, true}} : QJsonObject{{u"error"_s, error}};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"state"_s, u"Folder for everything it keeps."_s, u"dir"_s},
         {u"port"_s, u"Port of the Local API; 0 takes a free one."_s, u"port"_s, u"0"_s},
         {u"token"_s, u"The API token that is accepted."_s, u"token"_s, u"standin-token"_s},
         {u"faults"_s, u"File with fault rules."_s, u"file"_s},
         {u"chromium"_s, u"The browser's program."_s, u"path"_s, u"/usr/bin/chromium"_s},
         {u"stub-browser"_s, u"A scripted CDP endpoint instead of Chromium."_s},
         {u"headful"_s, u"Show the browsers where there is a display."_s}});
    parser.process(app);
    if (!parser.isSet(u"state"_s)) {
        QTextStream(stderr) << "--state DIR is missing." << Qt::endl;
        return 2;
    }
    quitOnSignals(app);
    const QString state = QDir(parser.value(u"state"_s)).absolutePath();
    QDir().mkpath(state);
    killOrphans(state + u"/profiles"_s);

    Site site;
    HttpServer siteServer;
    const auto pem = testCertificate(state);
    if (!pem)
        return failWith(pem.error().message);
    if (const auto tls = siteServer.useTls(pem->first, pem->second); !tls)
        return failWith(tls.error().message);
    siteServer.setHandler([&site](const std::shared_ptr<Exchange> &e) { site.handle(e); });
    if (const auto listening = siteServer.listen(0); !listening)
        return failWith(listening.error().message);

    const bool stub = parser.isSet(u"stub-browser"_s);
    World *worldPointer = nullptr; // the factory needs the world's knobs
    World world(state, parser.value(u"token"_s).toUtf8(), [&]() -> std::shared_ptr<Browser> {
        if (stub)
            return std::make_shared<StubBrowser>(worldPointer->knobs);
        return std::make_shared<Chromium>(Chromium::Setup{
            parser.value(u"chromium"_s), siteServer.port(), parser.isSet(u"headful"_s)});
    });
    worldPointer = &world;
    RemoteHost remote(world);
    LocalHost local(world);
    CookieHosts cookies(world);

    HttpServer remoteServer;
    HttpServer localServer;
    HttpServer syncServer;
    HttpServer darkwingServer;
    HttpServer control;
    remoteServer.setHandler([&remote](const std::shared_ptr<Exchange> &e) { remote.handle(e); });
    localServer.setHandler([&local](const std::shared_ptr<Exchange> &e) { local.handle(e); });
    syncServer.setHandler(
        [&cookies](const std::shared_ptr<Exchange> &e) { cookies.handleSync(e); });
    darkwingServer.setHandler(
        [&cookies](const std::shared_ptr<Exchange> &e) { cookies.handleDarkwing(e); });

    quint16 localPort = quint16(parser.value(u"port"_s).toUInt());
    /// "App closed" and "another port" are about the listener itself.
    const auto applyListener = [&] {
        const quint16 wanted = world.knobs.number("localPort") > 0
            ? quint16(world.knobs.number("localPort"))
            : localPort;
        if (world.knobs.is("app", "closed")) {
            localServer.close();
            world.killBrowsers(); // they end with the app
            if (!world.knobs.flag("loginSurvives"))
                world.loggedIn = false;
            return;
        }
        if (localServer.isListening() && localServer.port() == wanted)
            return;
        localServer.close();
        static_cast<void>(localServer.listen(wanted));
    };
    control.setHandler([&](const std::shared_ptr<Exchange> &exchange) {
        exchange->readBody(16 << 20, [&, exchange](const QByteArray &body) {
            const QString path = exchange->request().path;
            const QJsonDocument document = QJsonDocument::fromJson(body);
            const QJsonValue value
                = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
            QJsonObject answer;
            if (path == "/__standin/state"_L1) {
                answer = stateOf(world, site);
            } else if (path == "/__standin/site"_L1) {
                answer = site.configure(document.object());
            } else if (path == "/__standin/faults"_L1) {
                answer = orError(world.faults.add(value));
            } else if (path == "/__standin/knobs"_L1) {
                answer = orError(world.knobs.set(document.object()));
                applyListener();
            } else if (path == "/__standin/reset"_L1) {
                world.reset();
                site.reset();
                applyListener();
                answer = orError({});
            } else {
                return exchange->respondJson(
                    404, QJsonObject{{u"error"_s, u"There is no such call."_s}});
            }
            exchange->respondJson(answer.contains("error"_L1) ? 400 : 200, answer);
        });
    });
    for (HttpServer *server : {&remoteServer, &syncServer, &darkwingServer, &control}) {
        if (const auto listening = server->listen(0); !listening)
            return failWith(listening.error().message);
    }
    if (const auto listening = localServer.listen(localPort); !listening)
        return failWith(listening.error().message);
    localPort = localServer.port();
    if (parser.isSet(u"faults"_s)) {
        QFile file(parser.value(u"faults"_s));
        if (!file.open(QIODevice::ReadOnly))
            return failWith(file.errorString());
        const QJsonDocument rules = QJsonDocument::fromJson(file.readAll());
        const QString error = world.faults.add(rules.isArray() ? QJsonValue(rules.array())
                                                               : QJsonValue(rules.object()));
        if (!error.isEmpty())
            return failWith(error);
    }
    const QJsonObject addresses{{u"remote"_s, url(remoteServer)},
                                {u"local"_s, url(localServer)},
                                {u"sync"_s, url(syncServer)},
                                {u"darkwing"_s, url(darkwingServer)},
                                {u"site"_s, url(siteServer, u"https"_s)},
                                {u"control"_s, url(control)}};
    QTextStream(stdout) << QJsonDocument(addresses).toJson(QJsonDocument::Compact) << Qt::endl;
    quitOnEndOfInput(app);
    const int code = QCoreApplication::exec();
    world.killBrowsers();
    return code;
}
