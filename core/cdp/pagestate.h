// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cdp/connection.h"

#include <QJsonValue>
#include <QStringList>

#include <functional>

namespace pelorus::cdp {

/// What a page's events told. Written on the I/O thread, waited for on a worker thread.
class PageState final : public SessionEvents
{
public:
    /// The connection outlives every event, since it delivers them.
    PageState(Connection &connection, QString session);

    void onEvent(const QByteArray &method, const QByteArray &message) override;
    void onEnded(const Error &error) override;

    /// Which document we are in: grows with every commit of the main frame.
    [[nodiscard]] int generation() const;

    /// From here on commits are collected, and beforeunload dialogs are accepted: we want to leave.
    void beginNavigation();
    void endNavigation();
    /// Waits until the document of `loader` (any new one when empty), or one that replaced it, has
    /// been parsed. False: it ended in the browser's error page.
    [[nodiscard]] Result<bool> waitParsed(const QString &loader, const Call &call);

    /// Before the in-page watch with that token starts: reports of other watches no longer count.
    void expectSignal(int token);
    /// What that watch reported; nothing after `time`, or when the document is not the one of
    /// `generation` any more.
    [[nodiscard]] Result<std::optional<QJsonValue>>
    waitSignal(int generation, milliseconds time, const Call &call);

    void beginChooser();
    /// The backend node id of the input whose file chooser opened; 0 when no input did it.
    [[nodiscard]] Result<qint64> waitChooser(const Call &call);

    /// Returns only when no earlier callback is running.
    void setScreencast(std::function<void(QByteArray jpeg)> onFrame);

private:
    void onFrameNavigated(const QJsonObject &params);
    void onDialog(const QJsonObject &params);
    void onScreencastFrame(const QJsonObject &params);

    Connection &m_connection;
    const QString m_session;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Error> m_ended;
    int m_generation = 0;
    bool m_navigating = false;
    bool m_errorPage = false;
    QStringList m_commits; // loaders, oldest first, since beginNavigation()
    QStringList m_parsed;
    int m_token = 0;
    std::optional<QJsonValue> m_signal;
    std::optional<qint64> m_chooser;

    std::mutex m_castMutex;
    std::function<void(QByteArray)> m_onFrame;
};

/// The function through which in-page watches report; it exists in our isolated world only.
inline constexpr QLatin1StringView kBinding("pelorusSignal");

} // namespace pelorus::cdp
