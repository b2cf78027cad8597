package io.nija.trading.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Symbol;
import io.nija.order.Purpose;
import io.nija.risk.Origin;
import io.nija.risk.RiskLimits;
import io.nija.risk.RiskProfiles;
import io.nija.risk.Worth;
import io.nija.strategy.Facts;
import io.nija.trading.OrderEntry;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.Plan;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Where strategies' orders come in: they become wishes like a person's, with the strategy's name on each. */
@Component(service = OrderEntry.class)
public final class StrategyOrders implements OrderEntry {

    private final TradingFloor floor;
    private final RiskProfiles profiles;
    private final AutoCloseable following;
    private final List<Consumer<StrategyTrade>> listeners = new CopyOnWriteArrayList<>();
    /** What was told of each lane's orders; only those that the lane has at hand. */
    private final Map<LaneId, Map<Long, Told>> told = new ConcurrentHashMap<>();

    /** As far as an order was told of. */
    private record Told(BigDecimal filled, BigDecimal cost, boolean ended) {

        static final Told NOTHING = new Told(BigDecimal.ZERO, BigDecimal.ZERO, false);

        static Told of(TrackedOrder order) {
            return new Told(order.filled().quantity(), order.filled().cost(), order.settled());
        }
    }

    @Activate
    public StrategyOrders(@Reference TradingFloor floor, @Reference RiskProfiles profiles) {
        this.floor = floor;
        this.profiles = profiles;
        following = floor.follow(this::changed);
    }

    @Deactivate
    void stop() throws Exception {
        following.close();
    }

    @Override
    public CompletionStage<Entered> submit(StrategyOrder order) {
        Optional<TradingLane> lane = floor.find(order.lane());
        if (lane.isEmpty()) {
            return refused("NO_LANE", "There is no lane " + order.lane() + ".");
        }
        Wish wish = new Wish(order.order(), order.purpose(), Origin.STRATEGY, by(order.strategy(), order.parametersVersion()), order.strategy(), false, null,
                order.stop(), null, order.why());
        return lane.get().submit(wish).thenApply(StrategyOrders::entered);
    }

    /** As it stands in the journal; {@code decisions} takes it apart. */
    private static String by(String strategy, String version) {
        return "strategy " + strategy + " " + version;
    }

    private static Entered entered(Report report) {
        if (report instanceof Report.Done done) {
            return new Entered.Ordered(done.order().id());
        }
        if (report instanceof Report.Unknown unknown) {
            return new Entered.Unknown(unknown.order() == null ? null : unknown.order().id(), unknown.code(), unknown.reason());
        }
        Report.Refused refused = (Report.Refused) report;
        return new Entered.Refused(refused.order() == null ? null : refused.order().id(), null, refused.code(), refused.reason());
    }

    private static CompletionStage<Entered> refused(String code, String reason) {
        return CompletableFuture.completedFuture(new Entered.Refused(null, null, code, reason));
    }

    @Override
    public CompletionStage<Entered> moveStop(LaneId id, String strategy, Symbol symbol, BigDecimal stop, String why) {
        return floor.find(id).<CompletionStage<Entered>>map(lane -> lane.protect(new Guarded(symbol, strategy), Plan.Kind.NAMED, stop,
                by(strategy, why), new CompletableFuture<>()).thenApply(StrategyOrders::moved)).orElseGet(() -> refused("NO_LANE", "There is no lane " + id + "."));
    }

    /** A plan that was made is kept, also while the venue has not answered: protection goes on with it. */
    private static Entered moved(Report report) {
        return report instanceof Report.Done done ? new Entered.Ordered(done.order() == null ? null : done.order().id()) : entered(report);
    }

    @Override
    public CompletionStage<Entered> cancelEntries(LaneId id, String strategy, Symbol symbol, String why) {
        Optional<TradingLane> lane = floor.find(id);
        if (lane.isEmpty()) {
            return refused("NO_LANE", "There is no lane " + id + ".");
        }
        List<CompletableFuture<Report>> cancels = new ArrayList<>();
        lane.get().snapshot().open().stream().filter(order -> order.intent().purpose() == Purpose.ENTRY && of(order, strategy, symbol))
                .forEach(order -> cancels.add(lane.get().cancel(order.number(), by(strategy, why))));
        return CompletableFuture.allOf(cancels.toArray(CompletableFuture[]::new)).thenApply(all -> cancels.stream().map(CompletableFuture::join)
                .map(StrategyOrders::entered).filter(answer -> !(answer instanceof Entered.Ordered)).findFirst().orElse(new Entered.Ordered(null)));
    }

    private static boolean of(TrackedOrder order, String strategy, Symbol symbol) {
        return Objects.equals(order.intent().strategy(), strategy) && order.request().symbol().equals(symbol);
    }

    @Override
    public Optional<LaneNow> lane(LaneId id) {
        return floor.known(id).map(floor::readiness);
    }

