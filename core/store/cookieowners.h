// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QHash>
#include <QStringList>

#include <utility>

namespace pelorus::store {

/// Which account a login of a file means.
class Owners final
{
public:
    explicit Owners(const QHash<QString, qint64> &ids)
        : m_ids(ids)
    {
        for (auto it = ids.begin(); it != ids.end(); ++it) {
            const QString folded = it.key().toLower();
            m_folded.insert(folded, m_folded.contains(folded) ? QString() : it.key());
        }
    }
    /// The first of the logins that is an account, then the first that is one but for its case
    /// (where that is only one); invalid with the first as written otherwise.
    [[nodiscard]] std::pair<AccountId, QString> of(const QStringList &logins) const
    {
        for (const QString &login : logins)
            if (m_ids.contains(login))
                return {AccountId{m_ids.value(login)}, login};
        for (const QString &login : logins)
            if (const QString name = m_folded.value(login.toLower()); !name.isEmpty())
                return {AccountId{m_ids.value(name)}, name};
        return {AccountId{}, logins.front()};
    }

private:
    const QHash<QString, qint64> &m_ids;
    QHash<QString, QString> m_folded;
};

} // namespace pelorus::store
