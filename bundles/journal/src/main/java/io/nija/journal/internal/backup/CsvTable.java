package io.nija.journal.internal.backup;

import java.io.IOException;
import java.util.List;

/**
 * A table as RFC 4180 says. Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left
 * as they are.
 */
final class CsvTable {

    private static final String FORMULA = "=+-@\t\r";
    private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?";

    private final Appendable out;

    CsvTable(Appendable out, List<String> headings) throws IOException {
        this.out = out;
        row(headings);
    }

    /** @param cells as texts; null is empty */
    void row(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    private static String cell(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        boolean formula = FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches(NUMBER);
        String safe = formula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
