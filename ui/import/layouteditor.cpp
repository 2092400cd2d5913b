// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/layouteditor.h"

#include "ui/widgets/helpers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

/// Chooses without telling.
void choose(QComboBox *box, const QVariant &data)
{
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(box->findData(data));
}

} // namespace

LayoutEditor::LayoutEditor(Services &services, ImportKind kind, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_kind(kind == ImportKind::Proxies ? formats::ListKind::Proxies : formats::ListKind::Accounts)
    , m_preset(new QComboBox(this))
    , m_separator(new QComboBox(this))
    , m_encoding(new QComboBox(this))
    , m_heading(new QCheckBox(tr("First line names the columns"), this))
    , m_save(new QPushButton(tr("Save as preset…"), this))
    , m_remove(new QPushButton(tr("Remove preset"), this))
    , m_area(new QScrollArea(this))
{
    m_preset->setObjectName(u"layoutPreset"_s);
    m_separator->setObjectName(u"layoutSeparator"_s);
    m_encoding->setObjectName(u"layoutEncoding"_s);
    m_heading->setObjectName(u"layoutHeading"_s);
    m_save->setObjectName(u"layoutSave"_s);
    m_remove->setObjectName(u"layoutRemove"_s);
    m_preset->setAccessibleName(tr("Preset"));
    m_separator->setAccessibleName(tr("Separator"));
    m_encoding->setAccessibleName(tr("Encoding"));
    const std::pair<QChar, QString> separators[]{{u':', tr("colon :")},
                                                 {u';', tr("semicolon ;")},
                                                 {u',', tr("comma ,")},
                                                 {u'|', tr("bar |")},
                                                 {u'\t', tr("tab")},
                                                 {u' ', tr("blank")}};
    for (const auto &[separator, text] : separators)
        m_separator->addItem(text, QString(separator));
    for (const QString &encoding : formats::encodings())
        m_encoding->addItem(encoding, encoding);
    for (QComboBox *box : {m_preset, m_separator, m_encoding})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(roleLabel(Role::Muted, tr("Read as:"), this));
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_preset, m_separator, m_encoding, m_heading})
        row->addWidget(widget);
    row->addStretch();
    row->addWidget(m_remove);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_area);
    showPresets({});
    hide();

    connect(m_preset, &QComboBox::activated, this, &LayoutEditor::choosePreset);
    connect(m_separator, &QComboBox::activated, this, &LayoutEditor::changeSeparator);
    connect(m_encoding, &QComboBox::activated, this, &LayoutEditor::changeEncoding);
    connect(m_heading, &QCheckBox::clicked, this, &LayoutEditor::changeHeading);
    connect(m_save, &QPushButton::clicked, this, &LayoutEditor::askName);
    connect(m_remove, &QPushButton::clicked, this, &LayoutEditor::removePreset);
    readPresets();
}

void LayoutEditor::readPresets()
{
    m_services.workers.run(
        this,
        [dir = m_services.settings.dataDir] { return formats::loadPresets(dir); },
        [this](const Result<std::vector<formats::LayoutPreset>> &presets) {
            if (presets)
                showPresets(*presets);
            else
                emit failed(presets.error());
        });
}

void LayoutEditor::showPresets(const std::vector<formats::LayoutPreset> &presets)
{
    m_presets.clear();
    m_preset->clear();
    m_preset->addItem(tr("Recognised by itself"), -1);
    for (const formats::LayoutPreset &preset : presets) {
        if (preset.kind != m_kind)
            continue;
        m_preset->addItem(preset.name, int(m_presets.size()));
        m_presets.push_back(preset);
    }
    m_preset->addItem(tr("As corrected here"), -2);
    const int wanted = m_wanted.isEmpty() ? -1 : m_preset->findText(m_wanted);
    if (wanted >= 0)
        m_preset->setCurrentIndex(wanted);
    else
        choose(m_preset, m_given == formats::ListLayout() ? -1 : -2);
    m_remove->setVisible(m_preset->currentData().toInt() >= 0);
}

void LayoutEditor::show(const std::optional<LayoutView> &view)
{
    setVisible(view.has_value());
    if (!view)
        return;
    m_view = *view;
    const QString separator(m_view.layout.separator);
    if (m_separator->findData(separator) < 0)
        m_separator->addItem(separator, separator);
    choose(m_separator, separator);
    choose(m_encoding, m_view.layout.encoding);
    m_heading->setChecked(m_view.layout.heading.value_or(false));
    showColumns();
}

void LayoutEditor::reset()
{
    m_given = {};
    m_wanted.clear();
    choose(m_preset, -1);
    m_remove->hide();
}

