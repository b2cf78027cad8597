package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.books.Position;
import io.nija.books.Rates;
import io.nija.broker.Balance;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.TimeSource;
import io.nija.risk.MarketView;
import io.nija.trading.internal.lane.Venue;

/**
 * Quotes and fees as last read, by broker: the same name at two venues is two markets. Thread-safe; what is asked for is
 * bounded by the instruments that are held or wanted.
 */
public final class Market {

    /** An account's tier changes once a day at most, and asking costs its budget. */
    private static final Duration FEES_LAST = Duration.ofMinutes(30);

    /** Positions are valued every ten seconds: what is older than three such looks says nothing about now. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** What most assets are traded for: between two that have no market of their own. */
    private static final List<String> BETWEEN = List.of("USD", "EUR", "USDT", "USDC", "BTC");

    private final TimeSource time;
    private final Map<BrokerId, Map<Symbol, Observation<Quote>>> quotes = new ConcurrentHashMap<>();
    private final Map<LaneId, Map<Symbol, Observation.Known<Fees>>> fees = new ConcurrentHashMap<>();
    private final Map<LaneId, Observation.Known<List<Balance>>> balances = new ConcurrentHashMap<>();

    public Market(TimeSource time) {
        this.time = time;
    }

    /** A broker's quotes as last read; those that are older than {@link #FRESH} are stale. */
    public Map<Symbol, Observation<Quote>> quotes(BrokerId broker) {
        Map<Symbol, Observation<Quote>> read = new HashMap<>(quotes.getOrDefault(broker, Map.of()));
        Instant oldest = time.instant().minus(FRESH);
        read.replaceAll((symbol, quote) -> quote instanceof Observation.Known<Quote> known && known.at().isBefore(oldest)
                ? new Observation.Stale<>(known.value(), known.at(), "QUOTE_OLD", "The last quote of " + symbol + " is of " + known.at() + ".")
                : quote);
        return read;
    }

    /** Conversions by a broker's quotes; by those of other brokers for what it has no fresh quote of. */
    public Rates rates(BrokerId broker) {
        Map<Symbol, Observation<Quote>> all = new HashMap<>();
        new TreeSet<>(quotes.keySet()).stream().filter(other -> !other.equals(broker)).forEach(other -> quotes(other).forEach((symbol, quote) ->
                all.merge(symbol, quote, Market::better)));
        quotes(broker).forEach((symbol, quote) -> all.merge(symbol, quote, (others, own) -> better(own, others)));
        return new Rates(all);
    }

    private static Observation<Quote> better(Observation<Quote> preferred, Observation<Quote> other) {
        return preferred instanceof Observation.Known || !(other instanceof Observation.Known) ? preferred : other;
    }

