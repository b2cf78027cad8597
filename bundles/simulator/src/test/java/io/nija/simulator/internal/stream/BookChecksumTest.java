package io.nija.simulator.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The vectors of the reference sheet (§12), and what the numbers on the wire look like. */
class BookChecksumTest {

    private static final String ASKS = "45285.2x0.00100000 45286.4x1.54571953 45286.6x1.54571109 45289.6x1.54560911 "
            + "45290.2x0.15890660 45291.8x1.54553491 45294.7x0.04454749 45296.1x0.35380000 45297.5x0.09945542 "
            + "45299.5x0.18772827";
    private static final String BIDS = "45283.5x0.10000000 45283.4x1.54582015 45282.1x0.10000000 45281.0x0.10000000 "
            + "45280.3x1.54592586 45279.0x0.07990000 45277.6x0.03310103 45277.5x0.30000000 45277.3x1.54602737 "
            + "45276.6x0.15445238";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1|" + ASKS + "|" + BIDS + "|3310070434",
        "4|0.5668x4410.79769741 0.5669x10.00000000|0.5666x4831.75496356|572114671",
        "8|0.00001234x1000000.00000000 0.00001240x0.50000000|0.00001230x25.10000000|3828624519"
    })
    void theChecksumIsThatOfTheSheet(int decimals, String asks, String bids, long checksum) {
        assertThat(BookTopic.checksum(side(true, decimals, bids), side(false, decimals, asks), 1)).isEqualTo(checksum);
    }

    @ParameterizedTest
    @CsvSource({"1000369792, 45285.0x0.50000000, ''", "2293432045, 45285.0x0.50000000, 45283.9x0.02000000"})
    void theFollowingVectorsToo(long checksum, String ask, String bid) {
        String asks = ASKS.replace("45285.2x0.00100000", ask);
        String bids = bid.isEmpty() ? BIDS : bid + " " + BIDS;
        assertThat(BookTopic.checksum(side(true, 1, bids), side(false, 1, asks), 1)).isEqualTo(checksum);
    }

    @Property
    void aCoarseGridCountsInItsDecimals(@ForAll @LongRange(min = 1, max = 1_000_000) long ticks,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long lots) {
        BookSide coarse = new BookSide(true, 10);
        coarse.add(ticks, lots);
        BookSide fine = new BookSide(true, 10);
        fine.add(ticks * 5, lots);
        BookSide none = new BookSide(false, 10);
        assertThat(BookTopic.checksum(coarse, none, 5)).isEqualTo(BookTopic.checksum(fine, none, 1));
    }

    @Property
    void numbersHaveAllTheirDecimals(@ForAll @LongRange(min = 0) long units, @ForAll @IntRange(max = 10) int decimals) {
        StringBuilder text = new StringBuilder();
        Levels.fixed(text, units, decimals);
        assertThat(text.toString()).isEqualTo(BigDecimal.valueOf(units, decimals).toPlainString());
    }

    /** Whatever a book becomes: a client that knew it, is told the changes and cuts at the depth knows it. */
    @Property
    void theChangesLeadFromOneBookToTheOther(@ForAll long seed, @ForAll boolean bids,
            @ForAll @IntRange(min = 1, max = 8) int depth) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        TreeMap<Long, Long> before = book(random, bids);
        TreeMap<Long, Long> after = book(random, bids);
        BookSide old = read(before, bids, depth);
        BookSide now = read(after, bids, depth);
        TreeMap<Long, Long> client = cut(before, bids, depth);
        StringBuilder text = new StringBuilder();
        Levels told = new Levels(text, new io.nija.exchange.market.Listing().pair("XBTUSD").orElseThrow());
        boolean any = now.changes(old, told.begin("x"));
        assertThat(any).isEqualTo(text.length() > "\"x\":[".length());
        java.util.regex.Matcher level = java.util.regex.Pattern.compile("price\":([0-9.]+),\"qty\":([0-9.]+)").matcher(text);
        while (level.find()) {
            long price = new BigDecimal(level.group(1)).movePointRight(1).longValueExact();
            long lots = new BigDecimal(level.group(2)).movePointRight(8).longValueExact();
            if (lots == 0) {
                client.remove(price);
            } else {
                client.put(price, lots);
            }
        }
        assertThat(cut(client, bids, depth)).isEqualTo(cut(after, bids, depth));
    }

    private static TreeMap<Long, Long> book(java.util.SplittableRandom random, boolean bids) {
        TreeMap<Long, Long> book = order(bids);
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            book.put(random.nextLong(1, 15), random.nextLong(1, 4));
        }
        return book;
    }

    private static TreeMap<Long, Long> order(boolean bids) {
        return new TreeMap<>(bids ? Comparator.<Long>reverseOrder() : Comparator.<Long>naturalOrder());
    }

    private static TreeMap<Long, Long> cut(TreeMap<Long, Long> book, boolean bids, int depth) {
        TreeMap<Long, Long> cut = order(bids);
        cut.putAll(book);
        while (cut.size() > depth) {
            cut.pollLastEntry();
        }
        return cut;
    }

    private static BookSide read(TreeMap<Long, Long> book, boolean bids, int depth) {
        BookSide side = new BookSide(bids, depth);
        cut(book, bids, depth).forEach(side::add);
        return side;
    }

    private static BookSide side(boolean bids, int decimals, String levels) {
        BookSide side = new BookSide(bids, 25);
        for (String level : levels.split(" ")) {
            String[] parts = level.split("x");
            side.add(new BigDecimal(parts[0]).setScale(decimals).unscaledValue().longValueExact(),
                    new BigDecimal(parts[1]).setScale(8).unscaledValue().longValueExact());
        }
        return side;
    }
}
