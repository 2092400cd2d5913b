// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cdp/page.h"
#include "core/cdp/pagestate.h"

#include <QJsonArray>

namespace pelorus::cdp {

struct Page::Private
{
    /// Attaches to that target, and asks for the events that we need and no others.
    [[nodiscard]] static Result<std::unique_ptr<Private>>
    attach(std::shared_ptr<Connection> connection, const QString &target, const Call &call);

    Private(std::shared_ptr<Connection> connection, QString target, QString session);
    ~Private();
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    [[nodiscard]] Result<QJsonObject>
    command(const QString &method, const QJsonObject &params, const Call &call);
    Connection::Ticket send(const QString &method, const QJsonObject &params);
    void post(const QString &method, const QJsonObject &params);

    /// Calls a function in our isolated world, which is made first where the document has none.
    /// The answer is the `result` object of Runtime.callFunctionOn. Errors: kNoContext (it did not
    /// run), kContextLost (the document was left meanwhile).
    [[nodiscard]] Result<QJsonObject> run(const QString &function,
                                          const QJsonArray &arguments,
                                          const Call &call,
                                          bool byValue = true);
    /// As run(), again in the next document if it was left. For what may run twice.
    [[nodiscard]] Result<QJsonObject> runAnew(const QString &function,
                                              const QJsonArray &arguments,
                                              const Call &call,
                                              bool byValue = true);
    /// runAnew() of a function of ours that returns JSON text.
    [[nodiscard]] Result<QJsonObject>
    ask(const QString &function, const QJsonArray &arguments, const Call &call);

    enum class Use { Click, Focus, File };
    /// Waits until the element that `function` finds is ready for that use. For Click the answer
    /// has x and y, and wrong hits are swallowed from then on until disarm().
    [[nodiscard]] Result<QJsonObject>
    locate(const QString &function, const QJsonValue &argument, Use use, const Call &call);
    void disarm();
    [[nodiscard]] Result<void> clickOnce(const QString &function,
                                         const QJsonValue &argument,
                                         const std::function<Result<void>()> &gate,
                                         QString &blockedBy,
                                         const Call &call);
    [[nodiscard]] Result<void> click(const QString &function,
                                     const QJsonValue &argument,
                                     const std::function<Result<void>()> &gate,
                                     const Call &call);

    /// The input is an object of our world.
    [[nodiscard]] Result<void>
    giveFile(const QString &objectId, const QString &path, qint64 size, const Call &call);
    [[nodiscard]] Result<void> answerChooser(const std::function<Result<void>()> &click,
                                             const QString &path,
                                             qint64 size,
                                             const Call &call);

    const std::shared_ptr<Connection> connection;
    const QString target;
    const QString session;
    const std::shared_ptr<PageState> state;

private:
    [[nodiscard]] Result<void> ensureWorld(const Call &call);

    QString m_frame;   ///< the main frame
    int m_context = 0; ///< of our isolated world; 0 when there is none
    int m_contextGeneration = -1;
    int m_lastToken = 0;
    friend class Page;
};

} // namespace pelorus::cdp
