package io.nija.marketdata.internal.history;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Candles of a file of trades: {@code time,price,volume} without a first line of names, as Kraken's download has them, or
 * columns named time, price and volume, amount, size or quantity. Where trades have an {@code id} the same one counts once.
 */
final class TradeFile {

    private TradeFile() {}

    /**
     * @param rows candles in which somebody traded, in the order of time
     * @param trades how many trades they are made of
     * @param repeated how many lines had an id that was there already
     * @param disordered how many lines were older than the one before them; they are in their candle all the same
     */
    record Made(List<Row> rows, long trades, long repeated, long disordered) {}

    /** A candle in the making. */
    private static final class Sum {

        private final Instant begin;
        private Instant firstAt;
        private Instant lastAt;
        private BigDecimal open;
        private BigDecimal high;
        private BigDecimal low;
        private BigDecimal close;
        private BigDecimal volume = BigDecimal.ZERO;

        Sum(Instant begin) {
            this.begin = begin;
        }

        void add(Instant at, BigDecimal price, BigDecimal quantity) {
            if (firstAt == null || at.isBefore(firstAt)) {
                firstAt = at;
                open = price;
            }
            if (lastAt == null || !at.isBefore(lastAt)) {
                lastAt = at;
                close = price;
            }
            high = high == null ? price : high.max(price);
            low = low == null ? price : low.min(price);
            volume = volume.add(quantity);
        }

        Row row() {
            return new Row(begin, open, high, low, close, volume);
        }
    }

    /** @throws Unreadable when a line is no trade; then nothing of the file is used */
    static Made read(Path file, Duration interval) throws Unreadable {
        try (Table table = new Table(file)) {
            boolean named = !table.names().isEmpty();
            int time = named ? table.column("time") : 0;
            int price = named ? table.column("price") : 1;
            int volume = named ? table.column("volume", "amount", "size", "quantity") : 2;
            int id = named ? table.column("id", "trade_id") : -1;
            if (time < 0 || price < 0 || volume < 0 || !named && table.width() != 3) {
                throw new Unreadable(file + " is no file of trades: its first line has " + (named ? "the names " + String.join(", ", table.names())
                        : table.width() + " columns without names") + ", legal are time, price and volume (or amount, size, quantity).");
            }
            return read(table, new int[] {time, price, volume, id}, interval.toSeconds());
        }
    }

    private static Made read(Table table, int[] columns, long seconds) throws Unreadable {
        SortedMap<Long, Sum> sums = new TreeMap<>();
        Set<BigDecimal> ids = new HashSet<>();
        long trades = 0;
        long repeated = 0;
        long disordered = 0;
        Instant before = Instant.MIN;
        while (table.advance()) {
            table.atLeast(Math.max(columns[0], Math.max(columns[1], columns[2])) + 1);
            Instant at = table.moment(columns[0]);
            BigDecimal price = table.price(columns[1], "price");
            BigDecimal quantity = table.amount(columns[2], "volume");
            if (columns[3] >= 0 && !ids.add(table.amount(columns[3], "id"))) {
                repeated++;
                continue;
            }
            disordered += at.isBefore(before) ? 1 : 0;
            before = at;
            trades++;
            sums.computeIfAbsent(Math.floorDiv(at.getEpochSecond(), seconds) * seconds, begin -> new Sum(Instant.ofEpochSecond(begin))).add(at, price, quantity);
        }
        return new Made(sums.values().stream().map(Sum::row).toList(), trades, repeated, disordered);
    }
}
