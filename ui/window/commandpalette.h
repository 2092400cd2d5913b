// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace pelorus::ui {

struct Command
{
    QString text;
    QString icon;
    QString hint; ///< shortcut or kind
    std::function<void()> run;
};

/// Ctrl+K: type a few letters of a page, an action or an account, Enter.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window);
    /// `find` gives what fits the typed text beyond `commands` (accounts).
    void open(std::vector<Command> commands,
              std::function<std::vector<Command>(const QString &)> find);

    /// There may be more to find now.
    void refill();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void runCurrent();
    QLineEdit *m_input;
    QListWidget *m_list;
    std::vector<Command> m_commands;
    std::function<std::vector<Command>(const QString &)> m_find;
    std::vector<Command> m_shown;
};

/// Whether the letters of `typed` stand in `text` in that order.
[[nodiscard]] bool fuzzyMatch(const QString &typed, const QString &text);

} // namespace pelorus::ui
