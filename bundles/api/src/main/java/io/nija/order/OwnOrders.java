package io.nija.order;

import java.util.List;
import java.util.Set;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/** The orders that NIJA itself sent, as it knows them: what a venue's list does not tell. Thread-safe. */
@ProviderType
public interface OwnOrders {

    /** Those that can still trade or have not been settled, in the order of their intents; no I/O. */
    List<OwnOrder> open(LaneId lane);

    /** The newest that ended, newest first; may wait for the disk. */
    List<OwnOrder> ended(LaneId lane, int limit);

    /** The venue's ids of orders that some NIJA sent and this journal does not know, until a person decided about each; no I/O. */
    default Set<String> orphaned(LaneId lane) {
        return Set.of();
    }

    /**
     * An order of ours.
     *
     * @param id as operators call it, for example {@code o17}
     * @param view what is known of it, in the form of a venue's order; the venue's id is null while it is unknown
     * @param state where it is in its life, for example {@code IN_DOUBT}
     * @param strategy whose, or null for a person's
     * @param adopted whether another journal's NIJA sent it, and a person took it in
     */
    record OwnOrder(String id, OrderView view, String state, String strategy, boolean adopted) {

        /** One that was sent from here. */
        public OwnOrder(String id, OrderView view, String state, String strategy) {
            this(id, view, state, strategy, false);
        }
    }
}
