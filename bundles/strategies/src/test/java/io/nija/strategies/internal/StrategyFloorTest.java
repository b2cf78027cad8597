package io.nija.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.strategy.Bracket;
import io.nija.strategy.Bracket.Target;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.Scene;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.State;
import io.nija.strategy.Why;
import io.nija.trading.OrderEntry.Entered;

class StrategyFloorTest {

    private static final Why WHY = new Why("ENTRY", "All rules agree.");
    private static final Bracket BRACKET = new Bracket(new BigDecimal("98"), List.of(new Target(new BigDecimal("102"), 50),
            new Target(new BigDecimal("103"), 25), new Target(new BigDecimal("104"), 25)), new BigDecimal("100.8"), new BigDecimal("1.5"));
    private static final Decision ENTER = new Decision.Enter(Side.BUY, new BigDecimal("1"), BRACKET, WHY);

    private final Stage stage = new Stage();
    private final Scripted strategy = new Scripted();

    private RunStatus status() {
        return stage.floor.all().get(0).runs().get(0);
    }

    private void begin() {
        stage.floor.add(strategy, "io.nija.test 1");
        for (int i = 3; i > 0; i--) {
            stage.tell(Stage.candle(stage.time.instant().minus(Stage.FIVE.multipliedBy(i)), 100), false);
        }
        stage.live();
    }

    private void enter() {
        strategy.script = scene -> List.of(scene.facts().holding().flat() && !scene.facts().holding().working() ? ENTER : Scripted.NOTHING);
        stage.close(100);
        strategy.script = scene -> List.of(Scripted.NOTHING);
        stage.answer(new Entered.Ordered("o1"));
        stage.fill("test-one", Purpose.ENTRY, "1");
    }

    @Test
    void itIsShownHistoryFirstAndThenEachCandleOnce() {
        begin();
        assertThat(status().state()).isEqualTo(State.RUNNING);
        assertThat(strategy.scenes).hasSize(3).noneMatch(Scene::live);
        stage.close(101);
        stage.candle(101, true);
        assertThat(strategy.scenes).hasSize(4);
        assertThat(strategy.scenes.get(3).live()).isTrue();
        assertThat(status().funnel().scanned()).isEqualTo(1);
        assertThat(status().funnel().filtered()).isEqualTo(Map.of("NOTHING", 1L));
        assertThat(status().last().why().text()).isEqualTo("Nothing is decided.");
    }

    @Test
    void whatHistorySaysIsNotTraded() {
        strategy.script = scene -> List.of(ENTER);
        begin();
        assertThat(stage.orders).isEmpty();
        stage.close(100);
        assertThat(stage.orders).hasSize(1);
        assertThat(stage.orders.get(0).purpose()).isEqualTo(Purpose.ENTRY);
        assertThat(stage.orders.get(0).stop()).isEqualByComparingTo("98");
        assertThat(stage.orders.get(0).parametersVersion()).isEqualTo(strategy.plan().parametersVersion());
    }

    @Test
    void aCandleThatComesTooLateIsNotTraded() {
        begin();
        strategy.script = scene -> List.of(ENTER);
        stage.time.advance(Stage.FIVE);
        var candle = Stage.candle(stage.time.instant().minus(Stage.FIVE), 100);
        stage.time.advance(Stage.FIVE.plusSeconds(1));
        stage.tell(candle, true);
        assertThat(stage.orders).isEmpty();
        assertThat(strategy.scenes.get(strategy.scenes.size() - 1).live()).isFalse();
    }

