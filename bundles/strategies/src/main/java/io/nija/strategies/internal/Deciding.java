package io.nija.strategies.internal;

import java.time.Duration;
import java.util.List;

import io.nija.platform.TimeSource;
import io.nija.strategy.Decision;
import io.nija.strategy.Scene;
import io.nija.strategy.StrategyRun;

/**
 * Asks a strategy, and finds that it throws, hangs, floods or says nothing. One slow answer may be the machine's fault; several one
 * after another are not. On the run's queue, but for {@link #hangs}.
 */
final class Deciding {

    /** A decision that takes longer is slow. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** One that takes longer is no decision any more: the market went on. */
    private static final Duration NEVER = Duration.ofSeconds(10);
    private static final int SLOW_IN_A_ROW = 3;

    private final TimeSource time;
    private final Limits limits = new Limits();
    private int slow;
    private volatile long since = Long.MIN_VALUE;

    Deciding(TimeSource time) {
        this.time = time;
    }

    /** Why a strategy is stopped. @param code stable; @param why one sentence */
    static final class Stopped extends Exception {

        private static final long serialVersionUID = 1;
        private final String code;

        Stopped(String code, String why) {
            super(why, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** What the strategy decided; never empty. */
    List<Decision> ask(StrategyRun run, Scene scene) throws Stopped {
        long begun = time.nanoTime();
        since = begun;
        List<Decision> decisions;
        try {
            decisions = List.copyOf(run.decide(scene));
            decisions.forEach(Decision::rule);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new Stopped("STRATEGY_THREW", "It threw " + e + " when it was shown " + scene.event() + ".");
        } finally {
            since = Long.MIN_VALUE;
        }
        long took = time.nanoTime() - begun;
        slow = took > AT_ONCE.toNanos() ? slow + 1 : 0;
        if (took > NEVER.toNanos() || slow >= SLOW_IN_A_ROW) {
            throw new Stopped("STRATEGY_HUNG", "It took " + took / 1_000_000 + " ms to decide" + (slow > 1 ? ", the " + slow + "th time in a row" : "")
                    + "; legal is " + AT_ONCE.toMillis() + ".");
        }
        if (decisions.isEmpty()) {
            throw new Stopped("STRATEGY_SILENT", "It gave no decision, not even one to do nothing.");
        }
        String flood = scene.live() ? limits.flooded(decisions, scene.at()) : null;
        if (flood != null) {
            throw new Stopped("STRATEGY_FLOODED", flood);
        }
        return decisions;
    }

    /** Whether a decision has been awaited for too long: it may never come. Any thread. */
    boolean hangs() {
        long begun = since;
        return begun != Long.MIN_VALUE && time.nanoTime() - begun > NEVER.toNanos();
    }
}
