// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/store/session.h"

namespace pelorus::store {

/// How many characters the text columns of a shared table hold. The adoption leaves a column
/// narrow that a view of somebody else needs, and one value too long for it would cost its whole
/// transaction. SQLite holds any length.
class ColumnRoom final
{
public:
    [[nodiscard]] static Result<ColumnRoom> read(Connection &connection, const QString &table);
    /// A sentence when the value does not fit; empty otherwise.
    [[nodiscard]] QString whyNot(const QString &column, const QString &value) const;
    [[nodiscard]] QString whyNot(const QString &column, const Secret &value) const;

private:
    [[nodiscard]] QString sentence(const QString &column) const;
    QString m_table;
    QHash<QString, int> m_most;
};

} // namespace pelorus::store
