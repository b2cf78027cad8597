package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Balance;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Purpose;
import io.nija.platform.TimeSource;
import io.nija.risk.Holding;
import io.nija.risk.LaneView;
import io.nija.risk.MarketView;
import io.nija.risk.Origin;
import io.nija.risk.RiskGate;
import io.nija.risk.RiskLimits;
import io.nija.risk.RiskProfiles;
import io.nija.risk.Scope;
import io.nija.risk.Situation;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.risk.WorkingOrder;
import io.nija.trading.internal.lane.Gate;
import io.nija.trading.internal.lane.Grounds;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.Shares;
import io.nija.trading.internal.lane.Venue;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;

/** Puts together what an order is judged by, and asks the risk gate. */
public final class Situations implements Gate {

    private final Supplier<Collection<Known>> lanes;
    private final Function<LaneId, Optional<Known>> one;
    private final RiskGate risk;
    private final RiskProfiles profiles;
    private final Switchboard switches;
    private final Market market;
    private final Standings standings;
    private final TimeSource time;

    /** @param lanes every lane as it is now */
    public Situations(Supplier<Collection<Known>> lanes, RiskGate risk, RiskProfiles profiles, Switchboard switches, Market market,
            Worths worths, Acknowledgements acknowledged, TimeSource time) {
        this(lanes, lane -> lanes.get().stream().filter(known -> known.id().equals(lane)).findFirst(), risk, profiles, switches, market, worths,
                acknowledged, time);
    }

    /** @param one a single one of them, without looking at the others */
    public Situations(Supplier<Collection<Known>> lanes, Function<LaneId, Optional<Known>> one, RiskGate risk, RiskProfiles profiles,
            Switchboard switches, Market market, Worths worths, Acknowledgements acknowledged, TimeSource time) {
        this.lanes = lanes;
        this.one = one;
        this.risk = risk;
        this.profiles = profiles;
        this.switches = switches;
        this.market = market;
        standings = new Standings(worths, acknowledged, market);
        this.time = time;
    }

    @Override
    public CompletionStage<MarketView> look(LaneId lane, Wish wish, Venue venue) {
        Known own = own(lane);
        if (wish.purpose() == Purpose.PROTECTIVE) {
            // A stop waits for nothing but the venue; what trades at once needs the price for its collar.
            return market.look(wish.order().symbol(), venue, wish.order().type() == OrderType.MARKET);
        }
        if (wish.purpose() == Purpose.EXIT) {
            // What other positions are worth, fees and rates are for limits of entries: no exit waits for them.
            return market.readBalances(lane, venue, changed(own)).thenCompose(read -> market.look(wish.order().symbol(), venue, true));
        }
        Set<Symbol> held = new LinkedHashSet<>();
        venue.broker().ifPresent(broker -> lanes.get().stream().filter(other -> other.id().broker().equals(lane.broker())).forEach(other ->
                held.addAll(Market.needed(broker, other.lane().shares().stream().map(Share::position).toList(), other.account().currency()))));
        return market.readBalances(lane, venue, changed(own)).thenCompose(read -> market.look(lane, wish.order().symbol(), venue,
                own.account().currency(), profiles.find(own.account().riskProfile()).map(RiskLimits::stablecoins).orElse(Map.of()), held));
    }

    @Override
    public Grounds grounds(LaneId lane, Symbol symbol) {
        Optional<Known> found = one.apply(lane);
        if (found.isEmpty()) {
            RiskLimits careful = profiles.find("careful").orElseThrow();
            return new Grounds(careful.assumedStopPercent(), careful.collarPercent(), null, false, false);
        }
        Known own = found.get();
        // An account whose profile is not there is protected like the most careful.
        RiskLimits limits = profiles.find(own.account().riskProfile()).or(() -> profiles.find("careful")).orElseThrow();
        Instrument instrument = own.venue().broker().map(broker -> Market.instrument(broker, symbol)).map(read ->
                read instanceof Observation.Known<Instrument> known ? known.value()
                        : read instanceof Observation.Stale<Instrument> stale ? stale.value() : null).orElse(null);
        boolean halted = switches.inForce(lane, symbol, null).stream().anyMatch(set -> set.kind() == SwitchKind.HALT);
        return new Grounds(limits.assumedStopPercent(), limits.collarPercent(), instrument, own.mode() != Mode.OBSERVE, halted);
    }

