// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/network.h"
#include "core/net/waiter.h"

#include <QElapsedTimer>
#include <QSslSocket>

namespace pelorus::net {

/// One way through a proxy to a site, on the I/O thread: connected, signed in to the proxy, and the
/// site itself has answered.
class ProxyJob final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::shared_ptr<Waiter<milliseconds>>;

    /// `address`: of the proxy where it is known, else its name is looked up.
    ProxyJob(ProxyAddress proxy,
             const QUrl &site,
             const QHostAddress &address,
             Answer answer,
             QObject *parent);
    ~ProxyJob() override;

    void start();
    /// Gives the waiter this error, unless it has an answer.
    void fail(Error error);

signals:
    void finished(pelorus::net::ProxyJob *job);

private:
    enum class Step { Connecting, Greeted, SigningIn, Asked, Site };

    void onOpen();
    void onRead();
    void onError(QAbstractSocket::SocketError code);
    void onEncrypted();
    void greet();
    void ask();
    void readHttp();
    void readSocks4();
    void readGreeting();
    void readSignIn();
    void readSocks5();
    void throughToSite();
    void readSite();
    void done();
    void refuse(const QString &message, const QString &detail = {});
    void refuseLogin();
    void refuseForm();
    void refuseSite(int answer);
    [[nodiscard]] QByteArray siteHost() const;
    [[nodiscard]] int sitePort() const;
    [[nodiscard]] bool isHttp() const;

    ProxyAddress m_proxy;
    QUrl m_site;
    QHostAddress m_address;
    Answer m_answer;
    QString m_label; ///< "p.example:8080"
    QSslSocket m_socket;
    QElapsedTimer m_time;
    QByteArray m_read;
    Step m_step = Step::Connecting;
    bool m_finished = false;
};

} // namespace pelorus::net
