// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace pelorus::standin {

/// What the server would say of a create or change payload.
struct Verdict
{
    int status = 200;
    QString code;
    QString text;
    QJsonArray fields;
};

/// `whole`: all required fields must be there (create). `strict`: only the vendor's own enums.
[[nodiscard]] Verdict checkPayload(const QJsonObject &payload, bool whole, bool strict);

/// The same of a proxy record.
[[nodiscard]] Verdict checkProxy(const QJsonObject &proxy);

} // namespace pelorus::standin
