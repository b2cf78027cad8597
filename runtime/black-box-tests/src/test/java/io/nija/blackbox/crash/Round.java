package io.nija.blackbox.crash;

import java.util.Set;

/**
 * One life of NIJA in a campaign, and how it ends.
 *
 * @param point the boundary at which it ends itself, or one of the constants
 * @param nth which time the boundary is passed
 * @param millis how much later; for {@link #RANDOM}, how long after orders began to flow
 * @param faults what the exchange does meanwhile; may be empty
 */
record Round(String point, int nth, long millis, String faults) {

    /** SIGKILL at any moment of the order flow. */
    static final String RANDOM = "random";
    /** SIGKILL when the exchange has acted on an order and its answer is still to come. */
    static final String ACCEPTED = "venue.accepted";
    /** SIGKILL when the exchange has acted on a cancel and its answer is still to come. */
    static final String CANCELLED = "venue.cancelled";

    /** SIGKILL when the exchange has changed an order and its answer is still to come. */
    static final String AMENDED = "venue.amended";
    /** Instead of faults: the exchange is killed and started again while orders flow. */
    static final String EXCHANGE_DIES = "exchange killed and restarted";

    static Round at(String point, String faults) {
        return new Round(point, 1, 0, faults);
    }

    /** Requests that place, cancel and change orders, by REST and by the private stream. */
    static final Set<String> PLACE = Set.of("AddOrder", "add_order");
    static final Set<String> CANCEL = Set.of("CancelOrder", "cancel_order");
    static final Set<String> AMEND = Set.of("AmendOrder", "amend_order");

    private static final Set<String> KINDS = Set.of("switch", "flatten", "backup", "arming");

    /** What people must like to do so that it comes to this end; empty when anything will do. */
    String lean() {
        String kind = point.substring(0, Math.max(0, point.indexOf('.')));
        return KINDS.contains(kind) ? kind : "";
    }

    boolean byBoundary() {
        return !point.equals(RANDOM) && !point.equals(ACCEPTED) && !point.equals(CANCELLED) && !point.equals(AMENDED);
    }

    boolean exchangeDies() {
        return faults.equals(EXCHANGE_DIES);
    }

    @Override
    public String toString() {
        return point + " #" + nth + (millis > 0 ? " +" + millis + " ms" : "") + (faults.isEmpty() ? "" : " with " + faults);
    }
}
