// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QObject>
#include <QSet>
#include <QString>

#include <chrono>
#include <memory>

namespace pelorus::store {

/// Tells that something changed, so that the screen is read anew. On a thread of its own: LISTEN on
/// PostgreSQL (a hint: every 10 s it looks whether the line lives and whether rows were changed,
/// told or not, by the server's own counters; after a reconnect everything counts as changed; where
/// LISTEN is refused, everything counts as changed every 2 s), `PRAGMA data_version` every 100 ms
/// on SQLite. Renewed leases and appended logs are silent on PostgreSQL. The first change is told
/// at once, then at most every 50 ms. Lives on the thread that made it; the signal is emitted
/// there.
class ChangeFeed final : public QObject
{
    Q_OBJECT
public:
    explicit ChangeFeed(DatabasePtr database,
                        std::chrono::milliseconds selfCheck = std::chrono::seconds(10));
    ~ChangeFeed() override;

signals:
    /// Table names; an empty set means "anything may have changed".
    void changed(const QSet<QString> &tables);
    /// False while the database cannot be reached.
    void connectedChanged(bool connected);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pelorus::store
