// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/httpserver.h"
#include "tests/standin/site.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::standin;

namespace {

int failWith(const Error &error)
{
    QTextStream(stderr) << error.message << Qt::endl;
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"state"_s, u"Folder for everything it keeps."_s, u"dir"_s});
    parser.process(app);
    if (!parser.isSet(u"state"_s)) {
        QTextStream(stderr) << "--state DIR is missing." << Qt::endl;
        return 2;
    }

    Site site;
    HttpServer siteServer;
    const auto pem = testCertificate(parser.value(u"state"_s));
    if (!pem)
        return failWith(pem.error());
    if (const auto tls = siteServer.useTls(pem->first, pem->second); !tls)
        return failWith(tls.error());
    siteServer.setHandler([&site](std::shared_ptr<Exchange> e) { site.handle(std::move(e)); });
    if (const auto listening = siteServer.listen(0); !listening)
        return failWith(listening.error());

    HttpServer control;
    control.setHandler([&site](std::shared_ptr<Exchange> exchange) {
        if (exchange->request().path == "/__standin/site"_L1) {
            exchange->readBody(1 << 20, [&site, exchange](const QByteArray &body) {
                exchange->respondJson(200, site.configure(QJsonDocument::fromJson(body).object()));
            });
            return;
        }
        exchange->respondJson(200, QJsonObject{{u"site"_s, site.state()}});
    });
    if (const auto listening = control.listen(0); !listening)
        return failWith(listening.error());

    const QJsonObject addresses{
        {u"site"_s, u"https://127.0.0.1:%1"_s.arg(siteServer.port())},
        {u"control"_s, u"http://127.0.0.1:%1"_s.arg(control.port())},
    };
    QTextStream(stdout) << QJsonDocument(addresses).toJson(QJsonDocument::Compact) << Qt::endl;

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&app] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            app.quit();
    });
    return app.exec();
}
