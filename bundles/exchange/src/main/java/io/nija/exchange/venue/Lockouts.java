package io.nija.exchange.venue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Too many failed authentications in a row lock a key out; an attempt during the lockout begins it anew (reference
 * sheet §3.3). Counted per key text, known or not, so that accounts behind one address do not lock out each other.
 * Guarded by the venue's lock.
 */
final class Lockouts {

    private static final int KEPT = 1_000;

    private final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > KEPT;
        }
    };
    private final Variants variants;

    Lockouts(Variants variants) {
        this.variants = variants;
    }

    private static final class State {
        private long failures;
        private boolean locked;
        private long until;
    }

    /** @throws Refused while the key is locked out */
    void enter(String key, long nanoTime) throws Refused {
        State state = states.get(key);
        if (state == null || !state.locked) {
            return;
        }
        if (nanoTime - state.until >= 0) {
            states.remove(key);
            return;
        }
        state.until = nanoTime + length();
        throw new Refused("EGeneral:Temporary lockout");
    }

    void failed(String key, long nanoTime) {
        State state = states.computeIfAbsent(key, any -> new State());
        state.failures++;
        if (state.failures >= variants.number(Variants.Name.LOCKOUT_AFTER)) {
            state.locked = true;
            state.until = nanoTime + length();
        }
    }

    void succeeded(String key) {
        states.remove(key);
    }

    /** Seconds until the end of a key's lockout, 0 when it is not locked out. */
    long secondsLeft(String key, long nanoTime) {
        State state = states.get(key);
        return state == null || !state.locked ? 0
                : Math.max(0, TimeUnit.NANOSECONDS.toSeconds(state.until - nanoTime + 999_999_999L));
    }

    void clear(String key) {
        states.remove(key);
    }

    private long length() {
        return TimeUnit.SECONDS.toNanos(variants.number(Variants.Name.LOCKOUT_SECONDS));
    }
}
