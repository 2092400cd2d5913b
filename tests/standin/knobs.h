// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <chrono>

namespace pelorus::standin {

/// The settings that stand for what the vendor's sources contradict or leave open. README.md lists
/// them with their values.
class Knobs final
{
public:
    Knobs();

    /// Sets several at once; an unknown name or a value of another type refuses all of them and is
    /// returned as the error text.
    [[nodiscard]] QString set(const QJsonObject &changes);
    void reset();
    [[nodiscard]] const QJsonObject &all() const { return m_values; }

    [[nodiscard]] bool flag(const char *name) const;
    [[nodiscard]] int number(const char *name) const;
    [[nodiscard]] QString text(const char *name) const;
    [[nodiscard]] bool is(const char *name, const char *value) const;
    [[nodiscard]] QJsonArray list(const char *name) const;
    [[nodiscard]] QJsonObject object(const char *name) const;
    [[nodiscard]] std::chrono::milliseconds time(const char *name) const;

private:
    [[nodiscard]] QJsonValue value(const char *name) const;
    QJsonObject m_values;
};

} // namespace pelorus::standin
