// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpjob.h"

#include "core/base/log.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace pelorus::net {
namespace {

/// A request body that cannot be sent twice. Qt silently repeats a request, POST included, when the
/// connection breaks before the answer; it has to rewind the body for that and gives up here.
class OnceBody final : public QIODevice
{
public:
    explicit OnceBody(QByteArray body)
        : m_body(std::move(body))
    {
        open(QIODevice::ReadOnly);
    }

    ~OnceBody() override
    {
        // It may hold a token or cookies.
        if (!m_body.isEmpty() && m_body.isDetached())
            std::fill(m_body.begin(), m_body.end(), '\0');
    }

    [[nodiscard]] qint64 size() const override { return m_body.size(); }
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_body.size() - m_read);
        std::memcpy(data, m_body.constData() + m_read, static_cast<size_t>(count));
        m_read += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

bool hasHeader(const Headers &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

QNetworkRequest toQt(const HttpRequest &request)
{
    QNetworkRequest out(request.url);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                     QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    out.setRawHeader("User-Agent", "Pelorus/" PELORUS_VERSION);
    if (!request.body.isEmpty() && !hasHeader(request.headers, "Content-Type"))
        out.setRawHeader("Content-Type", "application/octet-stream");
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    if (!request.bearer.isEmpty()) {
        request.bearer.reveal([&out](const QByteArray &token) {
            out.setRawHeader("Authorization", "Bearer " + token);
        });
    }
    return out;
}

/// Errors that only say which HTTP status it was (400 is "invalid operation" to Qt).
bool isStatusError(QNetworkReply::NetworkError code)
{
    if (code == QNetworkReply::ContentReSendError)
        return false;
    return code == QNetworkReply::NoError || code == QNetworkReply::ProtocolInvalidOperationError
        || (code > 200 && code < 300) || (code > 400 && code < 500);
}

} // namespace

QString plainUrl(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

HttpJob::HttpJob(QNetworkAccessManager &manager,
                 HttpRequest request,
                 Answer answer,
                 qint64 maxBody,
                 QObject *parent)
    : QObject(parent)
    , m_manager(&manager)
    , m_answer(std::move(answer))
    , m_maxBody(maxBody)
    , m_method(request.method)
    , m_url(request.url)
{
    m_time.start();
    const QNetworkRequest out = toQt(request);
    const bool repeatable = m_method == "GET" || m_method == "DELETE";
    if (m_method == "GET" && request.body.isEmpty()) {
        m_reply = manager.get(out);
    } else if (repeatable && request.body.isEmpty()) {
        m_reply = manager.sendCustomRequest(out, m_method);
    } else {
        m_upload = std::make_unique<OnceBody>(std::move(request.body));
        m_reply = manager.sendCustomRequest(out, m_method, m_upload.get());
    }
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpJob::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &HttpJob::onFinished);
}

HttpJob::~HttpJob()
{
    m_reply->disconnect(this);
    if (m_reply->isRunning()) {
        logLine(u"given up"_s);
        m_reply->abort();
    }
    // Before the body that it may still be reading.
    delete m_reply;
}

void HttpJob::fail(Error error)
{
    m_answer->set(tl::unexpected(std::move(error)));
}

void HttpJob::onReadyRead()
{
    m_body += m_reply->readAll();
    if (m_body.size() <= m_maxBody)
        return;
    m_reply->disconnect(this);
    logLine(u"answer too large"_s);
    fail({ErrorKind::Protocol,
          QCoreApplication::translate(
              "Core", "%1 sent an answer that is far too large. Check that the address is right.")
              .arg(m_url.host()),
          u"%1 %2: more than %3 bytes"_s.arg(
              QString::fromLatin1(m_method), plainUrl(m_url), QString::number(m_maxBody)),
          0,
          {},
          {}});
    emit finished(this);
}

void HttpJob::onFinished()
{
    m_body += m_reply->readAll();
    Result<HttpResponse> got = result();
    logLine(got ? u"%1, %2 bytes"_s.arg(got->status).arg(got->body.size()) : got.error().detail);
    m_answer->set(std::move(got));
    emit finished(this);
}

Result<HttpResponse> HttpJob::result()
{
    const QNetworkReply::NetworkError code = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isStatusError(code))
        return tl::unexpected(networkError(code));
    if (status == 0)
        return tl::unexpected(networkError(QNetworkReply::ProtocolFailure));
    HttpResponse response;
    response.status = status;
    response.headers = m_reply->rawHeaderPairs();
    response.body = std::move(m_body);
    return response;
}

Error HttpJob::networkError(QNetworkReply::NetworkError code) const
{
    const QString host = m_url.host();
    // Qt has no words for a request that it would have had to repeat.
    const QString words
        = code == QNetworkReply::ContentReSendError ? u"connection lost"_s : m_reply->errorString();
    const QString detail
        = u"%1 %2: %3"_s.arg(QString::fromLatin1(m_method), plainUrl(m_url), words);
    const auto error = [&](ErrorKind kind, const QString &message) {
        return Error{kind, message.arg(host), detail, code, {}, {}};
    };
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
        return error(ErrorKind::Network,
                     QCoreApplication::translate("Core",
                                                 "Nothing answers at %1. Check that the program or "
                                                 "service is running and its address is right."));
    case QNetworkReply::HostNotFoundError:
        return error(ErrorKind::Network,
                     QCoreApplication::translate(
                         "Core",
                         "The address of %1 could not be found. Check the name and the "
                         "internet connection."));
    case QNetworkReply::TimeoutError:
        return error(ErrorKind::Timeout,
                     QCoreApplication::translate("Core", "%1 did not answer in time."));
    case QNetworkReply::SslHandshakeFailedError:
        return error(ErrorKind::Network,
                     QCoreApplication::translate(
                         "Core",
                         "No secure connection to %1 could be made. Check this computer's "
                         "clock, and whether something inspects its traffic."));
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return error(ErrorKind::Network,
                     QCoreApplication::translate("Core",
                                                 "This computer's own proxy did not let us "
                                                 "reach %1. Check the system's proxy "
                                                 "settings."));
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolFailure:
        return error(ErrorKind::Protocol,
                     QCoreApplication::translate("Core",
                                                 "What answers at %1 does not speak HTTP. "
                                                 "Check the address and the port."));
    default:
        return error(ErrorKind::Network,
                     QCoreApplication::translate(
                         "Core",
                         "The connection to %1 broke before the answer was complete. Check "
                         "the network and try again."));
    }
}

void HttpJob::logLine(const QString &outcome) const
{
    log::debug("http",
               u"%1 %2 → %3 in %4 ms"_s.arg(QString::fromLatin1(m_method), plainUrl(m_url), outcome)
                   .arg(m_time.elapsed()));
}

} // namespace pelorus::net
