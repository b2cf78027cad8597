package io.nija.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import io.nija.order.Side;

/** Units, fees, thirty-day volume and latency. */
class SettlementTest {

    private static final Grid GRID = new Grid(new BigDecimal("0.1"), new BigDecimal("0.00000001"), 10, 5);
    private static final FeeSchedule FEES = FeeSchedule.of(FeeSchedule.Tier.of("0", "0.40", "0.25"),
            FeeSchedule.Tier.of("10000", "0.35", "0.20"), FeeSchedule.Tier.of("50000", "0.24", "-0.02"));

    @Test
    void pricesAndQuantitiesGoThereAndBackExactly() {
        assertThat(GRID.ticks(new BigDecimal("97123.4"))).isEqualTo(971_234);
        assertThat(GRID.price(971_234)).isEqualByComparingTo("97123.4");
        assertThat(GRID.lots(new BigDecimal("0.00012345"))).isEqualTo(12_345);
        assertThat(GRID.quantity(12_345)).isEqualByComparingTo("0.00012345");
    }

    @Test
    void aPriceBetweenTwoTicksIsRefused() {
        assertThatThrownBy(() -> GRID.ticks(new BigDecimal("97123.45"))).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("97123.45");
    }

    @Test
    void costAndFeeAreRoundedDownToTheDecimalsOfTheirAsset() {
        BigDecimal cost = GRID.cost(971_234, 12_345);
        assertThat(cost).isEqualTo(new BigDecimal("11.98988"));
        assertThat(FEES.fee(cost, BigDecimal.ZERO, false, GRID.costDecimals())).isEqualTo(new BigDecimal("0.04795"));
        assertThat(FEES.fee(cost, BigDecimal.ZERO, true, GRID.costDecimals())).isEqualTo(new BigDecimal("0.02997"));
        assertThat(FEES.fee(GRID.quantity(12_345), BigDecimal.ZERO, false, GRID.baseDecimals()))
                .isEqualTo(new BigDecimal("0.0000004938"));
    }

    @Test
    void aTierBeginsAtItsVolume() {
        assertThat(FEES.tier(new BigDecimal("9999.99")).taker()).isEqualTo(new BigDecimal("0.40"));
        assertThat(FEES.tier(new BigDecimal("10000")).taker()).isEqualTo(new BigDecimal("0.35"));
        assertThat(FEES.fee(new BigDecimal("100"), new BigDecimal("50000"), true, 5)).isEqualTo(new BigDecimal("-0.02000"));
    }

    @Test
    void aScheduleMayRoundOtherwise() {
        FeeSchedule up = new FeeSchedule(FEES.tiers(), RoundingMode.UP);
        assertThat(up.fee(new BigDecimal("11.98988"), BigDecimal.ZERO, false, 5)).isEqualTo(new BigDecimal("0.04796"));
    }

    @Property
    void thePartsOfAnOrderNeverPayMoreThanTheWhole(@ForAll @LongRange(min = 1, max = 1_000_000_000) long ticks,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = 1_000_000_000_000L) Long> parts) {
        BigDecimal costs = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        for (long lots : parts) {
            BigDecimal cost = GRID.cost(ticks, lots);
            costs = costs.add(cost);
            fees = fees.add(FEES.fee(cost, BigDecimal.ZERO, false, 5));
        }
        BigDecimal whole = GRID.value(ticks, parts.stream().mapToLong(Long::longValue).sum());
        assertThat(costs).isLessThanOrEqualTo(whole);
        assertThat(fees).isLessThanOrEqualTo(whole.multiply(new BigDecimal("0.004")));
        assertThat(whole.subtract(costs)).isLessThan(new BigDecimal("0.00001").multiply(BigDecimal.valueOf(parts.size())));
    }

    @Property
    void theVolumeIsTheSumOfThirtyDaysOfHours(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 90_000_000) Integer> pauses) {
        TradedVolume volume = new TradedVolume();
        List<Long> times = new ArrayList<>();
        long hour = Duration.ofHours(1).toNanos();
        long now = 0;
        for (int seconds : pauses) {
            now += seconds / 30 * 1_000_000_000L;
            times.add(now);
            volume.add(now, new BigDecimal("0.1"));
            long from = now / hour - 720;
            long counted = times.stream().filter(time -> time / hour >= from).count();
            assertThat(volume.at(now)).isEqualByComparingTo(BigDecimal.valueOf(counted).movePointLeft(1));
        }
    }

    @Test
    void aTradeCountsUntilTheEndOfTheHourThirtyDaysLater() {
        TradedVolume volume = new TradedVolume();
        long hour = Duration.ofHours(1).toNanos();
        volume.add(5 * hour + 1, BigDecimal.TEN);
        assertThat(volume.at(726 * hour - 1)).isEqualByComparingTo("10");
        assertThat(volume.at(726 * hour)).isEqualByComparingTo("0");
    }

    @Property
    void aDelayIsInItsRangeAndTheSameWheneverItIsAsked(@ForAll long seed, @ForAll @LongRange(min = 0, max = 1L << 40) long number) {
        assertThat(LatencyModel.between(5, 9, seed).delay(number)).isBetween(5L, 9L)
                .isEqualTo(LatencyModel.between(5, 9, seed).delay(number));
        assertThat(LatencyModel.tailed(5, 4, 3, seed).delay(number)).isBetween(5L, 5L + 31);
        assertThat(LatencyModel.constant(7).delay(number)).isEqualTo(7);
    }

    @Test
    void commandsOfOneSenderNeverOvertakeOneAnotherThoseOfTwoMay() {
        Recorded events = new Recorded();
        DelayedMarket market = new DelayedMarket(new Market(0, events), number -> number == 0 ? 100 : 10);
        assertThat(market.send(0, 1, NewOrder.limit(1, 0, Side.BUY, 1, 10))).isEqualTo(100);
        assertThat(market.send(1, 1, new Command.Cancel(1))).isEqualTo(100);
        assertThat(market.send(2, 2, NewOrder.limit(2, 0, Side.BUY, 1, 10))).isEqualTo(12);
        assertThat(market.nextArrival()).isEqualTo(12);
        market.advance(99);
        assertThat(events.take()).containsExactly("accepted 2", "rested 2 1 @10");
        market.advance(100);
        assertThat(events.take()).containsExactly("accepted 1", "rested 1 1 @10", "canceled 1 REQUESTED, open 1");
        assertThat(market.market().now()).isEqualTo(100);
    }
}
