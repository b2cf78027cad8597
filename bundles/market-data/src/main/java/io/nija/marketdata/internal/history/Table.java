package io.nija.marketdata.internal.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file of lines of numbers between commas, with a first line of names or without. Quotes around a value and a byte order
 * mark are let pass, empty lines too. It holds one line at a time.
 */
final class Table implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,30}(\\.[0-9]{0,30})?([eE][-+]?[0-9]{1,2})?");
    private static final BigDecimal MILLISECONDS = new BigDecimal("100000000000");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Path file;
    private final BufferedReader lines;
    private final List<String> names;
    private List<String> first;
    private List<String> values;
    private long number;

    /** @throws Unreadable when it cannot be read, or has no line */
    Table(Path file) throws Unreadable {
        this.file = file;
        if (Files.isDirectory(file)) {
            throw new Unreadable(file + " is a folder; name a file in it.");
        }
        try {
            lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Unreadable(file + (Files.exists(file) ? " cannot be read: " + e.getMessage() + "." : " is not there; name a file of trades or candles."));
        }
        boolean open = false;
        try {
            first = next() ? values : null;
            if (first == null) {
                throw new Unreadable(file + " is empty; name a file of trades or candles.");
            }
            names = NUMBER.matcher(first.get(0)).matches() || time(first.get(0)) != null ? null
                    : first.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            first = names == null ? first : null;
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private boolean next() throws Unreadable {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (!text.isBlank()) {
                    values = Arrays.stream(text.split(",", -1)).map(Table::bare).toList();
                    return true;
                }
            }
            return false;
        } catch (MalformedInputException e) {
            throw new Unreadable(file + " is no text after line " + number + "; name a file of trades or candles.");
        } catch (IOException e) {
            throw new Unreadable(file + " cannot be read after line " + number + ": " + e.getMessage() + ".");
        }
    }

    private static String bare(String value) {
        String text = value.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** The names of the columns in lower case; empty when the first line has numbers. */
    List<String> names() {
        return names == null ? List.of() : names;
    }

    /** How many columns the first line has. */
    int width() {
        return names == null ? first == null ? values.size() : first.size() : names.size();
    }

    /** Goes to the next line of numbers. */
    boolean advance() throws Unreadable {
        if (first != null) {
            values = first;
            first = null;
            return true;
        }
        if (!next()) {
            return false;
        }
        return true;
    }

    /** @param columns how many there must be at least */
    void atLeast(int columns) throws Unreadable {
        if (values.size() < columns) {
            throw wrong("it has " + values.size() + " columns, legal are " + columns);
        }
    }

    /** A number that may be zero. */
    BigDecimal amount(int column, String name) throws Unreadable {
        BigDecimal value = number(column, name);
        if (value == null || value.signum() < 0) {
            throw wrong("the " + name + " is '" + values.get(column) + "', legal is a number from 0 up");
        }
        return value;
    }

    BigDecimal price(int column, String name) throws Unreadable {
        BigDecimal value = number(column, name);
        if (value == null || value.signum() <= 0) {
            throw wrong("the " + name + " is '" + values.get(column) + "', legal is a number above 0");
        }
        return value;
    }

    private BigDecimal number(int column, String name) throws Unreadable {
        if (column >= values.size()) {
            throw wrong("it has no " + name);
        }
        String text = values.get(column);
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Unix seconds, or a moment as ISO 8601 writes it. */
    Instant moment(int column) throws Unreadable {
        String text = values.get(column);
        Instant at = time(text);
        if (at == null) {
            throw wrong("the time is '" + text + "', legal are Unix seconds (1672620480) or a moment like 2023-01-02T00:48:00Z"
                    + (NUMBER.matcher(text).matches() && new BigDecimal(text).compareTo(MILLISECONDS) >= 0 ? "; milliseconds must be divided by 1000 first" : ""));
        }
        return at;
    }

    private static Instant time(String text) {
        if (NUMBER.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() < 0 || seconds.compareTo(MILLISECONDS) >= 0) {
                return null;
            }
            BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].multiply(NANOS).longValue());
        }
        try {
            return Instant.parse(text.endsWith("Z") || !text.matches(".*[0-9]") ? text.replace(' ', 'T') : text.replace(' ', 'T') + "Z");
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** A cause in the line that is read now. */
    Unreadable wrong(String cause) {
        return new Unreadable(file + " line " + number + ": " + cause + ".");
    }

    /** The line that is read now, from 1. */
    long line() {
        return number;
    }

    /** The position of the first of these names, or -1. */
    int column(String... wanted) {
        return new ArrayList<>(Arrays.asList(wanted)).stream().mapToInt(names()::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
