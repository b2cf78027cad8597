package io.nija.broker.kraken.internal.stream.frame;

import java.util.List;
import java.util.Set;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;

import tools.jackson.databind.JsonNode;

/**
 * Reads the text frames of one connection. Whatever comes, it neither throws nor gives a wrong number: what it cannot read is a
 * counted {@link Frame.Fault}, what it does not know a counted {@link Frame.Other}. Used by one thread at a time; the counts may
 * be read by any.
 */
public final class FrameReader {

    /** Longer frames (the snapshot of a thousand levels has 80 kB) are read all the same, only with more memory for a moment. */
    private static final int KEPT = 1 << 17;

    private static final int LONGEST_WORD = 40;

    private static final Set<String> SUBSCRIBING = Set.of("subscribe", "unsubscribe", "ping", "pong");

    /** Where frames go. */
    public interface Sink {

        /** Valid until it returns: the same object comes again with the next frame. */
        void book(BookFrame frame);

        void frame(Frame frame);
    }

    private final BookScanner scanner = new BookScanner();
    private final BookFrame book = new BookFrame();
    private char[] characters = new char[4_096];
    private volatile long faults;
    private volatile long unknown;

    /** Reads one frame and gives the sink all it says. */
    public void read(String text, Sink sink) {
        int length = text.length();
        if (length <= KEPT) {
            if (characters.length < length) {
                characters = new char[Math.min(KEPT, length * 2)];
            }
            text.getChars(0, length, characters, 0);
            if (scanner.scan(characters, length, book)) {
                sink.book(book);
                return;
            }
        }
        slowly(text, sink);
    }

    /** By a reader that knows all of JSON. */
    void slowly(String text, Sink sink) {
        JsonNode message;
        try {
            message = KrakenJson.parse(text);
        } catch (UnexpectedShape notJson) {
            fault(sink, Frame.Fault.NOT_JSON, null, "It begins with '" + VenueText.clean(text.substring(0, Math.min(60, text.length())), 60) + "'.");
            return;
        }
        String channel = word(message, "channel");
        try {
            told(message, channel, sink);
        } catch (UnexpectedShape shape) {
            fault(sink, Frame.Fault.UNREADABLE, channel, shape.getMessage());
        }
    }

    private void told(JsonNode message, String channel, Sink sink) {
        if (channel == null || message.has("method") || message.has("success")) {
            answer(message, sink);
            return;
        }
        switch (channel) {
            case "heartbeat" -> sink.frame(new Frame.Heartbeat());
            case "book" -> {
                for (JsonNode one : PublicFrames.rows(message)) {
                    PublicFrames.book(one, PublicFrames.snapshot(message), book);
                    sink.book(book);
                }
            }
            case "status" -> sink.frame(PublicFrames.status(message));
            case "ticker" -> sink.frame(PublicFrames.tickers(message));
            case "trade" -> sink.frame(PublicFrames.trades(message));
            case "ohlc" -> sink.frame(PublicFrames.candles(message));
            case "instrument" -> sink.frame(PublicFrames.pairs(message));
            case "executions" -> sink.frame(PrivateFrames.executions(message));
            case "balances" -> sink.frame(PrivateFrames.balances(message));
            default -> other(sink, channel);
        }
    }

    private void answer(JsonNode message, Sink sink) {
        String method = word(message, "method");
        if (method == null && !message.has("success") && !message.has("error")) {
            other(sink, "a message without channel and method");
            return;
        }
        if ("pong".equals(method) && !message.has("error")) {
            sink.frame(new Frame.Pong(number(message, "req_id")));
            return;
        }
        Long request = number(message, "req_id");
        if (method != null && !SUBSCRIBING.contains(method)) {
            sink.frame(new Frame.Commanded(method, request, message));
            return;
        }
        JsonNode result = message.get("result");
        JsonNode told = result != null && result.isObject() ? result : message;
        JsonNode success = message.get("success");
        String error = KrakenJson.textOrNull(message, "error");
        String symbol = word(told, "symbol");
        String channel = word(told, "channel");
        sink.frame(new Frame.Answer(method == null ? "" : method, success == null ? error == null : success.asBoolean(false),
                channel == null ? word(message, "channel") : channel, symbol == null ? word(message, "symbol") : symbol,
                error == null ? null : VenueText.clean(error, 200), request, number(told, "maxratecount"), warnings(told)));
    }

    private static List<String> warnings(JsonNode told) {
        JsonNode warnings = told.get("warnings");
        return warnings == null || !warnings.isArray() ? List.of()
                : warnings.valueStream().limit(10).map(warning -> VenueText.clean(warning.asString(""), 200)).toList();
    }

    private static String word(JsonNode message, String field) {
        String text = message.isObject() ? KrakenJson.textOrNull(message, field) : null;
        return text == null ? null : VenueText.clean(text, LONGEST_WORD);
    }

    /** A whole number that fits a long; anything else is as if it were not there. */
    private static Long number(JsonNode message, String field) {
        JsonNode value = message.get(field);
        return value != null && value.isIntegralNumber() && value.canConvertToLong() ? Long.valueOf(value.longValue()) : null;
    }

    private void other(Sink sink, String word) {
        unknown++;
        sink.frame(new Frame.Other(word));
    }

    private void fault(Sink sink, String code, String channel, String detail) {
        faults++;
        sink.frame(new Frame.Fault(code, channel, detail));
    }

    /** How many frames could not be read. */
    public long faults() {
        return faults;
    }

    /** How many messages were of a kind that this version does not know. */
    public long unknown() {
        return unknown;
    }
}
