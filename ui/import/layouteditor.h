// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/layoutpresets.h"
#include "ui/import/importplan.h"
#include "ui/support/services.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace pelorus::ui {

/// How a delimited list is read: encoding, separator, heading and the meaning of each column, as
/// guessed, for the operator to correct and to keep under a name.
class LayoutEditor final : public QWidget
{
    Q_OBJECT
public:
    LayoutEditor(Services &services, ImportKind kind, QWidget *parent = nullptr);

    /// What was read with layout(); hidden for what has no columns.
    void show(const std::optional<LayoutView> &view);
    /// What the operator has said; nothing set while all is guessed.
    [[nodiscard]] const formats::ListLayout &layout() const { return m_given; }
    /// All is guessed again.
    void reset();

signals:
    void changed();
    void failed(const pelorus::Error &error);
    void saved(const QString &preset);

private:
    static constexpr size_t kSampleRows = 2;
    struct Column
    {
        QComboBox *meaning;
        std::array<QLabel *, kSampleRows + 1> samples; ///< below the file's own heading
    };
    void readPresets();
    void showPresets(const std::vector<formats::LayoutPreset> &presets);
    void choosePreset();
    void changeSeparator();
    void changeEncoding();
    void changeHeading(bool on);
    void changeColumns();
    void makeColumns();
    void showColumns();
    [[nodiscard]] int columnWidth() const { return fontMetrics().averageCharWidth() * 20; }
    void askName();
    void savePreset(const QString &name);
    void removePreset();

    Services &m_services;
    formats::ListKind m_kind;
    QComboBox *m_preset;
    QComboBox *m_separator;
    QComboBox *m_encoding;
    QCheckBox *m_heading;
    QPushButton *m_save;
    QPushButton *m_remove;
    QScrollArea *m_area;
    std::vector<Column> m_columns;
    std::vector<formats::LayoutPreset> m_presets;
    formats::ListLayout m_given;
    LayoutView m_view;
    QString m_wanted; ///< the preset to be chosen once they are read
};

} // namespace pelorus::ui
