package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import io.nija.books.Position;
import io.nija.broker.LedgerEntry;
import io.nija.journal.LedgerRow;
import io.nija.order.Trade;

import org.junit.jupiter.api.Test;

class LedgerReaderTest {

    private final LaneBench bench = new LaneBench();

    private Position position() {
        return bench.lane.snapshot().shares().get(0).position();
    }

    private Trade bought() {
        bench.buy("0.5");
        Trade trade = bench.venue.trade("V1", "0.5", "50000");
        bench.pass(5);
        return trade;
    }

    private void tell(Trade trade, String id, String asset, String amount, String fee) {
        bench.venue.ledger.add(new LedgerEntry(LaneBench.LANE, id, trade.venueTradeId(), LedgerEntry.Type.TRADE, "trade", asset,
                new BigDecimal(amount), new BigDecimal(fee), null, trade.at()));
    }

    private long asked() {
        return bench.venue.calls.stream().filter("ledger"::equals).count();
    }

    @Test
    void aFeeThatOnlyTheLedgerTellsIsBookedOnceAndStaysThroughARestart() {
        Trade trade = bought();
        assertThat(position().fees()).isEqualByComparingTo("0");
        tell(trade, "L1", "BTC", "0.5", "0");
        tell(trade, "L2", "USD", "-25000", "62.5");
        bench.pass(60);
        assertThat(position().fees()).isEqualByComparingTo("62.5");
        assertThat(position().cash()).isEqualByComparingTo("-25062.5");
        assertThat(bench.journal.all(LedgerRow.class)).hasSize(2).allMatch(row -> row.intent() == 1);
        bench.crash();
        bench.start();
        bench.pass(2 * 3600);
        assertThat(position().fees()).isEqualByComparingTo("62.5");
        assertThat(position().cash()).isEqualByComparingTo("-25062.5");
        assertThat(bench.journal.all(LedgerRow.class)).hasSize(2);
    }

    @Test
    void aFeeInCoinsMakesThePositionSmaller() {
        Trade trade = bought();
        tell(trade, "L1", "BTC", "0.5", "0.001");
        bench.pass(60);
        assertThat(position().quantity()).isEqualByComparingTo("0.499");
    }

    @Test
    void aFeeThatWasToldBeforeItsFillWaitsForIt() {
        Shares shares = new Shares();
        Trade trade = bought();
        tell(trade, "L1", "USD", "-25000", "62.5");
        shares.book(new LedgerRow(bench.venue.ledger.get(0), null));
        shares.book(bench.journal.all(io.nija.journal.FillApplied.class).get(0));
        assertThat(shares.all()).singleElement().satisfies(share -> assertThat(share.position().fees()).isEqualByComparingTo("62.5"));
    }

    @Test
    void aFeeThatTheVenueIsSlowToTellIsAskedForEverLater() {
        Trade trade = bought();
        bench.pass(600);
        assertThat(asked()).isBetween(2L, 6L);
        tell(trade, "L1", "USD", "-25000", "62.5");
        tell(trade, "L2", "BTC", "0.5", "0");
        bench.pass(600);
        assertThat(position().fees()).isEqualByComparingTo("62.5");
        long before = asked();
        bench.pass(3000);
        assertThat(asked()).as("all is told").isEqualTo(before);
    }

    @Test
    void aRowThatCarriesNoFeeDoesNotEndTheSearchForTheOtherThatDoes() {
        Trade trade = bought();
        tell(trade, "L1", "USD", "-25000", "0");
        bench.pass(120);
        assertThat(bench.journal.all(LedgerRow.class)).hasSize(1);
        tell(trade, "L2", "BTC", "0.5", "0.001");
        bench.pass(600);
        assertThat(position().quantity()).isEqualByComparingTo("0.499");
        long before = asked();
        bench.pass(3000);
        assertThat(asked()).as("all is told").isEqualTo(before);
    }

    @Test
    void aRowThatIsMissingWhenALaneBeginsAnewIsStillLookedForWhereItsTradeWas() {
        Trade trade = bought();
        tell(trade, "L1", "USD", "-25000", "0");
        bench.pass(120);
        // Something later has moved the mark far beyond the trade.
        bench.pass(3600);
        bench.venue.ledger.add(new LedgerEntry(LaneBench.LANE, "D1", "R1", LedgerEntry.Type.DEPOSIT, "deposit", "USD", BigDecimal.ONE,
                BigDecimal.ZERO, null, bench.time.instant()));
        bench.pass(1200);
        bench.crash();
        bench.start();
        tell(trade, "L2", "BTC", "0.5", "0.001");
        bench.pass(600);
        assertThat(position().quantity()).isEqualByComparingTo("0.499");
    }

    @Test
    void aRowThatTheVenueNeverTellsIsGivenUpAfterADay() {
        Trade trade = bought();
        tell(trade, "L1", "USD", "-25000", "0");
        bench.pass(26 * 3600);
        long before = asked();
        bench.pass(4 * 3600);
        assertThat(asked() - before).as("only the reading once an hour").isLessThanOrEqualTo(5);
    }

    @Test
    void aLaneThatNeverSentAnOrderReadsNoLedger() {
        bench.pass(2 * 3600);
        assertThat(asked()).isZero();
    }
}
