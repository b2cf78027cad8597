package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.nija.account.Account;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.books.Fill;
import io.nija.books.Position;
import io.nija.broker.Observation;
import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.platform.virtual.VirtualTime;
import io.nija.risk.RiskLimits;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.Venue;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;

import org.junit.jupiter.api.Test;

/** What a position of 0.1 BTC, bought for 5,000 USD, may lose. */
class OpenRiskTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static Cover stop(Cover.State state, String price) {
        return new Cover(new Guarded(BTC, null), state, price == null ? null : new BigDecimal(price), new BigDecimal("0.1"), 2L, "", "", false, null);
    }

    private static BigDecimal openRisk(String assumedPercent, List<Cover> covers) {
        Trade trade = new Trade(LaneBench.LANE, "T1", "V1", null, "BTC/USD", Side.BUY, new BigDecimal("50000"), new BigDecimal("0.1"),
                new BigDecimal("5000"), BigDecimal.ZERO, "USD", true, NOW);
        LaneSnapshot empty = new LaneBench().lane.snapshot();
        LaneSnapshot snapshot = new LaneSnapshot(empty.lane(), true, List.of(), List.of(), List.of(new Share(null,
                Position.none(BTC).apply(Fill.of(trade, BTC)).position())), empty.trips(), empty.accounting(), List.of(), true, empty.evidence(), List.of(), Map.of(), null,
                null, covers, Map.of());
        Known lane = new Known(new Account(LaneBench.LANE.account(), "Master", Role.MASTER, true, List.of(LaneBench.LANE.broker()),
                Map.of(LaneBench.LANE.broker(), Mode.SANDBOX), Map.of(), "USD", ZoneOffset.UTC), snapshot, Venue.NONE, false);
        RiskLimits limits = new RiskLimits("test", true, null, null, assumedPercent == null ? null : new BigDecimal(assumedPercent), BigDecimal.ONE,
                Duration.ofSeconds(5), null, null, null, null, null, Map.of(), Map.of());
        Observation<BigDecimal> risk = new Exposures(List.of(lane), new Market(new VirtualTime(NOW)), "USD", limits).openRisk(null);
        return ((Observation.Known<BigDecimal>) risk).value();
    }

    @Test
    void isWhatTheTrueStopLosesWhereverItIs() {
        assertThat(openRisk("3", List.of(stop(Cover.State.VENUE, "48000")))).isEqualByComparingTo("200");
        assertThat(openRisk("3", List.of(stop(Cover.State.LOCAL, "40000")))).isEqualByComparingTo("1000");
        assertThat(openRisk("3", List.of(stop(Cover.State.VENUE, "51000")))).as("a stop above the cost loses nothing").isZero();
    }

    @Test
    void isTheProfilesDistanceWhileNothingIsKnownOfTheStop() {
        assertThat(openRisk("3", List.of())).isEqualByComparingTo("150");
    }

    @Test
    void isAllOfItWhereThereIsToBeNoStop() {
        assertThat(openRisk("3", List.of(stop(Cover.State.NONE, null)))).isEqualByComparingTo("5000");
        assertThat(openRisk(null, List.of())).isEqualByComparingTo("5000");
    }
}
