// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/browser.h"

#include <QProcess>
#include <QTimer>

class QWebSocket;

namespace pelorus::standin {

/// The real Chromium with a data folder of its own, shut off from every host but the site.
class Chromium final : public Browser
{
    Q_OBJECT
public:
    struct Setup
    {
        QString program;
        quint16 sitePort = 0;
        bool headful = false; ///< also where headless was asked for
    };

    explicit Chromium(Setup setup);
    ~Chromium() override;

    void start(const Options &options) override;
    void readCookies(std::function<void(std::optional<QJsonArray>)> done) override;
    void stop(std::function<void()> done) override;
    void kill() override;
    [[nodiscard]] qint64 pid() const override;

private:
    void lookForPort();
    /// One CDP call on a connection of its own; an empty object when it failed.
    void
    call(const QString &method, const QJsonObject &params, std::function<void(QJsonObject)> done);
    void signalGroup(int signal) const;

    Setup m_setup;
    Options m_options;
    QProcess m_process;
    QTimer m_poll;
    qint64 m_pid = 0;
    bool m_ending = false;
    bool m_ready = false;
};

/// Ends browsers that an earlier stand-in of the same state folder left behind.
void killOrphans(const QString &profilesFolder);

} // namespace pelorus::standin
