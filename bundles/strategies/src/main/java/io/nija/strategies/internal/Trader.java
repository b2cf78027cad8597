package io.nija.strategies.internal;

import java.math.BigDecimal;
import java.util.function.Consumer;

import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.platform.SerialQueue;
import io.nija.strategy.Bracket;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.Why;
import io.nija.trading.OrderEntry;
import io.nija.trading.OrderEntry.Entered;
import io.nija.trading.OrderEntry.StrategyOrder;
import io.nija.trading.OrderEntry.StrategyTrade;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the decisions of one run traded, and takes its position along its bracket: entries at once or in slices, targets, break-even
 * and trail. It goes on when the strategy is paused, failed or away; the stop itself is trading's. On the run's queue only.
 */
final class Trader {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.strategies");

    /** Slices that are still to be bought. @param nextAt milliseconds since 1970 */
    private record Slices(BigDecimal each, BigDecimal last, int left, long every, long nextAt, Why why) {}

    private final RunKey key;
    private final Surroundings around;
    private final SerialQueue queue;
    private final FunnelCount funnel;
    private final Consumer<String> told;
    private String version = "";
    private Course course;
    private Slices slices;
    /** Orders whose answer is awaited. */
    private int sent;
    private boolean entering;
    private boolean exiting;
    private boolean counted;
    private boolean moving;

    /** @param told what happened, in words */
    Trader(RunKey key, Surroundings around, SerialQueue queue, FunnelCount funnel, Consumer<String> told) {
        this.key = key;
        this.around = around;
        this.queue = queue;
        this.funnel = funnel;
        this.told = told;
    }

    /** Reads how far the position had come. Waits for the disk. */
    void restore() {
        course = around.kept().course(key).orElse(null);
    }

    void version(String parametersVersion) {
        version = parametersVersion;
    }

    boolean following() {
        return course != null && course.bought().signum() > 0 || slices != null;
    }

    /** The strategy's position now; when it is not known, something is under way. */
    Facts.Holding holding() {
        Observation<Facts.Holding> read = around.orders().holding(key.lane(), key.strategy(), key.symbol());
        if (read instanceof Observation.Known<Facts.Holding> known) {
            Facts.Holding now = known.value();
            return sent > 0 || slices != null ? new Facts.Holding(now.quantity(), now.averagePrice(), now.stop(), true) : now;
        }
        return new Facts.Holding(BigDecimal.ZERO, null, null, true);
    }

    /** Does what was decided. @return the veto of an entry, or null */
    void act(Decision decision, Instrument instrument, long at) {
        if (decision instanceof Decision.Enter enter) {
            enter(enter.side(), enter.quantity(), enter.bracket(), enter.why(), instrument);
        } else if (decision instanceof Decision.EnterInSlices enter) {
            slice(enter, instrument, at);
        } else if (decision instanceof Decision.Exit exit) {
            BigDecimal held = holding().quantity();
            sell(exit.quantity() == null ? held : exit.quantity().min(held), exit.why().text(), instrument);
        } else if (decision instanceof Decision.MoveStop move) {
            moveStop(move.stop(), move.why().text(), instrument);
        }
    }

    /** Sells all of it, as a person wants. */
    void leave(String why, Instrument instrument) {
        sell(holding().quantity(), why, instrument);
    }

    private boolean mayEnter(Side side) {
        Facts.Holding holding = holding();
        if (side != Side.BUY) {
            veto("SHORT", "Positions below zero are not traded here.");
        } else if (!holding.flat() || holding.working()) {
            veto("POSITION", "It has a position or an order already.");
        } else {
            return true;
        }
        return false;
    }

    private void enter(Side side, BigDecimal quantity, Bracket bracket, Why why, Instrument instrument) {
        if (mayEnter(side)) {
            follow(bracket);
            buy(quantity, why, instrument);
        }
    }

    private void slice(Decision.EnterInSlices enter, Instrument instrument, long at) {
        if (!mayEnter(enter.side())) {
            return;
        }
        BigDecimal step = instrument.quantityStep();
        BigDecimal each = enter.quantity().divide(BigDecimal.valueOf(enter.slices()).multiply(step), 0, java.math.RoundingMode.FLOOR).multiply(step);
        if (each.compareTo(instrument.minQuantity()) < 0) {
            veto("SIZE", "A slice of " + each.toPlainString() + " is less than the venue takes: " + instrument.minQuantity().toPlainString() + ".");
            return;
        }
        follow(enter.bracket());
        BigDecimal last = enter.quantity().subtract(each.multiply(BigDecimal.valueOf(enter.slices() - 1L)));
        slices = new Slices(each, last, enter.slices(), enter.everyMillis(), at, enter.why());
        tick(at, instrument);
    }

    private void follow(Bracket bracket) {
        course = Course.begin(bracket);
        counted = false;
        // Written before the order is wanted, and forced with its intent at the latest: a restart knows the targets of what it finds.
        around.kept().course(key, course);
    }

    /** Time went on: the next slice may be due. */
    void tick(long at, Instrument instrument) {
        agree();
        endWhenFlat();
        if (slices != null && at >= slices.nextAt() && sent == 0) {
            Slices now = slices;
            slices = now.left() == 1 ? null : new Slices(now.each(), now.last(), now.left() - 1, now.every(), now.nextAt() + now.every(), now.why());
            buy(now.left() == 1 ? now.last() : now.each(), now.why(), instrument);
        }
    }

    /** No more slices are bought. */
    void stopBuying() {
        slices = null;
    }

