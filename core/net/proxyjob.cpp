// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/proxyjob.h"

#include "core/base/log.h"

#include <QCoreApplication>
#include <QNetworkProxy>

using namespace Qt::StringLiterals;

namespace pelorus::net {
namespace {

constexpr qsizetype kMostAnswer = 16LL * 1024;
constexpr qsizetype kMostSocksText = 255;

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray all;
    for (const int value : values)
        all += char(value);
    return all;
}

QByteArray port16(int port)
{
    return bytes({port >> 8, port & 0xff});
}

int at(const QByteArray &text, qsizetype index)
{
    return uchar(text.at(index));
}

} // namespace

ProxyJob::ProxyJob(ProxyAddress proxy,
                   const QUrl &site,
                   const QHostAddress &address,
                   Answer answer,
                   QObject *parent)
    : QObject(parent)
    , m_proxy(std::move(proxy))
    , m_site(site)
    , m_address(address)
    , m_answer(std::move(answer))
    , m_label(m_proxy.host.contains(u':') ? u"[%1]:%2"_s.arg(m_proxy.host).arg(m_proxy.port)
                                          : u"%1:%2"_s.arg(m_proxy.host).arg(m_proxy.port))
{
    m_proxy.type = m_proxy.type.toUpper();
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QSslSocket::connected, this, [this] {
        if (m_proxy.type != "HTTPS"_L1)
            onOpen();
    });
    connect(&m_socket, &QSslSocket::encrypted, this, &ProxyJob::onEncrypted);
    connect(&m_socket, &QSslSocket::readyRead, this, &ProxyJob::onRead);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &ProxyJob::onError);
}

ProxyJob::~ProxyJob()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void ProxyJob::start()
{
    m_time.start();
    const QString host = m_address.isNull() ? m_proxy.host : m_address.toString();
    if (m_proxy.type == "HTTPS"_L1)
        m_socket.connectToHostEncrypted(host, quint16(m_proxy.port), m_proxy.host);
    else
        m_socket.connectToHost(host, quint16(m_proxy.port));
}

bool ProxyJob::isHttp() const
{
    return m_proxy.type.startsWith("HTTP"_L1);
}

QByteArray ProxyJob::siteHost() const
{
    return m_site.host(QUrl::FullyEncoded).toLatin1();
}

int ProxyJob::sitePort() const
{
    return m_site.port(m_site.scheme() == "http"_L1 ? 80 : 443);
}

void ProxyJob::onOpen()
{
    if (isHttp() || m_proxy.type == "SOCKS4"_L1)
        ask();
    else
        greet();
}

void ProxyJob::greet()
{
    m_step = Step::Greeted;
    m_socket.write(m_proxy.username.isEmpty() ? bytes({5, 1, 0}) : bytes({5, 2, 0, 2}));
}

void ProxyJob::ask()
{
    m_step = Step::Asked;
    const QByteArray host = siteHost();
    if (isHttp()) {
        const QByteArray target
            = (host.contains(':') ? '[' + host + ']' : host) + ':' + QByteArray::number(sitePort());
        QByteArray text = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
        if (!m_proxy.username.isEmpty()) {
            m_proxy.username.reveal([&](const QByteArray &user) {
                m_proxy.password.reveal([&](const QByteArray &password) {
                    text += "Proxy-Authorization: Basic "
                        + QByteArray(user + ':' + password).toBase64() + "\r\n";
                });
            });
        }
        m_socket.write(text + "\r\n");
        return;
    }
    if (m_proxy.type == "SOCKS4"_L1) {
        // 0.0.0.1 says that the name follows: the proxy looks it up.
        m_proxy.username.reveal([&](const QByteArray &user) {
            m_socket.write(bytes({4, 1}) + port16(sitePort()) + bytes({0, 0, 0, 1}) + user + '\0'
                           + host + '\0');
        });
        return;
    }
    m_socket.write(bytes({5, 1, 0, 3, int(host.size())}) + host + port16(sitePort()));
}

void ProxyJob::onRead()
{
    m_read += m_socket.readAll();
    switch (m_step) {
    case Step::Connecting:
        return;
    case Step::Greeted:
        return readGreeting();
    case Step::SigningIn:
        return readSignIn();
    case Step::Asked:
        if (isHttp())
            return readHttp();
        return m_proxy.type == "SOCKS4"_L1 ? readSocks4() : readSocks5();
    case Step::Site:
        return readSite();
    }
}

void ProxyJob::readHttp()
{
    if (!m_read.startsWith(QByteArrayView("HTTP/").first(std::min<qsizetype>(5, m_read.size())))
        || m_read.size() > kMostAnswer)
        return refuseForm();
    if (!m_read.contains("\r\n\r\n"))
        return;
    const int status = m_read.mid(m_read.indexOf(' ') + 1, 3).toInt();
    if (status == 407 || status == 401)
        return refuseLogin();
    if (status < 200 || status > 299)
        return refuseSite(status);
    throughToSite();
}

void ProxyJob::readSocks4()
{
    if (m_read.size() < 8)
        return;
    if (at(m_read, 0) != 0)
        return refuseForm();
    const int answer = at(m_read, 1);
    if (answer == 92 || answer == 93)
        return refuseLogin();
    if (answer != 90)
        return refuseSite(answer);
    throughToSite();
}

