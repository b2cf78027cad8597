package io.nija.exchange.crowd;

import io.nija.exchange.market.Flow;
import io.nija.exchange.market.FlowTarget;

/**
 * The crowd in the living market of one pair. Makers look at their quotes every few seconds: they take away what the
 * worth has passed, fill what was taken, renew a size here and there. Takers come at the moments of {@link Arrivals}.
 * What others take moves the makers' opinion, a part of the way and for a while. Guarded by the venue's lock.
 */
final class SeededFlow implements Flow {

    /** More than the deepest book that can be asked for. */
    private static final int LEVELS = 560;
    private static final int FEWEST = 520;
    private static final int MOST = 680;
    private static final int RENEWED = 10;
    /** The part of the way taken from the makers by which they change their opinion; how much of it stays at each look. */
    private static final double LEARNS = 0.3;
    private static final double KEEPS = 0.99;
    private static final double MOST_OPINION = 0.03;
    /** How far a taker goes at most, in parts per million. */
    private static final long REACH = 4_000;

    private final PairModel model;
    private final Standing bids = new Standing();
    private final Standing asks = new Standing();
    private long ids;
    private double opinion;
    private long look;
    private long arrival;
    private long arrivalTime;

    SeededFlow(PairModel model) {
        this.model = model;
    }

    @Override
    public void begin(long now, FlowTarget market) {
        for (Standing side : new Standing[] {bids, asks}) {
            for (int place = 0; place < side.size(); place++) {
                market.cancel(side.id(place));
            }
            side.clear();
        }
        opinion = 0;
        look = model.look(now);
        arrival = model.arrivals().before(now, true) + 1;
        arrivalTime = model.arrivals().time(arrival);
        double worth = model.worth(look);
        long spread = model.spread(worth, look);
        long bid = model.bid(worth, spread);
        for (int place = 0; place < LEVELS; place++) {
            extend(market, bids, true, worth, bid);
            extend(market, asks, false, worth, bid + spread);
        }
        market.index((long) worth);
        look = model.nextLook(now);
    }

    /** Puts an order behind the worst one. */
    private void extend(FlowTarget market, Standing side, boolean bidSide, double worth, long best) {
        int place = side.size();
        long gap = place == 0 ? 0 : model.gap(worth, look, bidSide, place);
        long ticks = place == 0 ? best : bidSide ? side.ticks(place - 1) - gap : side.ticks(place - 1) + gap;
        if (ticks > 0) {
            side.insert(place, place(market, bidSide, place, ticks), ticks);
        }
    }

    private long place(FlowTarget market, boolean bidSide, int place, long ticks) {
        market.limit(++ids, bidSide, model.stands(look, bidSide, place), ticks);
        return ids;
    }

    @Override
    public long nextAt() {
        return Math.min(look, arrivalTime);
    }

    @Override
    public void step(FlowTarget market) {
        long now = nextAt();
        if (look == now) {
            lookAtQuotes(market);
            look = model.nextLook(now);
        }
        if (arrivalTime == now) {
            take(market);
            arrivalTime = model.arrivals().time(++arrival);
        }
    }

    private void take(FlowTarget market) {
        boolean buys = model.buys(arrival, arrivalTime);
        long best = market.best(!buys);
        if (best == 0) {
            return;
        }
        long lots = model.takes(arrival, arrivalTime);
        if (model.atMarket(arrival)) {
            market.market(++ids, buys, lots);
        } else {
            long reach = Math.max(2, best * REACH / 1_000_000);
            market.take(++ids, buys, lots, Math.max(1, buys ? best + reach : best - reach));
        }
    }