    private void buy(BigDecimal quantity, Why why, Instrument instrument) {
        entering = true;
        OrderRequest order = new OrderRequest(instrument.symbol(), Side.BUY, OrderType.MARKET, quantity, null, TimeInForce.GTC, false);
        submit(new StrategyOrder(key.lane(), key.strategy(), version, order, Purpose.ENTRY, course.bracket().stop(), why.text()));
    }

    /** Sells a part of the position at the market, what is too small for the venue left out. */
    private void sell(BigDecimal quantity, String why, Instrument instrument) {
        BigDecimal step = instrument.quantityStep();
        BigDecimal whole = quantity.divide(step, 0, java.math.RoundingMode.FLOOR).multiply(step);
        if (exiting || whole.signum() <= 0) {
            return;
        }
        slices = null;
        exiting = true;
        OrderRequest order = new OrderRequest(instrument.symbol(), Side.SELL, OrderType.MARKET, whole, null, TimeInForce.GTC, false);
        submit(new StrategyOrder(key.lane(), key.strategy(), version, order, Purpose.EXIT, null, why));
    }

    private void submit(StrategyOrder order) {
        sent++;
        around.orders().submit(order).whenComplete((entered, failed) -> queue.execute(() -> answered(order, entered, failed)));
    }

    private void answered(StrategyOrder order, Entered entered, Throwable failed) {
        sent--;
        boolean entry = order.purpose() == Purpose.ENTRY;
        if (entered instanceof Entered.Refused refused) {
            exiting = entry && exiting;
            entering = !entry && entering;
            if (entry) {
                slices = null;
                veto(refused.check() == null ? refused.code() : refused.check(), refused.reason());
                endWhenFlat();
            } else {
                told.accept("An exit was refused: " + refused.reason() + " [" + refused.code() + "]");
            }
        } else if (entered == null) {
            told.accept("What became of an order is not known: " + failed + ".");
        } else if (entry && !counted) {
            counted = true;
            funnel.ordered();
        }
    }

    private void veto(String check, String reason) {
        funnel.vetoed(check);
        told.accept("An entry was refused: " + reason + " [" + check + "]");
    }

    /** Something happened to an order of this strategy here. */
    void traded(StrategyTrade trade, Instrument instrument) {
        boolean entry = trade.purpose() == Purpose.ENTRY;
        if (trade.filled().signum() > 0 && course != null) {
            if (entry && course.bought().signum() == 0) {
                funnel.filled();
            }
            course = entry ? course.boughtMore(trade.filled()) : course.soldMore(trade.filled());
            around.kept().course(key, course);
        }
        if (trade.ended() && entry) {
            entering = false;
        } else if (trade.ended() && trade.purpose() == Purpose.EXIT) {
            exiting = false;
        }
        endWhenFlat();
        if (instrument != null) {
            protect(instrument);
        }
    }

    private void endWhenFlat() {
        if (course != null && sent == 0 && !entering && slices == null && around.orders().holding(key.lane(), key.strategy(), key.symbol())
                instanceof Observation.Known<Facts.Holding> known && known.value().flat() && !known.value().working()) {
            course = null;
            exiting = false;
            around.kept().course(key, null);
        }
    }

    /** The best prices changed: a target may be reached. */
    void priced(Quote quote, Instrument instrument) {
        if (course != null && !exiting && !quote.bids().isEmpty()) {
            BigDecimal bid = quote.bids().get(0).price();
            BigDecimal due = course.due(bid, instrument).min(holding().quantity());
            if (due.signum() > 0) {
                sell(due, "A target was reached at " + bid.toPlainString() + ".", instrument);
            }
        }
    }

    /** A candle closed: the trail may be nearer. */
    void closed(BigDecimal close, Instrument instrument) {
        if (course != null) {
            Course now = course.closed(close, instrument);
            if (!now.equals(course)) {
                course = now;
                around.kept().course(key, course);
            }
            protect(instrument);
        }
    }

    private void protect(Instrument instrument) {
        if (course != null) {
            course.better(instrument).ifPresent(stop -> put(stop, course.stop().compareTo(course.bracket().stop()) == 0
                    ? "The first target was filled." : "The stop follows the price."));
        }
    }

    private void moveStop(BigDecimal stop, String why, Instrument instrument) {
        Facts.Holding holding = holding();
        if (holding.flat() || holding.stop() != null && stop.compareTo(holding.stop()) <= 0) {
            told.accept("The stop stays: " + stop.toPlainString() + " is not nearer to the market than it is.");
        } else {
            put(stop, why);
        }
    }

    /** One change at a time; one that failed is tried again when something happens. */
    private void put(BigDecimal stop, String why) {
        if (moving) {
            return;
        }
        moving = true;
        around.orders().moveStop(key.lane(), key.strategy(), key.symbol(), stop, why).whenComplete((entered, failed) -> queue.execute(() -> {
            moving = false;
            if (entered instanceof Entered.Ordered && course != null) {
                course = course.stopAt(stop);
                around.kept().course(key, course);
            } else if (!(entered instanceof Entered.Ordered)) {
                LOG.warn("The stop of {} could not be put to {}: {} [STOP_NOT_MOVED]", key, stop.toPlainString(),
                        entered instanceof Entered.Refused refused ? refused.reason() : "its outcome is not known.");
            }
        }));
    }

    /** Fills that nobody told, before a restart for instance, and fees in coins: what is held decides. */
    private void agree() {
        if (course != null && sent == 0 && !entering && !exiting && slices == null
                && around.orders().holding(key.lane(), key.strategy(), key.symbol()) instanceof Observation.Known<Facts.Holding> known
                && !known.value().working() && known.value().quantity().signum() > 0
                && known.value().quantity().compareTo(course.bought().subtract(course.sold())) != 0) {
            course = course.holding(known.value().quantity());
            around.kept().course(key, course);
        }
    }
}
