package io.nija.strategies.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.journal.memory.MemoryJournal;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData;
import io.nija.order.Purpose;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.strategy.Facts;
import io.nija.trading.OrderEntry;

/** A floor with an order entry and market data that do what a test says, in virtual time. */
final class Stage implements OrderEntry, MarketData {

    static final LaneId LANE = new LaneId(new AccountId("master"), new BrokerId("paper"));
    static final Symbol BTC = new Symbol("BTC", "USD");
    static final Duration FIVE = Duration.ofMinutes(5);
    static final Instrument INSTRUMENT = new Instrument(BTC, Set.of("BTC/USD"), "XBTUSD", new BigDecimal("0.1"), 1, new BigDecimal("0.001"),
            new BigDecimal("0.001"), new BigDecimal("5"), 5, null, null, MarketMode.ONLINE);

    final VirtualTime time = new VirtualTime(Instant.parse("2026-03-02T00:00:00Z"));
    final MemoryJournal journal;
    StrategyFloor floor;
    final List<StrategyOrder> orders = new ArrayList<>();
    final List<String> stops = new ArrayList<>();
    final List<CompletableFuture<Entered>> answers = new ArrayList<>();
    final Map<String, Consumer<CandleEvent>> candles = new TreeMap<>();
    final List<Consumer<Quote>> quotes = new ArrayList<>();
    final List<Consumer<StrategyTrade>> followers = new ArrayList<>();
    Facts.Holding holding = Facts.Holding.NONE;
    boolean lane = true;
    boolean stopFails;
    int opened;

    Stage() {
        this(null);
    }

    /** After a restart: what the journal of another stage has is known. */
    Stage(Stage before) {
        journal = before == null ? new MemoryJournal(UUID.fromString("00000000-0000-4000-8000-000000000001"), time, Runnable::run) : before.journal.crashed();
        floor = new StrategyFloor(this, this, journal, time, time, new DirectWorkers());
        floor.addBroker(broker());
    }

    static Broker broker() {
        InstrumentBook book = new InstrumentBook() {
            @Override
            public List<Instrument> all() {
                return List.of(INSTRUMENT);
            }

            @Override
            public Optional<Instrument> find(String anyName) {
                return anyName.equals("BTC/USD") ? Optional.of(INSTRUMENT) : Optional.empty();
            }

            @Override
            public String asset(String venueAsset) {
                return venueAsset;
            }
        };
        return new Broker() {
            @Override
            public BrokerId id() {
                return LANE.broker();
            }

            @Override
            public String displayName() {
                return "Paper";
            }

            @Override
            public KeyFormat keyFormat() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Mode forcedMode() {
                return Mode.PAPER;
            }

            @Override
            public Observation<InstrumentBook> instruments() {
                return new Observation.Known<>(book, Instant.EPOCH);
            }
        };
    }

    /** Closes a candle that began five minutes ago. */
    void close(double price) {
        time.advance(FIVE);
        candle(price, true);
    }

    void candle(double price, boolean live) {
        Instant begin = Instant.ofEpochMilli(Math.floorDiv(time.instant().toEpochMilli(), FIVE.toMillis()) * FIVE.toMillis()).minus(FIVE);
        tell(candle(begin, price), live);
    }

    void tell(MarketEvent.Candle candle, boolean live) {
        List.copyOf(candles.values()).forEach(listener -> listener.accept(new CandleEvent.Closed(candle, live)));
    }

    static MarketEvent.Candle candle(Instant begin, double price) {
        BigDecimal at = BigDecimal.valueOf(price);
        return new MarketEvent.Candle(BTC, FIVE, begin, at, at, at, at, at, BigDecimal.ONE, 1, true);
    }

    void live() {
        List.copyOf(candles.values()).forEach(listener -> listener.accept(new CandleEvent.Live()));
    }

    void price(String bid) {
        Quote quote = new Quote(BTC, List.of(new Quote.Level(new BigDecimal(bid), BigDecimal.ONE)),
                List.of(new Quote.Level(new BigDecimal(bid).add(new BigDecimal("0.1")), BigDecimal.ONE)), time.instant());
        List.copyOf(quotes).forEach(listener -> listener.accept(quote));
    }

    void answer(Entered entered) {
        answers.remove(0).complete(entered);
    }

    /** The latest order trades as far as that, and ends. */
    void fill(String strategy, Purpose purpose, String quantity) {
        BigDecimal filled = new BigDecimal(quantity);
        BigDecimal now = purpose == Purpose.ENTRY ? holding.quantity().add(filled) : holding.quantity().subtract(filled);
        holding = new Facts.Holding(now, now.signum() == 0 ? null : BigDecimal.valueOf(100), holding.stop(), false);
        followers.forEach(follower -> follower.accept(new StrategyTrade(LANE, strategy, BTC, "o1", purpose, filled, BigDecimal.valueOf(100), true, "filled")));
    }

    @Override
    public CompletionStage<Entered> submit(StrategyOrder order) {
        orders.add(order);
        CompletableFuture<Entered> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    @Override
    public CompletionStage<Entered> moveStop(LaneId lane, String strategy, Symbol symbol, BigDecimal stop, String why) {
        stops.add(stop.toPlainString() + " " + why);
        return CompletableFuture.completedFuture(stopFails ? new Entered.Refused(null, null, "BUSY", "Busy.") : new Entered.Ordered("o2"));
    }

    @Override
    public CompletionStage<Entered> cancelEntries(LaneId lane, String strategy, Symbol symbol, String why) {
        return CompletableFuture.completedFuture(new Entered.Ordered(null));
    }

    @Override
    public Optional<LaneNow> lane(LaneId id) {
        return lane ? Optional.of(new LaneNow(id, Mode.PAPER, true, "", "", Duration.ZERO)) : Optional.empty();
    }

    @Override
    public Observation<Facts.Holding> holding(LaneId lane, String strategy, Symbol symbol) {
        return new Observation.Known<>(holding, time.instant());
    }

    @Override
    public Observation<Facts.Budget> budget(LaneId lane, Symbol symbol) {
        return new Observation.Known<>(new Facts.Budget(BigDecimal.valueOf(10_000), new BigDecimal("0.5"), BigDecimal.valueOf(10_000)), time.instant());
    }

    @Override
    public Observation<Fees> fees(LaneId lane, Symbol symbol) {
        return new Observation.Known<>(new Fees(new BigDecimal("0.4"), new BigDecimal("0.2")), time.instant());
    }

    @Override
    public AutoCloseable follow(Consumer<StrategyTrade> listener) {
        followers.add(listener);
        return () -> followers.remove(listener);
    }

    @Override
    public Feed candles(BrokerId broker, Symbol symbol, Duration interval, int warmUp, Consumer<CandleEvent> listener) {
        String name = interval + " " + ++opened;
        candles.put(name, listener);
        return feed(() -> candles.remove(name));
    }

    @Override
    public Feed quotes(BrokerId broker, Symbol symbol, Consumer<Quote> listener) {
        quotes.add(listener);
        return feed(() -> quotes.remove(listener));
    }

    @Override
    public Observation<Quote> latest(BrokerId broker, Symbol symbol) {
        return new Observation.Missing<>("NONE", "Nothing was said.");
    }

    private static Feed feed(Runnable close) {
        return new Feed() {
            @Override
            public Freshness freshness() {
                return new Freshness(true, Instant.EPOCH, "", "");
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
