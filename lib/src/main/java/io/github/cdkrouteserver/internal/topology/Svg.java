package io.github.cdkrouteserver.internal.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes SVG. Lengths are whole pixels, so that the same picture always has the same bytes. */
final class Svg {
    private static final String NARROW = "fijlrtI.,:;'|!()[]/ -";
    private static final String WIDE = "mwMW@%";

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts an element; attributes are names and values in turn. */
    Svg start(String element, Object... attributes) {
        tag(element, attributes).append(">\n");
        open.push(element);
        return this;
    }

    Svg end() {
        String element = open.pop();
        indent().append("</").append(element).append(">\n");
        return this;
    }

    Svg empty(String element, Object... attributes) {
        tag(element, attributes).append("/>\n");
        return this;
    }

    Svg element(String element, String content, Object... attributes) {
        tag(element, attributes)
                .append('>')
                .append(escaped(content))
                .append("</")
                .append(element)
                .append(">\n");
        return this;
    }

    /** Style rules; they are this library's own and hold nothing to escape. */
    Svg style(String rules) {
        tag("style").append(">\n");
        rules.lines().forEach(rule -> indent().append("  ").append(rule).append('\n'));
        indent().append("</style>\n");
        return this;
    }

    Svg text(int x, int y, String styles, String content) {
        return element("text", content, "class", styles, "x", x, "y", y);
    }

    /** A text that keeps to a width; where it has to be cut, its whole shows under the pointer. */
    Svg text(int x, int y, int width, Font font, String styles, String content) {
        String fitting = fitting(content, width, font);
        if (fitting.equals(content)) {
            return text(x, y, styles, content);
        }
        tag("text", "class", styles, "x", x, "y", y)
                .append(">")
                .append(escaped(fitting))
                .append("<title>")
                .append(escaped(content))
                .append("</title></text>\n");
        return this;
    }

    Svg box(int x, int y, int width, int height, int radius, String styles) {
        return empty("rect", "class", styles, "x", x, "y", y, "width", width, "height", height, "rx", radius);
    }

    Svg line(String styles, String path) {
        return empty("path", "class", styles, "d", path);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private StringBuilder tag(String element, Object... attributes) {
        indent().append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escaped(String.valueOf(attributes[i + 1])));
            out.append('"');
        }
        return out;
    }

    private StringBuilder indent() {
        return out.append("  ".repeat(open.size()));
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n', '\r', '\t' -> safe.append(' ');
                // XML 1.0 has no way to write the others at all.
                default ->
                    safe.appendCodePoint(
                            character >= ' '
                                            && character != 0xFFFE
                                            && character != 0xFFFF
                                            && !(character >= 0xD800 && character <= 0xDFFF)
                                    ? character
                                    : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /** Sizes of the text; the widths are those of the widest fonts that {@code font-family} may come to. */
    enum Font {
        TITLE(22, 1.12),
        HEADING(15, 1.1),
        NAME(13, 1.1),
        SMALL(12, 1.0),
        BADGE(11, 1.1);

        private final int size;
        private final double weight;

        Font(int size, double weight) {
            this.size = size;
            this.weight = weight;
        }

        int size() {
            return size;
        }
    }

    static int width(String text, Font font) {
        double ems = text.codePoints()
                .mapToDouble(character -> {
                    if (character > 0x2E7F) {
                        return 1.05;
                    }
                    if (NARROW.indexOf(character) >= 0) {
                        return 0.38;
                    }
                    if (WIDE.indexOf(character) >= 0) {
                        return 0.95;
                    }
                    return Character.isUpperCase(character) ? 0.70 : 0.62;
                })
                .sum();
        return (int) Math.ceil(ems * font.size * font.weight);
    }

    /** Cut in the middle where it is too long: names differ at their ends. */
    static String fitting(String text, int width, Font font) {
        if (width(text, font) <= width) {
            return text;
        }
        int[] characters = text.codePoints().toArray();
        for (int kept = characters.length - 1; kept > 1; kept--) {
            int head = kept / 2;
            String shorter = new String(characters, 0, head)
                    + "…"
                    + new String(characters, characters.length - (kept - head), kept - head);
            if (width(shorter, font) <= width) {
                return shorter;
            }
        }
        return "…";
    }

    /** The text in lines of at most that width, broken between words. */
    static List<String> wrapped(String text, int width, Font font) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || width(longer, font) <= width) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return lines;
    }
}
