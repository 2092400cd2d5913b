// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/httpserver.h"

#include "tests/standin/connection.h"

#include <QAbstractEventDispatcher>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

QByteArray Request::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Request::queryValue(const QString &key) const
{
    QString value = query.queryItemValue(key, QUrl::FullyEncoded);
    return QUrl::fromPercentEncoding(value.replace('+'_L1, ' '_L1).toUtf8());
}

QHash<QByteArray, QByteArray> Request::cookies() const
{
    QHash<QByteArray, QByteArray> result;
    for (const QByteArray &part : header("Cookie").split(';')) {
        const qsizetype equals = part.indexOf('=');
        if (equals > 0)
            result.insert(part.left(equals).trimmed(), part.mid(equals + 1).trimmed());
    }
    return result;
}

Exchange::Exchange(QPointer<Connection> connection, Request request)
    : m_connection(std::move(connection))
    , m_request(std::move(request))
{
}

Exchange::~Exchange()
{
    // A handler that lets go without an answer must not leave the client waiting for ever.
    if (isOpen())
        drop();
}

bool Exchange::isOpen() const
{
    return !m_answered && m_connection && m_connection->m_socket;
}

void Exchange::readBody(qint64 maxBytes, std::function<void(QByteArray)> done)
{
    auto body = std::make_shared<QByteArray>();
    auto self = shared_from_this();
    streamBody(
        [self, body, maxBytes](const QByteArray &chunk) {
            if (body->size() + chunk.size() > maxBytes)
                self->respond(413, {}, {});
            else
                body->append(chunk);
        },
        [self, body, done = std::move(done)](bool complete) {
            if (complete && self->isOpen())
                done(std::move(*body));
        });
}

void Exchange::streamBody(std::function<void(const QByteArray &)> onChunk,
                          std::function<void(bool)> onEnd)
{
    if (!isOpen()) {
        onEnd(false);
        return;
    }
    m_onChunk = std::move(onChunk);
    m_onEnd = [self = shared_from_this(), end = std::move(onEnd)](bool complete) {
        // Both may hold this exchange: let go of it.
        self->m_onChunk = nullptr;
        end(complete);
    };
    m_connection->wantBody();
}

void Exchange::respond(int status, const Headers &headers, const QByteArray &body)
{
    if (!isOpen())
        return;
    Headers finalHeaders = headers;
    QByteArray finalBody = body;
    Verdict verdict = Verdict::Send;
    if (beforeAnswer)
        verdict = std::exchange(beforeAnswer, nullptr)(status, finalHeaders, finalBody);
    if (verdict == Verdict::Drop) {
        drop();
        return;
    }
    if (verdict == Verdict::Hang) {
        hang();
        return;
    }
    m_answered = true;
    m_connection->write(status, finalHeaders, finalBody);
}

void Exchange::hang()
{
    if (isOpen())
        m_connection->m_held = shared_from_this();
}

void Exchange::respondJson(int status, const QJsonValue &body, Headers headers)
{
    headers.emplaceBack("Content-Type", "application/json; charset=utf-8");
    QByteArray text;
    if (body.isArray())
        text = QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    else
        text = QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    respond(status, headers, text);
}

void Exchange::drop()
{
    if (!isOpen())
        return;
    m_answered = true;
    m_connection->close();
}

void Exchange::after(std::chrono::milliseconds delay, std::function<void()> run)
{
    // On this thread: tests run the server beside their own, waiting one.
    QTimer::singleShot(delay, QAbstractEventDispatcher::instance(), std::move(run));
}

HttpServer::HttpServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
}

HttpServer::~HttpServer()
{
    close();
}

Result<void> HttpServer::useTls(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const QSslCertificate certificate(certificatePem);
    const QSslKey key(keyPem, QSsl::Ec);
    if (certificate.isNull() || key.isNull())
        return fail(ErrorKind::InvalidInput, u"The test certificate cannot be read."_s);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    m_server = std::move(server);
    return {};
}

Result<void> HttpServer::listen(quint16 port)
{
    connect(m_server.get(),
            &QTcpServer::pendingConnectionAvailable,
            this,
            &HttpServer::accept,
            Qt::UniqueConnection);
    if (!m_server->listen(QHostAddress::LocalHost, port)) {
        return fail(ErrorKind::Network,
                    u"Port %1 cannot be opened: %2."_s.arg(port).arg(m_server->errorString()));
    }
    return {};
}

void HttpServer::accept()
{
    while (QTcpSocket *const socket = m_server->nextPendingConnection()) {
        m_connections.removeIf([](const QPointer<Connection> &c) { return c.isNull(); });
        m_connections.append(new Connection(this, socket));
    }
}

void HttpServer::close()
{
    m_server->close();
    for (const QPointer<Connection> &connection : std::exchange(m_connections, {})) {
        if (connection)
            connection->close();
    }
}

quint16 HttpServer::port() const
{
    return m_server->serverPort();
}

bool HttpServer::isListening() const
{
    return m_server->isListening();
}

Result<QPair<QByteArray, QByteArray>> testCertificate(const QString &folder)
{
    const QString certificate = folder + "/site-cert.pem"_L1;
    const QString key = folder + "/site-key.pem"_L1;
    if (!QFile::exists(certificate) || !QFile::exists(key)) {
        QDir().mkpath(folder);
        QProcess openssl;
        openssl.start(u"openssl"_s,
                      {u"req"_s,
                       u"-x509"_s,
                       u"-newkey"_s,
                       u"ec"_s,
                       u"-pkeyopt"_s,
                       u"ec_paramgen_curve:prime256v1"_s,
                       u"-nodes"_s,
                       u"-days"_s,
                       u"3650"_s,
                       u"-subj"_s,
                       u"/CN=www.instagram.com"_s,
                       u"-addext"_s,
                       u"subjectAltName=DNS:www.instagram.com,DNS:localhost,IP:127.0.0.1"_s,
                       u"-keyout"_s,
                       key,
                       u"-out"_s,
                       certificate});
        if (!openssl.waitForFinished(20000) || openssl.exitCode() != 0) {
            return fail(ErrorKind::Io,
                        u"The openssl program could not make the site's test certificate: %1"_s.arg(
                            QString::fromUtf8(openssl.readAllStandardError())));
        }
    }
    QFile certificateFile(certificate);
    QFile keyFile(key);
    if (!certificateFile.open(QIODevice::ReadOnly) || !keyFile.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"The site's test certificate cannot be read."_s);
    return std::pair{certificateFile.readAll(), keyFile.readAll()};
}

} // namespace pelorus::standin
