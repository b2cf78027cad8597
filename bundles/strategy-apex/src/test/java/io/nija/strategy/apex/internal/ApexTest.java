package io.nija.strategy.apex.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nija.broker.Observation;
import io.nija.strategy.Candle;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Scene;
import io.nija.strategy.Seat;
import io.nija.strategy.StrategyRun;
import io.nija.strategy.StrategyState;

class ApexTest {

    private static Candle candle(int i, double close) {
        return new Candle(i * 300_000L, 300_000, close, close + 1, close - 1, close, 1);
    }

    @Test
    void itSaysWhatItIsAndWhatItNeeds() {
        Apex apex = new Setting().with("ema.fast", 8).apex();
        assertThat(apex.plan().name()).isEqualTo("apex-btc");
        assertThat(apex.plan().lanes()).hasToString("[master/paper]");
        assertThat(apex.plan().symbols()).hasToString("[BTC/USD]");
        assertThat(apex.plan().parameters()).containsEntry("ema.fast", "8").containsEntry("targets", "1:50,1.5:25,2:25").doesNotContainKey("lanes");
        assertThat(apex.plan().parametersVersion()).startsWith("7.1-").isNotEqualTo(new Setting().apex().plan().parametersVersion());
        assertThat(apex.inputs().interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(apex.inputs().indicators()).isEqualTo("EMA 8/21/50, RSI 14, ADX 14, ATR 14, MACD 12/26/9, VWAP, volume 20");
    }

    @ParameterizedTest
    @CsvSource({"ema.fast, 21", "ema.middle, 50", "macd.fast, 26"})
    void keysThatDoNotFitEachOtherAreRefused(String key, int value) {
        assertThatThrownBy(() -> new Setting().with(key, value).apex()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + key + "' is '" + value + "'; legal is less than ");
    }

    @Test
    void tablesThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new Setting().with("targets", new String[] {"1:50", "2:40"}).apex()).hasMessageContaining("'targets' is '1:50,2:40'; legal is");
        assertThatThrownBy(() -> new Setting().with("targets", new String[] {"one:100"}).apex()).hasMessageContaining("'one:100' is not");
        assertThatThrownBy(() -> new Setting().with("adx.bands", new String[] {"30:2", "20:4"}).apex()).hasMessageContaining("ADX rising");
        assertThatThrownBy(() -> new Setting().with("lanes", new String[] {"master"}).apex()).hasMessageContaining("written ACCOUNT/BROKER");
        assertThatThrownBy(() -> new Setting().with("symbols", new String[] {"BTCUSD"}).apex()).hasMessageContaining("written BASE/QUOTE");
    }

    @Test
    void itDecidesNothingBeforeItsIndicatorsHaveSeenEnough() {
        Setting setting = new Setting();
        StrategyRun run = setting.run();
        for (int i = 0; i < 49; i++) {
            assertThat(run.decide(setting.scene(candle(i, 50_000))).get(0).rule()).isEqualTo("WARM_UP");
        }
        assertThat(run.decide(setting.scene(candle(49, 50_000))).get(0).rule()).isEqualTo("ADX");
    }

    @Test
    void whatIsHeldOrUnderWayKeepsItFromAnotherEntry() {
        Setting setting = new Setting();
        StrategyRun run = setting.run();
        for (int i = 0; i < 60; i++) {
            run.decide(setting.scene(candle(i, 50_000)));
        }
        setting.holding = new Facts.Holding(new BigDecimal("0.01"), new BigDecimal("50000"), null, false);
        assertThat(run.decide(setting.scene(candle(60, 50_000))).get(0).why().text()).isEqualTo("It holds 0.01 already.");
        setting.holding = new Facts.Holding(BigDecimal.ZERO, null, null, true);
        assertThat(run.decide(setting.scene(candle(61, 50_000))).get(0).why().text()).isEqualTo("An order is on its way.");
    }

    @Test
    void whatIsNotKnownIsAReasonToDoNothing() {
        Setting setting = new Setting().with("adx.minimum", 0.0).with("volume.minimum", 0.0).with("confirmations", 0);
        StrategyRun run = setting.run();
        Decision decision = null;
        for (int i = 0; i < 80; i++) {
            Candle candle = candle(i, 50_000 + 40 * i);
            Facts known = setting.facts(candle);
            decision = run.decide(new Scene(new Scene.Event.Closed(candle, true), new Facts(known.holding(), known.market(), known.fees(),
                    new Observation.Missing<>("UNEXPLAINED", "A balance changed without explanation.")))).get(0);
        }
        assertThat(decision.rule()).isEqualTo("FACTS");
        assertThat(decision.why().text()).isEqualTo("What may be risked is not known: A balance changed without explanation. [UNEXPLAINED]");
    }

    @Test
    void aStateOfAnotherFormatOrOfOtherPeriodsIsRefusedWithASentence() {
        Setting setting = new Setting();
        StrategyState state = setting.run().state();
        Seat seat = new Seat(setting.apex().plan().lanes().get(0), Setting.INSTRUMENT, false);
        assertThatThrownBy(() -> setting.apex().begin(seat, Optional.of(new StrategyState(2, state.values()))))
                .isInstanceOf(IncompatibleState.class).hasMessage("The state has format 2; this version understands 1.");
        assertThatThrownBy(() -> new Setting().with("ema.fast", 8).apex().begin(seat, Optional.of(state)))
                .isInstanceOf(IncompatibleState.class).hasMessageContaining("other periods");
        assertThatThrownBy(() -> setting.apex().begin(seat, Optional.of(new StrategyState(1, Map.of()))))
                .isInstanceOf(IncompatibleState.class).hasMessage("The state cannot be read: periods is missing.");
    }
}