    private Known own(LaneId lane) {
        return one.apply(lane).orElseThrow(() -> new IllegalStateException("There is no account for the lane " + lane + " any more."));
    }

    @Override
    public Ruling judge(LaneId lane, Wish wish, MarketView seen) {
        Known own = own(lane);
        List<Known> all = lanes.get().stream().filter(other -> other.mode() == own.mode()).toList();
        RiskLimits limits = profiles.find(own.account().riskProfile()).orElse(null);
        OrderRequest order = limits == null ? wish.order() : Collar.limited(wish.order(), seen, limits.collarPercent());
        Instant now = time.instant();
        String asset = order.symbol().base();
        Situation situation = new Situation(order, wish.purpose(), wish.origin(), wish.strategy(), wish.plannedStop(), wish.foreign(), null,
                view(own, order.symbol(), wish.strategy()), seen, holding(own, asset, wish.strategy()), working(), recent(all),
                standings.of(own, all, wish.strategy(), asset, limits, now), limits, now);
        return new Ruling(order, risk.judge(situation), order.equals(wish.order()) ? "" : "a market order, sent as a limit " + limits.collarPercent()
                .stripTrailingZeros().toPlainString() + " % from the best price that trades at once or not at all (price collar)");
    }

    @Override
    public Optional<Verdict.Refused> bar(LaneId lane, Wish wish) {
        Known own = own(lane);
        List<SwitchInForce> inForce = switchesOf(own, wish.order().symbol(), wish.strategy());
        Optional<SwitchInForce> halt = inForce.stream().filter(found -> found.kind() == SwitchKind.HALT).findFirst();
        if (halt.isPresent() && !(wish.origin() == Origin.FLATTEN && wish.purpose() != Purpose.ENTRY)) {
            return Optional.of(barred("HALTED", halt.get()));
        }
        if (own.mode() == Mode.OBSERVE && wish.origin() != Origin.VERIFICATION) {
            return Optional.of(Verdict.Refused.of("OBSERVE_MODE", lane + " only observes now; nothing was sent.", Map.of()));
        }
        if (wish.purpose() != Purpose.ENTRY) {
            return Optional.empty();
        }
        if (own.mode() == Mode.LIVE && !own.armed() && wish.origin() != Origin.VERIFICATION) {
            return Optional.of(Verdict.Refused.of("NOT_ARMED", lane + " was disarmed a moment ago; nothing was sent.", Map.of()));
        }
        return inForce.stream().max(Comparator.comparing(SwitchInForce::kind)).map(found -> barred(found.kind().name(), found));
    }

    private static Verdict.Refused barred(String code, SwitchInForce found) {
        return Verdict.Refused.of(code, found.kind() + " came into force for " + found.scope() + " (" + found.reason()
                + ") before it was sent; nothing was sent.", Map.of("scope", found.scope(), "since", found.since().toString()));
    }

    @Override
    public Optional<SwitchInForce> clears(LaneId lane, Symbol symbol, String strategy) {
        List<SwitchInForce> inForce = one.apply(lane).map(own -> switchesOf(own, symbol, strategy))
                .orElseGet(() -> switches.inForce(lane, symbol, strategy));
        return inForce.stream().anyMatch(found -> found.kind() == SwitchKind.HALT) ? Optional.empty()
                : inForce.stream().max(Comparator.comparing(SwitchInForce::kind));
    }

    @Override
    public Ruling judgeChange(LaneId lane, TrackedOrder order, OrderRequest after, Wish wish, MarketView seen) {
        Known own = own(lane);
        List<Known> all = lanes.get().stream().filter(other -> other.mode() == own.mode()).toList();
        RiskLimits limits = profiles.find(own.account().riskProfile()).orElse(null);
        Instant now = time.instant();
        String asset = after.symbol().base();
        WorkingOrder amended = working(lane, order);
        List<WorkingOrder> others = working().stream().filter(working -> !working.id().equals(amended.id())).toList();
        Situation situation = new Situation(after, wish.purpose(), wish.origin(), wish.strategy(), null, wish.foreign(), amended,
                view(own, after.symbol(), wish.strategy()), seen, holding(own, asset, wish.strategy()), others, recent(all),
                standings.of(own, all, wish.strategy(), asset, limits, now), limits, now);
        return new Ruling(after, risk.judge(situation));
    }

