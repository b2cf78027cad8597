package io.nija.books;

import static io.nija.books.Fills.BTC;
import static io.nija.books.Fills.buy;
import static io.nija.books.Fills.fill;
import static io.nija.books.Fills.number;
import static io.nija.books.Fills.sell;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.nija.order.Side;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What trading brought, gross, fees and net apart, and each lot with the fees that are its own. */
class TradeBookTest {

    private static TradeBook.OwnFill own(Fill fill) {
        return new TradeBook.OwnFill("", fill, new TreeMap<>());
    }

    @Test
    void aClosedLotHasItsShareOfBothFees() {
        TradeBook book = TradeBook.of(List.of(own(fill(1, Side.BUY, "2", "100", "1", "USD")), own(fill(2, Side.SELL, "1", "130", "0.3", "USD"))), null);
        assertThat(book.closed()).singleElement().satisfies(lot -> {
            assertThat(lot.disposal().gain()).isEqualByComparingTo("30");
            assertThat(lot.fees()).isEqualByComparingTo("0.8");
            assertThat(lot.net()).isEqualByComparingTo("29.2");
        });
        assertThat(book.gross().get("USD")).isEqualByComparingTo("30");
        assertThat(book.fees().get("USD")).isEqualByComparingTo("1.3");
    }

    @Test
    void aFeeThatWasToldLateIsWithItsFill() {
        TradeBook book = TradeBook.of(List.of(new TradeBook.OwnFill("", buy(1, "1", "100"), new TreeMap<>(Map.of("USD", number("2")))),
                own(sell(2, "1", "110"))), null);
        assertThat(book.closed()).singleElement().satisfies(lot -> assertThat(lot.net()).isEqualByComparingTo("8"));
    }

    @Test
    void twoOwnersOfOneInstrumentHaveLotsOfTheirOwn() {
        TradeBook book = TradeBook.of(List.of(new TradeBook.OwnFill("apex", buy(1, "1", "100"), new TreeMap<>()),
                own(buy(2, "1", "200")), own(sell(3, "1", "150"))), null);
        assertThat(book.gross().get("USD")).isEqualByComparingTo("-50");
        assertThat(book.positions().get(BTC + " apex").quantity()).isEqualByComparingTo("1");
    }

    @Test
    void whatIsLaterThanTheMomentDoesNotCount() {
        Fill later = sell(2, "1", "150");
        assertThat(TradeBook.of(List.of(own(buy(1, "1", "100")), own(later)), later.at()).closed()).isEmpty();
    }

    /** All lots together have exactly the gain of first in, first out; and once all is closed, exactly all fees. */
    @Property(tries = 200)
    void theLotsAddUp(@ForAll long seed) {
        Random random = new Random(seed);
        List<TradeBook.OwnFill> fills = new java.util.ArrayList<>();
        BigDecimal held = BigDecimal.ZERO;
        for (int id = 1; id <= 30; id++) {
            boolean buys = held.signum() == 0 || random.nextBoolean();
            BigDecimal quantity = buys ? number(random.nextInt(1, 500) + "e-3") : held.min(number(random.nextInt(1, 700) + "e-3"));
            held = buys ? held.add(quantity) : held.subtract(quantity);
            fills.add(own(fill(id, buys ? Side.BUY : Side.SELL, quantity.toPlainString(), Integer.toString(random.nextInt(90, 120)),
                    random.nextInt(100) + "e-4", "USD")));
        }
        if (held.signum() > 0) {
            fills.add(own(fill(31, Side.SELL, held.toPlainString(), "100", "0.7", "USD")));
        }
        TradeBook book = TradeBook.of(fills, null);
        assertThat(sum(book, false)).isEqualByComparingTo(book.grossFifo().get("USD"));
        assertThat(sum(book, true)).isEqualByComparingTo(book.fees().get("USD"));
        assertThat(book.gross().get("USD")).isEqualByComparingTo(book.grossFifo().get("USD"));
    }

    private static BigDecimal sum(TradeBook book, boolean fees) {
        return book.closed().stream().map(lot -> fees ? lot.fees() : lot.disposal().gain()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
