package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;

import io.nija.books.LedgerKind;
import io.nija.broker.LedgerEntry;
import io.nija.journal.LedgerRow;
import io.nija.journal.Receipt;
import io.nija.order.Trade;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;

/** Every balance change of a lane is explained, or is told. */
class LaneLedgerTest {

    private final LaneBench bench = new LaneBench();

    private Accounting accounting() {
        return bench.lane.snapshot().accounting();
    }

    private void entry(String id, LedgerEntry.Type type, String word, String asset, String amount, String reference, String fee) {
        bench.venue.ledger.add(new LedgerEntry(LaneBench.LANE, id, reference, type, word, asset, new BigDecimal(amount), new BigDecimal(fee),
                null, bench.time.instant()));
    }

    private void deposit(String id, String amount) {
        entry(id, LedgerEntry.Type.DEPOSIT, "deposit", "USD", amount, "R" + id, "0");
    }

    private void told(Trade trade, String id) {
        entry(id + "b", LedgerEntry.Type.TRADE, "trade", "BTC", trade.quantity().toPlainString(), trade.venueTradeId(), "0");
        entry(id + "q", LedgerEntry.Type.TRADE, "trade", "USD", trade.cost().negate().toPlainString(), trade.venueTradeId(), "25");
    }

    @Test
    void theMoneyThatIsThereWhenALaneIsFirstReconciledIsItsOpening() {
        assertThat(accounting().opening()).isEqualTo(Map.of("BTC", new BigDecimal("10"), "USD", new BigDecimal("1000000")));
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().money("USD")).isEqualByComparingTo("1000000");
    }

    @Test
    void aDepositIsReadFromTheLedgerOnceTheBalanceShowsItAndIsAFlow() {
        bench.pass(60);
        assertThat(bench.venue.calls).doesNotContain("ledger");
        deposit("D1", "500");
        bench.pass(60);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().flows()).containsOnlyKeys("USD");
        assertThat(accounting().money("USD")).isEqualByComparingTo("1000500");
        assertThat(bench.journal.all(LedgerRow.class)).singleElement().satisfies(row ->
                assertThat(row.entry().type()).isEqualTo(LedgerEntry.Type.DEPOSIT));
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(accounting().money("USD")).isEqualByComparingTo("1000500");
        assertThat(accounting().explained()).isTrue();
        assertThat(bench.journal.all(LedgerRow.class)).hasSize(1);
    }

    @Test
    void ownTradesAndTheirFeesAreNoFlowAndLeaveNothingOpen() {
        bench.buy("0.5");
        Trade trade = bench.venue.trade("V1", "0.5", "50000");
        bench.pass(10);
        assertThat(accounting().explained()).as("explained by the fill alone").isTrue();
        told(trade, "L1");
        bench.pass(120);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().flows()).isEmpty();
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
    }

    @Test
    void somebodyElsesTradeIsAFlowAndNoProfit() {
        bench.buy("0.1");
        bench.lane.cancel(1, "test");
        bench.pass(10);
        String id = bench.venue.put("somebody", ScriptedVenue.limit(io.nija.order.Side.BUY, "0.5", "50000")).venueOrderId();
        told(bench.venue.trade(id, "0.5", "50000"), "L1");
        bench.pass(60);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().money("USD")).isEqualByComparingTo("974975");
        assertThat(accounting().money("BTC")).isEqualByComparingTo("10.5");
        assertThat(bench.journal.all(LedgerRow.class)).hasSize(2).allMatch(row -> row.intent() == null);
    }

    /** As a venue shows it whose rules were not read yet, or that does not trade the pair any more. */
    @Test
    void somebodyElsesTradeOfAPairWithoutAKnownNameIsAccountedForByItsRowsAndKeepsNoLaneFromBeginning() {
        bench.buy("0.1");
        bench.lane.cancel(1, "test");
        bench.pass(10);
        String id = bench.venue.put("somebody", ScriptedVenue.limit(io.nija.order.Side.BUY, "0.5", "50000")).venueOrderId();
        Trade named = bench.venue.trade(id, "0.5", "50000");
        bench.venue.trades.set(bench.venue.trades.indexOf(named), new Trade(named.lane(), named.venueTradeId(), named.venueOrderId(), null,
                "XXBTZUSD", named.side(), named.price(), named.quantity(), named.cost(), named.fee(), null, true, named.at()));
        told(named, "L1");
        bench.pass(600);
        assertThat(bench.journal.all(io.nija.journal.FillApplied.class)).singleElement().satisfies(fill ->
                assertThat(fill.trade().symbol()).isEqualTo("XXBTZUSD"));
        for (boolean crashed : new boolean[] {false, true}) {
            if (crashed) {
                bench.crash();
                bench.start();
                bench.pass(60);
            }
            assertThat(bench.lane.snapshot().ready()).isTrue();
            assertThat(bench.lane.snapshot().reconciled()).isTrue();
            assertThat(accounting().explained()).isTrue();
            assertThat(accounting().money("USD")).isEqualByComparingTo("974975");
        }
    }

    @Test
    void aChangeThatTheLedgerDoesNotExplainIsToldUntilAPersonExplainsIt() {
        bench.pass(60);
        bench.venue.usd = bench.venue.usd.subtract(new BigDecimal("12.34567891"));
        bench.pass(60);
        assertThat(accounting().unexplained()).containsOnlyKeys("USD");
        assertThat(accounting().unexplained().get("USD")).isEqualByComparingTo("-12.34567891");
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.lane.snapshot().evidence()).satisfies(evidence -> {
            assertThat(evidence.step()).isEqualTo(Step.RECONCILIATION);
            assertThat(evidence.code()).isEqualTo("NOT_RECONCILED_BALANCE_UNEXPLAINED");
            assertThat(evidence.detail()).contains("-12.34567891 USD").contains("ledger explain");
        });
        bench.lane.explain(new LedgerEntry(LaneBench.LANE, "person-1", "", LedgerEntry.Type.WITHDRAWAL, "told by test", "USD",
                new BigDecimal("-12.34567891"), BigDecimal.ZERO, null, bench.time.instant()));
        bench.pass(30);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().money("USD")).isEqualByComparingTo("999987.65432109");
        assertThat(bench.lane.snapshot().reconciled()).isTrue();
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(accounting().explained()).isTrue();
    }

    @Test
    void aChangeThatTheVenueBooksLateIsExplainedByItsRowWhenItComes() {
        bench.pass(60);
        bench.venue.usd = bench.venue.usd.add(new BigDecimal("7"));
        bench.pass(60);
        assertThat(accounting().explained()).isFalse();
        bench.venue.usd = bench.venue.usd.subtract(new BigDecimal("7"));
        deposit("D1", "7");
        bench.pass(300);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().money("USD")).isEqualByComparingTo("1000007");
    }

    @Test
    void aRowOfAKindThatNobodyKnowsIsExplainedByAPersonAndStaysSo() {
        bench.pass(60);
        entry("N1", LedgerEntry.Type.OTHER, "nft", "USD", "-3", "R", "0");
        bench.pass(60);
        assertThat(accounting().unexplained()).containsOnlyKeys("USD");
        bench.lane.explain("N1", LedgerKind.WITHDRAWAL, "by test");
        bench.pass(10);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().money("USD")).isEqualByComparingTo("999997");
        bench.crash();
        bench.start();
        bench.pass(30);
        assertThat(accounting().explained()).isTrue();
        assertThat(accounting().money("USD")).isEqualByComparingTo("999997");
    }

    @Test
    void rowsThatAFullDiskDidNotTakeAreWrittenWhenItTakesThemAgain() {
        bench.pass(60);
        deposit("D1", "500");
        bench.journal.refusing = Receipt.Refused.FAILED;
        bench.pass(30);
        bench.journal.refusing = "";
        deposit("D2", "1");
        bench.pass(60);
        assertThat(bench.journal.all(LedgerRow.class)).extracting(row -> row.entry().venueLedgerId()).containsExactly("D1", "D2");
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(accounting().money("USD")).isEqualByComparingTo("1000501");
    }

    @Test
    void aCrashWhileTheDiskTakesNothingLosesNoRow() {
        bench.pass(60);
        deposit("D1", "500");
        bench.journal.refusing = Receipt.Refused.FAILED;
        bench.pass(30);
        bench.crash();
        bench.journal.refusing = "";
        bench.start();
        bench.pass(60);
        assertThat(bench.journal.all(LedgerRow.class)).hasSize(1);
        assertThat(accounting().money("USD")).isEqualByComparingTo("1000500");
    }

    @Test
    void aRowThatIsThereAlreadyDoesNotTakeTheOthersWithIt() {
        bench.pass(60);
        deposit("D1", "500");
        deposit("D2", "1");
        deposit("D3", "2");
        bench.journal.append(new LedgerRow(bench.venue.ledger.get(1), null));
        bench.pass(60);
        assertThat(bench.journal.all(LedgerRow.class)).extracting(row -> row.entry().venueLedgerId())
                .containsExactlyInAnyOrder("D1", "D2", "D3");
        assertThat(bench.journal.mark(LaneBench.LANE, LedgerReader.MARK)).isPresent();
    }
}
