// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/icons.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace pelorus::ui::icons {
namespace {

constexpr double kGrid = 24;
constexpr double kStroke = 1.75;

struct Shape
{
    QPainterPath lines;
    QPainterPath filled;
};

QPainterPath parsePath(const QString &d)
{
    static const QRegularExpression token(u"([A-Za-z])|(-?[0-9]*\\.?[0-9]+)"_s);
    QPainterPath path;
    QChar command;
    QList<double> numbers;
    const auto flush = [&] {
        const QPointF at = path.currentPosition();
        const auto n = [&](int i) { return numbers.value(i); };
        switch (command.toLatin1()) {
        case 'M':
            path.moveTo(n(0), n(1));
            break;
        case 'L':
            path.lineTo(n(0), n(1));
            break;
        case 'H':
            path.lineTo(n(0), at.y());
            break;
        case 'V':
            path.lineTo(at.x(), n(0));
            break;
        case 'C':
            path.cubicTo(n(0), n(1), n(2), n(3), n(4), n(5));
            break;
        case 'Z':
            path.closeSubpath();
            break;
        default:
            break;
        }
        numbers.clear();
    };
    for (auto it = token.globalMatch(d); it.hasNext();) {
        const auto match = it.next();
        if (match.hasCaptured(1)) {
            flush();
            command = match.captured(1).at(0);
        } else {
            const qsizetype wanted = command == u'C' ? 6
                : command == u'H' || command == u'V' ? 1
                                                     : 2;
            if (numbers.size() == wanted) {
                flush();
                command = command == u'M' ? u'L' : command;
            }
            numbers.append(match.captured(2).toDouble());
        }
    }
    flush();
    return path;
}

Shape readShape(const QString &name)
{
    Shape shape;
    // Compiled in, so this is memory, not a disk.
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return shape;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        const auto number = [&](const QString &key) { return attributes.value(key).toDouble(); };
        QPainterPath path;
        if (xml.name() == u"path"_s)
            path = parsePath(attributes.value(u"d"_s).toString());
        else if (xml.name() == u"circle"_s)
            path.addEllipse(
                QPointF(number(u"cx"_s), number(u"cy"_s)), number(u"r"_s), number(u"r"_s));
        else if (xml.name() == u"rect"_s)
            path.addRoundedRect(number(u"x"_s),
                                number(u"y"_s),
                                number(u"width"_s),
                                number(u"height"_s),
                                number(u"rx"_s),
                                number(u"rx"_s));
        else
            continue;
        shape.lines.addPath(path);
        if (attributes.value(u"fill"_s) == u"currentColor"_s)
            shape.filled.addPath(path);
    }
    return shape;
}

const Shape &shapeOf(const QString &name)
{
    static QHash<QString, Shape> shapes;
    auto it = shapes.find(name);
    if (it == shapes.end())
        it = shapes.insert(name, readShape(name));
    return *it;
}

void draw(QPainter &painter, const QString &name, const QRectF &rect, const QColor &color)
{
    const Shape &shape = shapeOf(name);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(rect.width(), rect.height());
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / kGrid, side / kGrid);
    if (!shape.filled.isEmpty())
        painter.fillPath(shape.filled, color);
    painter.setPen(QPen(color, kStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape.lines);
    painter.restore();
}

class Engine final : public QIconEngine
{
public:
    Engine(QString name, std::optional<Role> role)
        : m_name(std::move(name))
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        draw(*painter, m_name, rect, colorFor(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }
    QIconEngine *clone() const override { return new Engine(m_name, m_role); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText);
        return theme::color(m_role.value_or(Role::Text));
    }
    QString m_name;
    std::optional<Role> m_role;
};

} // namespace

QIcon icon(const QString &name, std::optional<Role> role)
{
    static QHash<std::pair<QString, int>, QIcon> cache;
    const std::pair key(name, role ? int(*role) : -1);
    auto it = cache.find(key);
    if (it == cache.end())
        it = cache.insert(key, QIcon(new Engine(name, role)));
    return *it;
}

QPixmap pixmap(const QString &name, Role role, int side, qreal ratio)
{
    QPixmap result(QSize(side, side) * ratio);
    result.setDevicePixelRatio(ratio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    draw(painter, name, QRectF(0, 0, side, side), theme::color(role));
    return result;
}

QIcon program()
{
    QIcon result;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap picture(side, side);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0x0b58a6));
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.18, side * 0.18);
        const double inset = side * 0.12;
        draw(painter,
             u"pelorus"_s,
             QRectF(inset, inset, side - 2 * inset, side - 2 * inset),
             Qt::white);
        painter.end();
        result.addPixmap(picture);
    }
    return result;
}

} // namespace pelorus::ui::icons
