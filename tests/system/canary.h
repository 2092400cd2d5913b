// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/system/harness.h"

namespace pelorus::test {

/// Values that must not be seen anywhere, searched for in every form in which a program may write
/// them by mistake: as they are, escaped for JSON and URLs, in base64 at any alignment, in hex.
class Canaries final
{
public:
    void add(const QString &name, const QByteArray &value);
    /// Name, form and surroundings of the first one found; empty when there is none.
    [[nodiscard]] QString find(const QByteArray &text) const;

private:
    struct Form
    {
        QString name;
        QByteArray bytes;
    };
    QList<Form> m_forms;
};

/// Every value of every column of the database, but for the columns that are there for secrets.
[[nodiscard]] QByteArray readableColumns(Harness &bench);
/// Every file below a folder, but for SQLite's own.
[[nodiscard]] QByteArray readableFiles(const QString &folder);

} // namespace pelorus::test
