package io.nija.console.internal.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;

/**
 * An answer's text: tables with columns as wide as their widest cell, numbers to the right, no blanks at line ends.
 * Colour, where wanted, is only on headings and on a few words that mean good or bad.
 */
public final class TextPage {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,]*(?:\\.[0-9]+)?(?: ?%)?");
    private static final String UNKNOWN = "-";
    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("✓", GREEN), Map.entry("✗", RED),
            Map.entry("ok", GREEN), Map.entry("warn", YELLOW), Map.entry("fail", RED),
            Map.entry("AUTHENTICATED", GREEN), Map.entry("PERMITTED", GREEN), Map.entry("FUNDED", GREEN),
            Map.entry("RECONCILED", GREEN), Map.entry("TRADING", GREEN),
            Map.entry("MISCONFIGURED", RED), Map.entry("QUARANTINED", RED),
            Map.entry("CONNECTING", YELLOW), Map.entry("NO_BROKER", YELLOW), Map.entry("SUSPENDED", YELLOW));

    private TextPage() {}

    /** The text, each line with its line end; empty for no blocks. */
    public static String of(List<Block> blocks, boolean colour) {
        StringBuilder page = new StringBuilder();
        for (Block block : blocks) {
            if (block instanceof Lines lines) {
                lines.lines().forEach(line -> append(page, PlainText.line(line)));
            } else if (block instanceof Table table) {
                table(page, table, colour);
            }
        }
        return page.toString();
    }

    private static void append(StringBuilder page, String line) {
        page.append(line.stripTrailing()).append('\n');
    }

    private static void table(StringBuilder page, Table table, boolean colour) {
        List<String> headings = table.headings().stream().map(PlainText::cell).toList();
        List<List<String>> rows = table.rows().stream().map(row -> cells(row, headings.size())).toList();
        int[] widths = new int[headings.size()];
        boolean[] right = new boolean[headings.size()];
        for (int column = 0; column < headings.size(); column++) {
            int c = column;
            widths[c] = Math.max(width(headings.get(c)), rows.stream().mapToInt(row -> width(row.get(c))).max().orElse(0));
            right[c] = !rows.isEmpty() && rows.stream().anyMatch(row -> !row.get(c).equals(UNKNOWN))
                    && rows.stream().allMatch(row -> row.get(c).equals(UNKNOWN) || NUMBER.matcher(row.get(c)).matches());
        }
        append(page, row(headings, widths, right, colour ? BOLD : null, Map.of()));
        rows.forEach(row -> append(page, row(row, widths, right, null, colour ? COLOURS : Map.of())));
    }

    private static List<String> cells(List<String> row, int columns) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            String cell = column < row.size() ? row.get(column) : null;
            cells.add(cell == null ? UNKNOWN : PlainText.cell(cell));
        }
        return cells;
    }

    private static String row(List<String> cells, int[] widths, boolean[] right, String style, Map<String, String> colours) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String gap = " ".repeat(widths[column] - width(cell));
            String sgr = style != null ? style : colours.get(cell);
            String shown = sgr == null || cell.isEmpty() ? cell : "\u001b[" + sgr + "m" + cell + "\u001b[0m";
            line.append(column == 0 ? "" : "  ").append(right[column] ? gap + shown : shown + gap);
        }
        return line.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
