// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pageserver.h"

using namespace Qt::StringLiterals;

namespace pelorus::test {

PageServer::PageServer()
{
    m_thread.run([this] {
        m_server = std::make_unique<standin::HttpServer>();
        m_server->setHandler([this](const auto &exchange) { handle(exchange); });
        if (m_server->listen(0))
            m_port = m_server->port();
    });
}

PageServer::~PageServer()
{
    m_thread.run([this] {
        m_hanging.clear();
        m_server.reset();
    });
}

QUrl PageServer::serve(const QString &path, const QString &html)
{
    const std::scoped_lock lock(m_mutex);
    m_pages.insert(path, u"<!doctype html><meta charset=utf-8>%1"_s.arg(html).toUtf8());
    return url(path);
}

QUrl PageServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path));
}

QList<qint64> PageServer::uploads() const
{
    const std::scoped_lock lock(m_mutex);
    return m_uploads;
}

void PageServer::handle(const std::shared_ptr<standin::Exchange> &exchange)
{
    const QString path = exchange->request().path;
    if (path == "/hang"_L1) {
        m_hanging += exchange;
        return;
    }
    if (path == "/upload"_L1) {
        auto size = std::make_shared<qint64>(0);
        exchange->streamBody([size](const QByteArray &chunk) { *size += chunk.size(); },
                             [this, size, exchange](bool complete) {
                                 if (!complete)
                                     return;
                                 {
                                     const std::scoped_lock lock(m_mutex);
                                     m_uploads += *size;
                                 }
                                 exchange->respondJson(200, *size);
                             });
        return;
    }
    QByteArray page;
    {
        const std::scoped_lock lock(m_mutex);
        page = m_pages.value(path);
    }
    exchange->respond(page.isEmpty() ? 404 : 200,
                      {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}},
                      page);
}

} // namespace pelorus::test
