// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"

#include "core/base/json.h"
#include "core/base/savefile.h"
#include "core/base/threadguard.h"
#include "core/vault/keychain.h"
#include "core/vault/sealing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace pelorus::vault {
namespace {

constexpr auto kEntry = "machine-key"_L1;
constexpr auto kEntries = "entries"_L1;
constexpr qint64 kLargestFile = 4LL * 1024 * 1024;

tl::unexpected<Error> fileError(const QString &path, const QString &detail)
{
    return fail(
        ErrorKind::Io,
        QCoreApplication::translate("Core",
                                    "The file of sealed secrets %1 cannot be used. Check its "
                                    "permissions and the free space.")
            .arg(QDir::toNativeSeparators(path)),
        detail);
}

/// name → base64 of the sealed bytes
Result<QJsonObject> readEntries(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject{};
    if (!file.open(QIODevice::ReadOnly))
        return fileError(path, file.errorString());
    const auto object = json::parseObject(file.read(kLargestFile));
    // Starting over would throw secrets away that a backup of this file may still save.
    if (!object || !object->value(kEntries).isObject())
        return fileError(path, object ? u"no entries"_s : object.error().detail);
    return object->value(kEntries).toObject();
}

Result<void> writeEntries(const QString &path, const QJsonObject &entries)
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return fileError(path, u"mkpath"_s);
    const QByteArray text = json::compact(QJsonObject{{u"version"_s, 1}, {kEntries, entries}});
    return saveFile(path, text, Readers::Owner);
}

/// GUI and command line may change the file at once; each change is read, modify, write.
class FileLock final
{
public:
    explicit FileLock(const QString &path)
        : m_lock(path % u".lock"_s)
    {
        QDir().mkpath(QFileInfo(path).absolutePath());
    }

    Result<void> take(const Call &call)
    {
        while (!m_lock.tryLock(0)) {
            if (m_lock.error() != QLockFile::LockFailedError)
                return fileError(m_lock.fileName(), u"lock"_s);
            if (auto waited = sleepFor(milliseconds(50), call); !waited)
                return waited;
        }
        return {};
    }

private:
    QLockFile m_lock;
};

/// The machine key; a new one only while nothing is sealed with a lost one.
Result<Secret> machineKey(bool mayMake, const Call &call)
{
    auto key = keychain::read(kEntry, call);
    if (key || key.error().kind != ErrorKind::NotFound)
        return key;
    if (!mayMake) {
        return fail(
            ErrorKind::Keychain,
            QCoreApplication::translate("Core",
                                        "Secrets are stored, but the keychain does not give "
                                        "out the key to them. Unlock the keychain and try "
                                        "again."),
            key.error().detail);
    }
    auto made = makeKey();
    if (!made)
        return made;
    if (auto written = keychain::write(kEntry, *made, call); !written) {
        Error error = written.error();
        error.kind = ErrorKind::Keychain;
        return fail(std::move(error));
    }
    return made;
}

} // namespace

LocalSecrets::LocalSecrets(QString file)
    : m_file(std::move(file))
{
}

Result<Secret> LocalSecrets::read(const QString &name, const Call &call)
{
    mayBlock("Reading a sealed secret");
    const auto entries = readEntries(m_file);
    if (!entries)
        return fail(entries.error());
    const QJsonValue entry = entries->value(name);
    if (!entry.isString()) {
        return fail(ErrorKind::NotFound,
                    QCoreApplication::translate("Core", "This secret has not been set yet."));
    }
    const auto key = machineKey(false, call);
    if (!key)
        return fail(key.error());
    return open(QByteArray::fromBase64(entry.toString().toLatin1()), *key, name.toUtf8());
}

Result<void> LocalSecrets::write(const QString &name, const Secret &value, const Call &call)
{
    mayBlock("Writing a sealed secret");
    FileLock lock(m_file);
    if (auto taken = lock.take(call); !taken)
        return taken;
    auto entries = readEntries(m_file);
    if (!entries)
        return fail(entries.error());
    const auto key = machineKey(entries->isEmpty(), call);
    if (!key)
        return fail(key.error());
    const auto sealed = seal(value, *key, name.toUtf8());
    if (!sealed)
        return fail(sealed.error());
    entries->insert(name, QString::fromLatin1(sealed->toBase64()));
    return writeEntries(m_file, *entries);
}

Result<void> LocalSecrets::remove(const QString &name, const Call &call)
{
    mayBlock("Removing a sealed secret");
    FileLock lock(m_file);
    if (auto taken = lock.take(call); !taken)
        return taken;
    auto entries = readEntries(m_file);
    if (!entries)
        return fail(entries.error());
    if (!entries->contains(name))
        return {};
    entries->remove(name);
    return writeEntries(m_file, *entries);
}

} // namespace pelorus::vault
