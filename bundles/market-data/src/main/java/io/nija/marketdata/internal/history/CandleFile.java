package io.nija.marketdata.internal.history;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of candles: {@code time,open,high,low,close,volume} with these names in any order or without names, and Kraken's
 * download, which has the number of trades as a seventh column. Times are when candles begin.
 */
final class CandleFile {

    private CandleFile() {}

    /**
     * @param rows in the order of time, each begin once
     * @param repeated how many lines said again what another had said
     * @param disordered how many lines were older than the one before them
     */
    record Read(List<Row> rows, long repeated, long disordered) {}

    /** Whether a file has candles rather than trades, by its first line. */
    static boolean is(Path file) throws Unreadable {
        try (Table table = new Table(file)) {
            return table.names().isEmpty() ? table.width() >= 6 : table.column("open") >= 0;
        }
    }

    /**
     * @param interval what each candle's begin must be a multiple of; null when that is to be found out
     * @throws Unreadable when a line is no candle, or two contradict each other; then nothing of the file is used
     */
    static Read read(Path file, Duration interval) throws Unreadable {
        return read(file, interval, Instant.MIN, Instant.MAX);
    }

    /** As {@link #read(Path, Duration)}, but keeps only those that begin from {@code from} on and before {@code until}. */
    static List<Row> between(Path file, Duration interval, Instant from, Instant until) throws Unreadable {
        return read(file, interval, from, until).rows();
    }

    private static Read read(Path file, Duration interval, Instant from, Instant until) throws Unreadable {
        try (Table table = new Table(file)) {
            boolean named = !table.names().isEmpty();
            String[] names = {"time", "open", "high", "low", "close", "volume"};
            int[] columns = new int[names.length];
            for (int i = 0; i < names.length; i++) {
                columns[i] = named ? table.column(names[i]) : i;
                if (columns[i] < 0 || table.width() <= columns[i]) {
                    throw new Unreadable(file + " is no file of candles: its first line has " + (named ? "the names " + String.join(", ", table.names())
                            : table.width() + " columns without names") + ", legal are time, open, high, low, close and volume.");
                }
            }
            return read(table, columns, interval, from, until);
        }
    }

    private static Read read(Table table, int[] columns, Duration interval, Instant from, Instant until) throws Unreadable {
        SortedMap<Instant, Row> rows = new TreeMap<>();
        long repeated = 0;
        long disordered = 0;
        Instant before = Instant.MIN;
        while (table.advance()) {
            table.atLeast(java.util.Arrays.stream(columns).max().orElseThrow() + 1);
            Row row = row(table, columns, interval);
            disordered += row.begin().isBefore(before) ? 1 : 0;
            before = row.begin();
            if (row.begin().isBefore(from) || !row.begin().isBefore(until)) {
                continue;
            }
            Row other = rows.putIfAbsent(row.begin(), row);
            if (other != null && !other.same(row)) {
                throw table.wrong("another line has a different candle of " + row.begin());
            }
            repeated += other == null ? 0 : 1;
        }
        return new Read(List.copyOf(rows.values()), repeated, disordered);
    }

    private static Row row(Table table, int[] columns, Duration interval) throws Unreadable {
        Instant begin = table.moment(columns[0]);
        if (begin.getNano() != 0 || interval != null && begin.getEpochSecond() % interval.toSeconds() != 0) {
            throw table.wrong("a candle" + (interval == null ? "" : " of " + Intervals.words(interval)) + " does not begin at " + begin);
        }
        BigDecimal open = table.price(columns[1], "open");
        BigDecimal high = table.price(columns[2], "high");
        BigDecimal low = table.price(columns[3], "low");
        BigDecimal close = table.price(columns[4], "close");
        BigDecimal volume = table.amount(columns[5], "volume");
        if (low.compareTo(open.min(close)) > 0 || high.compareTo(open.max(close)) < 0) {
            throw table.wrong("open " + open.toPlainString() + " and close " + close.toPlainString() + " are not between low " + low.toPlainString() + " and high "
                    + high.toPlainString());
        }
        return new Row(begin, open, high, low, close, volume);
    }

    /** The length of candles that begin so: the smallest step, of which every other is a multiple. Null when that cannot be said. */
    static Duration interval(List<Row> rows) {
        long step = 0;
        long smallest = Long.MAX_VALUE;
        for (int i = 1; i < rows.size(); i++) {
            long seconds = rows.get(i).begin().getEpochSecond() - rows.get(i - 1).begin().getEpochSecond();
            step = gcd(seconds, step);
            smallest = Math.min(smallest, seconds);
        }
        return step == 0 || step != smallest ? null : Duration.ofSeconds(step);
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
