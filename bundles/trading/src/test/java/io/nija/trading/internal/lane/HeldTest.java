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
}
