// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QRegularExpression>

#include <optional>

namespace pelorus::standin {

/// One rule of POST /__standin/faults; README.md has the JSON form.
struct Fault
{
    enum class Action {
        Status,
        Delay,
        Hang,
        DropBefore,
        DropAfterCommit,
        HangAfterCommit,
        Truncate,
        Shape,
        NonJson
    };

    QString listener;  ///< empty: any
    QByteArray method; ///< empty: any
    QRegularExpression path;
    int skip = 0;
    int count = 1; ///< 0: for ever
    Action action = Action::Status;
    QString word; ///< the action's, for the log
    int status = 500;
    QByteArray body;
    Headers headers;
    int delay = 0; ///< milliseconds, before anything else
    int bytes = 0;

    /// What a finished answer becomes.
    [[nodiscard]] Exchange::Verdict
    change(Exchange &exchange, int &status, Headers &headers, QByteArray &body) const;
};

class Faults final
{
public:
    /// A list of rules, appended; {"clear":true} first empties. The error text, or empty.
    [[nodiscard]] QString add(const QJsonValue &rules);
    void clear() { m_rules.clear(); }
    /// The first rule that fits, counted down.
    [[nodiscard]] std::optional<Fault>
    take(const QString &listener, const QByteArray &method, const QString &path);
    /// How many rules are still to come true.
    [[nodiscard]] qsizetype pending() const { return m_rules.size(); }

private:
    QList<Fault> m_rules;
};

} // namespace pelorus::standin