    /** Reads quotes of these; completes when all have answered, and never fails. */
    public CompletionStage<Void> read(Broker broker, Collection<Symbol> symbols) {
        Map<Symbol, Observation<Quote>> ofBroker = quotes.computeIfAbsent(broker.id(), first -> new ConcurrentHashMap<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Symbol symbol : symbols) {
            all.add(quote(broker, symbol).thenAccept(quote -> ofBroker.put(symbol, quote)).toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Everything whose quote is needed to say in {@code currency} what these positions are worth and brought. */
    public static Set<Symbol> needed(Broker broker, Collection<Position> positions, String currency) {
        Set<Symbol> needed = new LinkedHashSet<>();
        if (positions.isEmpty()) {
            // Not even the broker's rules: a venue whose lanes have nothing, keys perhaps neither, is not called.
            return needed;
        }
        Optional<InstrumentBook> book = book(broker.instruments());
        for (Position position : positions) {
            if (position.quantity().signum() != 0) {
                needed.add(position.symbol());
            }
            needed.addAll(way(book, position.symbol().quote(), currency));
            position.otherFees().keySet().forEach(asset -> needed.addAll(way(book, asset, currency)));
        }
        return needed;
    }

    /** Everything whose quote is needed to say what {@code from} is worth in {@code to}. */
    public static List<Symbol> rate(Broker broker, String from, String to) {
        return way(book(broker.instruments()), from, to);
    }

    private static CompletionStage<Observation<Quote>> quote(Broker broker, Symbol symbol) {
        try {
            return broker.quote(symbol).exceptionally(failed -> new Observation.Missing<>("QUOTE_FAILED", failed.toString()));
        } catch (RuntimeException broken) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("QUOTE_FAILED", broken.toString()));
        }
    }

    /**
     * The balances that hold now: the session's own reading, or a later one made here because an order of ours has changed
     * since. What is older than {@code changed} is stale: it may still count a hold that is gone.
     */
    Observation<List<Balance>> balances(LaneId lane, Venue venue, Instant changed) {
        Observation<List<Balance>> own = venue.session().<Observation<List<Balance>>>map(BrokerSession::balances)
                .orElseGet(() -> new Observation.Missing<>("NO_SESSION", "There is no session."));
        if (!(own instanceof Observation.Known<List<Balance>> known)) {
            return own;
        }
        Observation.Known<List<Balance>> later = balances.get(lane);
        Observation.Known<List<Balance>> newest = later != null && later.at().isAfter(known.at()) ? later : known;
        return newest.at().isAfter(changed) ? newest : new Observation.Stale<>(newest.value(), newest.at(), "BALANCES_OVERTAKEN",
                "An order of this lane has changed since the balances were read.");
    }

    /** Reads the balances again when an order of ours has changed since they were read; never fails. */
    CompletionStage<Void> readBalances(LaneId lane, Venue venue, Instant changed) {
        if (venue.desk().isEmpty() || balances(lane, venue, changed) instanceof Observation.Known) {
            return CompletableFuture.completedFuture(null);
        }
        return venue.desk().get().balancesNow().exceptionally(failed -> new Observation.Missing<>("BALANCES_FAILED", failed.toString()))
                .thenAccept(read -> {
                    if (read instanceof Observation.Known<List<Balance>> known) {
                        balances.put(lane, known);
                    }
                });
    }

    /** Reads what an order on {@code symbol} is judged by. */
    CompletionStage<MarketView> look(LaneId lane, Symbol symbol, Venue venue, String currency, Map<String, String> stablecoins,
            Set<Symbol> held) {
        Broker broker = venue.broker().orElse(null);
        if (broker == null) {
            return CompletableFuture.completedFuture(nothing("NO_BROKER", "The broker " + lane.broker() + " is not here."));
        }
        Optional<InstrumentBook> book = book(broker.instruments());
        Set<Symbol> wanted = new LinkedHashSet<>(held);
        wanted.add(symbol);
        wanted.addAll(way(book, symbol.quote(), currency));
        Map<String, String> coins = new HashMap<>(stablecoins);
        coins.keySet().retainAll(List.of(symbol.base(), symbol.quote()));
        coins.forEach((coin, peg) -> pair(book, coin, peg).ifPresent(wanted::add));
        return read(broker, wanted).thenCombine(fees(lane, symbol, venue), (done, paid) -> view(symbol, broker, paid, currency, coins));
    }

    /** The rules of an instrument, and its quote when {@code priced}: all that an order needs that protects or closes. */
    CompletionStage<MarketView> look(Symbol symbol, Venue venue, boolean priced) {
        Broker broker = venue.broker().orElse(null);
        if (broker == null) {
            return CompletableFuture.completedFuture(nothing("NO_BROKER", "The broker is not here."));
        }
        return (priced ? read(broker, List.of(symbol)) : CompletableFuture.<Void>completedFuture(null)).thenApply(done -> new MarketView(
                instrument(broker, symbol), quotes.getOrDefault(broker.id(), Map.of()).getOrDefault(symbol, new Observation.Missing<>("NOT_READ", "It was not read.")),
                new Observation.Missing<>("NOT_READ", "An order that opens nothing needs no fees."), Map.of(), Map.of()));
    }

    private MarketView view(Symbol symbol, Broker broker, Observation<Fees> paid, String currency, Map<String, String> coins) {
        Rates rates = rates(broker.id());
        Map<String, Observation<BigDecimal>> pegs = new HashMap<>();
        coins.forEach((coin, peg) -> pegs.put(coin, rates.convert(BigDecimal.ONE, coin, peg)));
        return new MarketView(instrument(broker, symbol), quotes.get(broker.id()).get(symbol), paid,
                Map.of(currency, rates.convert(BigDecimal.ONE, symbol.quote(), currency)), pegs);
    }

    private static MarketView nothing(String code, String reason) {
        return new MarketView(new Observation.Missing<>(code, reason), new Observation.Missing<>(code, reason),
                new Observation.Missing<>(code, reason), Map.of(), Map.of());
    }

    /** The rules of an instrument. */
    static Observation<Instrument> instrument(Broker broker, Symbol symbol) {
        Observation<InstrumentBook> book = broker.instruments();
        if (book instanceof Observation.Known<InstrumentBook> known) {
            return known.value().find(symbol.toString()).<Observation<Instrument>>map(found -> new Observation.Known<>(found, known.at()))
                    .orElseGet(() -> new Observation.Missing<>("NO_INSTRUMENT", broker.displayName() + " has no " + symbol + "."));
        }
        if (book instanceof Observation.Stale<InstrumentBook> stale) {
            return stale.value().find(symbol.toString()).<Observation<Instrument>>map(found -> new Observation.Stale<>(found, stale.at(),
                    stale.code(), stale.reason())).orElseGet(() -> new Observation.Missing<>(stale.code(), stale.reason()));
        }
        Observation.Missing<InstrumentBook> missing = (Observation.Missing<InstrumentBook>) book;
        return new Observation.Missing<>(missing.code(), missing.reason());
    }

    private static Optional<InstrumentBook> book(Observation<InstrumentBook> book) {
        return book instanceof Observation.Known<InstrumentBook> known ? Optional.of(known.value()) : Optional.empty();
    }

    /** The instrument that tells what {@code from} is worth in {@code to}, if the venue has one. */
    private static Optional<Symbol> pair(Optional<InstrumentBook> book, String from, String to) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        return book.flatMap(all -> all.find(from + "/" + to).or(() -> all.find(to + "/" + from))).map(Instrument::symbol);
    }

