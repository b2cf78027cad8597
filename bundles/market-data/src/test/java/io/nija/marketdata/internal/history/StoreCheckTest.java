package io.nija.marketdata.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class StoreCheckTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIVE = Duration.ofMinutes(5);

    private static Row row(long minute, String open, String high, String low, String close, String volume) {
        return new Row(Instant.ofEpochSecond(minute * 60), new BigDecimal(open), new BigDecimal(high), new BigDecimal(low), new BigDecimal(close), new BigDecimal(volume));
    }

    private static List<Row> minutes(long from, int count) {
        List<Row> rows = new ArrayList<>();
        for (long minute = from; minute < from + count; minute++) {
            rows.add(row(minute, "10", Long.toString(20 + minute), "5", Long.toString(6 + minute), "1.5"));
        }
        return rows;
    }

    @Test
    void whatIsMissingIsToldWithItsBeginAndLength() {
        List<Row> rows = new ArrayList<>(minutes(1, 2));
        rows.addAll(minutes(5, 1));
        rows.addAll(minutes(7, 1));
        assertThat(StoreCheck.holes(rows, MINUTE)).containsExactly(new StoreCheck.Hole(Instant.ofEpochSecond(180), 2), new StoreCheck.Hole(Instant.ofEpochSecond(360), 1));
        assertThat(StoreCheck.holes(minutes(1, 9), MINUTE)).isEmpty();
        assertThat(StoreCheck.holes(List.of(), MINUTE)).isEmpty();
    }

    @Test
    void aCandleIsComparedWithTheShorterOnesWhereAllOfThemAreThere() {
        Row right = row(0, "10", "24.0", "5", "10", "7.50");
        Row wrong = row(5, "10", "29", "5", "14", "7.5");
        Row alone = row(10, "1", "1", "1", "1", "1");
        List<Row> parts = new ArrayList<>(minutes(0, 14));
        assertThat(StoreCheck.contradictions(List.of(right, wrong, alone), FIVE, parts, MINUTE)).containsExactly(
                new StoreCheck.Contradiction(wrong, row(5, "10", "29", "5", "15", "7.5")));
        parts.addAll(minutes(14, 1));
        assertThat(StoreCheck.contradictions(List.of(right, wrong, alone), FIVE, parts, MINUTE)).hasSize(2);
    }
}
