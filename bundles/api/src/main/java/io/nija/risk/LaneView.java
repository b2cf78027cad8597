package io.nija.risk;

import java.time.Instant;
import java.util.List;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Balance;
import io.nija.broker.Observation;

/**
 * What is known of the lane an order is for.
 *
 * @param id which
 * @param mode how far it may go
 * @param armed whether it may send live orders now; means nothing in other modes
 * @param reconciled whether journal and venue agree now
 * @param lastOutageEnd when its connection last came back, or null when it has not been away
 * @param balances the venue's word; resting orders' holds are in {@link Balance#total()} and not in
 *     {@link Balance#available()}
 * @param switches those in force for this order, whatever scope they were set in
 */
public record LaneView(
        LaneId id,
        Mode mode,
        boolean armed,
        boolean reconciled,
        Instant lastOutageEnd,
        Observation<List<Balance>> balances,
        List<SwitchInForce> switches) {

    public LaneView {
        switches = List.copyOf(switches);
    }
}
