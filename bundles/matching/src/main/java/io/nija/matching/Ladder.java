package io.nija.matching;

import java.util.Arrays;

/**
 * Price levels in order. The best is the last element of a sorted array: trading happens there, so what is inserted moves
 * little, and a search begins there. A level that loses its last order stays where it is, as prices come back; it goes
 * when a neighbouring price needs its place, when it would be the best, or when half of all are empty. Level objects stay
 * behind the end of the array and are used again.
 */
final class Ladder {

    private final int sign;
    private long[] keys = new long[256];
    private Level[] levels = new Level[256];
    private int count;
    private int empties;

    /** @param highestIsBest whether the best price is the highest */
    Ladder(boolean highestIsBest) {
        sign = highestIsBest ? 1 : -1;
    }

    /** The best level, or null; never an empty one. */
    Level best() {
        return count == 0 ? null : levels[count - 1];
    }

    int size() {
        return count - empties;
    }

    /** The level of that rank, 0 the best. */
    Level level(int rank) {
        if (empties > 0) {
            sweep();
        }
        return levels[count - 1 - rank];
    }

    /** The level at a price, made when there is none; an order follows into it. */
    Level at(long price) {
        long key = sign * price;
        int place = place(key);
        if (place < count && keys[place] == key) {
            empties -= levels[place].orders == 0 ? 1 : 0;
            return levels[place];
        }
        if (place < count && levels[place].orders == 0) {
            return reuse(place, price);
        }
        if (place > 0 && levels[place - 1].orders == 0) {
            return reuse(place - 1, price);
        }
        if (count == levels.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            levels = Arrays.copyOf(levels, 2 * count);
        }
        Level level = levels[count] == null ? new Level() : levels[count];
        int better = count - place;
        System.arraycopy(keys, place, keys, place + 1, better);
        System.arraycopy(levels, place, levels, place + 1, better);
        keys[place] = key;
        levels[place] = level;
        count++;
        level.price = price;
        return level;
    }

    /** An empty neighbour becomes the level: nothing moves. */
    private Level reuse(int place, long price) {
        empties--;
        keys[place] = sign * price;
        levels[place].price = price;
        return levels[place];
    }

    /** Takes an order out of its level. */
    void remove(Order order) {
        Level level = order.level;
        level.remove(order);
        if (level.orders == 0) {
            empties++;
            while (count > 0 && levels[count - 1].orders == 0) {
                count--;
                empties--;
            }
            if (empties > 64 && empties > count / 2) {
                sweep();
            }
        }
    }

    /** Moves the empty levels behind the end. */
    private void sweep() {
        int kept = 0;
        for (int place = 0; place < count; place++) {
            Level level = levels[place];
            if (level.orders > 0) {
                levels[place] = levels[kept];
                levels[kept] = level;
                keys[kept++] = keys[place];
            }
        }
        count = kept;
        empties = 0;
    }

    /** The first place whose key is not below this one; strides from the best, then halves. */
    private int place(long key) {
        int high = count;
        int step = 1;
        while (high - step >= 0 && keys[high - step] >= key) {
            high -= step;
            step <<= 1;
        }
        int low = Math.max(high - step, -1);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (keys[middle] >= key) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
