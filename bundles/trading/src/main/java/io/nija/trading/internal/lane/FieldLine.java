package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One of {@link FieldLines}, read from left to right. What is not there or is no number is an {@link IllegalArgumentException}. */
final class FieldLine {

    private final String line;
    private final String kind;
    private int at;

    FieldLine(String line) {
        this.line = line;
        kind = next();
    }

    String kind() {
        return kind;
    }

    boolean more() {
        return at <= line.length();
    }

    private String next() {
        if (!more()) {
            throw new IllegalArgumentException("a line of the kind " + kind + " ends too early");
        }
        int end = line.indexOf('\t', at);
        end = end < 0 ? line.length() : end;
        String field = line.substring(at, end);
        at = end + 1;
        return field.indexOf('\\') < 0 ? field : unescaped(field);
    }

    private static String unescaped(String field) {
        if (field.equals(FieldLines.NULL)) {
            return null;
        }
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                c = switch (field.charAt(++i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    default -> '\\';
                };
            }
            text.append(c);
        }
        return text.toString();
    }

    /** May be null. */
    String text() {
        return next();
    }

    BigDecimal decimal() {
        String field = next();
        return field == null ? null : new BigDecimal(field);
    }

    Instant instant() {
        String field = next();
        int point = field == null ? 0 : field.indexOf('.');
        return field == null ? null : Instant.ofEpochSecond(Long.parseLong(field.substring(0, point)), Long.parseLong(field.substring(point + 1)));
    }

    Long number() {
        String field = next();
        return field == null ? null : Long.valueOf(field);
    }

    Boolean flag() {
        String field = next();
        return field == null ? null : Boolean.valueOf(field);
    }

    <E extends Enum<E>> E one(Class<E> of) {
        return Enum.valueOf(of, next());
    }

    /** All that is left. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        while (more()) {
            texts.add(next());
        }
        return texts;
    }
}
