// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/listexport.h"

#include "core/base/threadguard.h"
#include "core/formats/csv.h"
#include "core/store/stores.h"

#include <QCoreApplication>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

QString clear(const Secret &secret, Reveal reveal)
{
    if (reveal == Reveal::No)
        return {};
    return secret.reveal([](const QByteArray &utf8) { return QString::fromUtf8(utf8); });
}

} // namespace

Result<ListExport> exportProxies(const DatabasePtr &database, Reveal reveal)
{
    mayBlock("Exporting the proxies");
    const auto proxies = ProxyStore(database).all();
    if (!proxies)
        return fail(proxies.error());
    QByteArray text = formats::csvLine({u"type"_s,
                                        u"host"_s,
                                        u"port"_s,
                                        u"username"_s,
                                        u"password"_s,
                                        u"country"_s,
                                        u"status"_s})
                          .toUtf8();
    for (const Proxy &proxy : *proxies) {
        text += formats::csvLine({proxy.type.toLower(),
                                  proxy.host,
                                  QString::number(proxy.port),
                                  clear(proxy.username, reveal),
                                  clear(proxy.password, reveal),
                                  proxy.country,
                                  proxy.status})
                    .toUtf8();
    }
    return ListExport{int(proxies->size()), Secret(std::move(text))};
}

Result<void> saveList(const QString &path, const ListExport &list)
{
    mayBlock("Saving a list");
    QSaveFile file(path);
    bool good = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    list.csv.reveal([&](const QByteArray &text) {
        good = good && file.write(text) == text.size() && file.commit();
    });
    if (good)
        return {};
    return fail(
        ErrorKind::Io,
        QCoreApplication::translate("Core", "The file %1 cannot be written. Choose another folder.")
            .arg(path),
        file.errorString());
}

} // namespace pelorus::store
