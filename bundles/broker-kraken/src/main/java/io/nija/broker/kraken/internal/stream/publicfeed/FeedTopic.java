package io.nija.broker.kraken.internal.stream.publicfeed;

import java.time.Duration;
import java.util.Set;

import io.nija.broker.kraken.internal.stream.Requests;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;

/**
 * A subscription as Kraken knows it. Data frames do not tell depth or interval, so two topics that differ only in those cannot
 * share a connection.
 *
 * @param parameter depth or minutes, or 0
 */
record FeedTopic(String channel, Symbol symbol, int parameter) {

    private static final Set<Integer> DEPTHS = Set.of(10, 25, 100, 500, 1_000);
    private static final Set<Integer> INTERVALS = Set.of(1, 5, 15, 30, 60, 240, 1_440, 10_080, 21_600);

    /** @throws IllegalArgumentException with a sentence, when Kraken has no such topic */
    static FeedTopic of(MarketStream.Topic topic, Symbol symbol) {
        if (!Requests.legal(symbol.toString())) {
            throw new IllegalArgumentException("'" + symbol + "' is no name that Kraken's stream knows.");
        }
        if (topic instanceof MarketStream.Topic.Book book) {
            return new FeedTopic("book", symbol, legal(book.depth(), DEPTHS, "depth"));
        }
        if (topic instanceof MarketStream.Topic.Candles candles) {
            Duration interval = candles.interval();
            int minutes = interval.toSeconds() % 60 == 0 && interval.toMinutes() <= 21_600 ? (int) interval.toMinutes() : -1;
            return new FeedTopic("ohlc", symbol, legal(minutes, INTERVALS, "interval in minutes"));
        }
        return new FeedTopic(topic instanceof MarketStream.Topic.Trades ? "trade" : "ticker", symbol, 0);
    }

    private static int legal(int value, Set<Integer> values, String what) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException("Kraken has no " + what + " " + value + "; it has "
                    + values.stream().sorted().toList() + ".");
        }
        return value;
    }

    /** Whether frames of both could not be told apart. */
    boolean clashes(FeedTopic other) {
        return channel.equals(other.channel) && symbol.equals(other.symbol) && parameter != other.parameter;
    }

    /** Whether one request can ask for both. */
    boolean together(FeedTopic other) {
        return channel.equals(other.channel) && parameter == other.parameter;
    }

    /** The further parameters of its subscription. */
    String parameters(boolean subscribe) {
        return switch (channel) {
            case "book" -> ",\"depth\":" + parameter + (subscribe ? ",\"snapshot\":true" : "");
            case "ohlc" -> ",\"interval\":" + parameter + (subscribe ? ",\"snapshot\":true" : "");
            // Without it bid and ask are only renewed by trades (sheet, section 11).
            case "ticker" -> ",\"event_trigger\":\"bbo\"" + (subscribe ? ",\"snapshot\":true" : "");
            default -> subscribe ? ",\"snapshot\":true" : "";
        };
    }

    @Override
    public String toString() {
        return channel + (parameter == 0 ? "" : " " + parameter) + " of " + symbol;
    }
}
