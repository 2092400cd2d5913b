// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <QList>

#include <cstring>

namespace pelorus {

Secret::Secret(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
}

Secret::Secret(const QString &text)
    : m_bytes(text.toUtf8())
{
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
{
    other.m_bytes = QByteArray();
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::move(other.m_bytes);
        other.m_bytes = QByteArray();
    }
    return *this;
}

Secret::~Secret()
{
    clear();
}

Secret Secret::clone() const
{
    // A deep copy: sharing would leave the bytes behind when one of the two is cleared.
    return Secret(QByteArray(m_bytes.constData(), m_bytes.size()));
}

qsizetype Secret::length() const
{
    return QString::fromUtf8(m_bytes).toUcs4().size();
}

bool Secret::equals(const Secret &other) const
{
    if (m_bytes.size() != other.m_bytes.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        difference |= static_cast<unsigned char>(m_bytes.at(i) ^ other.m_bytes.at(i));
    return difference == 0;
}

void Secret::clear()
{
    // Shared bytes belong to somebody else as well; writing would only detach a copy.
    if (!m_bytes.isEmpty() && m_bytes.isDetached()) {
        // Through a pointer that the compiler must read: it may not leave the call out.
        static void *(*const volatile wipe)(void *, int, size_t) = std::memset;
        wipe(m_bytes.data(), 0, size_t(m_bytes.size()));
    }
    m_bytes = QByteArray();
}

} // namespace pelorus