    @Test
    void aPositionIsTakenAlongItsBracket() {
        begin();
        enter();
        assertThat(status().funnel()).extracting("signalled", "ordered", "filled").containsExactly(1L, 1L, 1L);
        stage.price("101.9");
        assertThat(stage.orders).hasSize(1);
        stage.price("102.1");
        assertThat(stage.orders).hasSize(2);
        assertThat(stage.orders.get(1).purpose()).isEqualTo(Purpose.EXIT);
        assertThat(stage.orders.get(1).order().quantity()).isEqualByComparingTo("0.5");
        stage.price("102.2");
        assertThat(stage.orders).as("one exit at a time").hasSize(2);
        stage.answer(new Entered.Ordered("o2"));
        stage.fill("test-one", Purpose.EXIT, "0.5");
        assertThat(stage.stops).containsExactly("100.8 The first target was filled.");
        stage.close(102.6);
        assertThat(stage.stops).endsWith("101.1 The stop follows the price.");
        stage.close(102.5);
        assertThat(stage.stops).hasSize(2);
        stage.price("104.5");
        assertThat(stage.orders.get(2).order().quantity()).as("both targets that are left").isEqualByComparingTo("0.5");
        stage.answer(new Entered.Ordered("o3"));
        stage.fill("test-one", Purpose.EXIT, "0.5");
        assertThat(stage.journal.mark(Stage.LANE, "bracket test-one BTC/USD")).contains("");
        stage.price("105");
        assertThat(stage.orders).hasSize(3);
    }

    @Test
    void whatASliceDidNotSellIsSoldAtTheNextPrice() {
        begin();
        enter();
        stage.price("102.1");
        stage.answer(new Entered.Ordered("o2"));
        stage.fill("test-one", Purpose.EXIT, "0.2");
        assertThat(stage.stops).as("the first target is not done").isEmpty();
        stage.price("102.1");
        assertThat(stage.orders.get(2).order().quantity()).isEqualByComparingTo("0.3");
    }

    @Test
    void aStopThatCouldNotBeMovedIsTriedAgain() {
        begin();
        enter();
        stage.price("102.1");
        stage.answer(new Entered.Ordered("o2"));
        stage.stopFails = true;
        stage.fill("test-one", Purpose.EXIT, "0.5");
        assertThat(stage.stops).hasSize(1);
        stage.stopFails = false;
        stage.close(102);
        assertThat(stage.stops).hasSize(2).allMatch(stop -> stop.startsWith("100.8"));
        stage.close(102);
        assertThat(stage.stops).hasSize(2);
    }

    @Test
    void theTargetsAreKnownAfterARestart() {
        begin();
        enter();
        Stage restarted = new Stage(stage);
        restarted.holding = new Facts.Holding(new BigDecimal("0.996"), BigDecimal.valueOf(100), new BigDecimal("98"), false);
        restarted.floor.add(new Scripted(), "io.nija.test 1");
        restarted.time.advance(Duration.ofSeconds(2));
        restarted.price("102.1");
        assertThat(restarted.orders).hasSize(1);
        assertThat(restarted.orders.get(0).order().quantity()).as("half of what is left after the fee").isEqualByComparingTo("0.498");
    }

    @Test
    void anEntryThatIsRefusedIsCountedByItsCheckAndLeavesNothing() {
        begin();
        strategy.script = scene -> List.of(ENTER);
        for (int i = 0; i < 3; i++) {
            stage.close(100);
            stage.answer(new Entered.Refused(null, "SPREAD", "SPREAD_TOO_WIDE", "The spread is 1 %."));
        }
        assertThat(status().funnel().vetoed()).isEqualTo(Map.of("SPREAD", 3L));
        assertThat(status().funnel().ordered()).isZero();
        assertThat(stage.floor.runs("test-one").get(0).vain()).isEqualTo(new SeatedRun.Vain(3, "SPREAD"));
        stage.close(100);
        stage.answer(new Entered.Refused(null, "DEPTH", "DEPTH_TOO_THIN", "The book is thin."));
        assertThat(stage.floor.runs("test-one").get(0).vain()).as("whichever check it was").isEqualTo(new SeatedRun.Vain(4, "DEPTH"));
        stage.floor.say("test-one", new Kept.Said(Kept.Word.PAUSED, "alice"));
        stage.close(100);
        assertThat(status().funnel().vetoed()).containsEntry("PAUSED", 1L);
        assertThat(stage.floor.runs("test-one").get(0).vain()).as("a pause is no accident").isEqualTo(new SeatedRun.Vain(4, "DEPTH"));
        assertThat(stage.journal.mark(Stage.LANE, "bracket test-one BTC/USD")).contains("");
    }

