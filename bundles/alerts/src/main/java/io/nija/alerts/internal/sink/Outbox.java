package io.nija.alerts.internal.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.nija.alert.Severity;
import io.nija.alerts.internal.book.AlertKey;
import io.nija.alerts.internal.book.Moment;
import io.nija.alerts.internal.book.Notice;
import io.nija.status.Failure;

/**
 * What waits to be sent: one notice for each alert, the newest. Only so many messages leave in a minute; the last one of a
 * minute tells of everything that waits besides. Failures are tried again, later and later, up to an hour; what is given up
 * is counted. No clock, no I/O; not thread-safe.
 */
public final class Outbox {

    /** Beyond this the least important is only counted. */
    static final int MOST = 200;
    /** Codes that are counted by name. */
    private static final int CODES = 50;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long GIVE_UP = Duration.ofHours(1).toNanos();
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Comparator<Waiting> URGENCY =
            Comparator.comparing((Waiting waiting) -> waiting.notice().alert().severity()).reversed()
                    .thenComparing(Waiting::number);

    private record Waiting(Notice notice, long number, long since) {}

    private final Map<AlertKey, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private Severity countedWorst = Severity.INFO;
    private long countedSince;
    private final Deque<Long> sent = new ArrayDeque<>();
    private int perMinute;
    private long numbers;
    private int failures;
    private long pauseUntil;
    private boolean paused;
    private long givenUp;
    private Failure lastFailure;
    private Instant lastDeliveredAt;
    private Draft underway;

    /** A message on its way, with the notices it tells of. */
    private record Draft(Letter letter, List<Waiting> notices, Map<String, Long> counts) {}

    /** @param perMinute how many messages leave in a minute, at least 1 */
    public Outbox(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Another limit from now on. */
    public void limit(int messages) {
        perMinute = messages;
    }

    /** Something to send. A notice of the same alert that still waits is replaced, and keeps its turn. */
    public void offer(Notice notice, Moment now) {
        Waiting before = waiting.get(notice.key());
        waiting.put(notice.key(), before == null ? new Waiting(notice, numbers++, now.nanos())
                : new Waiting(notice, before.number(), now.nanos()));
        if (waiting.size() > MOST) {
            Waiting least = waiting.values().stream().max(URGENCY).orElseThrow();
            waiting.remove(least.notice().key());
            count(least.notice(), now);
        }
    }

    private void count(Notice notice, Moment now) {
        if (counted.isEmpty()) {
            countedSince = now.nanos();
            countedWorst = Severity.INFO;
        }
        String code = notice.alert().code();
        counted.merge(counted.containsKey(code) || counted.size() < CODES ? code : "others", 1L, Long::sum);
        countedWorst = worse(countedWorst, notice.alert().severity());
    }

    private static Severity worse(Severity one, Severity other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The next message, if one may leave now; it counts as on its way until it {@link #arrived} or {@link #failed}. */
    public Optional<Letter> next(Moment now) {
        if (underway != null || paused && pauseUntil - now.nanos() > 0) {
            return Optional.empty();
        }
        while (!sent.isEmpty() && now.nanos() - sent.peek() >= MINUTE) {
            sent.poll();
        }
        int room = perMinute - sent.size();
        int left = waiting.size() + (counted.isEmpty() ? 0 : 1);
        if (room <= 0 || left == 0) {
            return Optional.empty();
        }
        underway = waiting.isEmpty() || room == 1 && left > 1 ? rest(now) : one();
        sent.add(now.nanos());
        return Optional.of(underway.letter());
    }

    private Draft one() {
        Waiting first = waiting.values().stream().min(URGENCY).orElseThrow();
        return new Draft(Letter.of(first.notice()), List.of(first), Map.of());
    }

    private Draft rest(Moment now) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<Waiting> all = waiting.values().stream().sorted(URGENCY).toList();
        Severity worst = counted.isEmpty() ? Severity.INFO : countedWorst;
        for (Waiting each : all) {
            counts.merge(each.notice().alert().code(), 1L, Long::sum);
            worst = worse(worst, each.notice().alert().severity());
        }
        counted.forEach((code, times) -> counts.merge(code, times, Long::sum));
        return new Draft(Letter.heldBack(counts, worst, all.stream().map(each -> each.notice().key()).toList(), now.wall()), all,
                Map.copyOf(counted));
    }

    /** The message under way arrived; answers the alerts it told of. */
    public List<AlertKey> arrived(Moment now) {
        Draft done = underway;
        underway = null;
        failures = 0;
        paused = false;
        lastFailure = null;
        lastDeliveredAt = now.wall();
        forget(done);
        return done.letter().keys();
    }

    /** A notice that was replaced while it was on its way stays. */
    private void forget(Draft done) {
        done.notices().forEach(each -> waiting.remove(each.notice().key(), each));
        done.counts().forEach((code, times) -> counted.computeIfPresent(code, (same, all) -> all > times ? all - times : null));
    }

    /** The message under way did not arrive; answers the notices that are given up now. */
    public List<Notice> failed(Delivery.Failed failure, Moment now) {
        underway = null;
        failures++;
        lastFailure = new Failure(failure.code(), failure.sentence(), now.wall());
        long pause = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(failures - 1, 10));
        paused = true;
        pauseUntil = now.nanos() + Math.max(pause, failure.notBefore() == null ? 0 : failure.notBefore().toNanos());
        List<Notice> lost = new ArrayList<>();
        waiting.values().removeIf(each -> now.nanos() - each.since() >= GIVE_UP && lost.add(each.notice()));
        givenUp += lost.size();
        if (!counted.isEmpty() && now.nanos() - countedSince >= GIVE_UP) {
            givenUp += counted.values().stream().mapToLong(Long::longValue).sum();
            counted.clear();
        }
        return lost;
    }

    /** There is another address or another form: what waits is tried at once. */
    public void tryAgainNow() {
        paused = false;
        failures = 0;
    }

    /** When something can leave, if anything waits; nobody need look before. */
    public OptionalLong nextTry(Moment now) {
        if (underway != null || waiting.isEmpty() && counted.isEmpty()) {
            return OptionalLong.empty();
        }
        long at = paused ? Math.max(now.nanos(), pauseUntil) : now.nanos();
        return OptionalLong.of(sent.size() < perMinute ? at : Math.max(at, sent.peek() + MINUTE));
    }

    /** How it is, for people. */
    public State state() {
        return new State(waiting.size() + counted.values().stream().mapToLong(Long::longValue).sum(), failures, givenUp, lastFailure,
                lastDeliveredAt);
    }

    /**
     * How delivery is.
     *
     * @param waiting how many notices wait
     * @param failures how many calls in a row failed
     * @param givenUp how many notices were given up since NIJA started
     * @param lastFailure of the last call, or null when it arrived or there was none
     * @param lastDeliveredAt or null
     */
    public record State(long waiting, int failures, long givenUp, Failure lastFailure, Instant lastDeliveredAt) {}
}
