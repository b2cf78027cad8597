package io.nija.broker.kraken.internal.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.nija.broker.LaneFollower;
import io.nija.order.OrderView;
import io.nija.order.Trade;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever follows a lane's stream; one that fails harms no other. Only on the session's queue. */
final class Followers implements LaneFollower {

    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

    private final Set<LaneFollower> all = new LinkedHashSet<>();
    private boolean live;

    void add(LaneFollower follower) {
        all.add(follower);
        if (live) {
            tell(follower, LaneFollower::live);
        }
    }

    void remove(LaneFollower follower) {
        all.remove(follower);
    }

    private void tell(Consumer<LaneFollower> what) {
        List.copyOf(all).forEach(follower -> tell(follower, what));
    }

    private static void tell(LaneFollower follower, Consumer<LaneFollower> what) {
        try {
            what.accept(follower);
        } catch (RuntimeException broken) {
            LOG.error("A follower of the private stream failed", broken);
        }
    }

    @Override
    public void order(OrderView order) {
        tell(follower -> follower.order(order));
    }

    @Override
    public void trade(Trade trade) {
        tell(follower -> follower.trade(trade));
    }

    @Override
    public void live() {
        live = true;
        tell(LaneFollower::live);
    }

    @Override
    public void gap(String reason) {
        tell(follower -> follower.gap(reason));
    }

    @Override
    public void down(String reason) {
        if (live) {
            live = false;
            tell(follower -> follower.down(reason));
        }
    }
}
