package io.nija.tck.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.order.OrderKey;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.Step;
import io.nija.tck.Venue.Call;

/** Clocks that differ, and a clock that is set while NIJA runs. */
final class Time implements Section {

    private static final Duration TOLERATED = Duration.ofSeconds(29);
    private static final Duration BEYOND = Duration.ofSeconds(90);

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("time.skew", "A venue's clock up to half a minute off is compensated, and orders keep their deadlines.", this::skew).asTheOnlyOne(),
                Case.of("time.stepped", "When this machine's clock is set, the lane says so, sends nothing wrong, and is well again afterwards.", this::stepped).asTheOnlyOne());
    }

    private static Evidence clock(Bench bench) {
        return bench.nija.status(bench.lane).orElseThrow().evidence(Step.CLOCK).orElseThrow();
    }

    private static void measured(Bench bench, Duration ahead) throws Exception {
        Check.await(() -> "the clock's offset is measured as about " + ahead + "; it is " + bench.desk().clockOffset() + ", " + clock(bench), () -> {
            bench.session().verify();
            return bench.desk().clockOffset().minus(ahead).abs().compareTo(Duration.ofSeconds(2)) < 0;
        });
    }

    private String skew(Bench bench) throws Exception {
        List<String> seen = new ArrayList<>();
        try {
            for (Duration ahead : List.of(TOLERATED, TOLERATED.negated())) {
                bench.venue.clock(ahead);
                measured(bench, ahead);
                Check.await(() -> "a clock " + ahead.toSeconds() + " s off is tolerated: " + clock(bench), () -> clock(bench).ok());
                OrderKey key = bench.rest();
                Check.confirmed(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
                seen.add(ahead.toSeconds() + " s: placed and cancelled");
            }
            bench.venue.clock(BEYOND);
            measured(bench, BEYOND);
            Check.await(() -> "a clock " + BEYOND.toSeconds() + " s off is a failed step: " + clock(bench), () -> !clock(bench).ok());
            seen.add(BEYOND.toSeconds() + " s: " + clock(bench).code());
        } finally {
            bench.venue.clock(Duration.ZERO);
            measured(bench, Duration.ZERO);
        }
        bench.nija.await(bench.lane, LadderState.RECONCILED);
        return String.join("; ", seen);
    }

    private String stepped(Bench bench) throws Exception {
        OrderKey resting = bench.rest();
        long before = bench.venue.newest();
        List<String> seen = new ArrayList<>();
        try {
            for (Duration step : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-10))) {
                bench.around.clock.set(step);
                measured(bench, step.negated());
                Check.await(() -> "the step of the clock is said: " + clock(bench), () -> !clock(bench).ok());
                // What is sent then carries a deadline of the venue's clock, or is not sent.
                bench.place(bench.placement(bench.resting(), Bench.SOON));
                seen.add(step.toMinutes() + " min: " + clock(bench).code());
            }
        } finally {
            bench.around.clock.set(Duration.ZERO);
            measured(bench, Duration.ZERO);
        }
        Check.await(() -> "the clock is well again: " + clock(bench), () -> clock(bench).ok());
        bench.nija.await(bench.lane, LadderState.RECONCILED);
        List<Call> refused = bench.venue.calls(before).stream().filter(call -> call.account() == bench.account && call.outcome().toLowerCase(java.util.Locale.ROOT)
                .contains("nonce")).toList();
        Check.same(List.of(), refused, "the calls that the venue refused for their nonce");
        Check.that(bench.order(resting.venueOrderId()).open(), "the resting order is gone");
        return String.join("; ", seen) + "; no nonce refused, well again";
    }
}
