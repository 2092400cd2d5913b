// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/site.h"

#include "tests/standin/siteapi.h"
#include "tests/standin/sitepages.h"

namespace pelorus::standin {

using namespace Qt::StringLiterals;

struct Site::Private
{
    /// Late answers hold on to the world of their time, also after reset().
    std::shared_ptr<SiteWorld> world = std::make_shared<SiteWorld>();
    QList<std::shared_ptr<SiteWorld>> past;
};

Site::Site()
    : d(std::make_unique<Private>())
{
}

Site::~Site() = default;

void Site::handle(const std::shared_ptr<Exchange> &exchange)
{
    const Request &request = exchange->request();
    if (request.path.startsWith("/static/site/"_L1)) {
        const QByteArray body = siteResource(request.path.mid(13));
        return exchange->respond(
            body.isEmpty() ? 404 : 200,
            {{"Content-Type", "text/javascript; charset=utf-8"}, {"Cache-Control", "no-store"}},
            body);
    }
    if (answerSiteApi(*d->world, exchange))
        return;
    if (request.method != "GET")
        return exchange->respond(405, {{"Content-Type", "text/plain"}}, "method not allowed");
    SitePages(*d->world, exchange).answer();
}

QJsonObject Site::state() const
{
    return d->world->state();
}

QJsonObject Site::configure(const QJsonObject &settings)
{
    const auto answer = d->world->configure(settings);
    return answer ? *answer : QJsonObject{{u"error"_s, answer.error().message}};
}

void Site::reset()
{
    d->past.append(d->world);
    d->world = std::make_shared<SiteWorld>();
}

} // namespace pelorus::standin
