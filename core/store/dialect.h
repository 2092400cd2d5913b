// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace pelorus::store {

/// Our SQL is written once; what differs between the databases stands in braces and is expanded
/// here: {now}, {plus :seconds}, {plus :seconds from :x}, {today}, {month}, {in :ids}, {lock},
/// {pg:only PostgreSQL}, {lite:only SQLite} and, in the schema, {id}, {time}, {json col}, {bool},
/// {bytes}, {uuid}. Braces with anything else in them are left alone.
[[nodiscard]] QString expand(Engine engine, const QString &sql);

/// The value for {in :ids}.
[[nodiscard]] QString idList(Engine engine, const std::vector<qint64> &ids);

/// What a NOT NULL column of somebody else's without a default gets, in our SQL: something that
/// Django reads as well. `type` is information_schema's data_type, or SQLite's declaration.
[[nodiscard]] QString neutralLiteral(Engine engine, const QString &type, bool isJson = false);

/// Django's form of a time on SQLite; QDateTime's own ISO form on PostgreSQL.
[[nodiscard]] QVariant timeValue(Engine engine, const QDateTime &time);
[[nodiscard]] QDateTime timeFromColumn(Engine engine, const QVariant &value);

} // namespace pelorus::store
