package io.nija.matching;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A market at the end of a line: commands arrive later than they are sent. Those of one sender never overtake one
 * another; those of different senders may. Times are nanoseconds. The way back is the listener's business: it reads the
 * market's time and adds a delay of its own.
 */
public final class DelayedMarket {

    private record Letter(long arrival, long number, Command command) implements Comparable<Letter> {

        @Override
        public int compareTo(Letter other) {
            return arrival == other.arrival ? Long.compare(number, other.number) : Long.compare(arrival, other.arrival);
        }
    }

    private final Market market;
    private final LatencyModel latency;
    private final PriorityQueue<Letter> underway = new PriorityQueue<>();
    private final Map<Long, Long> newest = new HashMap<>();
    private long numbers;

    public DelayedMarket(Market market, LatencyModel latency) {
        this.market = market;
        this.latency = latency;
    }

    /**
     * Sends a command.
     *
     * @param time now, not before an earlier call's
     * @param sender whose line it goes by
     * @return when it arrives
     */
    public long send(long time, long sender, Command command) {
        advance(time);
        long number = numbers++;
        long arrival = Math.max(time + latency.delay(number), newest.getOrDefault(sender, time));
        newest.put(sender, arrival);
        underway.add(new Letter(arrival, number, command));
        return arrival;
    }

    /** Lets time pass: what arrives by then is carried out, each command at the time it arrives. */
    public void advance(long time) {
        while (!underway.isEmpty() && underway.peek().arrival() <= time) {
            Letter letter = underway.poll();
            market.apply(letter.arrival(), letter.command());
        }
        market.advance(time);
    }

    /** When the next command arrives; {@link Long#MAX_VALUE} when none is under way. */
    public long nextArrival() {
        return underway.isEmpty() ? Long.MAX_VALUE : underway.peek().arrival();
    }

    /** The market at the other end. */
    public Market market() {
        return market;
    }
}
