// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crashpoint.h"
#include "core/base/threadguard.h"
#include "core/cdp/page_p.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pelorus::cdp {
namespace {

Error unreadable(const QString &path, qint64 size, qint64 got)
{
    return {ErrorKind::Media,
            QCoreApplication::translate(
                "Core",
                "The browser cannot read the video “%1” as it is (%2 of %3 bytes). Check that the "
                "browser may open this path; if it runs elsewhere, set the path map in the "
                "settings.")
                .arg(QFileInfo(path).fileName())
                .arg(std::max<qint64>(got, 0))
                .arg(size),
            u"files[0].size %1, expected %2"_s.arg(got).arg(size),
            0,
            u"file_size"_s,
            {}};
}

} // namespace

Result<void>
Page::Private::giveFile(const QString &objectId, const QString &path, qint64 size, const Call &call)
{
    const auto onInput = [&](const QString &function) {
        return send(u"Runtime.callFunctionOn"_s,
                    {{u"functionDeclaration"_s, function},
                     {u"objectId"_s, objectId},
                     {u"returnByValue"_s, true}});
    };
    const auto expecting = onInput(u"function () { pelorus.expectFile(this); }"_s);
    const CrashPoint point(u"file"_s);
    // The path alone: the bytes never pass through here, so that size does not matter.
    const auto given = send(u"DOM.setFileInputFiles"_s,
                            {{u"files"_s, QJsonArray{path}}, {u"objectId"_s, objectId}});
    const auto measured = onInput(u"function () { return pelorus.fileSize(this); }"_s);
    for (const auto &ticket : {expecting, given}) {
        if (const auto done = connection->wait(ticket, call); !done)
            return fail(done.error());
    }
    const auto answer = connection->wait(measured, call);
    post(u"Runtime.releaseObject"_s, {{u"objectId"_s, objectId}});
    if (!answer)
        return fail(answer.error());
    const qint64 got = answer->value("result"_L1)["value"_L1].toInteger(-1);
    if (got != size)
        return fail(unreadable(path, size, got));
    return {};
}

Result<void> Page::setFile(const QString &function,
                           const QJsonValue &argument,
                           const QString &path,
                           qint64 size,
                           const Call &call)
{
    mayBlock("handing over a file");
    const auto found = d->locate(function, argument, Private::Use::File, call);
    if (!found)
        return fail(found.error());
    const auto input = d->run(u"() => pelorus.target"_s, {}, call, false);
    if (!input)
        return fail(input.error());
    return d->giveFile(input->value("objectId"_L1).toString(), path, size, call);
}

Result<void> Page::Private::answerChooser(const std::function<Result<void>()> &click,
                                          const QString &path,
                                          qint64 size,
                                          const Call &call)
{
    if (const auto clicked = click(); !clicked)
        return fail(clicked.error());
    const auto node = state->waitChooser(call);
    if (!node)
        return fail(node.error());
    if (*node == 0) {
        return fail(ErrorKind::Unsupported,
                    QCoreApplication::translate(
                        "Core",
                        "The page opened a file dialog that cannot be answered from outside. Take "
                        "over and choose the file by hand."),
                    u"Page.fileChooserOpened without a node"_s);
    }
    if (const auto world = ensureWorld(call); !world)
        return fail(world.error());
    const auto input = command(u"DOM.resolveNode"_s,
                               {{u"backendNodeId"_s, *node}, {u"executionContextId"_s, m_context}},
                               call);
    if (!input)
        return fail(input.error());
    return giveFile(input->value("object"_L1)["objectId"_L1].toString(), path, size, call);
}

Result<void> Page::chooseFile(const std::function<Result<void>()> &click,
                              const QString &path,
                              qint64 size,
                              const Call &call)
{
    mayBlock("choosing a file");
    const auto intercept = [this](bool on) {
        return d->send(u"Page.setInterceptFileChooserDialog"_s, {{u"enabled"_s, on}});
    };
    d->state->beginChooser();
    if (const auto on = d->connection->wait(intercept(true), call); !on) {
        static_cast<void>(intercept(false));
        return fail(on.error());
    }
    auto answered = d->answerChooser(click, path, size, call);
    // Page-wide: with it on, an operator at the window would never get a dialog.
    static_cast<void>(intercept(false));
    return answered;
}

} // namespace pelorus::cdp
