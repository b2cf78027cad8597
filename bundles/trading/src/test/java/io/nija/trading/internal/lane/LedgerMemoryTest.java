package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.platform.Boundary;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

/** However many fills there were, only what may still be told of the latest is kept. */
class LedgerMemoryTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MANY = 20_000;

    private static FillApplied fill(int number, Side side, Long intent, Instant at) {
        return new FillApplied(new Trade(LaneBench.LANE, "T" + number, "V1", null, "BTC/USD", side, new BigDecimal("50000"), BigDecimal.ONE,
                new BigDecimal("50000"), BigDecimal.ZERO, null, true, at), intent, null);
    }

    private static List<LedgerEntry> rows(FillApplied fill, String fee) {
        Trade trade = fill.trade();
        boolean buys = trade.side() == Side.BUY;
        List<LedgerEntry> rows = new ArrayList<>();
        for (String asset : List.of("BTC", "USD")) {
            BigDecimal amount = asset.equals("BTC") == buys ? BigDecimal.ONE : BigDecimal.ONE.negate();
            rows.add(new LedgerEntry(LaneBench.LANE, trade.venueTradeId() + asset, trade.venueTradeId(), LedgerEntry.Type.TRADE, "trade", asset,
                    asset.equals("BTC") ? amount : amount.multiply(new BigDecimal("50000")), asset.equals("USD") ? new BigDecimal(fee) : BigDecimal.ZERO,
                    null, trade.at()));
        }
        return rows;
    }

    @Test
    void positionsRememberNoFillOfWhichAllIsTold() {
        Shares shares = new Shares();
        for (int number = 0; number < MANY; number++) {
            FillApplied fill = fill(number, number % 2 == 0 ? Side.BUY : Side.SELL, 1L, START.plusSeconds(number));
            shares.book(fill);
            rows(fill, "10").forEach(entry -> shares.book(new LedgerRow(entry, 1L)));
            shares.feeIsTold(fill.trade().venueTradeId());
        }
        assertThat(shares.kept()).isLessThanOrEqualTo(2 * Shares.TOLD);
        assertThat(shares.all()).singleElement().satisfies(share ->
                assertThat(share.position().fees()).isEqualByComparingTo(Integer.toString(10 * MANY)));
    }

    @Test
    void aFeeInAThirdAssetThatIsToldAfterBothSidesIsBookedAllTheSame() {
        Shares shares = new Shares();
        FillApplied fill = fill(1, Side.BUY, 1L, START);
        shares.book(fill);
        rows(fill, "0").forEach(entry -> shares.book(new LedgerRow(entry, 1L)));
        shares.feeIsTold("T1");
        shares.book(new LedgerRow(new LedgerEntry(LaneBench.LANE, "L3", "T1", LedgerEntry.Type.TRADE, "trade", "FEE", BigDecimal.ZERO, BigDecimal.TEN, null,
                START), 1L));
        assertThat(shares.all().get(0).position().otherFees().get("FEE")).isEqualByComparingTo("10");
    }

    @Test
    void rowsOfTradesThatAreNotOursAreNotKeptForEver() {
        Shares shares = new Shares();
        for (int number = 0; number < MANY; number++) {
            rows(fill(number, Side.BUY, null, START), "10").forEach(entry -> shares.book(new LedgerRow(entry, null)));
        }
        assertThat(shares.kept()).isLessThanOrEqualTo(Shares.EARLY);
    }

    /** The reader and the accounting of a lane, over a venue whose ledger tells each fill a moment later. */
    private static final class Reading {

        private final VirtualTime time = new VirtualTime(START);
        private final MemoryJournal journal = new MemoryJournal(time);
        private final ScriptedVenue venue = new ScriptedVenue(LaneBench.LANE, time);
        private final LaneCore core;
        private final Shares shares = new Shares();
        private final LaneLedger money;
        private final LedgerReader reader;

        Reading() {
            var queue = new DirectWorkers().serial(LaneBench.LANE, "trading");
            core = new LaneCore(LaneBench.LANE, queue, time, time, new LaneJournal(LaneBench.LANE, journal, queue), Boundary.NONE);
            core.venue(venue.venue());
            money = new LaneLedger(core);
            reader = new LedgerReader(core, money, new TradeReader(core, booked -> {}), row -> {
                shares.book(row);
                money.row(row);
            }, shares::feeIsTold);
            money.tally().open(START.minusSeconds(60) + " USD=1000000");
            reader.begin(null, START);
        }

        void pass(Duration span, boolean sent) {
            for (Instant end = time.instant().plus(span); time.instant().isBefore(end);) {
                time.advance(Duration.ofSeconds(30));
                reader.tick(sent);
                money.look(true);
            }
        }
    }

    @Test
    void theReaderRemembersTheEntriesOfAMonthAndNoneOfThemTwice() {
        SeenEntries seen = new SeenEntries();
        LedgerEntry first = rows(fill(0, Side.BUY, 1L, START), "0").get(0);
        assertThat(seen.add(first)).isTrue();
        for (int day = 1; day <= 365; day++) {
            for (int number = 0; number < 10; number++) {
                FillApplied fill = fill(day * 10 + number, Side.BUY, 1L, START.plus(Duration.ofDays(day)));
                rows(fill, "0").forEach(entry -> {
                    assertThat(seen.add(entry)).isTrue();
                    assertThat(seen.add(entry)).isFalse();
                });
            }
        }
        assertThat(seen.size()).isEqualTo(31 * 20);
        assertThat(seen.contains(first)).as("what is older is in the journal").isTrue();
    }

    @Test
    void onALaneThatNeverSentAnOrderTheRowsOfSomebodyElsesTradesAreReadOnceAnHour() {
        Reading reading = new Reading();
        reading.venue.btc = BigDecimal.ZERO;
        for (int number = 0; number < 1_500; number++) {
            FillApplied fill = fill(number, number % 2 == 0 ? Side.BUY : Side.SELL, null, reading.time.instant());
            reading.money.fill(fill);
            reading.venue.ledger.addAll(rows(fill, "0"));
            if (number % 250 == 249) {
                reading.pass(Duration.ofHours(2), false);
            }
        }
        long asked = reading.venue.calls.stream().filter("ledger"::equals).count();
        assertThat(asked).isBetween(5L, 40L);
        assertThat(reading.money.unledgered()).isLessThanOrEqualTo(250);
    }

    @Test
    void ofFillsWhoseRowsNeverComeOnlyTheSumIsKeptAndTheBalanceIsStillExplained() {
        Reading reading = new Reading();
        for (int number = 0; number < Tally.MOST_UNLEDGERED + 1_000; number++) {
            // Even: as many coins go as come.
            FillApplied fill = fill(number, number % 2 == 0 ? Side.BUY : Side.SELL, null, START.plusSeconds(1));
            reading.money.fill(fill);
        }
        reading.venue.btc = BigDecimal.ZERO;
        reading.pass(Duration.ofMinutes(10), false);
        assertThat(reading.money.unledgered()).isEqualTo(Tally.MOST_UNLEDGERED);
        assertThat(reading.money.accounting().unexplained()).isEmpty();
    }
}
