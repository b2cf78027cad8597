package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class HeldTest {

    private final LaneBench bench = new LaneBench();

    @Test
    void whileABrokerIsReplacedOrdersWaitAndThenGoOnInOrder() {
        bench.lane.hold();
        bench.lane.venue(Venue.NONE);
        List<CompletableFuture<Report>> reports = List.of(bench.buy("0.1"), bench.buy("0.2"));
        bench.pass(5);
        assertThat(reports).allSatisfy(report -> assertThat(report).isNotCompleted());
        assertThat(bench.venue.received).isEmpty();
        bench.lane.venue(bench.venue.venue());
        bench.pass(5);
        assertThat(bench.venue.received).as("still held").isEmpty();
        bench.lane.release();
        bench.pass(2);
        assertThat(bench.venue.received).extracting(placement -> placement.order().quantity().toPlainString()).containsExactly("0.1", "0.2");
        assertThat(reports).allSatisfy(report -> assertThat(report).isCompletedWithValueMatching(Report.Done.class::isInstance));
    }

    @Test
    void anEntryThatComesAfterAHoldAndBeforeTheComparisonWaitsForIt() {
        bench.buy("0.5");
        bench.lane.hold();
        bench.venue.reads = false;
        bench.lane.venue(Venue.NONE);
        bench.pass(2);
        bench.lane.venue(bench.venue.venue());
        bench.lane.release();
        bench.pass(2);
        CompletableFuture<Report> entry = bench.buy("0.1");
        bench.pass(2);
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(entry).as("nothing waited before it").isNotCompleted();
        bench.venue.reads = true;
        bench.pass(20);
        assertThat(entry).isCompletedWithValueMatching(Report.Done.class::isInstance);
        assertThat(bench.venue.received).extracting(placement -> placement.order().quantity().toPlainString()).containsExactly("0.5", "0.1");
    }

    @Test
    void aHoldForABrokerThatDoesNotComeBackKeepsNobodyWaiting() {
        bench.lane.hold();
        bench.lane.venue(Venue.NONE);
        bench.lane.release();
        bench.pass(1);
        assertThat(bench.buy("0.1")).isCompletedWithValueMatching(said -> said instanceof Report.Refused refused && refused.code().equals("NO_ORDER_DESK"));
    }

    @Test
    void whatWaitedTooLongIsRefusedAndNotSent() {
        bench.lane.hold();
        CompletableFuture<Report> report = bench.buy("0.1");
        bench.pass(31);
        assertThat(report).isCompletedWithValueMatching(said -> said instanceof Report.Refused refused && refused.code().equals("HOLD_EXPIRED"));
        bench.lane.release();
        bench.pass(5);
        assertThat(bench.venue.received).isEmpty();
    }

    @Test
    void onlySoManyWait() {
        bench.lane.hold();
        List<CompletableFuture<Report>> reports = IntStream.rangeClosed(0, Held.MOST).mapToObj(number -> bench.buy("0.1")).toList();
        assertThat(reports.get(Held.MOST)).isCompletedWithValueMatching(said -> said instanceof Report.Refused refused
                && refused.code().equals("HOLD_FULL"));
        assertThat(reports.subList(0, Held.MOST)).allSatisfy(report -> assertThat(report).isNotCompleted());
    }

    @Test
    void afterAHoldWhoeverWantsOutDoesNotWaitForAgreement() {
        bench.buy("0.5");
        bench.lane.hold();
        bench.venue.reads = false;
        CompletableFuture<Report> entry = bench.buy("0.1");
        CompletableFuture<Report> exit = bench.sell("0.2");
        bench.lane.venue(Venue.NONE);
        bench.pass(2);
        bench.lane.venue(bench.venue.venue());
        bench.lane.release();
        bench.pass(2);
        CompletableFuture<Report> later = bench.sell("0.3");
        assertThat(bench.lane.snapshot().reconciled()).isFalse();
        assertThat(bench.venue.received).extracting(placement -> placement.order().quantity().toPlainString()).containsExactly("0.5", "0.2", "0.3");
        assertThat(entry).isNotCompleted();
        assertThat(List.of(exit, later)).allSatisfy(report -> assertThat(report).isCompleted());
    }
}
