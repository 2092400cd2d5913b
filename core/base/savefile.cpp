// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/savefile.h"

#include "core/base/threadguard.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace pelorus {

Result<void> saveFile(const QString &path, const QByteArray &bytes, Readers readers)
{
    mayBlock("Saving a file");
    QSaveFile file(path); // synced before it is renamed
    const auto mayRead = [&] {
        return readers == Readers::Everyone
            || file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    };
    if (file.open(QIODevice::WriteOnly) && mayRead() && file.write(bytes) == bytes.size()
        && file.commit())
        return {};
    return fail(ErrorKind::Io,
                QCoreApplication::translate("Core", "The file %1 cannot be written: %2.")
                    .arg(QDir::toNativeSeparators(path), file.errorString()));
}

} // namespace pelorus