    private void lookAtQuotes(FlowTarget market) {
        long bidEaten = forgetTaken(market, bids);
        long askEaten = forgetTaken(market, asks);
        double pure = model.worth(look);
        opinion = opinion * KEEPS + LEARNS * (askEaten - bidEaten) / pure;
        opinion = Math.max(-MOST_OPINION, Math.min(MOST_OPINION, opinion));
        double worth = pure * (1 + opinion);
        long spread = model.spread(worth, look);
        long bid = model.bid(worth, spread);
        withdraw(market, bids, true, bid);
        withdraw(market, asks, false, bid + spread);
        approach(market, bids, true, worth, bid);
        approach(market, asks, false, worth, bid + spread);
        renew(market, bids, true);
        renew(market, asks, false);
        keepDeep(market, bids, true, worth, bid);
        keepDeep(market, asks, false, worth, bid + spread);
        market.index((long) pure);
    }

    /** @return how many ticks worse the best of what is left is */
    private static long forgetTaken(FlowTarget market, Standing side) {
        long best = side.size() == 0 ? 0 : side.ticks(0);
        while (side.size() > 0 && market.open(side.id(0)) == 0) {
            side.removeBest();
        }
        return best == 0 || side.size() == 0 ? 0 : Math.abs(side.ticks(0) - best);
    }

    /** Takes away what is better than the makers now want to give. */
    private static void withdraw(FlowTarget market, Standing side, boolean bidSide, long best) {
        while (side.size() > 0 && (bidSide ? side.ticks(0) > best : side.ticks(0) < best)) {
            market.cancel(side.id(0));
            side.removeBest();
        }
    }

    /** Fills the way from the best order that is left to the best price they want to give. */
    private void approach(FlowTarget market, Standing side, boolean bidSide, double worth, long best) {
        long left = side.size() == 0 ? Long.MIN_VALUE : side.ticks(0);
        long ticks = best;
        int count = 0;
        long[] prices = new long[LEVELS];
        while (count < LEVELS && ticks > 0 && (left == Long.MIN_VALUE || (bidSide ? ticks > left : ticks < left))) {
            prices[count++] = ticks;
            long gap = model.gap(worth, look, bidSide, count);
            ticks += bidSide ? -gap : gap;
        }
        for (int place = count - 1; place >= 0; place--) {
            side.addBest(place(market, bidSide, place, prices[place]), prices[place]);
        }
    }

    /** Another size somewhere near the best price. */
    private void renew(FlowTarget market, Standing side, boolean bidSide) {
        int place = model.renewed(look, bidSide, RENEWED);
        if (place < side.size()) {
            market.cancel(side.id(place));
            side.replace(place, place(market, bidSide, place, side.ticks(place)));
        }
    }

    private void keepDeep(FlowTarget market, Standing side, boolean bidSide, double worth, long best) {
        while (side.size() > MOST) {
            market.cancel(side.id(side.size() - 1));
            side.removeWorst();
        }
        if (side.size() < FEWEST) {
            for (int more = side.size(); more < LEVELS; more++) {
                extend(market, side, bidSide, worth, best);
            }
        }
    }

    @Override
    public void jump(long now, long perMillion) {
        model.jumps().add(now, perMillion);
    }

    @Override
    public String snapshot() {
        return String.join(" ", "1", Long.toString(ids), Long.toHexString(Double.doubleToLongBits(opinion)),
                Long.toString(look), Long.toString(arrival), Long.toString(arrivalTime), "j" + model.jumps().text(),
                "b" + bids.text(), "a" + asks.text());
    }

    @Override
    public void restore(String snapshot) {
        String[] parts = snapshot.split(" ");
        if (parts.length != 9 || !parts[0].equals("1")) {
            throw new IllegalArgumentException("This is no snapshot of a crowd that this version understands.");
        }
        ids = Long.parseLong(parts[1]);
        opinion = Double.longBitsToDouble(Long.parseUnsignedLong(parts[2], 16));
        look = Long.parseLong(parts[3]);
        arrival = Long.parseLong(parts[4]);
        arrivalTime = Long.parseLong(parts[5]);
        model.jumps().become(parts[6].substring(1));
        bids.become(parts[7].substring(1));
        asks.become(parts[8].substring(1));
    }
}
