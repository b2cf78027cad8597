package io.nija.trading.internal.lane;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.journal.Adoption;
import io.nija.journal.Mark;
import io.nija.order.OrderView;

/**
 * Orders that some NIJA sent and this journal does not know: ours, and orphaned, until a person adopts each, or says that it is
 * not this NIJA's to manage. Those that rest are seen at the venue; those that traded and ended are kept by a mark in the
 * journal, or a restart would forget the alarm. Not thread-safe.
 */
final class Orphans {

    /** The mark's name of the venue's ids of orphans that traded. */
    static final String MARK = "orphans";

    private final LaneId lane;
    private final Map<String, String> traded = new TreeMap<>();
    private final Set<String> disowned = new HashSet<>();

    Orphans(LaneId lane) {
        this.lane = lane;
    }

    /** Whether an order that this journal does not know is one. */
    boolean is(OrderView unknown) {
        return LaneJournal.ours(unknown.clientOrderId()) && !disowned.contains(unknown.venueOrderId());
    }

    /** Whether that order traded and waits for a person. */
    boolean traded(String venueOrderId) {
        return traded.containsKey(venueOrderId);
    }

    /** Those that traded, with what is known of each in words; empty when nothing is since the start. */
    Map<String, String> traded() {
        return Map.copyOf(traded);
    }

    /** One that traded was found; the mark to write, or nothing when it was known. */
    List<Mark> found(OrderView order) {
        return Comparison.words(order).equals(traded.put(order.venueOrderId(), Comparison.words(order))) ? List.of() : List.of(mark(traded.keySet()));
    }

    /** The mark as it is without that order. */
    Mark without(String venueOrderId) {
        Set<String> left = new java.util.TreeSet<>(traded.keySet());
        left.remove(venueOrderId);
        return mark(left);
    }

    private Mark mark(Collection<String> ids) {
        return new Mark(lane, MARK, String.join(" ", ids));
    }

    /** A person decided; that it is written is somebody else's. */
    void decided(Adoption adoption) {
        if (adoption.order() == null) {
            return;
        }
        traded.remove(adoption.order().venueOrderId());
        if (adoption.policy() == Adoption.Policy.FOREIGN) {
            disowned.add(adoption.order().venueOrderId());
        }
    }

    /** Those that traded, as the journal's mark has them. */
    void remind(String marked) {
        for (String id : marked.split(" ")) {
            if (!id.isEmpty()) {
                traded.putIfAbsent(id, "");
            }
        }
    }
}
