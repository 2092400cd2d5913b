// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace pelorus::ui {

class Banner;
class EmptyState;

/// One page of the window: title, the answer to its question, a banner, then either its content or
/// the empty state. Reads anew when the database changed, at most every 150 ms, and only while it
/// can be seen; otherwise when it is shown next.
class Page : public QWidget
{
    Q_OBJECT
public:
    Page(const QString &title, QWidget *parent);

    /// Reads everything anew (F5).
    virtual void refresh() = 0;
    /// Ctrl+F.
    virtual void focusFilter() { }
    /// Keys go to where they went when the page was left, at first to its main part.
    void takeFocus();
    void noteFocus() { m_last = focusWidget(); } ///< when it is left
    /// Anything in `tables` (empty: anything at all) may have changed.
    void databaseChanged(const QSet<QString> &tables);
    /// For pictures with made-up data: shows what it was given and reads nothing by itself.
    void blockRefresh() { m_blocked = true; }
    [[nodiscard]] Banner *banner() const { return m_banner; }
    [[nodiscard]] QString title() const;

protected:
    /// The tables that this page shows; others do not concern it.
    [[nodiscard]] virtual QSet<QString> tables() const { return {}; }
    /// False for a page that reads anew whenever it is shown, and not for changes.
    [[nodiscard]] virtual bool followsDatabase() const { return true; }
    void setSummary(const QString &text);
    /// `main` is the part of it that takes the keys: as a rule its table.
    void setContent(QWidget *content, QWidget *main);
    void setEmptyState(EmptyState *empty);
    void showEmpty(bool empty);
    [[nodiscard]] QHBoxLayout *headerTools() const { return m_tools; }
    /// Above the stack of content and empty state.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *mainPart();

    QLabel *m_title;
    QLabel *m_summary;
    QHBoxLayout *m_tools;
    Banner *m_banner;
    QVBoxLayout *m_column;
    QStackedLayout *m_stack;
    QWidget *m_content = nullptr;
    QWidget *m_main = nullptr;
    QPointer<QWidget> m_last;
    EmptyState *m_empty = nullptr;
    QTimer m_coalesce;
    bool m_stale = true;
    bool m_blocked = false;
};

} // namespace pelorus::ui
