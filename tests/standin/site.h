// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"

#include <QJsonObject>

#include <memory>

namespace pelorus::standin {

/// The local HTTPS site that behaves like the publishing pages.
class Site final
{
public:
    Site();
    ~Site();
    Site(const Site &) = delete;
    Site &operator=(const Site &) = delete;

    /// Answers one request; the body is not read yet.
    void handle(const std::shared_ptr<Exchange> &exchange);
    /// What exists, for GET /__standin/state under "site"; holds "posts".
    [[nodiscard]] QJsonObject state() const;
    /// POST /__standin/site on the control port; answers what is now set, or {"error": …}.
    QJsonObject configure(const QJsonObject &settings);
    /// Back to the state at start.
    void reset();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pelorus::standin
