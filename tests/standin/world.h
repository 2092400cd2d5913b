// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/browser.h"
#include "tests/standin/faults.h"
#include "tests/standin/knobs.h"
#include "tests/standin/ratelimit.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace pelorus::standin {

enum class RunState { Stopped, Starting, Running, Stopping };

struct Profile
{
    qint64 id = 0;
    int team = 0;
    QJsonObject payload;
    qint64 proxyId = 0;
    qint64 createdAt = 0; ///< milliseconds of World::now()
    bool temporary = false;
    bool inBasket = false;

    RunState state = RunState::Stopped;
    std::shared_ptr<Browser> browser;
    QString runId;
    /// Answers the start while it lasts.
    std::function<void(const QString &why)> startFailed;
    std::vector<std::function<void()>> stopCalls; ///< answer those who wait for the run's end
    bool automation = false;
    int exposedPort = 0;  ///< what the start answered (differs from the browser's with cdpLag)
    bool uploaded = true; ///< false from the start until the upload behind stop has ended
    QJsonArray disk;      ///< cookies of the data folder, CDP's form
    QJsonArray cloud;     ///< cookies as last synced, CDP's form

    [[nodiscard]] QString name() const;
};

/// All that the stand-in knows, shared by its hosts.
class World final
{
public:
    World(QString stateFolder,
          QByteArray token,
          std::function<std::shared_ptr<Browser>()> browsers);

    Knobs knobs;
    Faults faults;
    std::map<qint64, Profile> profiles;
    std::map<qint64, QJsonObject> proxies;
    std::map<qint64, QJsonObject> statuses;
    std::map<qint64, QJsonObject> folders;
    std::map<qint64, QJsonObject> extensions;
    std::map<qint64, QJsonObject> homepages;
    std::map<qint64, QJsonObject> bookmarks;
    std::map<qint64, QJsonObject> users;
    QJsonArray deleted;
    QJsonArray downloads; ///< names of files that an export without doNotSave leaves
    RateLimit remoteRate;
    RateLimit fingerprintRate;
    bool loggedIn = false;
    QByteArray accountToken; ///< what login-with-token brought; never shown
    int createdThisMonth = 0;

    [[nodiscard]] qint64 now() const;
    [[nodiscard]] qint64 nextId() { return ++m_lastId; }
    /// The team of a bearer token; 0 when nobody knows it.
    [[nodiscard]] int teamOf(const QByteArray &token) const;
    /// The team that is signed in to the desktop app; 0 before anybody is.
    [[nodiscard]] int localTeam() const { return teamOf(accountToken); }
    /// Not in the basket, of that team (0: any).
    [[nodiscard]] Profile *profile(qint64 id, int team = 0);
    /// The profile while this run of it lasts.
    [[nodiscard]] Profile *run(qint64 id, const QString &runId);
    [[nodiscard]] int inState(RunState state) const;
    /// One line of the request log; the number is for amend().
    [[nodiscard]] qint64 log(const QJsonObject &line);
    void amend(qint64 line, const QString &key, const QJsonValue &value);
    [[nodiscard]] const QJsonArray &requests() const { return m_requests; }
    /// Whether a stop uploads: by the knob, and never on the free plan, which stores locally.
    [[nodiscard]] bool cloudSync() const;
    /// Whether the plan has the cookie endpoints.
    [[nodiscard]] bool cookiesAllowed() const;
    /// Whether a delete without force is refused.
    [[nodiscard]] bool mustForce() const;
    [[nodiscard]] QString folderOf(qint64 id) const;
    [[nodiscard]] std::shared_ptr<Browser> makeBrowser() const { return m_browsers(); }
    /// Ends its browser, if any, and forgets it.
    void purge(qint64 id, const QString &how);
    /// The delete without force.
    void moveToBasket(qint64 id);
    /// Profiles deleted within the ghostTime, for lists.
    [[nodiscard]] QList<Profile> ghosts() const;
    void reset();
    void killBrowsers();

private:
    void endBrowser(Profile &profile);

    QString m_folder;
    QByteArray m_token;
    QJsonArray m_requests;
    qint64 m_firstLine = 0; ///< the number of the log's first line
    std::function<std::shared_ptr<Browser>()> m_browsers;
    QList<QPair<qint64, Profile>> m_ghosts;
    qint64 m_lastId = 410000;
};

/// One request to one of the API hosts, with its body read.
struct ApiCall
{
    std::shared_ptr<Exchange> exchange;
    QByteArray body;
    QByteArray token; ///< of the Authorization header
    int team = 0;

    [[nodiscard]] const Request &request() const { return exchange->request(); }
    [[nodiscard]] QByteArray method() const { return request().method; }
    [[nodiscard]] bool isJson() const;
    /// The JSON body, or the form fields (PHP-style keys become objects); empty when unreadable.
    [[nodiscard]] QJsonObject fields() const;
    void answer(int status, const QJsonValue &value) const { exchange->respondJson(status, value); }
};

[[nodiscard]] bool truthy(const QJsonValue &value);
[[nodiscard]] bool truthy(const QString &value);

} // namespace pelorus::standin
