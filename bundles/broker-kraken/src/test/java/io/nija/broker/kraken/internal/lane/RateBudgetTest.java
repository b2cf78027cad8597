package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.nija.broker.kraken.internal.wire.PrivateEndpoint;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.platform.virtual.VirtualTime;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateBudgetTest {

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));

    private RateBudget open(Tier tier) throws IOException {
        return RateBudget.open(new KeyFiles(folder, "key"), time, tier);
    }

    /** Kraken's counter as the sheet describes it; fails the test when a call would pass the maximum. */
    private static final class Counter {
        private long value;
        private final Tier tier;

        Counter(Tier tier) {
            this.tier = tier;
        }

        void pass(long millis) {
            value = Math.max(0, value - millis * tier.decayPerSecond() / 1000);
        }

        void call(PrivateEndpoint endpoint) {
            value += 1000L * endpoint.cost();
            assertThat(value).isLessThanOrEqualTo(tier.maximum());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Tier.class, names = {"STARTER", "INTERMEDIATE", "PRO"})
    void aGreedyCallerNeverPassesTheVenuesCounterAndIsNotHeldBackForLong(Tier tier) throws IOException {
        RateBudget budget = open(tier);
        Counter counter = new Counter(tier);
        long paid = 0;
        Instant begin = time.instant();
        for (int i = 0; i < 200; i++) {
            PrivateEndpoint endpoint = i % 3 == 0 ? PrivateEndpoint.LEDGERS : PrivateEndpoint.BALANCE_EX;
            Duration wait = budget.wait(endpoint.cost(), Priority.QUERY);
            time.advance(wait);
            counter.pass(wait.toMillis());
            assertThat(budget.wait(endpoint.cost(), Priority.QUERY)).isZero();
            budget.spend(endpoint);
            counter.call(endpoint);
            paid += 1000L * endpoint.cost();
        }
        long seconds = Duration.between(begin, time.instant()).toSeconds();
        assertThat(seconds).isLessThanOrEqualTo((paid - tier.maximum() + 1_500) / tier.decayPerSecond() + 2);
    }

    @Property(tries = 60)
    void theEstimateGoesOnAcrossARestart(@ForAll @IntRange(min = 1, max = 14) int calls,
            @ForAll @IntRange(max = 60) int pause) throws IOException {
        Path place = java.nio.file.Files.createTempDirectory("budget");
        VirtualTime clock = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        KeyFiles files = new KeyFiles(place, "key");
        RateBudget before = RateBudget.open(files, clock, Tier.STARTER);
        for (int i = 0; i < calls; i++) {
            before.spend(PrivateEndpoint.BALANCE_EX);
        }
        clock.advance(Duration.ofSeconds(pause));
        assertThat(RateBudget.open(files, clock, Tier.STARTER).counter()).isEqualTo(before.counter());
    }

    @Test
    void theCounterFallsAsFastHoweverOftenItIsAsked() throws IOException {
        RateBudget budget = open(Tier.STARTER);
        budget.spend(PrivateEndpoint.LEDGERS);
        for (int millis = 0; millis < 5_000; millis++) {
            time.advance(Duration.ofMillis(1));
            budget.counter();
        }
        assertThat(budget.counter()).isBetween(4_000L - 5 * 330, 4_000L - 5 * 330 + 2);
    }

    @Test
    void aClockSetBackTakesNothingOff() throws IOException {
        RateBudget before = open(Tier.STARTER);
        before.spend(PrivateEndpoint.LEDGERS);
        time.stepWallClock(Duration.ofHours(-1));
        assertThat(open(Tier.STARTER).counter()).isEqualTo(4_000);
    }

    @Test
    void historyLeavesRoomForARoundOfReads() throws IOException {
        RateBudget budget = open(Tier.STARTER);
        while (budget.wait(PrivateEndpoint.CLOSED_ORDERS.cost(), Priority.HISTORY).isZero()) {
            budget.spend(PrivateEndpoint.CLOSED_ORDERS);
        }
        for (PrivateEndpoint endpoint : new PrivateEndpoint[] {PrivateEndpoint.GET_API_KEY_INFO, PrivateEndpoint.BALANCE_EX,
            PrivateEndpoint.OPEN_ORDERS, PrivateEndpoint.GET_WEB_SOCKETS_TOKEN}) {
            assertThat(budget.wait(endpoint.cost(), Priority.QUERY)).isZero();
            budget.spend(endpoint);
        }
    }

    @Test
    void aThrottleHoldsBackOrdersToo() throws IOException {
        RateBudget budget = open(Tier.PRO);
        budget.pause(Duration.ofSeconds(7));
        assertThat(budget.wait(PrivateEndpoint.CANCEL_ORDER.cost(), Priority.CANCEL)).isEqualTo(Duration.ofSeconds(7));
        budget.refused();
        assertThat(budget.pausedUntil()).as("the later of the two").isEqualTo(time.instant().plusSeconds(7));
    }

    @Test
    void aRefusalIsBelievedAndThePausesGrow() throws IOException {
        RateBudget budget = open(Tier.PRO);
        Instant first = budget.refused();
        assertThat(Duration.between(time.instant(), first)).isEqualTo(Duration.ofSeconds(5));
        assertThat(budget.wait(PrivateEndpoint.BALANCE_EX.cost(), Priority.QUERY)).isEqualTo(Duration.ofSeconds(5));
        assertThat(budget.wait(PrivateEndpoint.ADD_ORDER.cost(), Priority.ENTRY)).as("orders do not count on it").isZero();
        time.advance(Duration.ofSeconds(5));
        assertThat(Duration.between(time.instant(), budget.refused())).isEqualTo(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(10));
        assertThat(budget.pausedUntil()).isNull();
        budget.accepted();
        assertThat(Duration.between(time.instant(), budget.refused())).isEqualTo(Duration.ofSeconds(5));
        budget.resume();
        assertThat(budget.pausedUntil()).isNull();
    }
}
