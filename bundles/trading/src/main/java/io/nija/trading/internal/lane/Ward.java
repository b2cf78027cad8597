package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.market.Quote;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.Plan;

/** What protection remembers of one position between two looks. Runs on the lane's queue. */
final class Ward {

    /** An older bid says nothing of now. */
    private static final Duration BID_LASTS = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** How long what somebody else did to a stop is shown and told. */
    private static final Duration INCIDENT_SHOWN = Duration.ofMinutes(10);

    /** An exit that waits for its coins. */
    record Exit(Wish wish, CompletableFuture<Report> report, Instant since) {}

    /** What a stop asked for when it was last as we wanted it. */
    private record Asked(long number, List<BigDecimal> prices) {}

    final Guarded of;
    final ArrayDeque<Exit> waiting = new ArrayDeque<>();
    /** The entries of the position since it was last flat. */
    final TreeSet<Long> entries = new TreeSet<>();
    final List<CompletableFuture<Cover>> told = new ArrayList<>();
    Plan plan = Plan.profile(0);
    boolean fired;
    boolean flattened;
    /** What the journal has of these two. */
    String latch = "";
    /** Something was sent and its answer is awaited. */
    boolean busy;
    boolean quoting;
    /** The number of the stop as last seen, or null. */
    Long stop;
    Cover cover;
    Instant lackingSince;
    /** Why the last attempt failed; empty when it did not. */
    String failure = "";
    private Asked asked;
    private String incident = "";
    private Instant incidentAt;
    private Observation<Quote> quote = new Observation.Missing<>("NO_QUOTE", "");
    private Instant notBefore = Instant.MIN;
    /** When an exit that waits for its coins may try again. */
    private Instant soonest = Instant.MIN;
    private Duration patience = FIRST;

    Ward(Guarded of) {
        this.of = of;
    }

    void quote(Observation<Quote> read) {
        quoting = false;
        quote = read;
    }

    /** The best bid, or null when there is no fresh one. */
    BigDecimal bid(Instant now) {
        return quote instanceof Observation.Known<Quote> known && known.at().plus(BID_LASTS).isAfter(now)
                && !known.value().bids().isEmpty() ? known.value().bids().get(0).price() : null;
    }

    /** Why there is no quote; empty when there is one, or none was asked for. */
    String unquoted() {
        return quote instanceof Observation.Missing<Quote> missing ? missing.reason() : "";
    }

    /** Whether something may be tried again. */
    boolean patient(Instant now) {
        return now.isBefore(waiting.isEmpty() ? notBefore : soonest);
    }

    void failed(String reason, Instant now) {
        failure = reason;
        notBefore = now.plus(patience);
        soonest = now.plus(FIRST);
        patience = patience.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : patience.multipliedBy(2);
    }

    void worked() {
        failure = "";
        notBefore = Instant.MIN;
        soonest = Instant.MIN;
        patience = FIRST;
    }

    /** The position is gone: what was planned for it is over. */
    void ended() {
        entries.clear();
        fired = false;
        flattened = false;
        plan = Plan.profile(plan.since());
        lackingSince = null;
        worked();
    }

    void happened(String words, Instant now) {
        incident = words;
        incidentAt = now;
    }

    /** What somebody else did to the stop a short while ago; empty when nobody did. */
    String incident(Instant now) {
        return incidentAt != null && incidentAt.plus(INCIDENT_SHOWN).isAfter(now) ? incident : "";
    }

    /** A price that this stop may have by what we sent. */
    void wanted(long number, BigDecimal price) {
        if (price == null) {
            return;
        }
        List<BigDecimal> prices = new ArrayList<>(asked != null && asked.number() == number ? asked.prices() : List.of());
        prices.add(price);
        asked = new Asked(number, prices.subList(Math.max(0, prices.size() - 3), prices.size()));
    }

    /** The price that somebody else gave the stop, if somebody did. */
    Optional<BigDecimal> changedOutside(TrackedOrder order) {
        BigDecimal shown = order.terms().stop();
        if (asked == null || asked.number() != order.number() || shown == null
                || asked.prices().stream().anyMatch(price -> price.compareTo(shown) == 0)) {
            wanted(order.number(), asked == null || asked.number() != order.number() ? shown : null);
            return Optional.empty();
        }
        wanted(order.number(), shown);
        return Optional.of(shown);
    }
}