    @Override
    public Observation<Facts.Holding> holding(LaneId id, String strategy, Symbol symbol) {
        Optional<LaneSnapshot> found = floor.find(id).map(TradingLane::snapshot).filter(LaneSnapshot::ready);
        if (found.isEmpty()) {
            return new Observation.Missing<>("JOURNAL_BEING_READ", "What is held there is not known yet.");
        }
        LaneSnapshot lane = found.get();
        Optional<Share> share = lane.shares().stream().filter(one -> strategy.equals(one.strategy()) && one.position().symbol().equals(symbol)).findFirst();
        Optional<Cover> cover = share.flatMap(lane::cover);
        Set<Long> stops = lane.covers().stream().map(Cover::order).filter(Objects::nonNull).collect(Collectors.toSet());
        boolean working = lane.orders().stream().anyMatch(order -> !order.settled() && order.intent().purpose() != Purpose.PROTECTIVE
                && !stops.contains(order.number()) && of(order, strategy, symbol));
        BigDecimal quantity = share.map(held -> held.position().quantity()).orElse(BigDecimal.ZERO);
        boolean flat = quantity.signum() == 0;
        return new Observation.Known<>(new Facts.Holding(quantity, flat ? null : share.orElseThrow().position().averagePrice(),
                flat ? null : cover.map(Cover::price).orElse(null), working), floor.now());
    }

    @Override
    public Observation<Facts.Budget> budget(LaneId id, Symbol symbol) {
        Optional<Known> found = floor.known(id);
        if (found.isEmpty()) {
            return new Observation.Missing<>("NO_LANE", "There is no lane " + id + ".");
        }
        Known lane = found.get();
        Observation<Worth> worth = floor.worth(lane);
        if (!(worth instanceof Observation.Known<Worth> known)) {
            return missing(worth);
        }
        Optional<RiskLimits> limits = profiles.find(lane.account().riskProfile());
        if (limits.isEmpty()) {
            return new Observation.Missing<>("NO_PROFILE", "There is no risk profile '" + lane.account().riskProfile() + "'.");
        }
        Observation<BigDecimal> equity = floor.market().rates(id.broker()).convert(known.value().equity().amount(), known.value().equity().currency(), symbol.quote());
        if (!(equity instanceof Observation.Known<BigDecimal> converted)) {
            return missing(equity);
        }
        Observation<List<Balance>> balances = lane.venue().session().<Observation<List<Balance>>>map(session -> session.balances())
                .orElseGet(() -> new Observation.Missing<>("NO_SESSION", "There is no session."));
        if (!(balances instanceof Observation.Known<List<Balance>> held)) {
            return missing(balances);
        }
        BigDecimal available = held.value().stream().filter(balance -> balance.asset().equals(symbol.quote())).map(Balance::available)
                .filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        Instant at = held.at().isBefore(known.at()) ? held.at() : known.at();
        return new Observation.Known<>(new Facts.Budget(converted.value(), limits.get().tradeRiskPercent(), available), at);
    }

    private static Observation<Facts.Budget> missing(Observation<?> why) {
        return why instanceof Observation.Stale<?> stale ? new Observation.Missing<>(stale.code(), stale.reason())
                : new Observation.Missing<>(((Observation.Missing<?>) why).code(), ((Observation.Missing<?>) why).reason());
    }

    @Override
    public Observation<Fees> fees(LaneId id, Symbol symbol) {
        return floor.known(id).map(lane -> floor.market().feesNow(id, symbol, lane.venue())).orElseGet(() ->
                new Observation.Missing<>("NO_LANE", "There is no lane " + id + "."));
    }

    @Override
    public AutoCloseable follow(Consumer<StrategyTrade> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What happened to strategies' orders since the lane was last told of; on the lane's queue. */
    private void changed(LaneSnapshot lane) {
        if (!lane.ready()) {
            return;
        }
        Map<Long, Told> now = lane.orders().stream().filter(order -> order.intent().strategy() != null)
                .collect(Collectors.toMap(TrackedOrder::number, Told::of));
        Map<Long, Told> before = told.put(lane.lane(), now);
        if (before == null) {
            // What an earlier NIJA did is not news.
            return;
        }
        for (TrackedOrder order : lane.orders()) {
            Told then = before.getOrDefault(order.number(), Told.NOTHING);
            if (order.intent().strategy() != null && !Told.of(order).equals(then)) {
                tell(order, then);
            }
        }
    }

    private void tell(TrackedOrder order, Told before) {
        BigDecimal filled = order.filled().quantity().subtract(before.filled());
        boolean ended = order.settled();
        if (filled.signum() == 0 && ended == before.ended()) {
            return;
        }
        BigDecimal price = filled.signum() == 0 ? null : order.filled().cost().subtract(before.cost()).divide(filled, java.math.MathContext.DECIMAL64);
        StrategyTrade trade = new StrategyTrade(order.intent().lane(), order.intent().strategy(), order.request().symbol(), order.id(),
                order.intent().purpose(), filled, price, ended, order.id() + " is " + order.stage());
        listeners.forEach(listener -> listener.accept(trade));
    }
}
