package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.nija.journal.OrderStage;

import org.junit.jupiter.api.Test;

class DoubtsTest {

    private final LaneBench bench = new LaneBench();

    private long searches() {
        return bench.venue.calls.stream().filter("find"::equals).count();
    }

    private void twoInDoubt() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.venue.slowReads = true;
        bench.buy("0.5");
        bench.sell("0.4");
        assertThat(bench.stage(1)).isEqualTo(OrderStage.IN_DOUBT);
        assertThat(bench.stage(2)).isEqualTo(OrderStage.IN_DOUBT);
    }

    @Test
    void twoDoubtsAreLookedForOneAfterTheOther() {
        twoInDoubt();
        bench.pass(60);
        assertThat(searches()).isEqualTo(1);
        bench.venue.tellWhatWasRead();
        bench.pass(1);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(searches()).isEqualTo(2);
        bench.venue.tellWhatWasRead();
        bench.pass(1);
        assertThat(bench.stage(2)).isEqualTo(OrderStage.ACCEPTED);
    }

    @Test
    void aSearchThatTakesLongIsNotBegunAgainBesideItself() {
        twoInDoubt();
        bench.pass(300);
        assertThat(searches()).isEqualTo(1);
    }

    @Test
    void aSearchThatFailsLetsTheNextOneHaveItsTurn() {
        bench.venue.fault = ScriptedVenue.Fault.UNKNOWN_AFTER;
        bench.venue.reads = false;
        bench.buy("0.5");
        bench.sell("0.4");
        bench.pass(10);
        assertThat(searches()).isGreaterThan(3);
        bench.venue.reads = true;
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.ACCEPTED);
        assertThat(bench.stage(2)).isEqualTo(OrderStage.ACCEPTED);
    }
}
