package io.nija.benchmarks.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A flow every contender understands: limit orders near a price that wanders, some of them crossing; cancels of any open
 * order; reductions. Made before the race from a seed, against a plain account of what is open.
 */
final class OrderFlow {

    private static final byte BUY = 0;
    private static final byte SELL = 1;
    private static final byte CANCEL = 2;
    private static final byte REDUCE = 3;

    private final int size;
    private final byte[] kinds;
    private final long[] ids;
    private final long[] prices;
    private final long[] quantities;

    /**
     * @param size how many operations
     * @param target about how many orders are open once the book is filled
     */
    OrderFlow(int size, int target, long seed) {
        this.size = size;
        kinds = new byte[size];
        ids = new long[size];
        prices = new long[size];
        quantities = new long[size];
        SplittableRandom random = new SplittableRandom(seed);
        Open open = new Open();
        ParityContender model = new ParityContender() {

            @Override
            public void match(long resting, long incoming, com.paritytrading.parity.match.Side side, long price,
                    long executed, long remaining) {
                open.fill(resting, executed);
                open.fill(incoming, executed);
            }
        };
        long middle = 1_000_000;
        for (int at = 0; at < size; at++) {
            int dice = random.nextInt(1_000);
            middle += dice < 20 ? random.nextInt(5) - 2 : 0;
            boolean full = open.count >= target;
            if (dice < 60 && open.count > target / 2) {
                // Crosses: it reaches a little into the other side.
                boolean buys = random.nextBoolean();
                enter(at, open, model, buys, middle + (buys ? 6 : -6), 1 + random.nextInt(300));
            } else if (dice < 90 && open.count > 1) {
                reduce(at, open, model, random);
            } else if (full && dice < 560 || open.count > 2 * target) {
                cancel(at, open, model, random);
            } else {
                boolean buys = random.nextBoolean();
                long away = 1 + Math.min(random.nextInt(2_000), Math.min(random.nextInt(2_000), random.nextInt(2_000)));
                enter(at, open, model, buys, buys ? middle - away : middle + away, 1 + random.nextInt(100));
            }
        }
    }

    private void enter(int at, Open open, Contender model, boolean buys, long price, long quantity) {
        long id = at + 1;
        note(at, buys ? BUY : SELL, id, price, quantity);
        open.add(id, quantity);
        model.limit(id, buys, price, quantity);
    }

    private void cancel(int at, Open open, Contender model, SplittableRandom random) {
        long id = open.ids[random.nextInt(open.count)];
        note(at, CANCEL, id, 0, 0);
        open.remove(id);
        model.cancel(id);
    }

    /** Less by half; an order that cannot be less is canceled. */
    private void reduce(int at, Open open, Contender model, SplittableRandom random) {
        long id = open.ids[random.nextInt(open.count)];
        long left = open.left.get(id);
        if (left == 1) {
            note(at, CANCEL, id, 0, 0);
            open.remove(id);
            model.cancel(id);
        } else {
            note(at, REDUCE, id, left - left / 2, left / 2);
            open.left.put(id, left / 2);
            model.reduce(id, left - left / 2, left / 2);
        }
    }

    private void note(int at, byte kind, long id, long price, long quantity) {
        kinds[at] = kind;
        ids[at] = id;
        prices[at] = price;
        quantities[at] = quantity;
    }

    int size() {
        return size;
    }

    /** Carries out one operation. */
    void play(int at, Contender contender) {
        switch (kinds[at]) {
            case BUY -> contender.limit(ids[at], true, prices[at], quantities[at]);
            case SELL -> contender.limit(ids[at], false, prices[at], quantities[at]);
            case CANCEL -> contender.cancel(ids[at]);
            default -> contender.reduce(ids[at], prices[at], quantities[at]);
        }
    }

    /** How many operations are of each kind: orders, cancels, reductions. */
    String mix() {
        int[] counts = new int[4];
        for (byte kind : kinds) {
            counts[kind]++;
        }
        return (counts[BUY] + counts[SELL]) + " limit orders, " + counts[CANCEL] + " cancels, " + counts[REDUCE] + " reductions";
    }

    /** What is open while the flow is made, so that any of it can be picked. */
    private static final class Open {

        private long[] ids = new long[1024];
        private int count;
        private final Map<Long, Integer> places = new HashMap<>();
        private final Map<Long, Long> left = new HashMap<>();

        void add(long id, long quantity) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            places.put(id, count);
            left.put(id, quantity);
            ids[count++] = id;
        }

        void fill(long id, long quantity) {
            long rest = left.merge(id, -quantity, Long::sum);
            if (rest == 0) {
                remove(id);
            }
        }

        void remove(long id) {
            int place = places.remove(id);
            left.remove(id);
            long last = ids[--count];
            if (last != id) {
                ids[place] = last;
                places.put(last, place);
            }
        }
    }
}
