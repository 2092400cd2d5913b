// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/commandpalette.h"

#include "ui/support/icons.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr size_t kMost = 12;

} // namespace

bool fuzzyMatch(const QString &typed, const QString &text)
{
    qsizetype at = 0;
    for (const QChar c : typed) {
        if (c.isSpace())
            continue;
        at = text.indexOf(c, at, Qt::CaseInsensitive);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window, Qt::Popup)
    , m_input(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_input->setPlaceholderText(tr("Go to a page or account, or do something"));
    m_input->setAccessibleName(tr("Command"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Commands"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::open(std::vector<Command> commands,
                          std::function<std::vector<Command>(const QString &)> find)
{
    m_commands = std::move(commands);
    m_find = std::move(find);
    m_input->clear();
    fill();
    const int line = fontMetrics().height();
    resize(fontMetrics().averageCharWidth() * 64, line * 22);
    const QWidget *window = parentWidget();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, line * 4)));
    show();
    m_input->setFocus();
}

void CommandPalette::refill()
{
    if (isVisible())
        fill();
}

void CommandPalette::fill()
{
    const QString typed = m_input->text().trimmed();
    m_shown.clear();
    for (const Command &command : m_commands)
        if (fuzzyMatch(typed, command.text) && m_shown.size() < kMost)
            m_shown.push_back(command);
    if (m_find && !typed.isEmpty())
        for (Command &command : m_find(typed))
            if (m_shown.size() < kMost)
                m_shown.push_back(std::move(command));
    m_list->clear();
    for (const Command &command : m_shown) {
        const QString text
            = command.hint.isEmpty() ? command.text : command.text + u"    "_s + command.hint;
        new QListWidgetItem(icons::icon(command.icon, Role::Muted), text, m_list);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= int(m_shown.size()))
        return;
    const auto run = m_shown[size_t(row)].run;
    hide();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
        if (key == Qt::Key_Escape) {
            hide();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace pelorus::ui
