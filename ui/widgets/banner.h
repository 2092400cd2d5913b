// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/support/theme.h"

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QToolButton;
class QPushButton;

namespace pelorus::ui {

/// One message at the place it is about: an error with Details, a notice, or an action that can be
/// undone for ten seconds. Hidden when there is nothing to say.
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
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void drawIcon();
    void present(Role role, const QString &text, const QString &details);
    void setAction(const QString &text, std::function<void()> action);

    Role m_role = Role::Muted;
    bool m_retries = false;
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_details;
    QPushButton *m_detailsButton;
    QPushButton *m_actionButton;
    QToolButton *m_close;
    std::function<void()> m_action;
    QTimer m_gone;
};

} // namespace pelorus::ui
