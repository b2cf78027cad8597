package io.nija.trading.internal.lane;

import java.util.Optional;

import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.OrderDesk;

/**
 * What a lane reaches its venue by at the moment; each part may be missing.
 *
 * @param broker the venue's public side
 * @param session the lane's session
 * @param desk the session's order desk
 */
public record Venue(Optional<Broker> broker, Optional<BrokerSession> session, Optional<OrderDesk> desk) {

    /** Nothing is here. */
    public static final Venue NONE = new Venue(Optional.empty(), Optional.empty(), Optional.empty());

    /** The venue of these two; either may be null. */
    public static Venue of(Broker broker, BrokerSession session) {
        return new Venue(Optional.ofNullable(broker), Optional.ofNullable(session),
                session == null ? Optional.empty() : session.orderDesk());
    }
}
