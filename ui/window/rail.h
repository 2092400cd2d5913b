// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QToolButton;

namespace pelorus::ui {

/// The pages, one below the other. Ctrl+1 … Ctrl+9.
class Rail final : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget *parent = nullptr);
    void addPage(const QString &icon, const QString &text);
    /// Stands below the pages.
    void setFoot(QToolButton *foot);
    /// Icons only, where there is no room for the words.
    void setFolded(bool folded);
    void setCurrent(int page);

signals:
    void chosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_buttons;
    QToolButton *m_foot = nullptr;
};

} // namespace pelorus::ui
