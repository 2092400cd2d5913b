// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace pelorus::standin {

/// A running browser behind a profile: the real Chromium, or the stub. Cookies are in CDP's form.
class Browser : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString folder;
        QString userAgent;
        QString locale;
        bool headless = true;
        QJsonArray cookies; ///< what the profile's folder holds
    };

    using QObject::QObject;

    virtual void start(const Options &options) = 0;
    /// Nothing when it cannot be asked any more.
    virtual void readCookies(std::function<void(std::optional<QJsonArray>)> done) = 0;
    /// Gracefully; `done` once the process is gone.
    virtual void stop(std::function<void()> done) = 0;
    /// At once, synchronously.
    virtual void kill() = 0;
    [[nodiscard]] virtual qint64 pid() const = 0;
    [[nodiscard]] int port() const { return m_port; }
    /// "/devtools/browser/…"
    [[nodiscard]] QString path() const { return m_path; }

signals:
    void ready();
    void failed(const QString &why);
    /// By itself, not by stop() or kill().
    void exited();

protected:
    int m_port = 0;
    QString m_path;
};

} // namespace pelorus::standin
