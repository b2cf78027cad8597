package io.nija.marketdata.internal.history;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be wrong with candles that were imported: times that are missing, and lengths that contradict each other. Pure. */
final class StoreCheck {

    private StoreCheck() {}

    /** Candles that are not there. @param from the first; @param count how many, one after the other */
    record Hole(Instant from, long count) {}

    /** A candle that is not what the shorter ones of its time make. @param kept as it is; @param made of the shorter ones */
    record Contradiction(Row kept, Row made) {}

    static List<Hole> holes(List<Row> rows, Duration interval) {
        List<Hole> holes = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            Instant expected = rows.get(i - 1).begin().plus(interval);
            long count = Duration.between(expected, rows.get(i).begin()).dividedBy(interval);
            if (count > 0) {
                holes.add(new Hole(expected, count));
            }
        }
        return holes;
    }

    /** Compares where every one of the shorter ones is there: a hole may be a time without trades, or one that nobody knows. */
    static List<Contradiction> contradictions(List<Row> rows, Duration interval, List<Row> shorter, Duration part) {
        Map<Instant, List<Row>> parts = new TreeMap<>();
        for (Row row : shorter) {
            long seconds = interval.toSeconds();
            parts.computeIfAbsent(Instant.ofEpochSecond(Math.floorDiv(row.begin().getEpochSecond(), seconds) * seconds), begin -> new ArrayList<>()).add(row);
        }
        List<Contradiction> found = new ArrayList<>();
        for (Row row : rows) {
            List<Row> of = parts.getOrDefault(row.begin(), List.of());
            if (of.size() == interval.dividedBy(part)) {
                Row made = sum(row.begin(), of);
                if (!made.same(row)) {
                    found.add(new Contradiction(row, made));
                }
            }
        }
        return found;
    }

    private static Row sum(Instant begin, List<Row> parts) {
        BigDecimal high = parts.get(0).high();
        BigDecimal low = parts.get(0).low();
        BigDecimal volume = BigDecimal.ZERO;
        for (Row part : parts) {
            high = high.max(part.high());
            low = low.min(part.low());
            volume = volume.add(part.volume());
        }
        return new Row(begin, parts.get(0).open(), high, low, parts.get(parts.size() - 1).close(), volume);
    }
}