void LayoutEditor::makeColumns()
{
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    m_columns.clear();
    for (int i = 0; i < int(m_view.layout.columns.size()); ++i) {
        Column column{new QComboBox(content), {}};
        column.meaning->setObjectName(u"layoutColumn%1"_s.arg(i));
        column.meaning->setAccessibleName(tr("Meaning of column %1").arg(i + 1));
        column.meaning->addItem(tr("not taken"), QString());
        for (const QString &name : formats::columnNames(m_kind))
            column.meaning->addItem(formats::columnTitle(name), name);
        column.meaning->setMinimumWidth(columnWidth());
        connect(column.meaning, &QComboBox::activated, this, &LayoutEditor::changeColumns);
        grid->addWidget(column.meaning, 0, i);
        for (int row = 0; row < int(column.samples.size()); ++row) {
            QLabel *&label = column.samples[size_t(row)];
            label = roleLabel(Role::Muted, {}, content);
            label->setWordWrap(false);
            grid->addWidget(label, row + 1, i);
        }
        m_columns.push_back(column);
    }
    grid->setRowStretch(int(kSampleRows) + 2, 1);
    grid->setColumnStretch(int(m_columns.size()), 1);
    keepFromWheel(content);
    m_area->setWidget(content); // deletes the one before
    QWidget *before = m_area;
    for (const Column &column : m_columns) {
        setTabOrder(before, column.meaning);
        before = column.meaning;
    }
}

void LayoutEditor::showColumns()
{
    // In place where that can be: a correction takes the keys from no box.
    if (m_columns.size() != size_t(m_view.layout.columns.size()))
        makeColumns();
    for (int i = 0; i < int(m_columns.size()); ++i) {
        const Column &column = m_columns[size_t(i)];
        choose(column.meaning, m_view.layout.columns[i]);
        QStringList samples;
        if (!m_view.heading.isEmpty())
            samples << m_view.heading.value(i);
        for (size_t sample = 0; sample < m_view.samples.size() && sample < kSampleRows; ++sample)
            samples << m_view.samples[sample].value(i);
        for (int row = 0; row < int(column.samples.size()); ++row) {
            QLabel *label = column.samples[size_t(row)];
            label->setVisible(row < samples.size());
            label->setText(
                fontMetrics().elidedText(samples.value(row), Qt::ElideRight, columnWidth()));
        }
    }
    QWidget *content = m_area->widget();
    m_area->setFixedHeight(content->sizeHint().height()
                           + m_area->horizontalScrollBar()->sizeHint().height());
}

void LayoutEditor::choosePreset()
{
    const int chosen = m_preset->currentData().toInt();
    m_remove->setVisible(chosen >= 0);
    m_wanted = chosen >= 0 ? m_presets[size_t(chosen)].name : QString();
    m_given = chosen >= 0 ? m_presets[size_t(chosen)].layout
        : chosen == -1    ? formats::ListLayout()
                          : m_view.layout;
    emit changed();
}

void LayoutEditor::changeSeparator()
{
    m_given = m_view.layout;
    m_given.separator = m_separator->currentData().toString().front();
    m_given.columns.clear(); // there are others now
    m_given.heading.reset();
    choose(m_preset, -2);
    m_remove->hide();
    emit changed();
}

void LayoutEditor::changeEncoding()
{
    // Alone it leaves each line to be recognised by itself.
    m_given.encoding = m_encoding->currentData().toString();
    choose(m_preset, -2);
    m_remove->hide();
    emit changed();
}

void LayoutEditor::changeHeading(bool on)
{
    m_given = m_view.layout;
    m_given.heading = on;
    if (on)
        m_given.columns.clear();
    choose(m_preset, -2);
    m_remove->hide();
    emit changed();
}

void LayoutEditor::changeColumns()
{
    m_given = m_view.layout;
    m_given.columns.clear();
    for (const Column &column : m_columns)
        m_given.columns << column.meaning->currentData().toString();
    choose(m_preset, -2);
    m_remove->hide();
    emit changed();
}

void LayoutEditor::askName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"presetName"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as preset"));
    dialog->setLabelText(
        tr("A name, such as the supplier's. The next list of the same form is read by it, here and "
           "with --preset on the command line."));
    dialog->setTextValue(m_wanted);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            savePreset(name.trimmed());
    });
    dialog->open();
}

void LayoutEditor::savePreset(const QString &name)
{
    const formats::LayoutPreset preset{name, m_kind, m_view.layout};
    m_services.workers.run(
        this,
        [dir = m_services.settings.dataDir, preset] { return formats::savePreset(dir, preset); },
        [this, preset](const Result<void> &done) {
            if (!done) {
                emit failed(done.error());
                return;
            }
            m_wanted = preset.name;
            const bool other = m_given != preset.layout;
            m_given = preset.layout;
            readPresets();
            if (other)
                emit changed(); // before, since it takes the banner away
            emit saved(preset.name);
        });
}

void LayoutEditor::removePreset()
{
    const int chosen = m_preset->currentData().toInt();
    if (chosen < 0)
        return;
    m_wanted.clear();
    m_services.workers.run(
        this,
        [dir = m_services.settings.dataDir, kind = m_kind, name = m_presets[size_t(chosen)].name] {
            return formats::removePreset(dir, kind, name);
        },
        [this](const Result<void> &done) {
            if (!done)
                emit failed(done.error());
            readPresets();
        });
}

} // namespace pelorus::ui
