package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.nija.journal.OrderStage;
import io.nija.order.OrderState;
import io.nija.risk.SwitchKind;

import org.junit.jupiter.api.Test;

/** While a switch keeps entries off, no own entry rests. */
class ClearingTest {

    private final LaneBench bench = new LaneBench();

    private OrderState atVenue(String id) {
        return bench.venue.orders.get(id).state();
    }

    @Test
    void whatRestsWhenASwitchIsSetIsCancelledAndWhatReducesRestsOn() {
        bench.buy("0.5");
        bench.sell("0.2");
        bench.pass(10);
        bench.clears = SwitchKind.ENTRIES_OFF;
        bench.lane.switched();
        assertThat(atVenue("V1")).isEqualTo(OrderState.CANCELED);
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
        assertThat(atVenue("V2")).isEqualTo(OrderState.OPEN);
    }

    @Test
    void anEntryThatTurnsUpAfterTheSwitchWasSetIsCancelled() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.buy("0.5");
        bench.clears = SwitchKind.REDUCE_ONLY;
        bench.lane.switched();
        assertThat(atVenue("V1")).isEqualTo(OrderState.OPEN);
        bench.pass(60);
        assertThat(atVenue("V1")).isEqualTo(OrderState.CANCELED);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void anEntryThatRestedThroughARestartIsCancelled() {
        bench.buy("0.5");
        bench.pass(10);
        bench.crash();
        bench.clears = SwitchKind.REDUCE_ONLY;
        bench.start();
        bench.pass(30);
        assertThat(atVenue("V1")).isEqualTo(OrderState.CANCELED);
    }

    @Test
    void aCancelThatFailedIsTriedAgainUntilNothingRests() {
        bench.buy("0.5");
        bench.pass(10);
        bench.venue.cancelFault = ScriptedVenue.Fault.UNKNOWN_BEFORE;
        bench.clears = SwitchKind.ENTRIES_OFF;
        bench.lane.switched();
        bench.pass(60);
        assertThat(atVenue("V1")).isEqualTo(OrderState.OPEN);
        assertThat(bench.venue.calls.stream().filter("cancel"::equals)).as("patiently").hasSizeBetween(2, 10);
        bench.venue.cancelFault = ScriptedVenue.Fault.NONE;
        bench.pass(60);
        assertThat(atVenue("V1")).isEqualTo(OrderState.CANCELED);
    }
}