    @Test
    void aSecondEntryWaitsForTheFirst() {
        begin();
        strategy.script = scene -> List.of(ENTER, ENTER);
        stage.close(100);
        assertThat(stage.orders).hasSize(1);
        assertThat(status().funnel().vetoed()).isEqualTo(Map.of("POSITION", 1L));
    }

    @Test
    void anEntryInSlicesIsBoughtOneAfterTheOther() {
        begin();
        strategy.script = scene -> List.of(new Decision.EnterInSlices(Side.BUY, new BigDecimal("1.000"), 3, 60_000, BRACKET, WHY));
        stage.close(100);
        strategy.script = scene -> List.of(Scripted.NOTHING);
        assertThat(stage.orders).hasSize(1);
        for (int i = 0; i < 2; i++) {
            stage.answer(new Entered.Ordered("o1"));
            stage.fill("test-one", Purpose.ENTRY, "0.333");
            stage.time.advance(Duration.ofSeconds(58));
            assertThat(stage.orders).hasSize(i + 1);
            stage.time.advance(Duration.ofSeconds(3));
            assertThat(stage.orders).hasSize(i + 2);
        }
        assertThat(stage.orders.stream().map(order -> order.order().quantity().toPlainString())).containsExactly("0.333", "0.333", "0.334");
        assertThat(status().funnel().ordered()).isEqualTo(1);
    }

    @Test
    void aReplacedStrategyGoesOnWithItsStateAndMissesNoCandle() {
        begin();
        enter();
        stage.close(100);
        stage.floor.removeStrategy(strategy);
        assertThat(status().code()).isEqualTo("STRATEGY_ABSENT");
        stage.close(101);
        stage.price("102.1");
        assertThat(stage.orders).as("its bracket goes on").hasSize(2);
        Scripted next = new Scripted();
        stage.floor.add(next, "io.nija.test 2");
        assertThat(next.begun).hasSize(1);
        assertThat(next.begun.get(0)).isPresent();
        assertThat(next.scenes).hasSize(1);
        assertThat(next.scenes.get(0).live()).as("it closed just now").isTrue();
        assertThat(next.count).isEqualTo(strategy.count + 1);
        stage.close(102);
        assertThat(next.count).isEqualTo(strategy.count + 2);
        assertThat(stage.opened).as("the candles were subscribed once").isEqualTo(1);
    }

    @Test
    void aStateThatMeansNothingToTheNextIsLeftAndHistoryBeginsAnew() {
        begin();
        stage.close(100);
        stage.floor.removeStrategy(strategy);
        Scripted next = new Scripted(2);
        stage.floor.add(next, "io.nija.test 2");
        assertThat(next.begun).hasSize(2);
        assertThat(next.begun.get(1)).isEmpty();
        assertThat(stage.opened).isEqualTo(2);
        stage.tell(Stage.candle(stage.time.instant().minus(Stage.FIVE), 100), false);
        assertThat(next.scenes).as("history is shown to it").hasSize(1);
    }

