package io.nija.broker.paper.internal.market;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which moment of the machine's clock a moment of the market's was: the market may go faster than the world, and what is told of
 * orders, trades and balances is told by the world's time. One line for each time in which both went evenly; kept in a file, so that
 * what happened keeps its time after a restart. Both ways never go back. On the market's queue only.
 */
public final class MarketTimes {

    /** The machine's clock was set forward, or the machine slept: from there on the market's time is another moment of it. */
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(500);

    private final Path file;
    private final List<Even> all;

    /** From these two moments on, nanoseconds since 1970, so many of the market's seconds in one of the machine's. */
    private record Even(long machine, long market, int speed) {

        String line() {
            return machine + " " + market + " " + speed;
        }

        static Even of(String line) {
            String[] parts = line.split(" ");
            return new Even(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    private MarketTimes(Path file, List<Even> all) {
        this.file = file;
        this.all = all;
    }

    /** What is known of the times before; nothing when nothing was kept. */
    static MarketTimes read(Path file) throws IOException {
        List<Even> all = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (String line : lines) {
                // The last line may be half of one that was being written.
                if (line.matches("[0-9]{10,19} [0-9]{10,19} [0-9]{1,4}")) {
                    all.add(Even.of(line));
                }
            }
        }
        return new MarketTimes(file, all);
    }

    /** From now on both go evenly. */
    void begin(long machine, long market, int speed) throws IOException {
        Even last = all.isEmpty() ? null : all.get(all.size() - 1);
        Even next = new Even(last == null ? machine : Math.max(machine, nanos(last, Math.max(market, last.market()))), market, speed);
        Files.writeString(file, "\n" + next.line() + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        all.add(next);
    }

    /** Both are so late now; begins anew when they do not go evenly any more. */
    void look(long machine, long market, int speed) throws IOException {
        if (machine - nanos(all.get(all.size() - 1), market) > APART) {
            begin(machine, market, speed);
        }
    }

    /**
     * The machine's moment. What happened at the very moment from which on both went evenly happened before: it was told then.
     *
     * @param market nanoseconds since 1970
     */
    public Instant machine(long market) {
        for (int i = all.size() - 1; i > 0; i--) {
            if (all.get(i).market() < market) {
                return instant(nanos(all.get(i), market));
            }
        }
        return instant(nanos(all.get(0), market));
    }

    /** The market's moment, nanoseconds since 1970. */
    public long market(Instant machine) {
        long nanos = nanos(machine);
        for (int i = all.size() - 1; i >= 0; i--) {
            Even even = all.get(i);
            if (even.machine() <= nanos || i == 0) {
                long market = even.market() + saturated(nanos - even.machine(), even.speed());
                return i == all.size() - 1 ? market : Math.min(market, all.get(i + 1).market());
            }
        }
        throw new IllegalStateException("The times of the market were not begun.");
    }

    private static long saturated(long nanos, int speed) {
        long most = TimeUnit.DAYS.toNanos(20_000) / speed;
        return Math.max(-most, Math.min(most, nanos)) * speed;
    }

    private static long nanos(Even even, long market) {
        return even.machine() + Math.floorDiv(market - even.market(), even.speed());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** Nanoseconds since 1970; of moments beyond what a long can count the last one. */
    static long nanos(Instant instant) {
        Duration since = Duration.between(Instant.EPOCH, instant);
        return since.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0 ? Long.MAX_VALUE / 2
                : since.compareTo(Duration.ofNanos(Long.MIN_VALUE / 2)) < 0 ? Long.MIN_VALUE / 2 : since.toNanos();
    }
}
