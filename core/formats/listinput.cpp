// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/listinput.h"

namespace pelorus::formats {
namespace {

QString notThis(ListKind kind, const QString &what)
{
    const QString sentence = kind == ListKind::Accounts
        ? QCoreApplication::translate("Core",
                                      "This is %1, not a list of accounts. Save it as text or CSV.")
        : QCoreApplication::translate("Core",
                                      "This is %1, not a list of proxies. Save it as text or CSV.");
    return sentence.arg(what);
}

QString isEmpty(ListKind kind)
{
    return kind == ListKind::Accounts
        ? QCoreApplication::translate("Core", "The list of accounts is empty.")
        : QCoreApplication::translate("Core", "The list of proxies is empty.");
}

QString wasGuessed(ListKind kind, const QString &encoding)
{
    const QString sentence = kind == ListKind::Accounts
        ? QCoreApplication::translate("Core",
                                      "The list is not UTF-8; it was read as %1. "
                                      "Check names and passwords.")
        : QCoreApplication::translate("Core",
                                      "The list is not UTF-8; it was read as %1. "
                                      "Check logins and passwords.");
    return sentence.arg(encoding);
}

} // namespace

Result<ListInput> openList(ListKind kind, const QByteArray &input, const ListLayout &layout)
{
    if (const QString what = foreignFileKind(input); !what.isEmpty())
        return fail(ErrorKind::InvalidInput, notThis(kind, what));
    if (const auto good = checkLayout(kind, layout); !good)
        return fail(good.error());
    DecodedText decoded = decodeText(input, layout.encoding);
    if (trimmedEdges(decoded.text).isEmpty())
        return fail(ErrorKind::InvalidInput, isEmpty(kind));
    return ListInput{std::move(decoded.text),
                     decoded.guessed ? wasGuessed(kind, decoded.encoding) : QString()};
}

Result<std::optional<ListLayout>>
tableLayout(ListKind kind, const QByteArray &input, const ListLayout &layout)
{
    ListLayout whole = guessLayout(kind, input, layout).layout;
    if (!layout.isTable() && !*whole.heading)
        return std::nullopt;
    if (const auto good = checkLayout(kind, whole); !good)
        return fail(good.error());
    return std::optional(std::move(whole));
}

} // namespace pelorus::formats
