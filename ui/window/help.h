// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace pelorus::ui {

/// The help of `resources/help`, a page of Markdown each, in the window's language.
class HelpDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `page` is the name of its file; unknown ones show the first.
    explicit HelpDialog(const QString &page, QWidget *parent = nullptr);

private:
    void show(const QString &page);

    QListWidget *m_list;
    QTextBrowser *m_text;
};

/// F1: what this page answers and what can be done on it.
void showHelp(const QString &page, QWidget *window);

} // namespace pelorus::ui
