package io.nija.trading.internal.lane;

import io.nija.trading.internal.order.TrackedOrder;

/** What a lane answers to somebody who wanted something of it. */
public sealed interface Report {

    /** It is done; the order as it is now. */
    record Done(TrackedOrder order, String note) implements Report {}

    /** Nobody knows; it is being found out, and must not be repeated. */
    record Unknown(TrackedOrder order, String code, String reason) implements Report {}

    /**
     * It was not done.
     *
     * @param order as it is now, or null when there is none
     */
    record Refused(TrackedOrder order, String code, String reason) implements Report {}
}
