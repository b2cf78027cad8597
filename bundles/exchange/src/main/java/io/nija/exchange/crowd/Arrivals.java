package io.nija.exchange.crowd;

import java.util.concurrent.TimeUnit;

import io.nija.exchange.market.PairRule;

/**
 * When the crowd's takers come to a pair. Each day has so many; they are shared out to the halves of the day, of the
 * half days and so on, unequally: by how hectic each half is, and the shorter the halves the more by chance. So they
 * come in bunches within bunches, each arrival's number and moment is known without those before it, and counting is
 * exact. In older times there were fewer. Stateless but for what {@link ValuePath} remembers.
 */
final class Arrivals {

    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long CLOSEST = 1 << 18;
    /** Until how many days before the exchange's start, and which part of today's arrivals there were. */
    private static final long[] AGES = {15, 131, 731, Long.MAX_VALUE};
    private static final long[] PARTS = {1, 6, 60, 600};

    private final ValuePath mood;
    private final long key;
    private final long perDay;
    private final long firstDay;
    private final long startDay;

    /**
     * @param opened when the market opened, at a full day
     * @param start when the exchange started
     * @param perDay arrivals a day
     */
    Arrivals(long seed, PairRule rule, ValuePath mood, long opened, long start, long perDay) {
        this.mood = mood;
        this.perDay = perDay;
        key = Hash.of(seed ^ 0x617272697665L, rule.id().hashCode());
        firstDay = Math.floorDiv(opened, DAY);
        startDay = Math.floorDiv(start, DAY);
    }

    /** Is told of arrivals. */
    interface Sink {

        /**
         * Somebody comes.
         *
         * @param number counts from 1, since the market opened
         * @return whether to go on
         */
        boolean arrival(long number, long time);
    }

    /** The arrivals from {@code from} (inclusive) to {@code to} (exclusive), in the order of time. */
    void each(long from, long to, Sink sink) {
        long day = Math.max(firstDay, Math.floorDiv(from, DAY));
        boolean more = true;
        for (; more && day * DAY < to; day++) {
            more = visit(new Span(day, 1, day * DAY, DAY, ofDay(day), before(day)), from, to, sink);
        }
    }

    /** How many came before a moment. */
    long before(long time, boolean inclusive) {
        long limit = inclusive ? time + 1 : time;
        long day = Math.floorDiv(limit, DAY);
        if (day < firstDay) {
            return 0;
        }
        Span span = new Span(day, 1, day * DAY, DAY, ofDay(day), before(day));
        while (!span.isLeaf()) {
            long left = left(span);
            span = limit >= span.middle() ? span.right(left) : span.left(left);
        }
        long count = span.first;
        for (int i = 0; i < span.count && moment(span, i) < limit; i++) {
            count++;
        }
        return count;
    }

    /** When an arrival came; the number counts from 1. */
    long time(long number) {
        long day = dayOf(number);
        Span span = new Span(day, 1, day * DAY, DAY, ofDay(day), before(day));
        while (!span.isLeaf()) {
            long left = left(span);
            span = number <= span.first + left ? span.left(left) : span.right(left);
        }
        return moment(span, (int) (number - span.first - 1));
    }

    /** The first arrival later than a moment. */
    long next(long after) {
        return time(before(after, true) + 1);
    }

    private long dayOf(long number) {
        long low = firstDay;
        long high = startDay + 400_000;
        while (low < high) {
            long middle = low + high + 1 >> 1;
            if (before(middle) < number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private long ofDay(long day) {
        long age = startDay - day;
        int era = 0;
        while (age > AGES[era]) {
            era++;
        }
        return Math.max(1, perDay / PARTS[era]);
    }

    /** How many came before a day began. */
    private long before(long day) {
        long count = 0;
        long from = firstDay;
        for (int era = AGES.length - 1; era >= 0; era--) {
            long until = era == 0 ? day : Math.min(day, startDay - AGES[era - 1]);
            if (until > from) {
                count += (until - from) * Math.max(1, perDay / PARTS[era]);
                from = until;
            }
        }
        return count;
    }

    /** A part of a day: {@code node} is its place among the halves, {@code first} how many came before it. */
    private record Span(long day, long node, long start, long length, long count, long first) {

        boolean isLeaf() {
            return count <= 1 || length < CLOSEST;
        }

        long middle() {
            return start + length / 2;
        }

        Span left(long part) {
            return new Span(day, 2 * node, start, length / 2, part, first);
        }

        Span right(long part) {
            return new Span(day, 2 * node + 1, middle(), length - length / 2, count - part, first + part);
        }
    }

    private boolean visit(Span span, long from, long to, Sink sink) {
        if (span.count == 0 || span.start >= to || span.start + span.length <= from) {
            return true;
        }
        if (!span.isLeaf()) {
            long left = left(span);
            return visit(span.left(left), from, to, sink) && visit(span.right(left), from, to, sink);
        }
        for (int i = 0; i < span.count; i++) {
            long time = moment(span, i);
            if (time >= from && time < to && !sink.arrival(span.first + i + 1, time)) {
                return false;
            }
        }
        return true;
    }

    /** How many of a span's arrivals come in its first half. */
    private long left(Span span) {
        long hash = Hash.of(key + span.day, span.node);
        double share = 0.5;
        double chance;
        if (span.length >= MINUTE) {
            double early = 0.4 + mood.stress(span.start + span.length / 4);
            double late = 0.4 + mood.stress(span.start + span.length / 4 * 3);
            share = early / (early + late);
            chance = 0.3;
        } else {
            chance = 0.98;
        }
        double room = Math.min(share, 1 - share);
        double part = share + room * chance * (2 * ValuePath.fraction(hash) - 1);
        // The rest of the division goes left or right by chance, so that single ones are not always late.
        return Math.min(span.count, (long) (span.count * part + ValuePath.fraction(Hash.of(hash, 1))));
    }

    private long moment(Span span, int place) {
        if (span.count == 1) {
            return span.start + Hash.below(Hash.of(key - span.day, span.node), span.length);
        }
        return span.start + span.length * (2 * place + 1) / (2 * span.count);
    }
}
