package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.nija.market.MarketMode;

import tools.jackson.databind.JsonNode;

/**
 * What one text frame of Kraken's WebSocket v2 says (sheet, sections 10 to 13), books apart: those are {@link BookFrame}s. Texts
 * are cleaned; numbers are exact; what a frame does not say is null.
 */
public sealed interface Frame {

    /** Nothing else was said for a second. */
    record Heartbeat() implements Frame {}

    /** The matching engine's state. */
    record Status(MarketMode mode, String word) implements Frame {}

    /** The answer to a ping. */
    record Pong(Long requestId) implements Frame {}

    /**
     * The answer to a request, for one symbol of it.
     *
     * @param method what was asked for; empty when the answer does not say
     * @param error why it was refused, or null
     * @param maxRateCount the account's limit of the engine's counter, which tells its tier; null when not told
     */
    record Answer(String method, boolean success, String channel, String symbol, String error, Long requestId, Long maxRateCount,
            List<String> warnings) implements Frame {}

    /**
     * The answer to a command that changes something (sheet, section 14); what it says is read by who asked.
     *
     * @param message all of it
     */
    record Commanded(String method, Long requestId, JsonNode message) implements Frame {}

    /** Best prices and 24-hour figures. */
    record Tickers(boolean snapshot, List<Ticker> all) implements Frame {}

    record Ticker(String symbol, BigDecimal bid, BigDecimal bidQuantity, BigDecimal ask, BigDecimal askQuantity, BigDecimal last,
            BigDecimal volume, Instant at) {}

    /** The public tape, oldest first. */
    record Trades(boolean snapshot, List<Tick> all) implements Frame {}

    /** @param id goes up by one per pair */
    record Tick(String symbol, boolean buy, BigDecimal price, BigDecimal quantity, long id, Instant at) {}

    /** Candles, the last one of a symbol not yet final. */
    record Candles(boolean snapshot, List<Bar> all) implements Frame {}

    /** @param interval minutes */
    record Bar(String symbol, int interval, Instant begin, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
            BigDecimal vwap, BigDecimal volume, long trades) {}

    /** The rules of pairs. */
    record Pairs(boolean snapshot, List<Pair> all) implements Frame {}

    record Pair(String symbol, MarketMode mode, int priceDecimals, int quantityDecimals) {}

    /**
     * What happened to orders of the account.
     *
     * @param sequence goes up by one from 1 with each subscription; null when not told
     */
    record Executions(boolean snapshot, Long sequence, List<Execution> all) implements Frame {}

    /** Balances of the account: totals, without holds. */
    record Balances(boolean snapshot, Long sequence, List<BalanceRow> all) implements Frame {}

    /**
     * @param spot whether it is in the wallet that orders use
     * @param ledgerId null in a snapshot
     * @param reference what caused it; null in a snapshot
     * @param amount null in a snapshot
     * @param balance the new total
     */
    record BalanceRow(String asset, boolean spot, BigDecimal balance, String ledgerId, String reference, String type, BigDecimal amount,
            BigDecimal fee, Instant at) {}

    /** Something this version does not know; it is counted. */
    record Other(String word) implements Frame {}

    /**
     * It could not be read. It is counted, and whoever needed it must take what it might have said as lost.
     *
     * @param code stable
     * @param channel of which channel, as far as that could be read; else null
     * @param detail one line of plain words
     */
    record Fault(String code, String channel, String detail) implements Frame {

        /** It is no JSON: plain text, or cut off. */
        public static final String NOT_JSON = "KRAKEN_STREAM_NOT_JSON";

        /** It is JSON of another form than the sheet's. */
        public static final String UNREADABLE = "KRAKEN_STREAM_UNREADABLE";
    }
}
