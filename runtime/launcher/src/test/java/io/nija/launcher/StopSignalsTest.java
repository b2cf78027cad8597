package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class StopSignalsTest {

    private final List<Integer> halted = new ArrayList<>();

    @Test
    void aSignalBeforeThereIsAnythingToStopEndsTheProcessWithTheGivenCode() {
        new StopSignals(Refusal.FAILED, halted::add).asked();
        new StopSignals(0, halted::add).asked();
        assertThat(halted).containsExactly(2, 0);
    }

    @Test
    void laterItIsAnOrderlyStopAndOnlyOnce() {
        StopSignals signals = new StopSignals(Refusal.FAILED, halted::add);
        List<String> stops = new ArrayList<>();
        signals.stops(new StopSignals.Stoppable() {
            @Override
            public void stop() {
                stops.add("stop");
            }

            @Override
            public String remaining() {
                return "nothing";
            }
        });
        signals.asked();
        signals.asked();
        assertThat(stops).containsExactly("stop");
        assertThat(halted).isEmpty();
    }
}
