package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.Book;

/** Trades, tickers and candles as the sockets write them (reference sheet §11): numbers with all their decimals. */
final class MarketText {

    /** Of a trade snapshot. */
    static final int TRADES = 50;
    /** Of a candle snapshot. */
    static final int CANDLES = 720;

    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private MarketText() {}

    static Frame trades(PairRule rule, String type, List<Print> prints) {
        List<Object> rows = new ArrayList<>(prints.size());
        for (Print print : prints) {
            rows.add(Json.map("symbol", rule.symbol(), "side", print.takerBuys() ? "buy" : "sell",
                    "price", rule.price(print.ticks()), "qty", PairRule.volume(print.lots()),
                    "ord_type", print.atMarket() ? "market" : "limit", "trade_id", print.number(),
                    "timestamp", Stamp.micros(print.time())));
        }
        return Frame.of("trade", rule.id(), Json.map("channel", "trade", "type", type, "data", rows));
    }

    /** The figures of the last 24 hours, and the best prices now. */
    static Frame ticker(Book book, String type, long time) {
        PairRule rule = book.rule();
        long last = book.last();
        Candle day = book.tape().candle(time - DAY + 1, Long.MAX_VALUE);
        Candle shown = day.trades() == 0 ? Candle.quiet(last) : day;
        BigDecimal change = rule.price(last).subtract(rule.price(shown.open()));
        BigDecimal percent = change.movePointRight(2).divide(rule.price(shown.open()), 2, RoundingMode.HALF_UP);
        Map<String, Object> figures = Json.map("symbol", rule.symbol(),
                "bid", rule.price(book.best(true)), "bid_qty", best(book, true),
                "ask", rule.price(book.best(false)), "ask_qty", best(book, false),
                "last", rule.price(last), "volume", day.volume().setScale(PairRule.LOT_DECIMALS, RoundingMode.UNNECESSARY),
                "vwap", day.trades() == 0 ? rule.price(last) : day.average(rule),
                "low", rule.price(shown.low()), "high", rule.price(shown.high()), "change", change,
                "change_pct", percent, "timestamp", Stamp.micros(time));
        return Frame.of("ticker", rule.id(), Json.map("channel", "ticker", "type", type, "data", List.of(figures)));
    }

    private static BigDecimal best(Book book, boolean bids) {
        return PairRule.volume(book.levels(bids) == 0 ? 0 : book.lots(bids, 0));
    }

    /** The candles of the newest intervals that have trades, oldest first. */
    static Frame candles(Book book, int minutes, long time) {
        long length = TimeUnit.MINUTES.toNanos(minutes);
        long running = Math.floorDiv(time, length);
        long first = Math.max(running - CANDLES + 1, Math.floorDiv(book.tape().opened(), length));
        List<Object> rows = new ArrayList<>();
        for (long index = first; index <= running; index++) {
            Candle candle = book.tape().candle(index * length, (index + 1) * length);
            if (candle.trades() > 0) {
                rows.add(row(book.rule(), minutes, index * length, candle));
            }
        }
        return candles(book.rule(), "snapshot", time, rows);
    }

    /** The candle of the interval in which a trade fell. */
    static Frame candle(Book book, int minutes, long traded, long time) {
        long length = TimeUnit.MINUTES.toNanos(minutes);
        long begin = Math.floorDiv(traded, length) * length;
        return candles(book.rule(), "update", time,
                List.of(row(book.rule(), minutes, begin, book.tape().candle(begin, begin + length))));
    }

    private static Frame candles(PairRule rule, String type, long time, List<Object> rows) {
        return Frame.of("ohlc", rule.id(), Json.map("channel", "ohlc", "type", type, "timestamp", Stamp.nanos(time),
                "data", rows));
    }

    private static Object row(PairRule rule, int minutes, long begin, Candle candle) {
        return Json.map("symbol", rule.symbol(), "open", rule.price(candle.open()), "high", rule.price(candle.high()),
                "low", rule.price(candle.low()), "close", rule.price(candle.close()), "trades", candle.trades(),
                "volume", candle.volume(), "vwap", candle.average(rule), "interval_begin", Stamp.nanos(begin),
                "interval", minutes, "timestamp", Stamp.micros(begin + TimeUnit.MINUTES.toNanos(minutes)));
    }
}
