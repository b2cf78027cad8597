package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.books.LedgerKind;
import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.order.Side;
import io.nija.order.Trade;

import org.junit.jupiter.api.Test;

/** Old rows are summed up, whatever was explained and whoever is asked later whose they were. */
class LedgerRowsTest {

    private static final Instant OPENING = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 30_000;

    private final LedgerRows rows = new LedgerRows();
    private int moments;

    LedgerRowsTest() {
        rows.open(OPENING, Map.of("USD", new BigDecimal("1000000")));
    }

    private LedgerRow row(String id, LedgerEntry.Type type, String asset, String amount, String reference) {
        Instant at = OPENING.plusSeconds(60 + ++moments);
        return new LedgerRow(new LedgerEntry(LaneBench.LANE, id, reference, type, "word", asset, new BigDecimal(amount), BigDecimal.ZERO, null, at), null);
    }

    private void add(String id, LedgerEntry.Type type, String asset, String amount, String reference) {
        rows.add(row(id, type, asset, amount, reference));
    }

    private void deposits(int count) {
        for (int number = 0; number < count; number++) {
            add("D" + moments, LedgerEntry.Type.DEPOSIT, "USD", "1", "R");
        }
    }

    private static FillApplied fill(String trade, Long intent) {
        return new FillApplied(new Trade(LaneBench.LANE, trade, "V1", null, "BTC/USD", Side.BUY, new BigDecimal("50000"), BigDecimal.ONE,
                new BigDecimal("50000"), BigDecimal.ZERO, null, true, OPENING.plusSeconds(90)), intent, null);
    }

    @Test
    void aRowThatAPersonExplainedKeepsNoneFromBeingSummedUp() {
        rows.explain("N1", LedgerKind.WITHDRAWAL);
        add("N1", LedgerEntry.Type.OTHER, "USD", "-7", "R");
        deposits(MANY);
        assertThat(rows.kept()).isLessThanOrEqualTo(4_000);
        assertThat(rows.typed()).as("each row is typed once or twice").isLessThanOrEqualTo(2L * MANY);
        assertThat(rows.unexplained()).isEmpty();
        assertThat(rows.flows().get("USD")).isEqualByComparingTo("29993");
        assertThat(rows.book().balances().get("USD")).isEqualByComparingTo("1029993");
    }

    @Test
    void aRowThatNobodyExplainedIsToldUntilSomebodyDoesAndKeepsNoneFromBeingSummedUp() {
        add("N1", LedgerEntry.Type.OTHER, "USD", "-7", "R");
        add("N2", LedgerEntry.Type.OTHER, "USD", "-2", "R");
        deposits(MANY);
        assertThat(rows.kept()).isLessThanOrEqualTo(4_002);
        assertThat(rows.typed()).isLessThanOrEqualTo(2L * MANY);
        assertThat(rows.unexplained().get("USD")).isEqualByComparingTo("-9");
        assertThat(rows.flows().get("USD")).isEqualByComparingTo("30000");
        rows.explain("N1", LedgerKind.WITHDRAWAL);
        for (int later = 0; later < 2; later++) {
            assertThat(rows.unexplained().get("USD")).isEqualByComparingTo("-2");
            assertThat(rows.flows().get("USD")).as("%s", later).isEqualByComparingTo(Integer.toString(29_993 + later * 5_000));
            deposits(5_000);
        }
    }

    @Test
    void aTradeThatAPersonTakesInAfterItsRowsWereSummedUpIsNoFlowAndIsNotCountedTwice() {
        add("B", LedgerEntry.Type.TRADE, "BTC", "1", "T1");
        add("Q", LedgerEntry.Type.TRADE, "USD", "-50000", "T1");
        deposits(MANY);
        assertThat(rows.flows()).containsKey("BTC");
        FillApplied taken = fill("T1", 7L);
        rows.owner(taken);
        assertThat(rows.flows()).doesNotContainKey("BTC");
        assertThat(rows.flows().get("USD")).isEqualByComparingTo("30000");
        assertThat(rows.complete(taken)).isTrue();
        assertThat(rows.effect(taken)).isEmpty();
        rows.owner(taken);
        assertThat(rows.flows().get("USD")).as("once").isEqualByComparingTo("30000");
    }

    @Test
    void aTradeOfWhichOnlyOneRowIsSummedUpStaysItsOwners() {
        LedgerRow base = row("B", LedgerEntry.Type.TRADE, "BTC", "1", "T1");
        rows.add(new LedgerRow(base.entry(), 7L));
        deposits(3_999);
        LedgerRow quote = row("Q", LedgerEntry.Type.TRADE, "USD", "-50000", "T1");
        rows.add(quote);
        deposits(1_000);
        assertThat(rows.flows()).doesNotContainKey("BTC");
        assertThat(rows.flows().get("USD")).isEqualByComparingTo("4999");
    }

    private static LedgerEntry near(String id, String amount, String balance, int millis) {
        return new LedgerEntry(LaneBench.LANE, id, "T" + id, LedgerEntry.Type.TRADE, "trade", "ETH", new BigDecimal(amount), BigDecimal.ZERO,
                new BigDecimal(balance), OPENING.plusMillis(millis));
    }

    /** As when an order trades with two at once: the venue books both at one time, and its ids say nothing of their order. */
    @Test
    void nearTheOpeningTheBalancesSayWhichRowsOfOneMomentCameAfterIt() {
        LedgerEntry before = near("A", "5", "5", -2_000);
        LedgerEntry second = near("B", "0.25", "6.75", 400);
        LedgerEntry first = near("C", "1.5", "6.5", 400);
        LedgerEntry third = near("D", "-0.75", "6", 900);
        assertThat(LedgerRows.counting(OPENING, Map.of("ETH", new BigDecimal("5")), LedgerRows.sorted(List.of(second, third, before, first))))
                .containsExactly(first, second, third);
    }
}
