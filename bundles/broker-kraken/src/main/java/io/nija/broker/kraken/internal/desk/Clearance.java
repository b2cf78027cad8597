package io.nija.broker.kraken.internal.desk;

import java.util.Optional;

import io.nija.order.Purpose;

/** Whether a lane may change something at the venue now; asked before each command and again before its first byte. */
public interface Clearance {

    /**
     * Why no order of that purpose may be placed; empty when it may. Disarming ends entries: what closes or protects a
     * position goes on, or nobody could get out. Any thread; never throws.
     */
    Optional<Refusal> orders(Purpose purpose);

    /** Why no resting order may be changed; empty when it may: a stop that follows a position needs no arming. Any thread; never throws. */
    Optional<Refusal> changes();

    /** After how many seconds of silence Kraken is to cancel every order of the account; 0 for never. Any thread; never throws. */
    default int deadManSeconds() {
        return 0;
    }

    /** Why no order may be cancelled; empty when it may. Any thread; never throws. */
    Optional<Refusal> cancels();
}
