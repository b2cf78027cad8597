package io.nija.benchmarks.matching;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The matching core beside exchange-core's and parity-match's books: the same flow, one thread, one process, in turns, so
 * that whatever else the machine does falls on all alike. Every round is played twice: for throughput, in the processor time the thread
 * used, so that a crowded machine counts nobody's waiting; and for latency, with the clock on the wall read after each
 * operation. The book is filled before either begins. The digests of all
 * trades must be equal, or the run fails.
 */
public final class MatchingRace {

    private static final int OPERATIONS = 1_000_000;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final int NANOS = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final OrderFlow flow;
    private final int filled;
    private final int room;
    private final PrintStream out;

    private record Result(List<Long> rates, List<int[]> perRound) {}

    MatchingRace(OrderFlow flow, int filled, int room, PrintStream out) {
        this.flow = flow;
        this.filled = filled;
        this.room = room;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        for (int target : new int[] {1_000, 10_000, 100_000}) {
            int filling = 4 * target;
            OrderFlow flow = new OrderFlow(filling + OPERATIONS, target, 42);
            System.out.println("\nabout " + target + " open orders; " + flow.mix());
            new MatchingRace(flow, filling, 2 * target, System.out).run();
        }
    }

    static Map<String, IntFunction<Contender>> contenders() {
        Map<String, IntFunction<Contender>> contenders = new LinkedHashMap<>();
        contenders.put("nija", NijaContender::new);
        contenders.put("exchange-core", ExchangeCoreContender::new);
        contenders.put("parity-match", room -> new ParityContender());
        return contenders;
    }

    private void run() {
        Map<String, IntFunction<Contender>> contenders = contenders();
        Map<String, Result> results = new LinkedHashMap<>();
        contenders.keySet().forEach(name ->
                results.put(name, new Result(new ArrayList<>(), new ArrayList<>())));
        long digest = 0;
        long trades = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (String name : contenders.keySet()) {
                Result result = results.get(name);
                Contender fast = contenders.get(name).apply(room);
                long nanos = throughput(fast);
                Contender timed = contenders.get(name).apply(room);
                int[] histogram = latency(timed);
                if (trades == 0) {
                    trades = fast.trades();
                    digest = fast.digest();
                }
                if (fast.digest() != digest || timed.digest() != digest || fast.trades() != trades) {
                    throw new IllegalStateException(name + " traded otherwise.");
                }
                if (round >= 0) {
                    result.rates().add(1_000_000_000L * (flow.size() - filled) / nanos);
                    result.perRound().add(percentiles(histogram));
                }
            }
        }
        out.println(trades + " trades, the same for all");
        out.println("| book | operations per second of one core, median (best) | p50 ns | p99 ns, median of rounds (best) | p99.9 ns |");
        out.println("|---|---|---|---|---|");
        results.forEach(this::print);
    }

    private long throughput(Contender contender) {
        fill(contender);
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int at = filled; at < flow.size(); at++) {
            flow.play(at, contender);
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    /** The time from one operation's end to the next one's, so the clock is read once for each: about 20 ns of it. */
    private int[] latency(Contender contender) {
        fill(contender);
        int[] histogram = new int[NANOS + 1];
        long before = System.nanoTime();
        for (int at = filled; at < flow.size(); at++) {
            flow.play(at, contender);
            long now = System.nanoTime();
            histogram[(int) Math.min(NANOS, now - before)]++;
            before = now;
        }
        return histogram;
    }

    private void fill(Contender contender) {
        for (int at = 0; at < filled; at++) {
            flow.play(at, contender);
        }
    }

    private static int[] percentiles(int[] histogram) {
        long[] wide = Arrays.stream(histogram).asLongStream().toArray();
        return new int[] {percentile(wide, 500), percentile(wide, 990), percentile(wide, 999)};
    }

    private static int percentile(long[] histogram, int perMille) {
        long rank = (Arrays.stream(histogram).sum() * perMille + 999) / 1_000;
        long seen = 0;
        int nanos = -1;
        while (seen < rank) {
            seen += histogram[++nanos];
        }
        return nanos;
    }

    private void print(String name, Result result) {
        List<Long> rates = result.rates().stream().sorted().toList();
        out.printf("| %s | %,d (%,d) | %d | %d (%d) | %d |%n", name, rates.get(rates.size() / 2), rates.get(rates.size() - 1),
                median(result, 0), median(result, 1), sorted(result, 1)[0], median(result, 2));
    }

    private static int median(Result result, int which) {
        int[] all = sorted(result, which);
        return all[all.length / 2];
    }

    private static int[] sorted(Result result, int which) {
        return result.perRound().stream().mapToInt(round -> round[which]).sorted().toArray();
    }
}
