package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.nija.journal.Answered;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderStage;
import io.nija.order.OrderState;
import io.nija.order.OrderView;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The process ends between any two steps; another one on the same journal makes journal and venue agree. */
class CrashTest {

    private final LaneBench bench = new LaneBench();

    /** Where the process ends. */
    enum Point {
        /** The intent was given to the journal and is not on the disk. */
        INTENT_NOT_ON_DISK,
        /** The intent is on the disk, nothing was sent. */
        INTENT_ON_DISK,
        /** It was sent, and the venue did not get it. */
        SENT_AND_LOST,
        /** The venue has it, and the answer is on its way. */
        AT_THE_VENUE,
        /** The answer came and is not on the disk. */
        ANSWER_NOT_ON_DISK,
        /** The answer is on the disk. */
        ANSWER_ON_DISK,
        /** Its fill was read and is not on the disk. */
        FILL_NOT_ON_DISK,
        /** Its fill is on the disk. */
        FILL_ON_DISK
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void afterACrashThereIsOneOrderOrNoneAndTheJournalKnowsWhich(Point point) {
        crashAt(point);
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.orders.keySet().stream().findFirst().ifPresent(id -> bench.venue.trade(id, "0.2", "50000"));
        bench.pass(60);
        bench.crash();
        forget();
        bench.start();
        bench.pass(60);
        agreed();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"})
    void anAppendThatIsLostWithAllThatFollowsLosesAndDoublesNothing(int lost) {
        int[] appends = {0};
        bench.journal.reaches = records -> {
            boolean reaches = ++appends[0] < lost;
            if (!reaches) {
                bench.crash();
            }
            return reaches;
        };
        bench.buy("0.5");
        bench.pass(5);
        bench.venue.orders.keySet().stream().findFirst().ifPresent(id -> bench.venue.trade(id, "0.2", "50000"));
        bench.pass(60);
        bench.lane.cancel(1, "test");
        bench.pass(60);
        bench.crash();
        bench.start();
        bench.pass(60);
        agreed();
    }

    private void crashAt(Point point) {
        switch (point) {
            case INTENT_NOT_ON_DISK -> before(Intent.class::isInstance);
            case INTENT_ON_DISK -> after(Intent.class::isInstance);
            case SENT_AND_LOST -> bench.venue.arriving = placement -> bench.crash();
            case AT_THE_VENUE -> bench.venue.arrived = placement -> bench.crash();
            case ANSWER_NOT_ON_DISK -> before(Answered.class::isInstance);
            case ANSWER_ON_DISK -> after(Answered.class::isInstance);
            case FILL_NOT_ON_DISK -> before(FillApplied.class::isInstance);
            case FILL_ON_DISK -> after(FillApplied.class::isInstance);
        }
    }

    private void before(Predicate<JournalRecord> record) {
        bench.journal.reaches = records -> {
            boolean hit = records.stream().anyMatch(record);
            if (hit) {
                bench.crash();
            }
            return !hit;
        };
    }

    private void after(Predicate<JournalRecord> record) {
        bench.journal.forced = records -> {
            if (records.stream().anyMatch(record)) {
                bench.crash();
            }
        };
    }

    private void forget() {
        bench.journal.forced = records -> {};
        bench.venue.arriving = placement -> {};
        bench.venue.arrived = placement -> {};
    }

    /** What an outsider can see: the venue's books against the journal. */
    private void agreed() {
        Set<String> clientIds = new HashSet<>();
        for (OrderView order : bench.venue.orders.values()) {
            assertThat(clientIds.add(order.clientOrderId())).as("doubled").isTrue();
            assertThat(bench.journal.intentOf(order.clientOrderId())).as("an order without a durable intent").isPresent();
            long number = bench.journal.intentOf(order.clientOrderId()).orElseThrow().intent().number();
            assertThat(bench.journaled(number)).isEqualTo(stage(order));
            assertThat(bench.journal.intent(number).orElseThrow().filled()).isEqualByComparingTo(order.filled());
        }
        for (Intent intent : bench.journal.all(Intent.class)) {
            if (!clientIds.contains(intent.placement().clientOrderId())) {
                assertThat(bench.journaled(intent.number())).as("lost").isEqualTo(OrderStage.REJECTED);
            }
        }
        assertThat(bench.venue.received).as("sent again").hasSizeLessThanOrEqualTo(bench.journal.all(Intent.class).size());
        assertThat(bench.journal.all(FillApplied.class)).extracting(fill -> fill.trade().venueTradeId())
                .containsExactlyInAnyOrderElementsOf(bench.venue.trades.stream().map(trade -> trade.venueTradeId()).toList());
        assertThat(bench.lane.snapshot().reconciled()).as("%s", bench.lane.snapshot().differences()).isTrue();
    }

    private static OrderStage stage(OrderView order) {
        return switch (order.state()) {
            case PENDING, OPEN -> OrderStage.ACCEPTED;
            case PARTIALLY_FILLED -> OrderStage.PARTIALLY_FILLED;
            case FILLED -> OrderStage.FILLED;
            case CANCELED -> OrderStage.CANCELED;
            case EXPIRED -> OrderStage.EXPIRED;
            case OTHER -> throw new IllegalStateException("The scripted venue has no " + OrderState.OTHER);
        };
    }
}
