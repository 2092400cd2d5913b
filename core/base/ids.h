// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <compare>

namespace pelorus {

/// A database or vendor id that cannot be mistaken for another kind of id. 0 means "none".
template <typename Tag>
struct Id
{
    qint64 value = 0;

    [[nodiscard]] constexpr bool isValid() const { return value > 0; }
    friend constexpr auto operator<=>(const Id &, const Id &) = default;
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using AccountId = Id<struct AccountTag>;
using ProxyId = Id<struct ProxyTag>;
using BulkTaskId = Id<struct BulkTaskTag>;
using BulkAccountId = Id<struct BulkAccountTag>;
using UploadTaskId = Id<struct UploadTaskTag>;
using JobId = Id<struct JobTag>;
using ItemId = Id<struct ItemTag>;
using LedgerId = Id<struct LedgerTag>;
using PublicationId = Id<struct PublicationTag>;
/// Dolphin's profile id.
using ProfileId = Id<struct ProfileTag>;

} // namespace pelorus