    /** The instruments that tell what {@code from} is worth in {@code to}: one, or two over an asset between them. */
    private static List<Symbol> way(Optional<InstrumentBook> book, String from, String to) {
        Optional<Symbol> direct = pair(book, from, to);
        if (direct.isPresent() || from.equals(to)) {
            return direct.stream().toList();
        }
        for (String between : BETWEEN) {
            List<Symbol> legs = Stream.of(pair(book, from, between), pair(book, between, to)).flatMap(Optional::stream).toList();
            if (legs.size() == 2) {
                return legs;
            }
        }
        return List.of();
    }

    /** What the account pays on an instrument, as last read within half an hour; asks in the background when it was not. */
    public Observation<Fees> feesNow(LaneId lane, Symbol symbol, Venue venue) {
        return fees(lane, symbol, venue).toCompletableFuture().getNow(new Observation.Missing<>("FEES_BEING_READ",
                "What the account pays is being read."));
    }

    /** Reads what the account pays again before it is too old for {@link #feesNow}. */
    public void keepFees(LaneId lane, Symbol symbol, Venue venue) {
        fees(lane, symbol, venue, FEES_LAST.dividedBy(2));
    }

    private CompletionStage<Observation<Fees>> fees(LaneId lane, Symbol symbol, Venue venue) {
        return fees(lane, symbol, venue, FEES_LAST);
    }

    private CompletionStage<Observation<Fees>> fees(LaneId lane, Symbol symbol, Venue venue, Duration last) {
        Map<Symbol, Observation.Known<Fees>> known = fees.computeIfAbsent(lane, first -> new ConcurrentHashMap<>());
        Observation.Known<Fees> before = known.get(symbol);
        Instant now = time.instant();
        if (before != null && before.at().plus(last).isAfter(now)) {
            return CompletableFuture.completedFuture(before);
        }
        Optional<OrderDesk> desk = venue.desk();
        if (desk.isEmpty()) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("NO_SESSION", "There is no session to ask."));
        }
        return desk.get().fees(symbol).exceptionally(failed -> new Observation.Missing<>("FEES_FAILED", failed.toString())).thenApply(paid -> {
            if (paid instanceof Observation.Known<Fees> answer) {
                known.put(symbol, answer);
            }
            return paid;
        });
    }
}
