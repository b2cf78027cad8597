package io.nija.accounts.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.status.LadderState;

/** Since when each lane has been in its state. Thread-safe. */
final class StateClock {

    private record Entered(LadderState state, Instant at) {}

    private final Map<LaneId, Entered> entered = new ConcurrentHashMap<>();

    /** Since when {@code lane} has been in {@code state}, in which it is at {@code now}. */
    Instant since(LaneId lane, LadderState state, Instant now) {
        return entered.compute(lane, (key, before) -> before != null && before.state() == state ? before : new Entered(state, now)).at();
    }

    /** Forgets all other lanes. */
    void retain(Collection<LaneId> lanes) {
        entered.keySet().retainAll(lanes);
    }
}
