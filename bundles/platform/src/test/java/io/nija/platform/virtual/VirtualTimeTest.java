package io.nija.platform.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTime time = new VirtualTime(START);
    private final List<String> events = new ArrayList<>();

    @Test
    void tasksFallDueInTheOrderOfTheirTimesAndSeeTheirOwnTime() {
        time.after(Duration.ofSeconds(2), Runnable::run, () -> events.add("second " + time.instant()));
        time.after(Duration.ofSeconds(1), Runnable::run, () -> events.add("first " + time.instant()));
        time.advance(Duration.ofSeconds(3));
        assertThat(events).containsExactly("first 2026-01-01T00:00:01Z", "second 2026-01-01T00:00:02Z");
        assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void aPeriodicTaskRunsOncePerPeriodUntilItIsClosed() {
        var timer = time.every(Duration.ofSeconds(10), Runnable::run, () -> events.add("tick"));
        time.advance(Duration.ofSeconds(35));
        timer.close();
        time.advance(Duration.ofSeconds(35));
        assertThat(events).hasSize(3);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aTaskMayScheduleAnother() {
        time.after(Duration.ofSeconds(1), Runnable::run,
                () -> time.after(Duration.ofSeconds(1), Runnable::run, () -> events.add("nested")));
        time.advance(Duration.ofSeconds(2));
        assertThat(events).containsExactly("nested");
    }

    @Test
    void steppingTheWallClockDoesNotTouchTimersOrDurations() {
        time.after(Duration.ofSeconds(1), Runnable::run, () -> events.add("due"));
        time.stepWallClock(Duration.ofHours(-1));
        assertThat(time.nanoTime()).isZero();
        assertThat(events).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(events).containsExactly("due");
        assertThat(time.instant()).isEqualTo(START.minus(Duration.ofHours(1)).plusSeconds(1));
    }
}
