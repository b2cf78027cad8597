package io.nija.tck.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;

/** What cases ask of what they see. Waits are for a machine ten times slower; none is ever reached when all is well. */
final class Check {

    static final Duration LONG = Duration.ofSeconds(90);

    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static void same(Object wanted, Object found, String what) {
        that(wanted == null ? found == null : wanted.equals(found), what + " is " + found + " instead of " + wanted);
    }

    static void same(BigDecimal wanted, BigDecimal found, String what) {
        that(found != null && wanted.compareTo(found) == 0, what + " is " + (found == null ? "unknown" : found.toPlainString()) + " instead of "
                + wanted.toPlainString());
    }

    /** Waits for a condition; fails with what is there then. */
    static void await(Supplier<String> failure, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        Throwable trouble = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
                trouble = null;
            } catch (RuntimeException | AssertionError notNow) {
                // A service may be on its way out while it is asked.
                trouble = notNow;
            }
            LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("not within " + LONG.toSeconds() + " s: " + failure.get(), trouble);
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        await(() -> what, condition);
    }

    static <T> T get(CompletionStage<T> stage, String what) throws Exception {
        try {
            return stage.toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new AssertionError(what + " was not answered within " + LONG.toSeconds() + " s");
        }
    }

    static <T> T known(CompletionStage<Observation<T>> stage, String what) throws Exception {
        Observation<T> seen = get(stage, what);
        that(seen instanceof Observation.Known<T>, what + " is not known: " + seen);
        return ((Observation.Known<T>) seen).value();
    }

    static <T> T confirmed(Outcome<T> outcome, String what) {
        that(outcome instanceof Outcome.Confirmed<T>, what + " is " + outcome + " instead of confirmed");
        return ((Outcome.Confirmed<T>) outcome).value();
    }

    static String refused(Outcome<?> outcome, String what) {
        that(outcome instanceof Outcome.Refused<?>, what + " is " + outcome + " instead of refused");
        return ((Outcome.Refused<?>) outcome).code();
    }

    static String unknown(Outcome<?> outcome, String what) {
        that(outcome instanceof Outcome.Unknown<?>, what + " is " + outcome + " although nobody can know");
        return ((Outcome.Unknown<?>) outcome).code();
    }
}
