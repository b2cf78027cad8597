package io.nija.simulator.internal.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One pair's market: the model's book, the accounts' orders that rest in it, and the tape. The model's book stands
 * still between two trades of the model; what accounts take out of it is gone until the next one. Time moves only by
 * {@link #settle}. Guarded by the venue's lock.
 */
public final class PairMarket {

    private static final Comparator<Resting> BEST_BID =
            Comparator.comparingLong((Resting order) -> -order.ticks()).thenComparingLong(Resting::since);
    private static final Comparator<Resting> BEST_ASK =
            Comparator.comparingLong(Resting::ticks).thenComparingLong(Resting::since);

    private final MarketModel model;
    private final Tape tape;
    private final List<Resting> bids = new ArrayList<>();
    private final List<Resting> asks = new ArrayList<>();
    private final Map<Long, Long> taken = new HashMap<>();
    private long book;
    private long now;

    PairMarket(MarketModel model, long opened, long now) {
        this.model = model;
        this.now = now;
        tape = new Tape(model, opened);
        book = model.bookAt(now);
    }

    /** What happens to an account's order while time passes. */
    public interface Fills {

        /** A resting order was met by a stranger at its own price. */
        void filled(Resting maker, long lots, Print print);
    }

    /** The pair. */
    public PairRule rule() {
        return model.rule();
    }

    /** The tape. */
    public Tape tape() {
        return tape;
    }

    /** The model. */
    public MarketModel model() {
        return model;
    }

    /** The moment up to which everything has happened, nanoseconds since 1970. */
    public long now() {
        return now;
    }

    /** Lets the strangers act until {@code until}; a moment before {@link #now()} changes nothing. */
    public void settle(long until, Fills fills) {
        if (until <= now) {
            return;
        }
        long target = model.bookAt(until);
        while (book < target && (!bids.isEmpty() || !asks.isEmpty())) {
            tradeThrough(book, fills);
            book++;
            taken.clear();
            meetNewBook(model.tradeTime(book - 1) + 1, fills);
        }
        if (book < target) {
            book = target;
            taken.clear();
        }
        now = until;
    }

    /** The taker of the slot's trade meets better orders of accounts first. At an equal price the model was there first. */
    private void tradeThrough(long slot, Fills fills) {
        boolean takerBuys = model.takerBuys(slot);
        List<Resting> side = takerBuys ? asks : bids;
        long ticks = model.tradeTicks(slot);
        long left = model.tradeLots(slot);
        while (left > 0 && !side.isEmpty() && better(side.get(0), ticks)) {
            Resting maker = side.get(0);
            long lots = Math.min(left, maker.openLots());
            left -= lots;
            fill(maker, lots, model.tradeTime(slot) - 1, takerBuys, model.takerAtMarket(slot), fills);
        }
    }

    private static boolean better(Resting order, long ticks) {
        return order.buys() ? order.ticks() > ticks : order.ticks() < ticks;
    }

    /** The strangers of a new book whose prices cross orders of accounts meet those at the accounts' prices. */
    private void meetNewBook(long time, Fills fills) {
        for (List<Resting> side : List.of(bids, asks)) {
            while (!side.isEmpty()) {
                Resting maker = side.get(0);
                boolean takerBuys = !maker.buys();
                List<Level> strangers = modelLevels(takerBuys, 1, maker.ticks());
                if (strangers.isEmpty()) {
                    break;
                }
                Level stranger = strangers.get(0);
                long lots = Math.min(stranger.lots(), maker.openLots());
                taken.merge(stranger.ticks(), lots, Long::sum);
                fill(maker, lots, time, takerBuys, false, fills);
            }
        }
    }

    private void fill(Resting maker, long lots, long time, boolean takerBuys, boolean atMarket, Fills fills) {
        Print print = tape.append(time, maker.ticks(), lots, takerBuys, atMarket);
        fills.filled(maker, lots, print);
        if (maker.openLots() == 0) {
            remove(maker);
        }
    }

    /** Puts an order into the book. */
    public void add(Resting order) {
        List<Resting> side = order.buys() ? bids : asks;
        Comparator<Resting> best = order.buys() ? BEST_BID : BEST_ASK;
        int place = side.size();
        while (place > 0 && best.compare(side.get(place - 1), order) > 0) {
            place--;
        }
        side.add(place, order);
    }

    /** Takes an order out of the book, if it is there. */
    public void remove(Resting order) {
        (order.buys() ? bids : asks).remove(order);
    }

    /** What an order would meet, without changing anything. */
    public Plan plan(boolean buys, long limit, Wish wish, String owner) {
        List<Take> takes = new ArrayList<>();
        Wish left = wish;
        List<Level> strangers = modelLevels(!buys, MarketModel.LEVELS, limit);
        List<Resting> ours = buys ? asks : bids;
        int stranger = 0;
        int our = 0;
        while (stranger < strangers.size() || our < ours.size()) {
            boolean toStranger = our == ours.size() || stranger < strangers.size()
                    && (buys ? strangers.get(stranger).ticks() <= ours.get(our).ticks()
                            : strangers.get(stranger).ticks() >= ours.get(our).ticks());
            long ticks = toStranger ? strangers.get(stranger).ticks() : ours.get(our).ticks();
            long lots = Math.min(left.at(rule(), ticks),
                    toStranger ? strangers.get(stranger).lots() : ours.get(our).openLots());
            if ((buys ? ticks > limit : ticks < limit) || lots == 0) {
                break;
            }
            Resting maker = toStranger ? null : ours.get(our);
            if (maker != null && maker.owner().equals(owner)) {
                return new Plan(takes, maker);
            }
            takes.add(new Take(ticks, lots, maker));
            left = left.less(rule(), ticks, lots);
            if (toStranger) {
                stranger++;
            } else {
                our++;
            }
        }
        return new Plan(takes, null);
    }

    /** Carries out one part of a plan at the present moment. */
    public Print execute(Take take, boolean takerBuys, boolean atMarket) {
        if (take.maker() == null) {
            taken.merge(take.ticks(), take.lots(), Long::sum);
        }
        return tape.append(now, take.ticks(), take.lots(), takerBuys, atMarket);
    }

    /** The book as everybody sees it, best price first. */
    public List<Level> levels(boolean bidSide, int count) {
        List<Level> levels = new ArrayList<>(modelLevels(bidSide, count, bidSide ? 0 : Long.MAX_VALUE));
        for (Resting order : bidSide ? bids : asks) {
            levels.add(new Level(order.ticks(), order.openLots(), order.since()));
        }
        levels.sort(Comparator.comparingLong(level -> bidSide ? -level.ticks() : level.ticks()));
        List<Level> merged = new ArrayList<>();
        for (Level level : levels) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).ticks() == level.ticks()) {
                Level before = merged.get(last);
                merged.set(last, new Level(level.ticks(), before.lots() + level.lots(),
                        Math.max(before.time(), level.time())));
            } else {
                merged.add(level);
            }
        }
        return merged.subList(0, Math.min(count, merged.size()));
    }

    /** The best price of a side; with no volume, at the model's price, when everything was taken. */
    public Level best(boolean bidSide) {
        List<Level> levels = levels(bidSide, 1);
        return levels.isEmpty() ? new Level(bidSide ? model.bid(book) : model.ask(book), 0, now) : levels.get(0);
    }

    private List<Level> modelLevels(boolean bidSide, int count, long limit) {
        List<Level> levels = new ArrayList<>(Math.min(count, 64));
        long time = model.tradeTime(book - 1);
        long ticks = bidSide ? model.bid(book) : model.ask(book);
        long near = ticks;
        for (int level = 0; level < MarketModel.LEVELS && levels.size() < count; level++) {
            if (ticks <= 0 || (bidSide ? ticks < limit : ticks > limit)) {
                break;
            }
            long lots = model.levelLots(book, bidSide, level) - taken.getOrDefault(ticks, 0L);
            if (lots > 0) {
                levels.add(new Level(ticks, lots, time));
            }
            long step = model.step(book, bidSide, level, near);
            ticks = bidSide ? ticks - step : ticks + step;
        }
        return levels;
    }

    /** The newest changes of the best prices: the slots whose trade changed the book, oldest first. */
    public List<Long> bookChanges(long after, int count) {
        long first = Math.max(book - count, model.bookAt(Math.max(after, tape.opened())));
        List<Long> slots = new ArrayList<>();
        for (long slot = first; slot < book; slot++) {
            slots.add(slot);
        }
        return slots;
    }
}
