package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.trading.internal.order.TrackedOrder;

import org.junit.jupiter.api.Test;

/** What a lane keeps at hand is bounded; the journal has the rest. */
class MemoryTest {

    private final LaneBench bench = new LaneBench();

    private void ended(int number) {
        bench.buy("0.1");
        bench.pass(2);
        bench.lane.cancel(number, "test");
        bench.pass(10);
    }

    @Test
    void anEndedOrderLeavesMemoryWhenItIsOldAndItsStoryStaysInTheJournal() {
        ended(1);
        assertThat(bench.lane.snapshot().orders()).hasSize(1);
        bench.pass((int) LaneBook.KEPT.toSeconds() + 5);
        assertThat(bench.lane.snapshot().orders()).isEmpty();
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.CANCELED);
        assertThat(bench.lane.snapshot().lastOrderAt()).isNotNull();
        assertThat(bench.lane.settled(1)).as("whoever asks for it gets it from there").isCompletedWithValueMatching(order ->
                order.stage() == OrderStage.CANCELED);
    }

    @Test
    void aFillOfAnOrderThatLeftMemoryIsItsOrders() {
        ended(1);
        bench.pass((int) LaneBook.KEPT.toSeconds() + 5);
        bench.venue.trade("V1", "0.1", "50000");
        bench.pass(400);
        assertThat(bench.journal.all(io.nija.journal.FillApplied.class)).singleElement().satisfies(fill -> assertThat(fill.intent()).isEqualTo(1));
        assertThat(bench.lane.snapshot().shares()).singleElement().satisfies(share ->
                assertThat(share.position().quantity()).isEqualByComparingTo("0.1"));
    }

    @Test
    void whatIsNotOnTheDiskStaysInMemory() {
        ended(1);
        bench.journal.refusing = Receipt.Refused.FAILED;
        bench.buy("0.1");
        bench.lane.cancelOrphan("none");
        bench.venue.put(null, ScriptedVenue.limit(io.nija.order.Side.SELL, "0.5", "70000"));
        bench.venue.trade("V2", "0.5", "70000");
        bench.pass((int) LaneBook.KEPT.toSeconds() + 5);
        assertThat(bench.lane.snapshot().orders()).extracting(TrackedOrder::number).contains(1L);
        bench.journal.refusing = "";
        bench.pass(5);
        assertThat(bench.lane.snapshot().orders()).isEmpty();
    }

    @Test
    void onlySoManyEndedOrdersAreKept() {
        for (int number = 1; number <= LaneBook.ENDED_KEPT + 20; number++) {
            bench.venue.fault = ScriptedVenue.Fault.REFUSE;
            bench.buy("0.1");
        }
        bench.pass(2);
        assertThat(bench.lane.snapshot().orders()).hasSize(LaneBook.ENDED_KEPT);
    }

    @Test
    void aLaneOnWhichNothingHappensCopiesNothing() {
        ended(1);
        List<TrackedOrder> before = bench.lane.snapshot().orders();
        bench.pass(60);
        assertThat(bench.lane.snapshot().orders()).isSameAs(before);
    }
}
