package io.nija.tck.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.nija.credentials.Credentials;
import io.nija.status.LadderState;
import io.nija.tck.Result;
import io.nija.tck.Venue.BookedOrder;

/**
 * Plays cases: first those that keep to an account of their own, as many at a time as there are stations, for most of the time is
 * spent waiting; then those that move what all share, one after the other.
 */
final class Play {

    /** Those that wait longest, so that nothing waits for them at the end. */
    private static final List<String> FIRST = List.of("reconcile.restart", "place.killed-before-acknowledgement", "change.cancel-all-with-one-failing",
            "change.timeout", "place.timeout-before-acceptance", "stream.silence", "place.timeout-after-acceptance");

    private final Surroundings around;
    private final Gaps gaps;
    private final Consumer<Result.Line> told;

    Play(Surroundings around, Consumer<Result.Line> told) {
        this.around = around;
        this.told = told;
        gaps = new Gaps(around);
    }

    List<Result.Line> run(Predicate<String> wanted) throws Exception {
        List<Case> cases = Catalogue.all().stream().filter(one -> wanted.test(one.id())).toList();
        List<Result.Line> lines = Collections.synchronizedList(new ArrayList<>());
        BlockingQueue<Integer> free = new ArrayBlockingQueue<>(Surroundings.STATIONS);
        for (int station = 0; station < Surroundings.STATIONS; station++) {
            free.add(station);
            around.nija.await(around.lane(station), LadderState.RECONCILED);
        }
        ExecutorService pool = Executors.newFixedThreadPool(Surroundings.STATIONS, task -> new Thread(task, "broker-tck"));
        try {
            List<Future<?>> together = new ArrayList<>();
            Comparator<Case> longest = Comparator.comparing(each -> !FIRST.contains(each.id()));
            for (Case one : cases.stream().filter(each -> !each.alone()).sorted(longest).toList()) {
                together.add(pool.submit(() -> {
                    int station = free.take();
                    try {
                        add(lines, play(one, station));
                    } finally {
                        free.add(station);
                    }
                    return null;
                }));
            }
            for (Future<?> each : together) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (Case one : cases.stream().filter(Case::alone).toList()) {
            add(lines, play(one, 0));
        }
        List<String> order = cases.stream().map(Case::id).toList();
        List<Result.Line> sorted = new ArrayList<>(lines);
        sorted.sort((first, second) -> Integer.compare(order.indexOf(first.id()), order.indexOf(second.id())));
        return sorted;
    }

    private void add(List<Result.Line> lines, Result.Line line) {
        lines.add(line);
        told.accept(line);
    }

    private Result.Line play(Case one, int station) {
        Instant begin = Instant.now();
        Bench bench = new Bench(around, station);
        try {
            Map.Entry<Result.Verdict, String> gap = gaps.judge(one, bench);
            if (gap != null) {
                return line(one, gap.getKey(), gap.getValue(), "", begin);
            }
            around.nija.await(bench.lane, LadderState.RECONCILED);
            String evidence = one.play().on(bench);
            return line(one, Result.Verdict.PASSED, "", evidence, begin);
        } catch (UnsupportedOperationException undeclared) {
            return line(one, Result.Verdict.FAILED, "The venue cannot do this, and no gap is declared: " + undeclared.getMessage(), "", begin);
        } catch (AssertionError wrong) {
            return line(one, Result.Verdict.FAILED, wrong.getMessage() + (wrong.getCause() == null ? "" : " (" + wrong.getCause().getMessage() + ")"), "", begin);
        } catch (Exception | LinkageError trouble) {
            return line(one, Result.Verdict.FAILED, trouble + " at " + (trouble.getStackTrace().length == 0 ? "" : trouble.getStackTrace()[0]), "", begin);
        } finally {
            tidy(bench);
        }
    }

    private static Result.Line line(Case one, Result.Verdict verdict, String reason, String evidence, Instant begin) {
        return new Result.Line(one.id(), one.title(), verdict, reason, evidence, Duration.between(begin, Instant.now()));
    }

    /** The next case of this account finds no fault and no order. What cannot be tidied shows in the next case. */
    private void tidy(Bench bench) {
        try {
            around.venue.heal(bench.account);
            around.env.keys(bench.lane, around.venue.keys(bench.account));
            // A pair that is being put back must be in use before the next case begins, or its session ends under that case.
            String wanted = Jar.sha256(around.venue.keys(bench.account).key().getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 8);
            Check.await(bench.lane + " is on its own keys again", () -> around.nija.service(Credentials.class, Nija.filter(bench.lane))
                    .filter(credentials -> credentials.fingerprint().equals(wanted)).isPresent());
            for (BookedOrder order : around.venue.orders(bench.account)) {
                if (order.open()) {
                    around.venue.cancel(bench.account, order.id());
                }
            }
        } catch (Exception | AssertionError left) {
            System.err.println("broker-tck: " + bench.lane + " could not be tidied: " + left);
        }
    }
}
