package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.books.Fill;
import io.nija.books.Position;
import io.nija.books.RoundTrip;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.trading.internal.lane.Accounting;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.MemoryJournal;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.Venue;

/** Lanes as a judgement sees them, over brokers whose quotes are told to them. */
final class GateBench {

    static final Symbol BTC = new Symbol("BTC", "USD");

    final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    final MemoryJournal journal = new MemoryJournal(time);
    final Market market = new Market(time);
    private final Map<LaneId, List<Fill>> fills = new HashMap<>();
    private final Map<LaneId, String> strategies = new HashMap<>();
    private final Map<LaneId, Accounting> accounting = new HashMap<>();
    final Map<LaneId, List<RoundTrip>> trips = new HashMap<>();
    boolean ready = true;

    static Account account(String id, String capital, String... brokers) {
        return new Account(new AccountId(id), id, Role.MASTER, true, List.of(brokers).stream().map(BrokerId::new).toList(), Map.of(), Map.of(),
                "USD", ZoneId.of("UTC"), "careful", capital == null ? null : new BigDecimal(capital));
    }

    static Account account(String id, String capital, Map<String, Mode> modes) {
        Map<BrokerId, Mode> named = new HashMap<>();
        modes.forEach((broker, mode) -> named.put(new BrokerId(broker), mode));
        return new Account(new AccountId(id), id, Role.MASTER, true, List.copyOf(named.keySet()), named, Map.of(), "USD", ZoneId.of("UTC"), "careful",
                new BigDecimal(capital));
    }

    void buy(LaneId lane, String quantity, String price) {
        List<Fill> all = fills.computeIfAbsent(lane, first -> new ArrayList<>());
        BigDecimal coins = new BigDecimal(quantity);
        all.add(new Fill("T" + all.size(), time.instant(), BTC, Side.BUY, coins, new BigDecimal(price), coins.multiply(new BigDecimal(price)),
                BigDecimal.ZERO, null, null));
    }

    void strategy(LaneId lane, String name) {
        strategies.put(lane, name);
    }

    /** What was there first, what came since, and what nobody explains, all in USD. */
    void money(LaneId lane, String opening, String flows, String unexplained) {
        accounting.put(lane, new Accounting(time.instant(), new TreeMap<>(Map.of("USD", new BigDecimal(opening))),
                new TreeMap<>(Map.of("USD", new BigDecimal(flows))), unexplained == null ? new TreeMap<>()
                        : new TreeMap<>(Map.of("USD", new BigDecimal(unexplained))), unexplained == null ? "" : "Nobody explains " + unexplained + " USD."));
    }

    void quote(String broker, Symbol symbol, String bid, String ask) {
        market.read(new Quoting(new BrokerId(broker), new Quote(symbol, List.of(new Quote.Level(new BigDecimal(bid), BigDecimal.TEN)),
                List.of(new Quote.Level(new BigDecimal(ask), BigDecimal.TEN)), time.instant())), List.of(symbol));
    }

    Known known(Account account, LaneId lane) {
        Position position = Position.none(BTC);
        for (Fill fill : fills.getOrDefault(lane, List.of())) {
            position = position.apply(fill).position();
        }
        Accounting counted = accounting.getOrDefault(lane, new Accounting(null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), ""));
        LaneSnapshot snapshot = new LaneSnapshot(lane, ready, List.of(), List.of(), List.of(new Share(strategies.get(lane), position)),
                trips.getOrDefault(lane, List.of()), counted, List.of(), true, Evidence.ok(Step.RECONCILIATION, time.instant(), ""), List.of(),
                Map.of(), null, null, List.of(), Map.of());
        return new Known(account, snapshot, Venue.NONE, false);
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    /** A broker that has one quote. */
    private record Quoting(BrokerId id, Quote quote) implements Broker {

        @Override
        public String displayName() {
            return id.toString();
        }

        @Override
        public KeyFormat keyFormat() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mode forcedMode() {
            return Mode.SANDBOX;
        }

        @Override
        public Observation<InstrumentBook> instruments() {
            return new Observation.Missing<>("NONE", "None.");
        }

        @Override
        public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
            return CompletableFuture.completedFuture(Optional.of(quote).filter(one -> one.symbol().equals(symbol))
                    .<Observation<Quote>>map(one -> new Observation.Known<>(one, one.at())).orElseGet(() -> new Observation.Missing<>("NONE", "None.")));
        }
    }
}
