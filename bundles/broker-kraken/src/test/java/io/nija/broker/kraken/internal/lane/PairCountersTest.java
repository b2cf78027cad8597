package io.nija.broker.kraken.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.order.OrderKey;
import io.nija.order.Purpose;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairCountersTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));

    private PairCounters counters(Tier tier) {
        return new PairCounters(tier, time);
    }

    private OrderKey place(PairCounters counters, String id) {
        assertThat(counters.place("BTC/USD", Purpose.EXIT, LONG)).contains(Duration.ZERO);
        OrderKey key = new OrderKey(id, null);
        counters.remember(key, "BTC/USD", time.instant());
        return key;
    }

    private void pass(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** The sheet's checked examples. */
    @Test
    void anOrderAmendedAfterSevenSecondsAndCancelledThirtySixLaterCostsEightPoints() {
        PairCounters counters = counters(Tier.STARTER);
        OrderKey key = place(counters, "a");
        assertThat(counters.counter("BTC/USD")).isEqualTo(1_000);
        pass(7_000);
        counters.amend(key, LONG);
        counters.amended(key, time.instant());
        assertThat(counters.counter("BTC/USD")).isEqualTo(3_000);
        pass(36_000);
        counters.cancel(key);
        assertThat(counters.counter("BTC/USD")).isEqualTo(4_000);
    }

    @Test
    void quickOrdersAndCancelsAddUpAsInTheSheet() {
        PairCounters counters = counters(Tier.PRO);
        OrderKey first = place(counters, "a");
        pass(500);
        counters.cancel(first);
        assertThat(counters.counter("BTC/USD")).isEqualTo(8_000);
        pass(500);
        OrderKey second = place(counters, "b");
        assertThat(counters.counter("BTC/USD")).isEqualTo(7_125);
        pass(500);
        counters.cancel(second);
        assertThat(counters.counter("BTC/USD")).isEqualTo(13_250);
    }

    @ParameterizedTest
    @CsvSource({"0,8", "4999,8", "5000,6", "10000,5", "15000,4", "45000,2", "90000,1", "299000,1", "300000,0"})
    void aCancelCostsLessTheOlderTheOrderIs(long age, long points) {
        PairCounters counters = counters(Tier.STARTER);
        counters.remember(new OrderKey("a", "OA"), "BTC/USD", time.instant());
        pass(age);
        counters.cancel(new OrderKey(null, "OA"));
        assertThat(counters.counter("BTC/USD")).isEqualTo(1_000 * points);
    }

    @Test
    void entriesLeaveRoomForExitsAndExitsForCancels() {
        PairCounters counters = counters(Tier.STARTER);
        for (int i = 0; i < 40; i++) {
            assertThat(counters.place("BTC/USD", Purpose.ENTRY, LONG)).contains(Duration.ZERO);
        }
        assertThat(counters.place("BTC/USD", Purpose.ENTRY, Duration.ofMillis(500))).isEmpty();
        assertThat(counters.counter("BTC/USD")).as("what is refused is not counted").isEqualTo(40_000);
        for (int i = 0; i < 4; i++) {
            assertThat(counters.place("BTC/USD", Purpose.EXIT, LONG)).contains(Duration.ZERO);
        }
        assertThat(counters.place("BTC/USD", Purpose.PROTECTIVE, Duration.ZERO)).isEmpty();
        assertThat(counters.place("ETH/USD", Purpose.ENTRY, LONG)).as("each pair has its own").contains(Duration.ZERO);
    }

    @Test
    void thoseWhoWaitKeepTheirOrder() {
        PairCounters counters = counters(Tier.STARTER);
        counters.full("BTC/USD");
        Optional<Duration> first = counters.place("BTC/USD", Purpose.ENTRY, LONG);
        Optional<Duration> second = counters.place("BTC/USD", Purpose.ENTRY, LONG);
        assertThat(first).contains(Duration.ofMillis(21_001));
        assertThat(second).contains(Duration.ofMillis(22_001));
    }

    @Test
    void aFullCounterIsBelievedAndDecays() {
        PairCounters counters = counters(Tier.INTERMEDIATE);
        counters.full("BTC/USD");
        assertThat(counters.counter("BTC/USD")).isEqualTo(125_000);
        for (int i = 0; i < 10_000; i++) {
            time.advance(Duration.ofNanos(1_000_100));
            counters.counter("BTC/USD");
        }
        assertThat(counters.counter("BTC/USD")).as("however often it is looked at, 23.4 points in ten seconds").isBetween(101_600L, 121_700L);
    }

    @Test
    void anOrderThatIsNotKnownHoldsUpNothing() {
        PairCounters counters = counters(Tier.STARTER);
        counters.full("BTC/USD");
        assertThat(counters.amend(new OrderKey("x", null), Duration.ZERO)).contains(Duration.ZERO);
        counters.cancel(new OrderKey("x", null));
        assertThat(counters.counter("BTC/USD")).isEqualTo(60_000);
    }

    @Test
    void withoutALimitNothingWaits() {
        PairCounters counters = counters(Tier.UNLIMITED);
        for (int i = 0; i < 1_000; i++) {
            assertThat(counters.place("BTC/USD", Purpose.ENTRY, Duration.ZERO)).contains(Duration.ZERO);
        }
    }

    @Test
    void whatTheVenueTellsCorrectsTheEstimateBothWays() {
        PairCounters counters = counters(Tier.STARTER);
        counters.told("BTC/USD", 35_000);
        assertThat(counters.counter("BTC/USD")).isEqualTo(35_000);
        counters.told("BTC/USD", 5_000);
        assertThat(counters.counter("BTC/USD")).isEqualTo(5_000);
        pass(2_000);
        assertThat(counters.counter("BTC/USD")).isEqualTo(3_000);
    }

    @Test
    void whileAnOrderIsOnItsWayALowerNumberOfTheVenueSaysNothing() {
        PairCounters counters = counters(Tier.STARTER);
        counters.told("BTC/USD", 30_000);
        place(counters, "a");
        counters.told("BTC/USD", 30_000);
        assertThat(counters.counter("BTC/USD")).isEqualTo(31_000);
        pass(2_000);
        counters.told("BTC/USD", 28_500);
        assertThat(counters.counter("BTC/USD")).isEqualTo(28_500);
    }

    @Test
    void theTierThatTheVenueTellsIsBelievedAndANumberThatIsNoTiersIsNot() {
        PairCounters counters = counters(Tier.STARTER);
        counters.allowed(125);
        counters.told("BTC/USD", 70_000);
        assertThat(counters.place("BTC/USD", Purpose.ENTRY, Duration.ZERO)).contains(Duration.ZERO);
        counters.allowed(7);
        counters.allowed(60);
        assertThat(counters.place("BTC/USD", Purpose.ENTRY, Duration.ZERO)).isEmpty();
    }
}
