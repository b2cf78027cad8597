package io.nija.campaign;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of a campaign: NIJA has come back and the exchange behaves. Waits until NIJA says that all is found out, lets people
 * repeat what they asked for, and compares.
 */
public final class Reckoning {

    private static final List<String> UNFINISHED = List.of("CREATED", "SUBMITTED", "IN_DOUBT", "PENDING_CANCEL", "PENDING_AMEND");

    private final Line line;
    private final Map<String, VenueBooks> venue;
    private final List<Flow> people;
    private final List<String> findings = new ArrayList<>();
    private final List<String> own = new ArrayList<>();
    private Books books = new Books(List.of(), List.of(), Map.of());
    private Duration reconciled;
    private Duration covered;
    private Instant coveredAt;
    private boolean bareAtFirst;

    /** @param venue by NIJA's name of the account */
    public Reckoning(Line line, Map<String, VenueBooks> venue, List<Flow> people) {
        this.line = line;
        this.venue = Map.copyOf(venue);
        this.people = List.copyOf(people);
    }

    /**
     * Does it all.
     *
     * @param started when NIJA was started, as of {@link System#nanoTime}
     * @param patience how long each step may take
     * @return what is wrong; empty when nothing is
     */
    public List<String> reckon(long started, Duration patience) throws IOException, InterruptedException {
        bareAtFirst = !Books.read(venue).unprotected().isEmpty();
        for (Flow person : people) {
            person.resume(patience);
        }
        settle("after the last start", started, patience);
        for (Flow person : people) {
            person.repeatAll();
        }
        settle("after everything was repeated", started, patience);
        compare(patience);
        for (Flow person : people) {
            findings.addAll(person.seen());
        }
        return List.copyOf(findings);
    }

    private void settle(String when, long started, Duration patience) throws IOException, InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        String last = "";
        do {
            List<String> bare = covered == null ? Books.read(venue).unprotected() : List.of();
            bareAtFirst |= !bare.isEmpty();
            if (bare.isEmpty() && covered == null) {
                covered = Duration.ofNanos(System.nanoTime() - started);
                coveredAt = Instant.now();
            }
            String lanes = unreconciled(line);
            if (lanes.isEmpty() && reconciled == null) {
                reconciled = Duration.ofNanos(System.nanoTime() - started);
            }
            last = lanes + unfinished() + bare;
            if (lanes.isEmpty() && bare.isEmpty() && unfinished().isEmpty()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        } while (System.nanoTime() < limit);
        findings.add("UNSETTLED: " + when + " and " + patience.toSeconds() + " s: " + last);
    }

    /** The lanes that do not know yet whether journal and exchange agree; empty when all do, a sentence when nobody answers. */
    public static String unreconciled(Line line) throws IOException {
        Line.Said status = line.say(List.of("status"));
        if (status.out().isEmpty()) {
            return "NIJA does not answer";
        }
        StringBuilder lanes = new StringBuilder();
        for (Document account : status.json().path("accounts")) {
            for (Document lane : account.path("brokers")) {
                if (!lane.path("state").text().equals("RECONCILED")) {
                    lanes.append(account.path("id").text()).append(' ').append(lane).append("; ");
                }
            }
        }
        return lanes.toString();
    }

    private String unfinished() throws IOException {
        StringBuilder orders = new StringBuilder();
        for (Document order : line.say(List.of("orders")).json().path("orders")) {
            if (UNFINISHED.contains(order.path("state").text())) {
                orders.append(order).append("; ");
            }
        }
        return orders.toString();
    }

    private void compare(Duration patience) throws IOException, InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        while (true) {
            books = Books.read(venue);
            Checker checker = new Checker(tickets(), people.stream().flatMap(person -> person.flattens().stream()).toList(), books);
            List<String> found = checker.findings(line.say(List.of("orders", "--all")).json(),
                    line.say(List.of("fills", "--all")).json(), line.say(List.of("positions")).json(), line.say(List.of("balances")).json());
            if (found.isEmpty() || System.nanoTime() > limit) {
                checker.own().forEach(sale -> own.add(sale.id()));
                findings.addAll(found);
                return;
            }
            // A fill of this moment may be in one book and not yet in the other.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    private List<Ticket> tickets() {
        return people.stream().flatMap(person -> person.tickets().stream()).toList();
    }

    /** The exchange's names of the sales that NIJA decided by itself: exits past a stop, and those of a flatten. */
    public List<String> own() {
        return List.copyOf(own);
    }

    /** What the exchange's books said in the end. */
    public Books books() {
        return books;
    }

    /** From the start until every lane was reconciled; null when that never was. */
    public Duration reconciled() {
        return reconciled;
    }

    /** From the start until every position was seen to have its stop at the exchange; null when that never was. */
    public Duration covered() {
        return covered;
    }

    /** When every position was first seen to have its stop, the exchange's books say it; null when that never was. */
    public Instant coveredAt() {
        return coveredAt;
    }

    /** Whether a position lacked its stop when NIJA started, so that there was something to mend. */
    public boolean bareAtFirst() {
        return bareAtFirst;
    }
}
