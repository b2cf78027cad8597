package io.nija.broker.kraken.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.wire.Problem;

/**
 * Whether a round of reads goes on after a step.
 *
 * @param goOn whether the next step is of use
 * @param problem what stopped it; null when it was not a failure of a call
 */
record Verdict(boolean goOn, Problem problem) {

    static final Verdict GO = new Verdict(true, null);

    /** The findings themselves say that further reads are of no use now. */
    static final Verdict ENOUGH = new Verdict(false, null);

    static Verdict stop(Problem problem) {
        return new Verdict(false, problem);
    }

    /** The next step, or this verdict when it is final. */
    CompletableFuture<Verdict> then(Supplier<CompletableFuture<Verdict>> next) {
        return goOn ? next.get() : CompletableFuture.completedFuture(this);
    }
}
