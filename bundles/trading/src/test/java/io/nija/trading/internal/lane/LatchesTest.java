package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

import io.nija.journal.Note;
import io.nija.order.OrderState;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Plan;

import org.junit.jupiter.api.Test;

/** What protection was in the middle of when the process ended goes on in the next one. */
class LatchesTest extends ProtectedLane {

    private void hit() {
        bought("0.5");
        bench.venue.trade("V2", "0.2", "48500");
        bench.venue.end("V2", OrderState.CANCELED);
        bench.pass(40);
        rescued("V3", "0.3");
        bench.venue.trade("V3", "0.1", "48100");
    }

    @Test
    void aPositionWhoseStopWasHitIsSoldOnAfterARestartAlsoWhenThePriceIsBackAboveIt() {
        hit();
        bench.crash();
        bench.venue.end("V3", OrderState.CANCELED);
        bench.start();
        bench.pass(40);
        rescued("V4", "0.2");
        bench.venue.trade("V4", "0.2", "49000");
        bench.pass(20);
        assertThat(bench.lane.snapshot().covers()).isEmpty();
    }

    @Test
    void aStopThatAPersonMovedAfterItWasHitIsHitNoMoreAfterARestart() {
        hit();
        boolean[] ended = {false};
        bench.journal.reaches = records -> {
            boolean reaches = !ended[0];
            // What follows the person's word does not reach the disk any more.
            ended[0] |= records.stream().anyMatch(record -> record instanceof Note note && note.code().equals("STOP_PLANNED"));
            return reaches;
        };
        bench.lane.protect(PERSONS, Plan.Kind.NAMED, new BigDecimal("45000"), "test", new CompletableFuture<>());
        assertThat(ended[0]).isTrue();
        bench.crash();
        bench.venue.end("V3", OrderState.CANCELED);
        bench.start();
        bench.pass(40);
        rests("V4", "0.2", "45000");
    }

    @Test
    void thatTheStopOfASoldPositionWasHitIsNothingToTheNextPosition() {
        hit();
        bench.venue.trade("V3", "0.2", "48100");
        bench.pass(10);
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.trade("V4", "0.5", "50000");
        bench.pass(10);
        rests("V5", "0.5", "48500");
        bench.crash();
        bench.venue.end("V5", OrderState.CANCELED);
        bench.start();
        bench.pass(40);
        rests("V6", "0.5", "48500");
    }

    private void halted() {
        bench.grounds = new Grounds(bench.grounds.distancePercent(), bench.grounds.collarPercent(), bench.grounds.instrument(), true, true);
    }

    @Test
    void whatAFlattenTookFromAStopUnderHaltIsGivenBackWhenTheProcessEndsBeforeItsSale() {
        bought("0.5");
        halted();
        bench.venue.cancelFault = ScriptedVenue.Fault.SILENT_BEFORE;
        bench.lane.submit(sale(ioc("0.5"), Origin.FLATTEN));
        bench.pass(1);
        assertThat(bench.venue.calls).contains("cancel");
        bench.crash();
        bench.venue.end("V2", OrderState.CANCELED);
        bench.start();
        bench.pass(60);
        rests("V3", "0.5", "48500");
        assertThat(cover().state()).isEqualTo(Cover.State.VENUE);
    }

    @Test
    void aPartThatAFlattenTookFromAStopUnderHaltIsGivenBackAfterARestartToo() {
        bought("0.5");
        halted();
        bench.venue.arriving = placement -> {
            if (placement.purpose() == Purpose.EXIT) {
                bench.crash();
            }
        };
        bench.lane.submit(sale(ioc("0.2"), Origin.FLATTEN));
        bench.pass(5);
        rests("V2", "0.3", "48500");
        bench.venue.arriving = placement -> {};
        bench.start();
        bench.pass(120);
        rests("V2", "0.5", "48500");
    }

    @Test
    void underHaltNothingIsDoneAboutAStopThatNoFlattenTook() {
        bought("0.5");
        halted();
        bench.venue.end("V2", OrderState.CANCELED);
        bench.crash();
        bench.start();
        bench.pass(40);
        assertThat(bench.venue.orders.values()).noneMatch(order -> order.side() == Side.SELL && order.state() == OrderState.OPEN);
    }
}