    @Test
    void oneThatThrowsIsStoppedWithAReasonAndItsBracketGoesOn() {
        begin();
        enter();
        strategy.script = scene -> {
            throw new IllegalStateException("division of nothing");
        };
        stage.close(100);
        assertThat(status().state()).isEqualTo(State.FAILED);
        assertThat(status().code()).isEqualTo("STRATEGY_THREW");
        assertThat(status().reason()).contains("division of nothing");
        stage.close(100);
        stage.price("102.1");
        assertThat(stage.orders).hasSize(2);
        strategy.script = scene -> List.of(Scripted.NOTHING);
        stage.floor.say("test-one", new Kept.Said(Kept.Word.RESUMED, "alice"));
        stage.time.advance(Duration.ofSeconds(2));
        stage.live();
        assertThat(status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void oneThatFloodsOrSaysNothingIsStopped() {
        begin();
        strategy.script = scene -> Collections.nCopies(5, Scripted.NOTHING);
        stage.close(100);
        assertThat(status().code()).isEqualTo("STRATEGY_FLOODED");
        strategy.script = scene -> List.of();
        stage.floor.say("test-one", new Kept.Said(Kept.Word.RESUMED, "alice"));
        stage.time.advance(Duration.ofSeconds(2));
        stage.close(100);
        assertThat(status().code()).isEqualTo("STRATEGY_SILENT");
    }

    @Test
    void oneThatThinksTooLongIsStopped() {
        begin();
        List<Boolean> hung = new ArrayList<>();
        strategy.script = scene -> {
            stage.time.advance(Duration.ofSeconds(11));
            hung.add(stage.floor.runs("test-one").get(0).hangs());
            return List.of(ENTER);
        };
        stage.close(100);
        assertThat(hung).containsExactly(true);
        assertThat(status().code()).isEqualTo("STRATEGY_HUNG");
        assertThat(stage.orders).isEmpty();
    }

    @Test
    void oneSlowDecisionIsForgivenAndThreeInARowAreNot() {
        begin();
        strategy.script = scene -> {
            stage.time.advance(Duration.ofMillis(1_100));
            return List.of(Scripted.NOTHING);
        };
        stage.close(100);
        stage.close(100);
        assertThat(status().state()).isEqualTo(State.RUNNING);
        strategy.script = scene -> List.of(Scripted.NOTHING);
        stage.close(100);
        strategy.script = scene -> {
            stage.time.advance(Duration.ofMillis(1_100));
            return List.of(Scripted.NOTHING);
        };
        stage.close(100);
        stage.close(100);
        assertThat(status().state()).isEqualTo(State.RUNNING);
        stage.close(100);
        assertThat(status().code()).isEqualTo("STRATEGY_HUNG");
    }

    @Test
    void aPausedStrategyOpensNothingAndStaysPausedAfterARestart() {
        begin();
        stage.floor.say("test-one", new Kept.Said(Kept.Word.PAUSED, "alice"));
        strategy.script = scene -> List.of(ENTER);
        stage.close(100);
        assertThat(stage.orders).isEmpty();
        assertThat(status().state()).isEqualTo(State.PAUSED);
        assertThat(status().funnel().vetoed()).isEqualTo(Map.of("PAUSED", 1L));
        Stage restarted = new Stage(stage);
        restarted.floor.add(new Scripted(), "io.nija.test 1");
        RunStatus again = restarted.floor.all().get(0).runs().get(0);
        assertThat(again.state()).isEqualTo(State.PAUSED);
        assertThat(again.reason()).isEqualTo("Paused by alice.");
    }

    @Test
    void whatItWaitsForIsSaid() {
        stage.lane = false;
        stage.floor.add(strategy, "io.nija.test 1");
        assertThat(status().code()).isEqualTo("LANE_ABSENT");
        stage.lane = true;
        stage.time.advance(Duration.ofSeconds(1));
        assertThat(status().code()).isEqualTo("WARMING_UP");
        stage.live();
        assertThat(status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aStrategyThatStaysAwayLeavesWhenItHoldsNothing() {
        begin();
        stage.floor.removeStrategy(strategy);
        stage.time.advance(Duration.ofMinutes(1));
        assertThat(stage.floor.all()).hasSize(1);
        stage.time.advance(Duration.ofMinutes(2));
        assertThat(stage.floor.all()).isEmpty();
        assertThat(stage.candles).isEmpty();
        assertThat(stage.quotes).isEmpty();
    }
}
