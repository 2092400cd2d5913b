// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <utility>

class QDebug;

namespace pelorus {

/// A password, token, cookie value or key. Cannot be printed, compared with ==, copied by accident
/// or put into a QVariant; its bytes are zeroed when it goes. UTF-8 inside. The value can be seen
/// only inside reveal(); searching the sources for "reveal(" lists every place that does.
class Secret final
{
public:
    Secret() = default;
    /// Takes the bytes over; the caller's copy, if it keeps one, is the caller's to clear.
    explicit Secret(QByteArray bytes);
    explicit Secret(const QString &text);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] Secret clone() const;
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// In characters, for "set, 12 characters".
    [[nodiscard]] qsizetype length() const;
    /// In constant time for equal lengths.
    [[nodiscard]] bool equals(const Secret &other) const;

    /// Calls `use(const QByteArray &utf8)`; the reference must not outlive the call.
    template <typename Use>
    decltype(auto) reveal(Use &&use) const
    {
        return std::invoke(std::forward<Use>(use), std::as_const(m_bytes));
    }

private:
    void clear();
    QByteArray m_bytes;
};

void operator<<(const QDebug &, const Secret &) = delete;

} // namespace pelorus
