// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace pelorus::test {

/// The stand-in for Dolphin and the site in a process of its own, which the destructor ends. Calls
/// block their thread and need no event loop. A call that fails warns, returns something empty and
/// is told by problem(). tests/standin/README.md lists knobs, fault rules and what state holds.
class StandIn final
{
public:
    struct Options
    {
        bool stubBrowser = true; ///< false: the real Chromium (the test takes the lock "chromium")
        QByteArray token = "standin-token";
        QJsonArray faults{};     ///< there from the first request on
        QJsonObject knobs{};     ///< set before start() returns; reset() undoes them
        QStringList arguments{}; ///< more of the program's options
    };

    StandIn() = default;
    ~StandIn();
    StandIn(const StandIn &) = delete;
    StandIn &operator=(const StandIn &) = delete;

    /// False when it did not tell its addresses within 30 s; what it wrote to stderr is shown then.
    /// May be started anew after stop(); the folder stays, what it knew is gone.
    [[nodiscard]] bool start(const Options &options);
    [[nodiscard]] bool start() { return start(Options{}); }
    void stop();
    /// Why something did not work; empty while everything did.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// Everything that it keeps: browsers' profiles, the site's certificate.
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    [[nodiscard]] QUrl remote() const { return url("remote"); }
    [[nodiscard]] QUrl local() const { return url("local"); }
    [[nodiscard]] QUrl sync() const { return url("sync"); }
    [[nodiscard]] QUrl darkwing() const { return url("darkwing"); }
    [[nodiscard]] QUrl site() const { return url("site"); }
    [[nodiscard]] QUrl control() const { return url("control"); }
    [[nodiscard]] QByteArray token() const { return m_options.token; }
    /// For settings::load(). The site needs no variable: the browsers find www.instagram.com here.
    [[nodiscard]] QHash<QString, QString> environment() const;
    /// This process's own environment with these laid over, for pelorus-cli and pelorus.
    [[nodiscard]] QProcessEnvironment processEnvironment() const;

    /// Appended to the rules there are.
    bool faults(const QJsonArray &rules);
    bool clearFaults();
    bool knobs(const QJsonObject &values);
    /// Sets the site up; the answer, which holds the cookies of createSession.
    QJsonObject site(const QJsonObject &settings);
    /// Signs the account in at the site; its cookies, Playwright's form.
    [[nodiscard]] QJsonArray createSession(const QString &account);
    /// Everything as at the start, without rules of Options.
    bool reset();
    [[nodiscard]] QJsonObject state();

    /// Profiles that exist, those of a running temporary start too, without the basket's.
    [[nodiscard]] int profilesLeft();
    [[nodiscard]] QStringList profileNames();
    /// What the site published, for one account or for all.
    [[nodiscard]] QList<QJsonObject> posts(const QString &account = {});
    /// Lines of the request log, also of requests that a fault ate. "*" in the path is any text; an
    /// empty method or listener is any.
    [[nodiscard]] QList<QJsonObject>
    requests(const QByteArray &method, const QString &path, const QString &listener = {});

    /// POST to the control port (GET without a body), any path below /__standin/.
    QJsonObject call(const QString &what, const QJsonValue &body = QJsonValue::Undefined);

private:
    [[nodiscard]] QUrl url(const char *listener) const;
    void note(const QString &problem);

    QTemporaryDir m_folder;
    QProcess m_process;
    Options m_options;
    QJsonObject m_addresses;
    QString m_problem;
};

} // namespace pelorus::test