    /** The losses of an account, of its strategies and of everything that have reached a limit now: each sets a switch that only a person takes back. */
    public List<Verdict.Refused> losses(Known lane) {
        RiskLimits limits = profiles.find(lane.account().riskProfile()).orElse(null);
        if (limits == null) {
            return List.of();
        }
        List<Known> all = lanes.get().stream().filter(other -> other.mode() == lane.mode()).toList();
        return risk.losses(limits, standings.measured(lane, all, limits, time.instant()));
    }

    private LaneView view(Known own, Symbol symbol, String strategy) {
        return new LaneView(own.id(), own.mode(), own.armed(), own.lane().reconciled(time.instant()), own.lane().lastOutageEnd(), balances(own),
                switchesOf(own, symbol, strategy));
    }

    private List<SwitchInForce> switchesOf(Known own, Symbol symbol, String strategy) {
        List<SwitchInForce> inForce = new ArrayList<>(switches.inForce(own.id(), symbol, strategy));
        if (own.lane().orphaned()) {
            inForce.add(new SwitchInForce(SwitchKind.REDUCE_ONLY, own.id().toString(),
                    "an order of ours that this journal does not know is at the venue; 'adopt' takes it in", time.instant()));
        }
        return inForce;
    }

    private Observation<List<Balance>> balances(Known own) {
        return market.balances(own.id(), own.venue(), changed(own));
    }

    /** When the venue last changed an order of ours: balances read before that hold what is not held any more. */
    private static Instant changed(Known own) {
        return own.lane().orders().stream().map(TrackedOrder::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private Holding holding(Known own, String asset, String strategy) {
        BigDecimal share = sum(own.lane().shares().stream().filter(held -> Objects.equals(strategy, held.strategy())), asset);
        BigDecimal managed = sum(own.lane().shares().stream(), asset);
        BigDecimal total = balances(own) instanceof Observation.Known<List<Balance>> known ? known.value().stream()
                .filter(balance -> balance.asset().equals(asset)).map(Balance::total).reduce(BigDecimal.ZERO, BigDecimal::add) : BigDecimal.ZERO;
        return new Holding(share, managed, total.subtract(managed).max(BigDecimal.ZERO));
    }

    private static BigDecimal sum(Stream<Share> shares, String asset) {
        return shares.map(Share::position).filter(position -> position.symbol().base().equals(asset))
                .map(position -> position.quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<WorkingOrder> working() {
        List<WorkingOrder> working = new ArrayList<>();
        for (Known lane : lanes.get()) {
            lane.lane().open().forEach(order -> working.add(working(lane.id(), order)));
            lane.lane().strangers().forEach(view -> stranger(lane.id(), view).ifPresent(working::add));
        }
        return working;
    }

    private static WorkingOrder working(LaneId lane, TrackedOrder order) {
        // While a change is on its way the venue may have either: the larger counts.
        BigDecimal limit = order.pending() == null || order.pending().limit() == null || order.terms().limit() == null ? order.terms().limit()
                : order.pending().limit().max(order.terms().limit());
        return new WorkingOrder(lane, order.intent().placement().clientOrderId(), order.request().symbol(), order.side(),
                order.request().type(), order.mostRemaining(), limit, order.terms().stop(),
                order.intent().purpose(), order.intent().strategy(), order.unsure());
    }

    private static Optional<WorkingOrder> stranger(LaneId lane, OrderView view) {
        if (view.symbol() == null || view.symbol().indexOf('/') < 1 || view.side() == null || view.quantity() == null) {
            return Optional.empty();
        }
        BigDecimal filled = view.filled() == null ? BigDecimal.ZERO : view.filled();
        return Optional.of(new WorkingOrder(lane, view.clientOrderId() == null ? view.venueOrderId() : view.clientOrderId(),
                Symbol.parse(view.symbol()), view.side(), view.type(), view.quantity().subtract(filled).max(BigDecimal.ZERO), view.price(),
                view.stop(), null, null, false));
    }

    private static List<io.nija.risk.RecentIntent> recent(List<Known> all) {
        return all.stream().flatMap(lane -> lane.lane().recent().stream()).toList();
    }

    /** What is managed of each asset on a lane. */
    public static Map<String, BigDecimal> managed(Known lane) {
        return Shares.managed(lane.lane().shares());
    }
}
