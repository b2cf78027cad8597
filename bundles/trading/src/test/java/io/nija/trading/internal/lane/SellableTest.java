package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.nija.books.Fill;
import io.nija.books.Position;
import io.nija.market.Symbol;
import io.nija.order.Side;

import org.junit.jupiter.api.Test;

/** What flatten offers of each share: all of them together are what the lane manages. */
class SellableTest {

    private static final Symbol BTC = Symbol.parse("BTC/USD");

    private static Share share(String strategy, String quantity) {
        BigDecimal signed = new BigDecimal(quantity);
        BigDecimal price = new BigDecimal("60000");
        Fill fill = new Fill("T1", Instant.EPOCH, BTC, signed.signum() > 0 ? Side.BUY : Side.SELL, signed.abs(), price, price.multiply(signed.abs()),
                BigDecimal.ZERO, "USD", null);
        return new Share(strategy, Position.none(BTC).apply(fill).position());
    }

    @Test
    void sharesThatAreAllAboveZeroAreSoldWhole() {
        List<Share> shares = List.of(share(null, "0.014"), share("apex", "0.01"));
        assertThat(shares).extracting(share -> Shares.sellable(share, shares)).containsExactly(new BigDecimal("0.014"), new BigDecimal("0.01"));
    }

    @Test
    void theLargestGivesWayForOneThatIsBelowZero() {
        List<Share> shares = List.of(share(null, "0.01401231"), share("apex", "0.00995270"), share("drift", "-0.00000958"));
        assertThat(shares).extracting(share -> Shares.sellable(share, shares).stripTrailingZeros().toPlainString())
                .containsExactly("0.01400273", "0.0099527", "0");
    }

    @Test
    void aSharesWholeIsNeverMoreThanWhatIsManaged() {
        List<Share> shares = List.of(share("apex", "0.01"), share(null, "-0.02"));
        assertThat(Shares.sellable(shares.get(0), shares)).isZero();
    }
}
