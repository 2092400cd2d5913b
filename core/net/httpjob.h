// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"
#include "core/net/waiter.h"

#include <QElapsedTimer>
#include <QNetworkReply>

class QNetworkAccessManager;

namespace pelorus::net {

/// One request on the I/O thread, from sending to the answer.
class HttpJob final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::shared_ptr<Waiter<HttpResponse>>;

    /// `finished` is emitted once, unless it is destroyed before.
    HttpJob(QNetworkAccessManager &manager,
            HttpRequest request,
            Answer answer,
            qint64 maxBody,
            QObject *parent);
    ~HttpJob() override;

    /// Gives the waiter this error, unless it has an answer.
    void fail(Error error);
    [[nodiscard]] QNetworkAccessManager *manager() const { return m_manager; }

signals:
    void finished(pelorus::net::HttpJob *job);

private:
    void onReadyRead();
    void onFinished();
    [[nodiscard]] Result<HttpResponse> result();
    [[nodiscard]] Error networkError(QNetworkReply::NetworkError code) const;
    void logLine(const QString &outcome) const;

    QNetworkAccessManager *m_manager;
    Answer m_answer;
    qint64 m_maxBody;
    QByteArray m_method;
    QUrl m_url;
    QElapsedTimer m_time;
    std::unique_ptr<QIODevice> m_upload;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_body;
};

/// For logs and details: no user info, no query, no fragment.
[[nodiscard]] QString plainUrl(const QUrl &url);

} // namespace pelorus::net
