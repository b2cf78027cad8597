package io.nija.strategies.internal;

import java.util.ArrayDeque;
import java.util.List;

import io.nija.strategy.Decision;

/** What a run may not do, however it was written. On the run's queue only. */
final class Limits {

    /** Acts at one scene; a strategy that wants more has lost count. */
    private static final int AT_ONCE = 4;
    private static final int A_MINUTE = 20;
    private static final long MINUTE = 60_000;

    private final ArrayDeque<Long> acts = new ArrayDeque<>();

    /** Why these decisions are too many; null when they are not. @param at milliseconds since 1970, not falling */
    String flooded(List<Decision> decisions, long at) {
        int wanted = (int) decisions.stream().filter(decision -> !(decision instanceof Decision.Pass)).count();
        for (int i = 0; i < wanted; i++) {
            acts.add(at);
        }
        while (!acts.isEmpty() && (acts.peek() <= at - MINUTE || acts.size() > A_MINUTE + AT_ONCE)) {
            acts.remove();
        }
        if (decisions.size() > AT_ONCE) {
            return "It gave " + decisions.size() + " decisions at once; legal are " + AT_ONCE + ".";
        }
        return acts.size() > A_MINUTE ? "It wanted more than " + A_MINUTE + " orders within a minute." : null;
    }
}
