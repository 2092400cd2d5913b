// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/importlines.h"
#include "core/formats/listlayout.h"

namespace pelorus::formats {

/// One proxy of a pasted list. Move-only, as it holds secrets.
struct ProxyEntry
{
    int line = 0;           ///< in JSON the number of the entry
    QString scheme;         ///< http, https, socks4 or socks5
    bool remoteDns = false; ///< socks5h and socks4a
    QString host;           ///< ASCII form, lower case, IPv6 without brackets
    QString shownHost;      ///< as written, for an international name
    int port = 0;
    Secret login;
    Secret password;
    Secret changeIpUrl;  ///< a secret too: it holds a key
    QStringList notes;   ///< translated remarks for the preview
    int duplicateOf = 0; ///< an earlier line with the same scheme, host, port and login

    /// "http p.example:8080"; never login or password.
    [[nodiscard]] QString label() const;
};

/// The parts of one proxy as somebody wrote them.
struct ProxyFields
{
    QString scheme;
    QString host;
    QString port;
    QString login;
    QString password;
    QString changeIpUrl;
};
/// Checked and in its one form; the translated reason when they cannot be a proxy.
[[nodiscard]] QString fillProxy(ProxyEntry &entry, const ProxyFields &fields);

/// Sets duplicateOf anew, in the order of lines.
void markDuplicates(std::vector<ProxyEntry> &entries);

using ProxyReport = ImportReport<ProxyEntry>;

/// Every usual one-line form, JSON (one value or one a line) and CSV with a heading.
/// `defaultScheme` is for lines that name none. A `layout` decides instead: every line is a record
/// of its columns.
[[nodiscard]] Result<ProxyReport> readProxies(const QByteArray &input,
                                              const QString &defaultScheme = QStringLiteral("http"),
                                              const ListLayout &layout = {});

} // namespace pelorus::formats
