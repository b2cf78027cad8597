package io.nija.broker.paper.internal.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketTimesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-15T10:00:00Z");
    private static final long START = MarketTimes.nanos(BEGIN);

    @TempDir
    Path folder;
    private MarketTimes times;

    @BeforeEach
    void begin() throws IOException {
        times = MarketTimes.read(folder.resolve("times"));
        times.begin(START, START, 60);
    }

    private static long after(Duration passed) {
        return START + passed.toNanos();
    }

    @Test
    void anHourOfTheMarketIsAMinuteOfTheWorld() {
        assertThat(times.machine(after(Duration.ofHours(1)))).isEqualTo(BEGIN.plusSeconds(60));
        assertThat(times.market(BEGIN.plusSeconds(60))).isEqualTo(after(Duration.ofHours(1)));
    }

    @Test
    void whatIsAskedForFromAMomentOnIsNeverLaterThanWhatHappenedThen() {
        for (long nanos = 0; nanos < 1_000; nanos += 7) {
            assertThat(times.market(times.machine(START + nanos))).isLessThanOrEqualTo(START + nanos);
        }
    }

    @Test
    void whatHappenedKeepsItsTimeAfterARestart() throws IOException {
        Instant happened = times.machine(after(Duration.ofHours(2)));
        MarketTimes again = MarketTimes.read(folder.resolve("times"));
        again.begin(START + Duration.ofDays(1).toNanos(), after(Duration.ofHours(3)), 10);
        assertThat(again.machine(after(Duration.ofHours(2)))).isEqualTo(happened);
        assertThat(again.machine(after(Duration.ofHours(3)))).as("what had happened by then").isEqualTo(BEGIN.plusSeconds(180));
        assertThat(again.machine(after(Duration.ofHours(3)) + 10)).isEqualTo(BEGIN.plus(Duration.ofDays(1)).plusNanos(1));
        assertThat(again.market(BEGIN.plus(Duration.ofHours(12)))).as("between both nothing happened").isEqualTo(after(Duration.ofHours(3)));
        assertThat(again.market(BEGIN.plus(Duration.ofDays(1)).plusSeconds(6))).isEqualTo(after(Duration.ofHours(3).plusSeconds(60)));
    }

    @Test
    void aLineThatWasBeingWrittenIsPassedOver() throws IOException {
        Files.writeString(folder.resolve("times"), "\n17684", StandardOpenOption.APPEND);
        MarketTimes again = MarketTimes.read(folder.resolve("times"));
        again.begin(START + 1_000_000_000L, after(Duration.ofMinutes(1)), 60);
        assertThat(MarketTimes.read(folder.resolve("times")).machine(after(Duration.ofSeconds(30)))).isEqualTo(BEGIN.plusMillis(500));
    }

    @Test
    void aMachineThatSleptGoesOnWithItsOwnTime() throws IOException {
        times.look(START + Duration.ofHours(5).toNanos(), after(Duration.ofMinutes(1)), 60);
        assertThat(times.machine(after(Duration.ofMinutes(1)) + 60)).isEqualTo(BEGIN.plus(Duration.ofHours(5)).plusNanos(1));
        assertThat(times.machine(after(Duration.ofSeconds(59)))).isBefore(BEGIN.plusSeconds(1));
    }

    @Test
    void aClockThatWasSetBackChangesNothing() throws IOException {
        times.look(START, after(Duration.ofHours(1)), 60);
        assertThat(times.machine(after(Duration.ofHours(1)))).isEqualTo(BEGIN.plusSeconds(60));
    }
}
