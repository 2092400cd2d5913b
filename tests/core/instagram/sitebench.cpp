// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/instagram/sitebench.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

/// The built-in data with times that fit the stand-in.
Result<instagram::SiteMap> quickMap(const QString &path, int captionSettles)
{
    const auto builtIn = instagram::SiteMap::load({});
    if (!builtIn)
        return builtIn;
    QJsonObject data = builtIn->data();
    data[u"version"_s] = builtIn->version() + 1;
    QJsonObject timing = data[u"timing"_s].toObject();
    const QList<QPair<QString, int>> quick{{u"settle"_s, 6000},
                                           {u"dialogOpens"_s, 6000},
                                           {u"chooserOpens"_s, 3000},
                                           {u"inputIgnored"_s, 1500},
                                           {u"fileAccepted"_s, 4000},
                                           {u"nextEnabled"_s, 8000},
                                           {u"transition"_s, 4000},
                                           {u"captionReads"_s, 1200},
                                           {u"captionSettles"_s, captionSettles},
                                           {u"locationFound"_s, 1500},
                                           {u"signIn"_s, 8000},
                                           {u"ownership"_s, 2500},
                                           {u"grid"_s, 3000},
                                           {u"gridQuiet"_s, 200},
                                           {u"unknownDialog"_s, 500},
                                           {u"click"_s, 4000},
                                           {u"closing"_s, 2000}};
    for (const auto &[name, time] : quick)
        timing[name] = time;
    data[u"timing"_s] = timing;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Io, file.errorString());
    file.write(QJsonDocument(data).toJson());
    file.close();
    return instagram::SiteMap::load(path);
}

} // namespace

SiteBench::SiteBench()
{
    m_thread.run([this] {
        const auto pem = standin::testCertificate(m_folder.path());
        m_standin = std::make_unique<standin::Site>();
        m_server = std::make_unique<standin::HttpServer>();
        m_server->setHandler([this](auto exchange) { m_standin->handle(std::move(exchange)); });
        if (pem && m_server->useTls(pem->first, pem->second) && m_server->listen(0))
            m_port = m_server->port();
    });
}

SiteBench::~SiteBench()
{
    m_site.reset();
    m_page.reset();
    m_browser.reset();
    m_chromium.stop();
    m_thread.run([this] {
        m_server.reset();
        m_standin.reset();
    });
}

bool SiteBench::start()
{
    if (m_port == 0)
        return false;
    if (!setCaptionSettles(200))
        return false;
    if (!m_chromium.start(
            {u"--host-resolver-rules=MAP www.instagram.com 127.0.0.1:%1"_s.arg(m_port),
             u"--ignore-certificate-errors"_s,
             u"--window-size=1400,900"_s}))
        return false;
    auto browser = cdp::Browser::connect(m_network, m_chromium.webSocket(), soon());
    if (!browser)
        return false;
    m_browser = *browser;
    return true;
}

bool SiteBench::setCaptionSettles(int ms)
{
    m_site.reset();
    auto map = quickMap(m_folder.filePath(u"instagram.json"_s), ms);
    if (!map)
        return false;
    m_map = std::move(*map);
    return true;
}

Result<void> SiteBench::prepareAccount(const QJsonObject &scenario,
                                       const QString &language,
                                       int existingPosts,
                                       bool signedIn)
{
    m_site.reset();
    m_notes.clear();
    m_thread.run([this] { m_standin->reset(); });
    QJsonObject settings{{u"accounts"_s,
                          QJsonArray{QJsonObject{{u"username"_s, kAccount},
                                                 {u"password"_s, kPassword},
                                                 {u"language"_s, language},
                                                 {u"existingPosts"_s, existingPosts},
                                                 {u"scenario"_s, scenario}}}}};
    if (signedIn)
        settings[u"createSession"_s] = kAccount;
    const QJsonObject answer = configure(settings);
    if (answer.contains("error"_L1))
        return fail(ErrorKind::InvalidInput, answer["error"_L1].toString());
    if (auto cleared = m_browser->call(u"Storage.clearCookies"_s, {}, soon()); !cleared)
        return fail(cleared.error());
    if (signedIn) {
        const QJsonObject cookies{{u"cookies"_s, answer["cookies"_L1]}};
        if (auto set = m_browser->call(u"Storage.setCookies"_s, cookies, soon()); !set)
            return fail(set.error());
    }
    if (!m_page) {
        auto page = m_browser->attachPage(soon());
        if (!page)
            return fail(page.error());
        m_page = std::move(*page);
    }
    if (auto blank = m_page->navigate(QUrl(u"about:blank"_s), soon()); !blank)
        return blank;
    m_site = std::make_unique<instagram::Site>(
        *m_page,
        *m_map,
        instagram::Options{.siteUrl = QUrl(u"https://www.instagram.com/"_s),
                           .delayLeast = milliseconds(0),
                           .delayMost = milliseconds(20),
                           .confirmationWithin = m_confirmationWithin},
        [this](const instagram::StepEvent &event) {
            if (qEnvironmentVariableIsSet("PELORUS_STEPS"))
                qInfo("%s %s %s",
                      qPrintable(event.name),
                      event.finished ? "done" : "...",
                      qPrintable(event.note));
            if (event.finished)
                m_notes += QString(event.name % u": "_s % event.note);
        });
    return {};
}

QJsonObject SiteBench::configure(const QJsonObject &settings)
{
    QJsonObject answer;
    m_thread.run([&] { answer = m_standin->configure(settings); });
    return answer;
}

QJsonObject SiteBench::state()
{
    QJsonObject state;
    m_thread.run([&] { state = m_standin->state(); });
    return state;
}

instagram::Post SiteBench::video(const QString &name, const QByteArray &head)
{
    const QString path = m_folder.filePath(u"%1-%2"_s.arg(++m_videos).arg(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QByteArray(head + QByteArray::number(m_videos) + QByteArray(20000, 'v')));
    instagram::Post post;
    post.browserPath = path;
    post.size = file.size();
    return post;
}

QString wordOf(const Error &error)
{
    return error.name.isEmpty() ? kindName(error.kind) : error.name;
}

} // namespace pelorus::test
