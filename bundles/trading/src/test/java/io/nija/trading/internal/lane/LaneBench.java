package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.platform.Boundary;
import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.journal.OrderStage;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.risk.Decision;
import io.nija.risk.MarketView;
import io.nija.risk.Origin;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.trading.internal.order.TrackedOrder;

/** A lane over a journal in memory and a scripted venue, in virtual time. The lane can crash; journal and venue stay. */
public final class LaneBench {

    public static final LaneId LANE = LaneId.of("master", "kraken");

    public final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    public final MemoryJournal journal = new MemoryJournal(time);
    public final ScriptedVenue venue = new ScriptedVenue(LANE, time);
    /** What the gate says against every order; nothing when empty. */
    String objection = "";
    /** What the gate says against an order that is about to be sent; nothing when empty. */
    String bar = "";
    /** The switch that takes own entries away; null for none. */
    SwitchKind clears;
    /** Told each change that is judged, as it would be afterwards. */
    final List<OrderRequest> changes = new ArrayList<>();
    /** Completes when the market is seen; seen at once while null. */
    CompletableFuture<MarketView> market;
    /** The gate fails. */
    boolean broken;
    /** What protection goes by; without a distance positions have no stop. */
    public Grounds grounds = new Grounds(null, BigDecimal.ONE, null, true, false);
    public TradingLane lane;

    public LaneBench() {
        start();
    }

    /** Another process on the same journal. */
    public void start() {
        journal.reaches = records -> true;
        venue.reachable = true;
        lane = new TradingLane(LANE, new DirectWorkers().serial(LANE, "trading"), time, time, journal, new ScriptedGate(), Boundary.NONE,
                now -> {});
        lane.venue(venue.venue());
        pass(5);
    }

    /** The process ends without a word; what it had asked for is answered to nobody. */
    public void crash() {
        journal.reaches = records -> false;
        venue.reachable = false;
        lane.stop();
    }

    public void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            time.advance(Duration.ofSeconds(1));
        }
    }

    public CompletableFuture<Report> buy(String quantity) {
        return lane.submit(wish(ScriptedVenue.limit(Side.BUY, quantity, "50000"), Purpose.ENTRY, null));
    }

    CompletableFuture<Report> sell(String quantity) {
        return lane.submit(wish(ScriptedVenue.limit(Side.SELL, quantity, "50000"), Purpose.EXIT, null));
    }

    public static Wish wish(OrderRequest order, Purpose purpose, String id) {
        return new Wish(order, purpose, Origin.PERSON, "test", null, false, id, null, null, "");
    }

    public TrackedOrder order(long number) {
        return lane.snapshot().orders().stream().filter(order -> order.number() == number).findFirst().orElseThrow();
    }

    OrderStage stage(long number) {
        return order(number).stage();
    }

    /** As the journal alone has it. */
    OrderStage journaled(long number) {
        return journal.intent(number).orElseThrow().stage();
    }

    /** A gate that lets pass what {@link #objection} does not refuse. */
    Gate gate() {
        return new ScriptedGate();
    }

    private final class ScriptedGate implements Gate {

        @Override
        public CompletionStage<MarketView> look(LaneId lane, Wish wish, Venue reached) {
            return market != null ? market : CompletableFuture.completedFuture(new MarketView(new Observation.Missing<>("", ""), new Observation.Missing<>("", ""),
                    new Observation.Missing<>("", ""), Map.of(), Map.of()));
        }

        @Override
        public Optional<Verdict.Refused> bar(LaneId lane, Wish wish) {
            return bar.isEmpty() ? Optional.empty() : Optional.of(Verdict.Refused.of(bar, "It came into force.", Map.of()));
        }

        @Override
        public Optional<SwitchInForce> clears(LaneId lane, Symbol symbol, String strategy) {
            return Optional.ofNullable(clears).map(kind -> new SwitchInForce(kind, "everything", "test", time.instant()));
        }

        @Override
        public Ruling judgeChange(LaneId lane, TrackedOrder order, OrderRequest after, Wish wish, MarketView market) {
            changes.add(after);
            return judge(lane, wish, market);
        }

        @Override
        public Grounds grounds(LaneId lane, Symbol symbol) {
            return grounds;
        }

        @Override
        public Ruling judge(LaneId lane, Wish wish, MarketView market) {
            if (broken) {
                throw new IllegalStateException("broken gate");
            }
            return new Ruling(wish.order(), new Decision(List.of(), objection.isEmpty() ? List.of()
                    : List.of(new Decision.Objection("test", Verdict.Refused.of(objection, "It was refused.", Map.of())))));
        }
    }
}
