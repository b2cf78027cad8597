package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.order.Trade;

import org.junit.jupiter.api.Test;

/** What may be sold of each share. */
class SharesTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final Shares shares = new Shares();
    private int trades;

    private void traded(String strategy, Side side, String quantity) {
        BigDecimal base = new BigDecimal(quantity);
        shares.book(new FillApplied(new Trade(LaneBench.LANE, "T" + ++trades, "V1", null, "BTC/USD", side, new BigDecimal("50000"), base,
                base.multiply(new BigDecimal("50000")), BigDecimal.ZERO, null, true, AT), 1L, strategy));
    }

    private void fee(int trade, String coins) {
        shares.book(new LedgerRow(new LedgerEntry(LaneBench.LANE, "L" + trade, "T" + trade, LedgerEntry.Type.TRADE, "trade", "BTC",
                new BigDecimal("-1"), new BigDecimal(coins), null, AT), 1L));
    }

    private BigDecimal sellable(String strategy) {
        return shares.sellable(Symbol.parse("BTC/USD"), strategy);
    }

    @Test
    void aFeeThatIsToldAfterItsShareWasSoldIsPaidByTheLargestShareOfTheCoin() {
        traded("apex", Side.BUY, "1");
        traded(null, Side.BUY, "0.4");
        traded("drift", Side.BUY, "0.5");
        traded("drift", Side.SELL, "0.5");
        assertThat(sellable("apex")).isEqualByComparingTo("1");
        fee(4, "0.002");
        assertThat(shares.position(Symbol.parse("BTC/USD"), "drift").quantity()).as("the sum of its fills").isEqualByComparingTo("-0.002");
        assertThat(sellable("apex")).isEqualByComparingTo("0.998");
        assertThat(sellable(null)).isEqualByComparingTo("0.4");
        assertThat(sellable("drift")).isZero();
        assertThat(sellable("apex").add(sellable(null))).isEqualByComparingTo(shares.managed().get("BTC"));
    }

    @Test
    void aDebtThatTheLargestCannotPayIsPaidByTheNext() {
        traded("apex", Side.BUY, "0.001");
        traded(null, Side.BUY, "0.0005");
        traded("drift", Side.BUY, "0.5");
        traded("drift", Side.SELL, "0.5");
        fee(4, "0.0012");
        assertThat(sellable("apex")).isZero();
        assertThat(sellable(null)).isEqualByComparingTo("0.0003");
    }
}
