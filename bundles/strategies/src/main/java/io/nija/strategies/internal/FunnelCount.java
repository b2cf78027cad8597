package io.nija.strategies.internal;

import java.util.HashMap;
import java.util.Map;

import io.nija.strategy.StrategyBoard.Funnel;

/** Counts what came of what a run was shown, since its day began (UTC). On the run's queue only. */
final class FunnelCount {

    private static final long DAY = 86_400_000;

    private long day = Long.MIN_VALUE;
    private long scanned;
    private long signalled;
    private long ordered;
    private long filled;
    private final Map<String, Long> filtered = new HashMap<>();
    private final Map<String, Long> vetoed = new HashMap<>();
    /** Entries in a row that a check refused, whichever. */
    private int inVain;
    private String lastVeto = "";

    /** @param at milliseconds since 1970 */
    void scanned(long at) {
        long today = Math.floorDiv(at, DAY);
        if (today != day) {
            day = today;
            scanned = 0;
            signalled = 0;
            ordered = 0;
            filled = 0;
            filtered.clear();
            vetoed.clear();
        }
        scanned++;
    }

    void filtered(String rule) {
        filtered.merge(rule, 1L, Long::sum);
    }

    void signalled() {
        signalled++;
    }

    void vetoed(String check) {
        vetoed.merge(check, 1L, Long::sum);
        inVain++;
        lastVeto = check;
    }

    /** A person wants no entries: that is no accident. */
    void paused() {
        vetoed.merge("PAUSED", 1L, Long::sum);
    }

    void ordered() {
        ordered++;
        inVain = 0;
        lastVeto = "";
    }

    void filled() {
        filled++;
    }

    /** How many signals in a row came to nothing. */
    int inVain() {
        return inVain;
    }

    /** The check that refused the last of them. */
    String lastVeto() {
        return lastVeto;
    }

    Funnel now() {
        return new Funnel(scanned, filtered, signalled, vetoed, ordered, filled);
    }
}
