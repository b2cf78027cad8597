package io.nija.broker.kraken.internal.desk;

import java.util.Optional;

/** Whether a lane may change something at the venue now; asked before each command and again before its first byte. */
public interface Clearance {

    /** Why no order may be placed or changed; empty when it may. Any thread; never throws. */
    Optional<Refusal> orders();

    /** Why no order may be cancelled; empty when it may. Any thread; never throws. */
    Optional<Refusal> cancels();
}
