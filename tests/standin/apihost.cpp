// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/apihost.h"

#include <QCryptographicHash>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBody = 8 * 1024 * 1024;

QByteArray bearer(const Request &request)
{
    const QByteArray header = request.header("Authorization");
    return header.startsWith("Bearer ") ? header.mid(7) : QByteArray();
}

} // namespace

ApiHost::ApiHost(QString listener, World &world, Handler handler)
    : m_listener(std::move(listener))
    , m_world(world)
    , m_handler(std::move(handler))
{
}

void ApiHost::handle(const std::shared_ptr<Exchange> &exchange)
{
    const Request &request = exchange->request();
    const auto fault = m_world.faults.take(m_listener, request.method, request.path);
    if (!fault) {
        serve(exchange);
        return;
    }
    using Action = Fault::Action;
    const auto act = [this, exchange, fault = *fault] {
        switch (fault.action) {
        case Action::DropBefore:
            exchange->drop();
            return;
        case Action::Hang:
            exchange->hang();
            return;
        case Action::Status:
            m_world.requests.append(
                QJsonObject{{u"listener"_s, m_listener},
                            {u"method"_s, QString::fromLatin1(exchange->request().method)},
                            {u"path"_s, exchange->request().path},
                            {u"status"_s, fault.status},
                            {u"fault"_s, true}});
            exchange->respond(fault.status,
                              Headers{{"Content-Type", "application/json"}} + fault.headers,
                              fault.body);
            return;
        case Action::Delay:
        case Action::DropAfterCommit:
        case Action::HangAfterCommit:
        case Action::Truncate:
        case Action::Shape:
        case Action::NonJson:
            exchange->beforeAnswer
                = [raw = exchange.get(), fault](int &status, Headers &headers, QByteArray &body) {
                      return fault.change(*raw, status, headers, body);
                  };
            serve(exchange);
            return;
        }
    };
    if (fault->delay > 0)
        Exchange::after(std::chrono::milliseconds(fault->delay), act);
    else
        act();
}

void ApiHost::serve(const std::shared_ptr<Exchange> &exchange)
{
    exchange->readBody(kMostBody, [this, exchange](const QByteArray &body) {
        ApiCall call{exchange, body, bearer(exchange->request()), 0};
        call.team = m_world.teamOf(call.token);
        const int entry = int(m_world.requests.size());
        m_world.requests.append(
            QJsonObject{{u"listener"_s, m_listener},
                        {u"method"_s, QString::fromLatin1(call.method())},
                        {u"path"_s, call.request().path},
                        {u"query"_s, QString::fromLatin1(call.request().target).section(u'?', 1)},
                        {u"host"_s, QString::fromLatin1(call.request().header("Host"))},
                        {u"body"_s,
                         QString::fromLatin1(
                             QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex())}});
        const auto before = exchange->beforeAnswer;
        exchange->beforeAnswer
            = [this, entry, before](int &status, Headers &headers, QByteArray &text) {
                  const auto verdict
                      = before ? before(status, headers, text) : Exchange::Verdict::Send;
                  if (entry < m_world.requests.size()) {
                      QJsonObject line = m_world.requests.at(entry).toObject();
                      line.insert(u"status"_s, status);
                      m_world.requests.replace(entry, line);
                  }
                  return verdict;
              };
        m_handler(call);
    });
}

QJsonValue errorBody(const Knobs &knobs,
                     const QString &type,
                     const QString &code,
                     const QString &text,
                     const QJsonArray &fields)
{
    if (knobs.is("errorShape", "string"))
        return QJsonObject{{u"success"_s, false}, {u"error"_s, text}};
    if (knobs.is("errorShape", "message"))
        return QJsonObject{{u"message"_s, text}};
    if (knobs.is("errorShape", "text"))
        return QJsonObject{{u"success"_s, false},
                           {u"data"_s, QJsonObject{{u"error_detail"_s, text}}}};
    QJsonObject error{{u"type"_s, type}, {u"code"_s, code}, {u"text"_s, text}};
    if (!fields.isEmpty())
        error.insert(u"fields"_s, fields);
    return QJsonObject{{u"success"_s, false}, {u"error"_s, error}};
}

QJsonObject success(const Knobs &knobs)
{
    return {{u"success"_s, knobs.is("successAs", "one") ? QJsonValue(1) : QJsonValue(true)}};
}

} // namespace pelorus::standin
