package io.nija.trading.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Observation;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Position;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.strategy.Facts;
import io.nija.strategy.StrategyBoard;
import io.nija.strategy.StrategyBoard.Funnel;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.State;
import io.nija.strategy.StrategyBoard.StrategyStatus;
import io.nija.strategy.StrategyPlan;
import io.nija.trading.OrderEntry.Entered;
import io.nija.trading.OrderEntry.StrategyOrder;
import io.nija.trading.OrderEntry.StrategyTrade;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyOrdersTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final LaneId LANE = FloorBench.LANE;

    @TempDir
    private Path folder;
    private FloorBench bench;
    private StrategyOrders orders;
    private final List<StrategyTrade> told = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder).start().armed();
        begin();
    }

    @AfterEach
    void close() throws Exception {
        orders.stop();
    }

    private void begin() {
        orders = new StrategyOrders(bench.floor, bench.profiles);
        orders.follow(told::add);
    }

    private static OrderRequest market(Side side, String quantity) {
        return new OrderRequest(BTC, side, OrderType.MARKET, new BigDecimal(quantity), null, TimeInForce.GTC, false);
    }

    private Entered submit(OrderRequest order, Purpose purpose, String stop) {
        var answer = orders.submit(new StrategyOrder(LANE, "apex-btc", "7.1-ab", order, purpose, stop == null ? null : new BigDecimal(stop), "for the test"))
                .toCompletableFuture();
        bench.pass(10);
        return answer.join();
    }

    private Facts.Holding holding(String strategy) {
        return ((Observation.Known<Facts.Holding>) orders.holding(LANE, strategy, BTC)).value();
    }

    private String venueOrder() {
        return List.copyOf(bench.venue.orders.keySet()).get(bench.venue.orders.size() - 1);
    }

    @Test
    void anEntryGoesTheWayOfEveryOrderAndItsFillIsToldOnce() {
        Entered entered = submit(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, "45000");
        assertThat(entered).isInstanceOf(Entered.Ordered.class);
        assertThat(holding("apex-btc").working()).isTrue();
        assertThat(holding("apex-btc").flat()).isTrue();
        String id = venueOrder();
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(60);
        bench.venue.trade(id, "0.3", "50000");
        bench.pass(60);
        assertThat(told).filteredOn(trade -> trade.purpose() == Purpose.ENTRY).extracting(StrategyTrade::filled)
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class).containsExactly(new BigDecimal("0.2"), new BigDecimal("0.3"));
        assertThat(told).filteredOn(trade -> trade.purpose() == Purpose.ENTRY).extracting(StrategyTrade::ended).containsExactly(false, true);
        assertThat(told).allSatisfy(trade -> {
            assertThat(trade.strategy()).isEqualTo("apex-btc");
            assertThat(trade.symbol()).isEqualTo(BTC);
        });
        assertThat(holding("apex-btc").quantity()).isEqualByComparingTo("0.5");
        assertThat(holding("apex-btc").averagePrice()).isEqualByComparingTo("50000");
        assertThat(holding("apex-btc").stop()).as("the stop of the entry").isEqualByComparingTo("45000");
        assertThat(holding("apex-btc").working()).as("a stop at rest is no work under way").isFalse();
        assertThat(holding("another").flat()).as("another strategy's share").isTrue();
    }

    @Test
    void aStopIsPutElsewhereAndAPositionIsLeft() {
        submit(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, "45000");
        bench.venue.trade(venueOrder(), "0.5", "50000");
        bench.pass(60);
        var moved = orders.moveStop(LANE, "apex-btc", BTC, new BigDecimal("48000"), "it rose").toCompletableFuture();
        bench.pass(30);
        assertThat(moved.join()).isInstanceOf(Entered.Ordered.class);
        assertThat(holding("apex-btc").stop()).isEqualByComparingTo("48000");
        Entered left = submit(market(Side.SELL, "0.5"), Purpose.EXIT, null);
        assertThat(left).isInstanceOf(Entered.Ordered.class);
    }

    @Test
    void whatTheGateRefusesIsToldWithItsCodeAndNothingIsSent() {
        bench.floor.set(new SwitchChange(SwitchChange.Scope.GLOBAL, Position.ENTRIES_OFF, "alice", "for the test")).toCompletableFuture().join();
        assertThat(orders.lane(LANE).orElseThrow()).satisfies(lane -> {
            assertThat(lane.entries()).isFalse();
            assertThat(lane.code()).isEqualTo("ENTRIES_OFF");
        });
        Entered entered = submit(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, "45000");
        assertThat(entered).isInstanceOfSatisfying(Entered.Refused.class, refused -> assertThat(refused.code()).isNotEmpty());
        assertThat(bench.venue.orders).isEmpty();
    }

    @Test
    void anOrderThatNobodyAnsweredIsUnknown() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.venue.provable = false;
        var answer = orders.submit(new StrategyOrder(LANE, "apex-btc", "7.1-ab", ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY,
                new BigDecimal("45000"), "for the test")).toCompletableFuture();
        bench.pass(10);
        assertThat(answer.isDone() ? answer.join() : null).satisfiesAnyOf(
                entered -> assertThat(entered).isInstanceOf(Entered.Unknown.class), entered -> assertThat(entered).isNull());
        assertThat(holding("apex-btc").working()).as("what is unknown is under way").isTrue();
    }

    @Test
    void restingEntriesOfThatStrategyAreCancelledAndNoOthers() {
        submit(ScriptedVenue.limit(Side.BUY, "0.5", "40000"), Purpose.ENTRY, "35000");
        var other = orders.submit(new StrategyOrder(LANE, "another", "1", ScriptedVenue.limit(Side.BUY, "0.1", "40000"), Purpose.ENTRY,
                new BigDecimal("35000"), "for the test")).toCompletableFuture();
        bench.pass(10);
        assertThat(other.join()).isInstanceOf(Entered.Ordered.class);
        orders.cancelEntries(LANE, "apex-btc", BTC, "a person stopped it");
        bench.pass(60);
        assertThat(bench.lane().lane().open()).singleElement().satisfies(order -> assertThat(order.intent().strategy()).isEqualTo("another"));
        assertThat(told).anySatisfy(trade -> {
            assertThat(trade.strategy()).isEqualTo("apex-btc");
            assertThat(trade.ended()).isTrue();
            assertThat(trade.filled()).isZero();
        });
    }

    @Test
    void whatHappenedBeforeARestartIsNoNews() throws Exception {
        submit(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, "45000");
        bench.venue.trade(venueOrder(), "0.2", "50000");
        bench.pass(60);
        orders.stop();
        told.clear();
        bench.start().armed();
        begin();
        bench.pass(30);
        assertThat(told).isEmpty();
        assertThat(holding("apex-btc").quantity()).isEqualByComparingTo("0.2");
        bench.venue.trade(bench.venue.orders.keySet().iterator().next(), "0.3", "50000");
        bench.pass(60);
        assertThat(told).anySatisfy(trade -> assertThat(trade.filled()).isEqualByComparingTo("0.3"));
    }

    @Test
    void whoIsNotThereIsSaidToBeMissing() {
        LaneId nowhere = LaneId.of("nobody", "kraken");
        assertThat(orders.lane(nowhere)).isEmpty();
        assertThat(orders.holding(nowhere, "apex-btc", BTC)).isInstanceOf(Observation.Missing.class);
        assertThat(orders.budget(nowhere, BTC)).isInstanceOf(Observation.Missing.class);
        assertThat(orders.fees(nowhere, BTC)).isInstanceOf(Observation.Missing.class);
        assertThat(orders.submit(new StrategyOrder(nowhere, "apex-btc", "1", market(Side.BUY, "1"), Purpose.ENTRY, BigDecimal.ONE, "")).toCompletableFuture()
                .join()).isInstanceOfSatisfying(Entered.Refused.class, refused -> assertThat(refused.code()).isEqualTo("NO_LANE"));
    }

    private Evidence step() {
        return bench.floor.facts(LANE).evidence().stream().filter(line -> line.step() == Step.STRATEGY).findFirst().orElseThrow();
    }

    private static StrategyBoard board(State state, LaneId lane) {
        StrategyPlan plan = new StrategyPlan("apex-btc", "apex", "7.1", List.of(lane), List.of(BTC), Map.of());
        RunStatus run = new RunStatus(lane, BTC, state, state == State.RUNNING ? "" : "STRATEGY_THREW", state == State.RUNNING ? "" : "It threw.",
                Instant.EPOCH, new Funnel(0, Map.of(), 0, Map.of(), 0, 0), null);
        return () -> List.of(new StrategyStatus(plan, "b", List.of(run)));
    }

    @Test
    void theStepOfTheStrategySaysWhatStopsItFromTrading() {
        assertThat(bench.floor.facts(LANE).evidence()).as("nobody runs strategies").noneMatch(line -> line.step() == Step.STRATEGY);
        bench.floor.setStrategies(board(State.RUNNING, LaneId.of("other", "kraken")));
        assertThat(step().code()).isEqualTo("NO_STRATEGY");
        bench.floor.setStrategies(board(State.FAILED, LANE));
        assertThat(step().code()).isEqualTo("STRATEGY_NOT_RUNNING");
        assertThat(step().detail()).contains("apex-btc is failed on BTC/USD").contains("STRATEGY_THREW");
        bench.floor.setStrategies(board(State.RUNNING, LANE));
        assertThat(step().ok()).as(step().detail()).isTrue();
        bench.floor.set(new SwitchChange(SwitchChange.Scope.GLOBAL, Position.HALT, "alice", "lunch")).toCompletableFuture().join();
        assertThat(step().ok()).isFalse();
        assertThat(step().code()).isEqualTo("HALT");
        assertThat(step().detail()).contains("apex-btc runs").contains("lunch");
        bench.floor.set(new SwitchChange(SwitchChange.Scope.GLOBAL, Position.OPEN, "alice", "back")).toCompletableFuture().join();
        bench.pass(5);
        bench.venue.suspended = true;
        assertThat(step().ok()).isFalse();
        assertThat(step().code()).isEqualTo("CANCEL_ONLY");
        assertThat(orders.lane(LANE).orElseThrow().entries()).isFalse();
        bench.floor.setStrategies(board(State.RUNNING, LaneId.of("other", "kraken")));
        assertThat(step().code()).as("it stands in the way, whoever trades").isEqualTo("CANCEL_ONLY");
        bench.floor.setStrategies(board(State.RUNNING, LANE));
        bench.venue.suspended = false;
        assertThat(step().ok()).as(step().detail()).isTrue();
        bench.accounts.clear();
        bench.accounts.add(FloorBench.account(Mode.OBSERVE));
        bench.pass(5);
        assertThat(step().code()).isEqualTo("MODE_OBSERVE");
        bench.floor.unsetStrategies(null);
    }

    @Test
    void feesAndRatesOfWhatStrategiesTradeAreKnownWhenACandleCloses() {
        bench.kraken.traded.add(BenchBroker.instrument(new Symbol("BTC", "EUR"), MarketMode.ONLINE));
        bench.floor.setStrategies(board(State.RUNNING, LANE));
        bench.pass(15);
        for (int hour = 0; hour < 3; hour++) {
            bench.pass(3_600);
            assertThat(orders.fees(LANE, BTC)).as("without asking first").isInstanceOf(Observation.Known.class);
        }
    }
}
