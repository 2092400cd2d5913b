// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/checksum.h"

#include <sodium.h>

#include <cstring>

using namespace Qt::StringLiterals;

namespace pelorus::transfer {

Hash128 hash128(std::string_view bytes)
{
    static constexpr unsigned char key[crypto_shorthash_siphashx24_KEYBYTES] = "pelorus-check-1";
    unsigned char out[crypto_shorthash_siphashx24_BYTES];
    crypto_shorthash_siphashx24(
        out, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), key);
    Hash128 hash;
    std::memcpy(&hash.low, out, 8);
    std::memcpy(&hash.high, out + 8, 8);
    return hash;
}

void Checksum::add(std::span<const Value> row)
{
    m_bytes.clear();
    for (const Value &value : row) {
        if (value.null) {
            m_bytes += 'n';
            continue;
        }
        const std::string_view text = value.compared();
        m_bytes += 'v';
        m_bytes += std::to_string(text.size());
        m_bytes += ':';
        m_bytes += text;
    }
    const Hash128 hash = hash128(m_bytes);
    m_sum.low += hash.low;
    m_sum.high += hash.high;
    ++m_rows;
}

QString Checksum::text() const
{
    return u"%1%2"_s.arg(m_sum.high, 16, 16, QLatin1Char('0'))
        .arg(m_sum.low, 16, 16, QLatin1Char('0'));
}

} // namespace pelorus::transfer
