// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace pelorus::ui {

/// What an empty page is for, and the one next step.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const QString &icon,
               const QString &title,
               const QString &text,
               const QString &button = {},
               QWidget *parent = nullptr);

    /// For a text that asks for them.
    void setFileDrops(bool on) { setAcceptDrops(on); }

signals:
    void clicked();
    void filesDropped(const QStringList &paths);

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void drawIcon();
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
};

} // namespace pelorus::ui
