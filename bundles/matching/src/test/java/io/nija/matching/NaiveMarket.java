package io.nija.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.nija.order.Side;
import io.nija.order.TimeInForce;

/**
 * The rules again, as plainly as possible and without a thought for speed: one list of orders, searched from end to end
 * for every question. Shares no code with the core.
 */
final class NaiveMarket {

    private static final class One {
        NewOrder wanted;
        int arrival;
        long quantity;
        long open;
        long display;
        long price;
        long shown;
        /** Its rank in time in the book; 0 when it is not there. */
        long rank;
        boolean waiting;
        boolean market;
        boolean offset;
        long trigger;
        long distance;
        Long best;
        Long aimed;

        boolean buys() {
            return wanted.side() == Side.BUY;
        }

        boolean trails() {
            return wanted.trigger() instanceof Trigger.Trailing;
        }

        boolean waitsForFall() {
            return wanted.trigger() instanceof Trigger.TakeProfit ? buys() : !buys();
        }
    }

    private final long protection;
    private final List<One> all = new ArrayList<>();
    private final List<One> fired = new ArrayList<>();
    private final Long[] prices = new Long[2];
    private List<String> events = new ArrayList<>();
    private int arrivals;
    private long ranks;
    private long now;

    NaiveMarket(long protection) {
        this.protection = protection;
    }

