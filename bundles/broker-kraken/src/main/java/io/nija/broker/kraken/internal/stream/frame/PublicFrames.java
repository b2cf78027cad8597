package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.kraken.internal.venue.VenueStatus;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;

import tools.jackson.databind.JsonNode;

/** Reads the messages of the public channels (sheet, sections 10 and 11). Pure. */
final class PublicFrames {

    private static final int LONGEST_WORD = 40;

    private PublicFrames() {}

    static boolean snapshot(JsonNode message) {
        return switch (KrakenJson.text(message, "type")) {
            case "snapshot" -> true;
            case "update" -> false;
            default -> throw new UnexpectedShape("'type' is neither 'snapshot' nor 'update'");
        };
    }

    /** The elements of {@code data}. */
    static List<JsonNode> rows(JsonNode message) {
        JsonNode data = message.get("data");
        if (data == null || !data.isArray()) {
            throw new UnexpectedShape("'data' is not a list");
        }
        List<JsonNode> rows = new ArrayList<>(data.size());
        for (JsonNode row : data) {
            if (!row.isObject()) {
                throw new UnexpectedShape("'data' holds something that is no object");
            }
            rows.add(row);
        }
        return rows;
    }

    static String word(JsonNode row, String field) {
        String text = KrakenJson.textOrNull(row, field);
        return text == null ? null : VenueText.clean(text, LONGEST_WORD);
    }

    static String symbol(JsonNode row) {
        String symbol = word(row, "symbol");
        if (symbol == null || symbol.isEmpty()) {
            throw new UnexpectedShape("'symbol' is missing");
        }
        return symbol;
    }

    /** Null when it is absent or no time: nothing that matters depends on it alone. */
    static Instant instant(JsonNode row, String field) {
        String text = KrakenJson.textOrNull(row, field);
        try {
            return text == null || text.length() > LONGEST_WORD ? null : Instant.parse(text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    static void book(JsonNode row, boolean snapshot, BookFrame into) {
        into.begin();
        into.symbol = symbol(row);
        into.snapshot = snapshot;
        levels(row, "bids", into.bids);
        levels(row, "asks", into.asks);
        BigDecimal checksum = KrakenJson.decimal(row, "checksum");
        if (checksum.signum() < 0 || checksum.compareTo(BigDecimal.valueOf(0xFFFF_FFFFL)) > 0
                || checksum.stripTrailingZeros().scale() > 0) {
            throw new UnexpectedShape("'checksum' is no 32-bit number");
        }
        into.checksum = checksum.longValueExact();
    }

    private static void levels(JsonNode row, String side, BookFrame.Levels into) {
        JsonNode levels = row.get(side);
        if (levels == null || levels.isNull()) {
            return;
        }
        if (!levels.isArray()) {
            throw new UnexpectedShape("'" + side + "' is not a list");
        }
        for (JsonNode level : levels) {
            BigDecimal price = fitting(level, "price");
            BigDecimal quantity = fitting(level, "qty");
            into.add(price.unscaledValue().longValueExact(), price.scale(), quantity.unscaledValue().longValueExact(), quantity.scale());
        }
    }

    private static BigDecimal fitting(JsonNode level, String field) {
        BigDecimal number = KrakenJson.decimal(level, field);
        BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
        if (!Decimal.fits(plain)) {
            plain = plain.stripTrailingZeros();
            plain = plain.scale() < 0 ? plain.setScale(0) : plain;
        }
        if (!Decimal.fits(plain)) {
            throw new UnexpectedShape("'" + field + "' of a level is below zero or has too many digits");
        }
        return plain;
    }

    static Frame.Status status(JsonNode message) {
        List<JsonNode> rows = rows(message);
        if (rows.isEmpty()) {
            throw new UnexpectedShape("a status without data");
        }
        String word = VenueText.clean(KrakenJson.text(rows.get(rows.size() - 1), "system"), LONGEST_WORD);
        return new Frame.Status(VenueStatus.mode(word), word);
    }

    static Frame.Tickers tickers(JsonNode message) {
        return new Frame.Tickers(snapshot(message), rows(message).stream().map(row -> new Frame.Ticker(symbol(row),
                KrakenJson.decimalOrNull(row, "bid"), KrakenJson.decimalOrNull(row, "bid_qty"), KrakenJson.decimalOrNull(row, "ask"),
                KrakenJson.decimalOrNull(row, "ask_qty"), KrakenJson.decimalOrNull(row, "last"), KrakenJson.decimalOrNull(row, "volume"),
                instant(row, "timestamp"))).toList());
    }

    static Frame.Trades trades(JsonNode message) {
        return new Frame.Trades(snapshot(message), rows(message).stream().map(PublicFrames::tick).toList());
    }

    private static Frame.Tick tick(JsonNode row) {
        boolean buy = switch (KrakenJson.text(row, "side")) {
            case "buy" -> true;
            case "sell" -> false;
            default -> throw new UnexpectedShape("a trade is neither 'buy' nor 'sell'");
        };
        return new Frame.Tick(symbol(row), buy, positive(row, "price"), positive(row, "qty"), whole(row, "trade_id"),
                required(instant(row, "timestamp"), "timestamp"));
    }

    static Frame.Candles candles(JsonNode message) {
        return new Frame.Candles(snapshot(message), rows(message).stream().map(row -> new Frame.Bar(symbol(row),
                KrakenJson.integer(row, "interval", 1, 1_000_000), required(instant(row, "interval_begin"), "interval_begin"),
                positive(row, "open"), positive(row, "high"), positive(row, "low"), positive(row, "close"),
                KrakenJson.decimalOrNull(row, "vwap"), KrakenJson.decimal(row, "volume"),
                row.has("trades") ? whole(row, "trades") : 0)).toList());
    }

    static Frame.Pairs pairs(JsonNode message) {
        JsonNode data = message.get("data");
        JsonNode pairs = data == null ? null : data.get("pairs");
        if (pairs == null || pairs.isNull()) {
            return new Frame.Pairs(snapshot(message), List.of());
        }
        if (!pairs.isArray()) {
            throw new UnexpectedShape("'pairs' is not a list");
        }
        List<Frame.Pair> all = new ArrayList<>();
        for (JsonNode pair : pairs) {
            all.add(new Frame.Pair(symbol(pair), VenueStatus.mode(KrakenJson.text(pair, "status")),
                    KrakenJson.integer(pair, "price_precision", 0, 30), KrakenJson.integer(pair, "qty_precision", 0, 30)));
        }
        return new Frame.Pairs(snapshot(message), List.copyOf(all));
    }

    private static BigDecimal positive(JsonNode row, String field) {
        BigDecimal number = KrakenJson.decimal(row, field);
        if (number.signum() <= 0) {
            throw new UnexpectedShape("'" + field + "' is not above zero");
        }
        return number;
    }

    private static long whole(JsonNode row, String field) {
        BigDecimal number = KrakenJson.decimal(row, field);
        if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0 || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new UnexpectedShape("'" + field + "' is no whole number");
        }
        return number.longValueExact();
    }

    private static <T> T required(T value, String field) {
        if (value == null) {
            throw new UnexpectedShape("'" + field + "' is missing or no time");
        }
        return value;
    }
}
