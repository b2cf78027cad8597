package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.broker.OrderDesk;
import io.nija.broker.Sighting;
import io.nija.trading.internal.order.Signal;
import io.nija.trading.internal.order.TrackedOrder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of orders whose outcome is unknown: asks the venue, again and again, until the order is found, its
 * absence is proven, or the venue can never tell. Nothing is sent again.
 *
 * <p>One is looked for at a time: a search reads the venue's lists twice over, and at a small budget of calls two that take
 * the calls from each other both fail, again and again.
 */
final class Doubts {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** The venue cannot tell; perhaps somebody gives the key the right that is missing. */
    private static final Duration UNPROVABLE = Duration.ofMinutes(5);
    /** A search at Kraken's smallest budget takes two minutes and more; one that is given up while it goes on costs its calls for nothing. */
    static final Duration SEARCH = Duration.ofMinutes(10);

    private final LaneCore core;
    private final Runnable changed;
    private final Watch watch;
    private final Set<Long> asking = new HashSet<>();
    /** Those whose turn has not come, first come first. */
    private final Set<Long> turns = new LinkedHashSet<>();
    private boolean searching;
    private final Map<Long, Duration> patience = new HashMap<>();
    private final Map<Long, String> unprovable = new HashMap<>();

    Doubts(LaneCore core, Runnable changed, Watch watch) {
        this.core = core;
        this.changed = changed;
        this.watch = watch;
    }

    /** Why the venue can never tell of an order, by number; such an order waits for a person. */
    Map<Long, String> unprovable() {
        return Map.copyOf(unprovable);
    }

    /** Looks for all orders in doubt that are not looked for already. */
    void resolve() {
        core.book().inDoubt().forEach(order -> later(order.number(), FIRST));
    }

    private void later(long number, Duration delay) {
        if (asking.add(number)) {
            core.after(delay, () -> {
                turns.add(number);
                next();
            });
        }
    }

    /** Looks for the one whose turn it is, if none is being looked for. */
    private void next() {
        while (!searching && !turns.isEmpty()) {
            long number = turns.iterator().next();
            turns.remove(number);
            asking.remove(number);
            core.book().order(number).filter(order -> core.book().inDoubt().contains(order)).ifPresentOrElse(this::look, () -> forget(number));
        }
    }

    private void forget(long number) {
        patience.remove(number);
        unprovable.remove(number);
    }

    private void look(TrackedOrder order) {
        if (core.venue().desk().isEmpty()) {
            // The session's return begins it anew.
            return;
        }
        OrderDesk desk = core.venue().desk().get();
        asking.add(order.number());
        searching = true;
        core.passed("doubt.asking");
        core.read(() -> desk.find(order.key(), order.createdAt(), order.intent().placement().deadline()), SEARCH,
                sighting -> {
                    ended(order);
                    saw(order, sighting);
                },
                reason -> {
                    ended(order);
                    again(order, reason);
                });
    }

    private void ended(TrackedOrder order) {
        asking.remove(order.number());
        searching = false;
        core.queue().execute(this::next);
    }

    private void saw(TrackedOrder order, Sighting sighting) {
        core.passed("doubt.seen");
        Instant now = core.now();
        if (sighting instanceof Sighting.Found found) {
            forget(order.number());
            core.journal().learn(core.book().see(order.number(), found.order(), now));
            LOG.info("{} is at the venue as {}: {}", order.id(), found.order().venueOrderId(), found.order().state());
            watch.soon();
        } else if (sighting instanceof Sighting.Absent) {
            forget(order.number());
            core.journal().learn(core.book().signal(order.number(), Signal.ABSENT, "NEVER_ARRIVED",
                    "The venue does not have it and will not take it any more.", true, null, now));
            LOG.info("{} never reached the venue; that is proven", order.id());
        } else if (sighting instanceof Sighting.TooEarly early) {
            Duration wait = Duration.between(now, early.notBefore());
            later(order.number(), wait.compareTo(FIRST) < 0 ? FIRST : wait);
        } else if (sighting instanceof Sighting.Unprovable never) {
            if (unprovable.put(order.number(), never.reason() + " " + never.hint()) == null) {
                LOG.error("What became of {} cannot be proven: {} {} [ORDER_UNPROVABLE]", order.id(), never.reason(), never.hint());
                core.journal().learn(List.of(new io.nija.journal.Note(core.lane(), order.number(), "doubt", "ORDER_UNPROVABLE",
                        never.reason() + " " + never.hint(), Map.of())));
            }
            later(order.number(), UNPROVABLE);
        }
        changed.run();
    }

    /** A failed query is not an answer. */
    private void again(TrackedOrder order, String reason) {
        Duration wait = patience.merge(order.number(), Duration.ofSeconds(1), (before, first) -> before.multipliedBy(2));
        LOG.debug("{} could not be looked for: {}", order.id(), reason);
        later(order.number(), wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
}
