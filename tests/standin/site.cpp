// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/site.h"

#include <QJsonArray>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

struct Site::Private
{
};

Site::Site()
    : d(std::make_unique<Private>())
{
}

Site::~Site() = default;

void Site::handle(std::shared_ptr<Exchange> exchange)
{
    exchange->respond(200,
                      {{"Content-Type", "text/html; charset=utf-8"}},
                      "<!doctype html><title>Stand-in</title><h1>Stand-in</h1>");
}

QJsonObject Site::state() const
{
    return {{u"posts"_s, QJsonArray()}};
}

QJsonObject Site::configure(const QJsonObject &settings)
{
    return settings;
}

void Site::reset() { }

} // namespace pelorus::standin
