package io.nija.broker.kraken.internal.stream.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;

import io.nija.market.Quote;
import io.nija.market.Symbol;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a book that is as simple as the rules: two sorted maps, cut after each message, and texts put together by hand. */
class LevelBookPropertyTest {

    private static final int PRICE_DECIMALS = 2;
    private static final int QUANTITY_DECIMALS = 5;

    private static final class PlainBook {

        private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        private final int depth;

        PlainBook(int depth) {
            this.depth = depth;
        }

        void set(boolean bid, BigDecimal price, BigDecimal quantity) {
            TreeMap<BigDecimal, BigDecimal> side = bid ? bids : asks;
            if (quantity.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }

        void cut() {
            for (TreeMap<BigDecimal, BigDecimal> side : List.of(bids, asks)) {
                while (side.size() > depth) {
                    side.pollLastEntry();
                }
            }
        }

        long checksum() {
            StringBuilder text = new StringBuilder();
            for (TreeMap<BigDecimal, BigDecimal> side : List.of(asks, bids)) {
                side.entrySet().stream().limit(10).forEach(level -> text.append(digits(level.getKey(), PRICE_DECIMALS))
                        .append(digits(level.getValue(), QUANTITY_DECIMALS)));
            }
            CRC32 crc = new CRC32();
            crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
            return crc.getValue();
        }

        private static String digits(BigDecimal number, int decimals) {
            return number.setScale(decimals).toPlainString().replace(".", "").replaceFirst("^0+", "");
        }

        List<Quote.Level> top(boolean bid) {
            return (bid ? bids : asks).entrySet().stream().map((Map.Entry<BigDecimal, BigDecimal> level) ->
                    new Quote.Level(level.getKey().setScale(PRICE_DECIMALS), level.getValue().setScale(QUANTITY_DECIMALS))).toList();
        }
    }

    @Property(tries = 300)
    void isTheBookThatTheRulesDescribe(@ForAll long seed, @ForAll @IntRange(max = 2) int size) {
        Random random = new Random(seed);
        int depth = new int[] {10, 25, 100}[size];
        LevelBook book = new LevelBook(Symbol.parse("BTC/USD"), PRICE_DECIMALS, QUANTITY_DECIMALS, depth);
        PlainBook plain = new PlainBook(depth);
        for (int message = 0; message < 120; message++) {
            boolean snapshot = message == 0 || random.nextInt(60) == 0;
            if (snapshot) {
                plain.bids.clear();
                plain.asks.clear();
            }
            List<String> bids = new ArrayList<>();
            List<String> asks = new ArrayList<>();
            int changes = snapshot ? depth + random.nextInt(depth) : 1 + random.nextInt(6);
            for (int i = 0; i < changes; i++) {
                for (boolean bid : new boolean[] {true, false}) {
                    // Bids stay below 1000.00 and asks above, so that the books never cross; prices come several times.
                    int distance = random.nextInt(random.nextBoolean() ? 15 : 4 * depth);
                    BigDecimal price = BigDecimal.valueOf(bid ? 99_999 - distance : 100_001 + distance, PRICE_DECIMALS);
                    BigDecimal quantity = BigDecimal.valueOf(random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(10_000_000), QUANTITY_DECIMALS);
                    plain.set(bid, price, quantity);
                    (bid ? bids : asks).add(price.toPlainString() + "x" + quantity.toPlainString());
                }
            }
            plain.cut();
            assertThat(LevelBookTest.apply(book, LevelBookTest.frame(snapshot, String.join(" ", bids), String.join(" ", asks), plain.checksum())))
                    .isEqualTo(LevelBook.Applied.OK);
            Quote top = book.top(depth, Instant.EPOCH);
            assertThat(top.bids()).isEqualTo(plain.top(true));
            assertThat(top.asks()).isEqualTo(plain.top(false));
        }
    }

    @Property(tries = 2_000)
    void digitsAreTheNumbersDigits(@ForAll @net.jqwik.api.constraints.LongRange(min = 1) long number) {
        byte[] text = new byte[20];
        int end = Digits.write(number, text, 0);
        assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(Long.toString(number));
    }
}
