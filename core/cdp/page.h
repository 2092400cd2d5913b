// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadline.h"

#include <QByteArray>
#include <QJsonValue>
#include <QPointF>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>

namespace pelorus::cdp {

class Browser;

/// One attached page. Blocking, worker threads only, one thread at a time. Scripts run in an
/// isolated world that is made anew after each navigation. Detaches when destroyed.
class Page final
{
public:
    ~Page();
    Page(const Page &) = delete;
    Page &operator=(const Page &) = delete;

    /// Waits for that navigation's DOMContentLoaded. Network errors carry net::ERR_… in `name`.
    [[nodiscard]] Result<void> navigate(const QUrl &url, const Call &call);
    [[nodiscard]] Result<void> reload(const Call &call);
    [[nodiscard]] Result<QUrl> url(const Call &call);

    /// `function` is the source of a JS function; `argument` its one JSON argument; it may return a
    /// promise. Runs in the isolated world, once: when the document is left meanwhile, the error's
    /// `name` is context_lost.
    [[nodiscard]] Result<QJsonValue>
    evaluate(const QString &function, const QJsonValue &argument, const Call &call);
    /// Calls it until it returns something truthy, and returns that: inside the page it re-runs on
    /// DOM mutations (binding), and here every 250 ms; survives navigations. Never rAF alone.
    [[nodiscard]] Result<QJsonValue>
    waitFor(const QString &function, const QJsonValue &argument, const Call &call);

    /// A trusted click (mouse events) on the element that `function` returns: scrolled into view,
    /// waited until stable and hit by the point. A press that would hit something else is swallowed
    /// before the page sees it. Conflict names what covers it; Timeout's `name` says what else was
    /// wrong (missing, hidden, disabled, moving). Brings a hidden tab to the front.
    [[nodiscard]] Result<void>
    click(const QString &function, const QJsonValue &argument, const Call &call);
    /// As click(), but the caller's `gate` runs as the last act before the mouse button goes down;
    /// an error from it stops the click and is returned. It runs at most once: when the press then
    /// would have hit something else, that is Conflict, and the page saw no click.
    [[nodiscard]] Result<void> clickGuarded(const QString &function,
                                            const QJsonValue &argument,
                                            const std::function<Result<void>()> &gate,
                                            const Call &call);
    /// Focuses the element and inserts text as one input event (Input.insertText).
    [[nodiscard]] Result<void> insertText(const QString &function,
                                          const QJsonValue &argument,
                                          const QString &text,
                                          const Call &call);
    /// A key with its key events: "Enter", "Escape", "Tab", "Backspace", "Delete", "ArrowDown", …,
    /// and "Control+A".
    [[nodiscard]] Result<void> pressKey(const QString &key, const Call &call);

    /// Hands the file to the input that `function` returns (DOM.setFileInputFiles; the path as the
    /// browser sees it) and checks `files[0].size` in the page. Media when the browser cannot read
    /// it.
    [[nodiscard]] Result<void> setFile(const QString &function,
                                       const QJsonValue &argument,
                                       const QString &path,
                                       qint64 size,
                                       const Call &call);
    /// Intercepts the file chooser that `click` opens and answers it with the file.
    [[nodiscard]] Result<void> chooseFile(const std::function<Result<void>()> &click,
                                          const QString &path,
                                          qint64 size,
                                          const Call &call);

    /// JPEG; at most 3 s, then Timeout (a hidden tab never answers).
    [[nodiscard]] Result<QByteArray> screenshot(const Call &call);
    /// Visible text of the page, cut at `limit` characters.
    [[nodiscard]] Result<QString> text(int limit, const Call &call);
    [[nodiscard]] Result<void> bringToFront(const Call &call);
    /// Closes the tab. Never the last one of a browser that must go on.
    [[nodiscard]] Result<void> close(const Call &call);

    /// Live picture: JPEG frames on the I/O thread until stopped. The callback must not block and
    /// not call this page.
    void startScreencast(std::function<void(QByteArray jpeg)> onFrame);
    void stopScreencast();

    struct Private;

private:
    friend class Browser;
    explicit Page(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace pelorus::cdp
