package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.util.Optional;

import io.nija.account.Account;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.Venue;

/**
 * Everything about one lane that a judgement may need, at one moment.
 *
 * @param account as its file says
 * @param lane as trading sees it
 * @param venue as it is reached
 * @param armed whether it may send live orders
 */
public record Known(Account account, LaneSnapshot lane, Venue venue, boolean armed) {

    public LaneId id() {
        return lane.lane();
    }

    /** How far the lane may go: what the broker insists on, else what the file asks for. */
    public Mode mode() {
        Optional<Mode> forced = venue.broker().map(Broker::forcedMode).filter(mode -> mode == Mode.SANDBOX || mode == Mode.PAPER);
        return forced.orElseGet(() -> account.modes().getOrDefault(id().broker(), Mode.OBSERVE));
    }

    /** The value, when it is known. */
    static Optional<BigDecimal> value(Observation<BigDecimal> observation) {
        return observation instanceof Observation.Known<BigDecimal> known ? Optional.of(known.value()) : Optional.empty();
    }
}
