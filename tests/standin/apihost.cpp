// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/apihost.h"

#include <QCryptographicHash>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBody = 8LL * 1024 * 1024;

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
    // At once, so that also a request which a fault eats is counted.
    QJsonObject line{{u"listener"_s, m_listener},
                     {u"method"_s, QString::fromLatin1(request.method)},
                     {u"path"_s, request.path},
                     {u"query"_s, QString::fromLatin1(request.target).section(u'?', 1)},
                     {u"host"_s, QString::fromLatin1(request.header("Host"))}};
    if (fault)
        line.insert(u"fault"_s, fault->word);
    const qint64 number = m_world.log(line);
    if (!fault) {
        serve(exchange, number);
        return;
    }
    using Action = Fault::Action;
    const auto act = [this, exchange, number, fault = *fault] {
        switch (fault.action) {
        case Action::DropBefore:
            exchange->drop();
            return;
        case Action::Hang:
            exchange->hang();
            return;
        case Action::Status:
            m_world.amend(number, u"status"_s, fault.status);
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
            serve(exchange, number);
            return;
        }
    };
    if (fault->delay > 0)
        Exchange::after(std::chrono::milliseconds(fault->delay), act);
    else
        act();
}

void ApiHost::serve(const std::shared_ptr<Exchange> &exchange, qint64 line)
{
    exchange->readBody(kMostBody, [this, exchange, line](const QByteArray &body) {
        ApiCall call{exchange, body, bearer(exchange->request()), 0};
        call.team = m_world.teamOf(call.token);
        m_world.amend(line,
                      u"body"_s,
                      QString::fromLatin1(
                          QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex()));
        const auto before = exchange->beforeAnswer;
        exchange->beforeAnswer
            = [this, line, before](int &status, Headers &headers, QByteArray &text) {
                  const auto verdict
                      = before ? before(status, headers, text) : Exchange::Verdict::Send;
                  m_world.amend(line, u"status"_s, status);
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