    List<String> take() {
        List<String> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    void apply(long time, Command command) {
        advance(time);
        if (command instanceof NewOrder order) {
            place(order);
        } else if (command instanceof Amendment change) {
            amend(change);
        } else if (command instanceof Command.Cancel cancel) {
            One one = find(cancel.id());
            if (one == null) {
                say("refused " + cancel.id() + " UNKNOWN_ORDER");
            } else {
                cancel(one, "REQUESTED");
            }
        } else if (command instanceof Command.Price price) {
            observe(price.reference(), price.ticks());
        }
        while (!fired.isEmpty()) {
            One one = fired.remove(0);
            if (one.offset) {
                one.price = Math.max(1, one.trigger + one.price);
                one.offset = false;
            }
            say("triggered " + one.wanted.id() + " at " + prices[one.wanted.trigger().reference().ordinal()]);
            if (Recorded.wants(one.wanted.id())) {
                enter(one);
            } else {
                cancel(one, "NOT_ADMITTED");
            }
        }
    }

    private void advance(long time) {
        now = time;
        all.stream().filter(one -> one.wanted.expiry() != 0 && one.wanted.expiry() <= now)
                .sorted(Comparator.comparingLong((One one) -> one.wanted.expiry()).thenComparing(one -> one.arrival))
                .forEach(one -> {
                    all.remove(one);
                    say("expired " + one.wanted.id() + ", open " + one.open);
                });
    }

    private void place(NewOrder wanted) {
        One one = new One();
        one.wanted = wanted;
        one.quantity = wanted.quantity();
        one.open = wanted.quantity();
        one.display = wanted.display();
        one.price = wanted.price();
        one.market = wanted.pricing() == Pricing.MARKET;
        one.offset = wanted.pricing() == Pricing.OFFSET;
        one.waiting = wanted.trigger() != null;
        if (find(wanted.id()) != null) {
            say("refused " + wanted.id() + " DUPLICATE_ID");
        } else if (wanted.expiry() != 0 && wanted.expiry() <= now) {
            say("refused " + wanted.id() + " ALREADY_EXPIRED");
        } else if (wanted.postOnly() && !one.waiting && wouldTake(one, one.price)) {
            say("refused " + wanted.id() + " POST_ONLY");
        } else {
            one.arrival = ++arrivals;
            all.add(one);
            say("accepted " + wanted.id());
            if (one.waiting) {
                if (wanted.trigger() instanceof Trigger.StopLoss stop) {
                    one.trigger = stop.price();
                } else if (wanted.trigger() instanceof Trigger.TakeProfit profit) {
                    one.trigger = profit.price();
                } else if (wanted.trigger() instanceof Trigger.Trailing trailing) {
                    one.distance = trailing.distance();
                }
                look(wanted.trigger().reference(), List.of(one));
            } else {
                enter(one);
            }
        }
    }

    private void observe(Reference reference, long price) {
        prices[reference.ordinal()] = price;
        look(reference, all.stream().filter(one -> one.waiting && one.wanted.trigger().reference() == reference)
                .sorted(Comparator.comparing(one -> one.arrival)).toList());
    }

    /** Moves what trails and fires what is due among these. */
    private void look(Reference reference, List<One> candidates) {
        Long price = prices[reference.ordinal()];
        if (price == null) {
            return;
        }
        for (One one : candidates) {
            if (one.trails()) {
                one.best = one.best == null ? price : one.buys() ? Math.min(one.best, price) : Math.max(one.best, price);
                aim(one);
            }
        }
        candidates.stream().filter(one -> one.waitsForFall() && price <= one.trigger)
                .sorted(Comparator.comparing((One one) -> -one.trigger).thenComparing(one -> one.arrival)).forEach(this::fire);
        candidates.stream().filter(one -> !one.waitsForFall() && price >= one.trigger)
                .sorted(Comparator.comparing((One one) -> one.trigger).thenComparing(one -> one.arrival)).forEach(this::fire);
    }

    private void aim(One one) {
        long away = one.distance;
        if (((Trigger.Trailing) one.wanted.trigger()).perMillion()) {
            away = Math.max(1, one.best * one.distance / 1_000_000);
        }
        one.trigger = one.buys() ? one.best + away : one.best - away;
        if (one.aimed == null || one.aimed != one.trigger) {
            one.aimed = one.trigger;
            say("trailed " + one.wanted.id() + " to " + one.trigger);
        }
    }

    private void fire(One one) {
        one.waiting = false;
        fired.add(one);
    }

    private void enter(One taker) {
        NewOrder wanted = taker.wanted;
        long limit = taker.price;
        One best = best(taker);
        if (taker.market) {
            limit = taker.buys() ? Long.MAX_VALUE : 0;
            if (best != null && protection != 0 && !wanted.unprotected()) {
                long away = best.price * protection / 1_000_000;
                limit = taker.buys() ? best.price + away : best.price - away;
            }
        }
        if (wanted.postOnly() && wouldTake(taker, limit)) {
            cancel(taker, "POST_ONLY");
            return;
        }
        if (wanted.timeInForce() == TimeInForce.FOK && !dryRun(taker, limit)) {
            cancel(taker, "FILL_OR_KILL");
            return;
        }
        for (One maker = best(taker); maker != null && taker.open > 0 && reaches(taker, limit, maker); maker = best(taker)) {
            if (same(taker, maker)) {
                if (wanted.selfTrade() != SelfTrade.CANCEL_NEWEST) {
                    cancel(maker, "SELF_TRADE");
                }
                if (wanted.selfTrade() != SelfTrade.CANCEL_OLDEST) {
                    cancel(taker, "SELF_TRADE");
                    return;
                }
                continue;
            }
            long lots = Math.min(maker.shown, taker.open);
            maker.shown -= lots;
            maker.open -= lots;
            taker.open -= lots;
            say("matched " + maker.wanted.id() + " " + wanted.id() + " " + lots + " @" + maker.price + ", open " + maker.open
                    + " " + taker.open);
            if (maker.open == 0) {
                all.remove(maker);
            }
            if (prices[0] == null || prices[0] != maker.price) {
                observe(Reference.LAST, maker.price);
            }
            if (maker.open > 0 && maker.shown == 0) {
                maker.shown = Math.min(maker.display, maker.open);
                maker.rank = ++ranks;
                say("replenished " + maker.wanted.id() + " " + maker.shown);
            }
        }
        if (taker.open == 0) {
            all.remove(taker);
        } else if (taker.market) {
            cancel(taker, best(taker) == null ? "NO_LIQUIDITY" : "PRICE_PROTECTION");
        } else if (wanted.timeInForce() == TimeInForce.IOC) {
            cancel(taker, "IMMEDIATE");
        } else {
            taker.shown = taker.display == 0 ? taker.open : Math.min(taker.display, taker.open);
            taker.rank = ++ranks;
            say("rested " + wanted.id() + " " + taker.shown + " @" + taker.price);
        }
    }

    /** Whether all would trade, by trading with copies of everything. */
    private boolean dryRun(One taker, long limit) {
        NaiveMarket copy = new NaiveMarket(protection);
        copy.ranks = ranks;
        for (One one : all) {
            if (one.rank > 0) {
                One twin = new One();
                twin.wanted = one.wanted;
                twin.open = one.open;
                twin.shown = one.shown;
                twin.display = one.display;
                twin.price = one.price;
                twin.rank = one.rank;
                copy.all.add(twin);
            }
        }
        One twin = new One();
        twin.wanted = taker.wanted.in(TimeInForce.IOC);
        twin.open = taker.open;
        twin.price = limit;
        copy.all.add(twin);
        copy.enter(twin);
        return twin.open == 0;
    }

    private void amend(Amendment change) {
        One one = find(change.id());
        if (one == null) {
            say("refused " + change.id() + " UNKNOWN_ORDER");
            return;
        }
        boolean newQuantity = change.quantity() != Amendment.KEEP;
        boolean newDisplay = change.display() != Amendment.KEEP;
        boolean newPrice = change.price() != Amendment.KEEP;
        boolean newTrigger = change.trigger() != Amendment.KEEP;
        if (newQuantity && change.quantity() <= one.quantity - one.open) {
            cancel(one, "AMENDED_AWAY");
            return;
        }
        long aim = one.trails() ? one.distance : one.trigger;
        boolean percent = one.trails() && ((Trigger.Trailing) one.wanted.trigger()).perMillion();
        if (newDisplay && one.display == 0 || newPrice && (one.market || !one.offset && change.price() < 1)
                || newTrigger && (!one.waiting || percent && change.trigger() >= 1_000_000)) {
            say("refused " + change.id() + " NOT_AMENDABLE");
            return;
        }
        boolean reprices = newPrice && change.price() != one.price;
        if (reprices && !one.waiting && (one.wanted.postOnly() || change.postOnly()) && wouldTake(one, change.price())) {
            say("refused " + change.id() + " POST_ONLY");
            return;
        }
        boolean resizes = newQuantity && change.quantity() != one.quantity;
        boolean redisplays = newDisplay && change.display() != one.display;
        boolean moves = newTrigger && change.trigger() != aim;
        if (!reprices && !resizes && !redisplays && !moves) {
            say("refused " + change.id() + " NO_CHANGE");
            return;
        }
        boolean back = reprices || resizes && change.quantity() > one.quantity || redisplays && change.display() > one.display;
        if (resizes) {
            one.open += change.quantity() - one.quantity;
            one.quantity = change.quantity();
        }
        one.display = redisplays ? change.display() : one.display;
        one.price = reprices ? change.price() : one.price;
        if (one.waiting) {
            say("amended " + change.id() + " in place");
            if (moves) {
                Long price = prices[one.wanted.trigger().reference().ordinal()];
                if (one.trails()) {
                    one.distance = change.trigger();
                } else {
                    one.trigger = change.trigger();
                }
                if (price != null) {
                    look(one.wanted.trigger().reference(), List.of(one));
                }
            }
        } else if (back) {
            say("amended " + change.id() + " anew");
            one.rank = 0;
            enter(one);
        } else {
            say("amended " + change.id() + " in place");
            one.shown = one.display == 0 ? one.open : Math.min(one.shown, Math.min(one.display, one.open));
        }
    }

    private void cancel(One one, String cause) {
        all.remove(one);
        one.rank = 0;
        say("canceled " + one.wanted.id() + " " + cause + ", open " + one.open);
    }

    private One best(One taker) {
        return all.stream().filter(one -> one.rank > 0 && one.buys() != taker.buys())
                .min(Comparator.comparingLong((One one) -> one.buys() ? -one.price : one.price)
                        .thenComparingLong(one -> one.rank)).orElse(null);
    }

    private boolean wouldTake(One one, long limit) {
        One best = best(one);
        return best != null && reaches(one, limit, best);
    }

    private static boolean reaches(One taker, long limit, One maker) {
        return taker.buys() ? maker.price <= limit : maker.price >= limit;
    }

    private static boolean same(One taker, One maker) {
        return taker.wanted.owner() != NewOrder.NOBODY && taker.wanted.owner() == maker.wanted.owner();
    }

    private One find(long id) {
        return all.stream().filter(one -> one.wanted.id() == id).findFirst().orElse(null);
    }

    private void say(String event) {
        events.add(event);
    }

    /** The book, best first: price, what is shown, how many orders. */
    List<String> depth(Side side) {
        return all.stream().filter(one -> one.rank > 0 && one.wanted.side() == side).map(one -> one.price).distinct()
                .sorted(side == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder())
                .map(price -> {
                    List<One> level = all.stream()
                            .filter(one -> one.rank > 0 && one.wanted.side() == side && one.price == price).toList();
                    return price + ": " + level.stream().mapToLong(one -> one.shown).sum() + " in " + level.size();
                }).toList();
    }

    /** Lots shown before an order at its price; -1 when it does not rest. */
    long quantityAhead(long id) {
        One order = find(id);
        return order == null || order.rank == 0 ? -1 : all.stream().filter(one -> one.rank > 0 && one.rank < order.rank
                && one.buys() == order.buys() && one.price == order.price).mapToLong(one -> one.shown).sum();
    }
}