void ProxyJob::readGreeting()
{
    if (at(m_read, 0) != 5)
        return refuseForm();
    if (m_read.size() < 2)
        return;
    const int method = at(m_read, 1);
    m_read.clear();
    if (method == 0)
        return ask();
    if (method != 2 || m_proxy.username.isEmpty())
        return refuseLogin();
    if (m_proxy.username.reveal([](const QByteArray &text) { return text.size(); }) > kMostSocksText
        || m_proxy.password.reveal([](const QByteArray &text) { return text.size(); })
            > kMostSocksText) {
        return refuse(QCoreApplication::translate(
                          "Core",
                          "User name or password of the proxy %1 is too long for SOCKS5. Correct "
                          "it, or use the proxy as HTTP.")
                          .arg(m_label));
    }
    m_step = Step::SigningIn;
    m_proxy.username.reveal([&](const QByteArray &user) {
        m_proxy.password.reveal([&](const QByteArray &password) {
            m_socket.write(bytes({1, int(user.size())}) + user + char(password.size()) + password);
        });
    });
}

void ProxyJob::readSignIn()
{
    if (m_read.size() < 2)
        return;
    const bool good = at(m_read, 1) == 0;
    m_read.clear();
    if (!good)
        return refuseLogin();
    ask();
}

void ProxyJob::readSocks5()
{
    if (at(m_read, 0) != 5)
        return refuseForm();
    if (m_read.size() < 5)
        return;
    if (const int answer = at(m_read, 1); answer != 0)
        return refuseSite(answer);
    const int kind = at(m_read, 3);
    const qsizetype address = kind == 1 ? 4 : kind == 4 ? 16 : 1 + at(m_read, 4);
    if (m_read.size() < 4 + address + 2)
        return;
    throughToSite();
}

void ProxyJob::throughToSite()
{
    m_step = Step::Site;
    m_read.clear();
    if (m_site.scheme() == "http"_L1) {
        m_socket.write("HEAD / HTTP/1.1\r\nHost: " + siteHost() + "\r\nConnection: close\r\n\r\n");
        return;
    }
    // TLS inside TLS is more than the socket can do; the proxy's word has to be enough.
    if (m_socket.isEncrypted())
        return done();
    m_socket.setPeerVerifyName(QString::fromLatin1(siteHost()));
    m_socket.startClientEncryption();
}

void ProxyJob::readSite()
{
    if (m_site.scheme() != "http"_L1)
        return;
    if (m_read.size() < 5)
        return;
    if (!m_read.startsWith("HTTP/"))
        return refuseSite(0);
    done();
}

void ProxyJob::onEncrypted()
{
    if (m_step == Step::Site)
        return done();
    onOpen();
}

void ProxyJob::onError(QAbstractSocket::SocketError code)
{
    const QString detail = m_socket.errorString();
    switch (code) {
    case QAbstractSocket::ConnectionRefusedError:
        return refuse(QCoreApplication::translate(
                          "Core",
                          "Nothing listens at the proxy %1. Check host and port, or ask the "
                          "provider whether it runs.")
                          .arg(m_label),
                      detail);
    case QAbstractSocket::HostNotFoundError:
        return refuse(QCoreApplication::translate(
                          "Core",
                          "The address of the proxy %1 was not found. Check its name and the "
                          "internet connection.")
                          .arg(m_label),
                      detail);
    case QAbstractSocket::SslHandshakeFailedError:
        if (m_step != Step::Site)
            break;
        return refuse(QCoreApplication::translate(
                          "Core",
                          "Through the proxy %1 something else than %2 answers: the certificate is "
                          "not the site's. Do not use this proxy.")
                          .arg(m_label, m_site.host()),
                      detail);
    case QAbstractSocket::RemoteHostClosedError:
        if (m_step == Step::Connecting)
            break;
        if (m_step == Step::Site)
            return refuseSite(0);
        return refuseForm();
    default:
        break;
    }
    refuse(QCoreApplication::translate(
               "Core",
               "No connection to the proxy %1 could be made. Check host, port and kind, and the "
               "internet connection.")
               .arg(m_label),
           detail);
}

void ProxyJob::refuseLogin()
{
    refuse(QCoreApplication::translate(
               "Core",
               "The proxy %1 does not accept its user name and password. Correct them, or ask the "
               "provider whether the plan has ended.")
               .arg(m_label));
}

void ProxyJob::refuseForm()
{
    refuse(QCoreApplication::translate(
               "Core",
               "What answers at %1 is not a proxy of the kind %2. Choose another kind or port.")
               .arg(m_label, m_proxy.type));
}

void ProxyJob::refuseSite(int answer)
{
    refuse(
        QCoreApplication::translate(
            "Core", "The proxy %1 answers, but %2 cannot be reached through it. Try another one.")
            .arg(m_label, m_site.host()),
        u"answer %1"_s.arg(answer));
}

void ProxyJob::refuse(const QString &message, const QString &detail)
{
    fail({ErrorKind::Proxy, message, detail, 0, {}, {}});
}

void ProxyJob::done()
{
    if (std::exchange(m_finished, true))
        return;
    log::debug("http", u"proxy %1 → works, %2 ms"_s.arg(m_label).arg(m_time.elapsed()));
    m_answer->set(milliseconds(m_time.elapsed()));
    emit finished(this);
}

void ProxyJob::fail(Error error)
{
    if (std::exchange(m_finished, true))
        return;
    log::debug("http", u"proxy %1 → %2 %3"_s.arg(m_label, error.message, error.detail));
    m_answer->set(tl::unexpected(std::move(error)));
    emit finished(this);
}

} // namespace pelorus::net
