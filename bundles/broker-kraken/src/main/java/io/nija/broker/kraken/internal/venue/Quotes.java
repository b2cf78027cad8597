package io.nija.broker.kraken.internal.venue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.TimeSource;

import tools.jackson.databind.JsonNode;

/**
 * The best levels of the books, over REST: at most one call under way for a symbol, and an answer younger than a second is
 * everybody's. Costs no account's counter. Thread-safe; nothing waits.
 */
public final class Quotes {

    private static final Duration YOUNG = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int LEVELS = 25;

    private final VenueFeed feed;
    private final InstrumentFeed instruments;
    private final TimeSource time;
    /** Only instruments of the book get in here. */
    private final Map<Symbol, SharedRead<Quote>> reads = new ConcurrentHashMap<>();

    public Quotes(VenueFeed feed, InstrumentFeed instruments, TimeSource time) {
        this.feed = feed;
        this.instruments = instruments;
        this.time = time;
    }

    /** The best levels now. */
    public CompletableFuture<Observation<Quote>> quote(Symbol symbol) {
        return instruments.ready().thenCompose(ready -> {
            InstrumentBook book = ready instanceof Observation.Known<InstrumentBook> known ? known.value()
                    : ready instanceof Observation.Stale<InstrumentBook> stale ? stale.value() : null;
            if (book == null) {
                Observation.Missing<InstrumentBook> missing = (Observation.Missing<InstrumentBook>) ready;
                return CompletableFuture.completedFuture(new Observation.Missing<>(missing.code(), missing.reason()));
            }
            Optional<Instrument> instrument = book.find(symbol.toString());
            return instrument.isEmpty()
                    ? CompletableFuture.completedFuture(new Observation.Missing<>("KRAKEN_UNKNOWN_PAIR",
                            "Kraken has no instrument " + VenueText.clean(symbol.toString(), 40) + "."))
                    : read(instrument.get()).get(YOUNG).thenApply(Quotes::observation);
        });
    }

    private SharedRead<Quote> read(Instrument instrument) {
        return reads.computeIfAbsent(instrument.symbol(), symbol -> new SharedRead<>(time, () ->
                feed.ask("/0/public/Depth?pair=" + instrument.orderName() + "&count=" + LEVELS, LIMIT)
                        .thenApply(reply -> reply instanceof Reply.Good<JsonNode> good
                                ? reply.read(result -> of(result, symbol, good.at())) : new Reply.Bad<>(((Reply.Bad<JsonNode>) reply).problem()))));
    }

    private static Observation<Quote> observation(Reply<Quote> reply) {
        if (reply instanceof Reply.Good<Quote> good) {
            return new Observation.Known<>(good.value(), good.at());
        }
        Problem problem = ((Reply.Bad<Quote>) reply).problem();
        return new Observation.Missing<>(problem.code(), problem.message());
    }

    /** Reads {@code Depth} (sheet, section 6.7); the one pair that was asked for is there under its canonical name. */
    static Quote of(JsonNode result, Symbol symbol, Instant at) {
        if (!result.isObject() || result.size() != 1) {
            throw new UnexpectedShape("the book of " + symbol + " is not alone");
        }
        JsonNode book = result.properties().iterator().next().getValue();
        Comparator<Quote.Level> upwards = Comparator.comparing(Quote.Level::price);
        return new Quote(symbol, levels(book, "bids", upwards.reversed()), levels(book, "asks", upwards), at);
    }

    private static List<Quote.Level> levels(JsonNode book, String side, Comparator<Quote.Level> best) {
        JsonNode rows = book.get(side);
        if (rows == null || !rows.isArray()) {
            throw new UnexpectedShape("'" + side + "' is not a list");
        }
        List<Quote.Level> levels = new ArrayList<>();
        for (JsonNode row : rows) {
            if (!row.isArray() || row.size() < 2) {
                throw new UnexpectedShape("a level of the book has no price and volume");
            }
            levels.add(new Quote.Level(positive(row.get(0), "price"), positive(row.get(1), "volume")));
        }
        levels.sort(best);
        return levels;
    }

    private static BigDecimal positive(JsonNode value, String what) {
        BigDecimal number = KrakenJson.number(value, what);
        if (number == null || number.signum() <= 0) {
            throw new UnexpectedShape("a level of the book has no " + what + " above zero");
        }
        return number;
    }
}
