// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/proxies.h"
#include "tests/fuzz/layouts.h"

void pelorus::fuzz::read(const QByteArray &input)
{
    layoutsForAll(formats::ListKind::Proxies, input, [&](const formats::ListLayout &layout) {
        return formats::readProxies(input, QStringLiteral("http"), layout);
    });
    const auto report = formats::readProxies(input);
    if (!report)
        return;
    accountsForAll(*report);
    for (const formats::ProxyEntry &entry : report->accepted) {
        must(entry.port > 0 && entry.port < 65536, "a port is a port");
        must(!entry.host.isEmpty() && !entry.scheme.isEmpty(), "a proxy has a host and a scheme");
    }
}
