package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Wish;

import org.junit.jupiter.api.Test;

/** Whoever cannot wait any longer knows which order it is, or that there is none. */
class SubmissionTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final LaneBench bench = new LaneBench();
    private final Wish wish = LaneBench.wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, null);

    @Test
    void anOrderWhoseAnswerDoesNotComeHasItsId() throws InterruptedException {
        bench.venue.fault = ScriptedVenue.Fault.SILENT_AFTER;
        assertThat(Submission.of(bench.lane, wish, SHORT)).isInstanceOfSatisfying(Report.Unknown.class, unknown -> {
            assertThat(unknown.order().id()).isEqualTo("o1");
            assertThat(unknown.code()).isEqualTo("NO_ANSWER");
        });
        assertThat(bench.venue.received).hasSize(1);
    }

    @Test
    void anOrderThatTheLaneDidNotGetToIsTakenBackForGood() throws InterruptedException {
        bench.lane.hold();
        assertThat(Submission.of(bench.lane, wish, SHORT)).isInstanceOfSatisfying(Report.Refused.class, refused ->
                assertThat(refused.code()).isEqualTo("NO_ANSWER"));
        bench.lane.release();
        bench.pass(5);
        assertThat(bench.venue.received).isEmpty();
    }

    @Test
    void anAnswerThatComesIsTheAnswer() throws InterruptedException {
        assertThat(Submission.of(bench.lane, wish, Duration.ofSeconds(60))).isInstanceOf(Report.Done.class);
    }
}
