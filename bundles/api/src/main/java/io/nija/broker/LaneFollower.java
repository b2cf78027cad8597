package io.nija.broker;

import io.nija.order.OrderView;
import io.nija.order.Trade;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told at once what the venue's private stream says of a lane. What is told here can also be read from the {@link OrderDesk}, and
 * will be: whoever follows takes both as one fact, a trade by its venue trade id, an order by what is filled and when. Called on
 * a platform thread, one call at a time; must return at once.
 */
@ConsumerType
public interface LaneFollower {

    /** An order, ours or another's, as it is now: complete, although the venue told only what changed. */
    void order(OrderView order);

    /** A fill, once per stream; told before the state of its order that counts it. */
    void trade(Trade trade);

    /** From now on things are told as they happen; what happened before may not have been told. */
    void live();

    /** Nothing is told any more until {@link #live()}. */
    void down(String reason);

    /** Something was not told, or not all of it: read it. What happens now goes on being told. */
    void gap(String reason);
}
