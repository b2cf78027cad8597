package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.nija.broker.BrokerSession;
import io.nija.broker.LaneFollower;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.trading.internal.order.TrackedOrder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the venue's private stream tells of the lane, and takes it as what a reading would say, only earlier: the same
 * order twice changes nothing, the same trade twice is booked once. What is not known to be ours is left to the readings. What
 * may not have been told is read. Runs on the lane's queue.
 */
final class Hearing {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private static final String PART = "hearing the venue's stream";

    private final LaneCore core;
    private final BooleanSupplier ready;
    private final TradeReader trades;
    private final Watch watch;
    private final Runnable changed;
    private final Consumer<String> lost;
    private BrokerSession followed;
    private Ear ear;

    /**
     * @param ready whether the lane knows its past; before, nothing that is told can be judged
     * @param lost told why something that was told could not be taken in: the lane compares everything anew
     */
    Hearing(LaneCore core, BooleanSupplier ready, TradeReader trades, Watch watch, Runnable changed, Consumer<String> lost) {
        this.lost = lost;
        this.core = core;
        this.ready = ready;
        this.trades = trades;
        this.watch = watch;
        this.changed = changed;
    }

    /** Follows the session that is here now. */
    void look() {
        BrokerSession here = core.venue().session().orElse(null);
        if (here == followed) {
            return;
        }
        stop();
        followed = here;
        if (here != null) {
            Ear listening = new Ear();
            ear = listening;
            try {
                listening.following = here.follow(listening);
            } catch (RuntimeException broken) {
                LOG.error("The private stream of {} cannot be followed; its orders are read instead", core.lane(), broken);
            }
        }
    }

    /** Follows nothing any more. */
    void stop() {
        Ear last = ear;
        ear = null;
        followed = null;
        watch.told(false);
        if (last != null) {
            last.following.ifPresent(Hearing::end);
        }
    }

    private static void end(AutoCloseable following) {
        try {
            following.close();
        } catch (Exception broken) {
            LOG.debug("A following did not end as it should: {}", broken.toString());
        }
    }

    private void order(OrderView view) {
        Optional<TrackedOrder> ours = core.book().find(view.clientOrderId(), view.venueOrderId());
        if (ours.isPresent() && mayPrecedeAChange(ours.get(), view)) {
            watch.suspect(ours.get().number());
        } else if (ours.isPresent()) {
            core.journal().learn(watch.see(ours.get(), view, core.now()));
            if (core.book().order(ours.get().number()).filter(order -> !order.agrees()).isPresent()) {
                watch.soon();
            }
            changed.run();
        }
    }

    /** What was on its way when a change was sent shows a resting order as it was: only a reading after it says what it is. */
    private static boolean mayPrecedeAChange(TrackedOrder ours, OrderView told) {
        boolean rests = switch (told.state()) {
            case PENDING, OPEN, PARTIALLY_FILLED -> true;
            case FILLED, CANCELED, EXPIRED, OTHER -> false;
        };
        return rests && (ours.pendingSince() != null || differs(told.quantity(), ours.terms().quantity())
                || differs(told.price(), ours.terms().limit()) || differs(told.stop(), ours.terms().stop()));
    }

    private static boolean differs(BigDecimal told, BigDecimal known) {
        return told != null && known != null && told.compareTo(known) != 0;
    }

    private void trade(Trade trade) {
        if (trades.told(trade)) {
            changed.run();
        }
    }

    /** What is not settled may have changed without a word. */
    private void read(String why) {
        LOG.debug("The orders of {} are read: {}", core.lane(), why);
        core.book().unsettled().stream().filter(order -> order.venueOrderId() != null).forEach(order -> watch.suspect(order.number()));
    }

    /** One session's stream; what a session says that is not followed any more concerns nobody. */
    private final class Ear implements LaneFollower {

        private Optional<AutoCloseable> following = Optional.empty();

        private void heard(Runnable what) {
            core.queue().execute(() -> {
                if (ear == this && ready.getAsBoolean() && !core.part(PART, what)) {
                    // What it said is gone, and on a quiet lane nothing more may come: everything is read and compared instead.
                    core.mended(PART);
                    read("what the stream told could not be taken in.");
                    lost.accept("the stream told something that could not be taken in.");
                    changed.run();
                }
            });
        }

        @Override
        public void order(OrderView order) {
            heard(() -> Hearing.this.order(order));
        }

        @Override
        public void trade(Trade trade) {
            heard(() -> Hearing.this.trade(trade));
        }

        @Override
        public void live() {
            heard(() -> {
                watch.told(true);
                read("the stream has just opened.");
            });
        }

        @Override
        public void down(String reason) {
            heard(() -> {
                watch.told(false);
                read(reason);
            });
        }

        @Override
        public void gap(String reason) {
            heard(() -> read(reason));
        }
    }
}
