package io.nija.trading.internal.lane;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;

/** Lines of fields with tabs between them: what a checkpoint is written in. Numbers and times keep every digit. */
final class FieldLines {

    static final String NULL = "\\0";

    private final StringBuilder text = new StringBuilder(1 << 16);

    /** @param fields texts, numbers and times, null among them; collections and arrays are their elements, one after the other */
    FieldLines line(String kind, Object... fields) {
        text.append(kind);
        add(Arrays.asList(fields));
        text.append('\n');
        return this;
    }

    private void add(Collection<?> fields) {
        for (Object field : fields) {
            if (field instanceof Collection<?> several) {
                add(several);
            } else if (field instanceof Object[] several) {
                add(Arrays.asList(several));
            } else if (field instanceof Instant time) {
                // Not as a date: reading many of those takes most of a start.
                text.append('\t').append(time.getEpochSecond()).append('.').append(time.getNano());
            } else {
                text.append('\t');
                escaped(field == null ? null : field.toString());
            }
        }
    }

    private void escaped(String field) {
        if (field == null) {
            text.append(NULL);
            return;
        }
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }

    String text() {
        return text.toString();
    }
}
