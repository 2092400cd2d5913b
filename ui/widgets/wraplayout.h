// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace pelorus::ui {

/// Side by side, in as many rows as the width asks for. What may expand takes the rest of its row.
class WrapLayout final : public QLayout
{
    Q_OBJECT
public:
    explicit WrapLayout(QWidget *parent = nullptr, int across = 8, int down = 4);
    ~WrapLayout() override;

    void addStretch();

    void addItem(QLayoutItem *item) override { m_items.append(item); }
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect &rect) override;

private:
    using Row = QList<QLayoutItem *>;
    [[nodiscard]] QList<Row> rows(int width) const;
    [[nodiscard]] static int heightOf(const Row &row);

    QList<QLayoutItem *> m_items;
    int m_across;
    int m_down;
};

} // namespace pelorus::ui
