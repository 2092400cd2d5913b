// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/support/theme.h"

#include <QFrame>
#include <QTimer>

#include <functional>
#include <optional>

class QLabel;
class QToolButton;
class QPushButton;

namespace pelorus::ui {

/// One message at the place it is about: an error with Details, a notice, or an action that can be
/// undone for ten seconds. Hidden when there is nothing to say. An Undo is not taken away by a
/// notice that comes later, and takes none away that stays: the notice is shown after it.
class Banner final : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    /// `retry` adds a button "Try again"; such an error is over when a later try succeeds.
    void showError(const Error &error, std::function<void()> retry = {});
    /// `action` adds a button with that text. Info goes by itself after ten seconds.
    void showNotice(Role role,
                    const QString &text,
                    const QString &actionText = {},
                    std::function<void()> action = {});
    void showUndo(const QString &text, std::function<void()> undo);
    /// Something that was tried again has succeeded: its error goes, anything else stays. True if
    /// one went.
    bool clearRetried();
    /// Nothing is to be said any more; an Undo that is offered stays.
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Message
    {
        Role role = Role::Muted;
        QString text;
        QString details;
        QString actionText;
        std::function<void()> action;
        bool retries = false;
        bool goes = false; ///< by itself
        bool isUndo = false;
    };

    void present(Message message);
    void drawIcon();
    /// What is shown is over; on to what waited.
    void next();

    Message m_message;
    std::optional<Message> m_waiting; ///< for the end of an Undo
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_details;
    QPushButton *m_detailsButton;
    QPushButton *m_actionButton;
    QToolButton *m_close;
    QTimer m_gone{this};
};

} // namespace pelorus::ui
