package io.nija.trading.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.Severity;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.trading.internal.lane.PastCheckpoint;
import io.nija.trading.internal.lane.TradingLane;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a checkpoint of every lane's past, so that a start reads what came after it and not a year of trading: renewed while much was
 * written, and at the end. Once a day each is compared with all that was written, a little at a time; one that says otherwise is
 * thrown away, its lane begins anew from the records, and a person is told. On a queue of its own: no lane and no order waits for it.
 */
@Component(service = {}, immediate = true)
public final class LaneCheckpoints {

    /**
     * How often, in records.
     *
     * @param written so many of all lanes since a lane was last looked at
     * @param worth so many fills and ledger rows of a lane for another checkpoint of it
     */
    public record Pace(long written, long worth) {

        /** A start reads these many again, in less than a tenth of a second. */
        static final Pace USUAL = new Pace(5_000, 1_000);
    }

    static final String WRONG = "CHECKPOINT_WRONG";

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration BEFORE_COMPARING = Duration.ofMinutes(10);
    private static final Duration BETWEEN_COMPARISONS = Duration.ofDays(1);
    /** A page each second: a million records in some minutes, for a tenth of a processor. */
    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(1);
    private static final int PAGE = 5_000;
    /** What an end has time for; the next start reads the rest. */
    private static final long MOST_AT_THE_END = 20_000;
    private static final Duration END = Duration.ofSeconds(4);

    private final TradingFloor floor;
    private final Journal journal;
    private final Pace pace;
    private final SerialQueue queue;
    private final Timers timers;
    private final Timers.Timer looks;
    private final Timers.Timer first;
    private final Timers.Timer daily;
    private final Map<LaneId, Long> lookedAt = new HashMap<>();
    private final ArrayDeque<LaneId> toCompare = new ArrayDeque<>();
    private PastCheckpoint.Comparing comparing;
    private Timers.Timer page;
    private volatile Alerts alerts;

    @Activate
    public LaneCheckpoints(@Reference TradingFloor floor, @Reference Journal journal, @Reference Timers timers, @Reference Workers workers) {
        this(floor, journal, timers, workers, Pace.USUAL);
    }

    public LaneCheckpoints(TradingFloor floor, Journal journal, Timers timers, Workers workers, Pace pace) {
        this.floor = floor;
        this.journal = journal;
        this.timers = timers;
        this.pace = pace;
        queue = workers.serial("checkpoints");
        looks = timers.every(LOOK, queue, this::look);
        first = timers.after(BEFORE_COMPARING, queue, this::compareAll);
        daily = timers.every(BETWEEN_COMPARISONS, queue, this::compareAll);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAlerts(Alerts service) {
        alerts = service;
    }

    void unsetAlerts(Alerts service) {
        alerts = alerts == service ? null : alerts;
    }

    /** Writes down what is, for the next start. */
    @Deactivate
    public void stop() {
        looks.close();
        first.close();
        daily.close();
        queue.execute(() -> {
            if (page != null) {
                page.close();
            }
            lanes().forEach(lane -> renew(lane, 1, MOST_AT_THE_END));
        });
        queue.close(END);
    }

    private Set<LaneId> lanes() {
        Set<LaneId> lanes = new LinkedHashSet<>();
        floor.known().forEach(lane -> lanes.add(lane.id()));
        floor.unnamed().forEach(lane -> lanes.add(lane.lane()));
        return lanes;
    }

    private void look() {
        long last = journal.health().last();
        for (LaneId lane : lanes()) {
            Long before = lookedAt.get(lane);
            if (before == null || last - before >= pace.written()) {
                lookedAt.put(lane, last);
                renew(lane, pace.worth(), Long.MAX_VALUE);
            }
        }
    }

    private void renew(LaneId lane, long least, long most) {
        try {
            new PastCheckpoint(lane, journal).renew(least, most);
        } catch (JournalException e) {
            if (!e.code().equals(JournalException.CLOSED)) {
                LOG.warn("The checkpoint of {} stays as it is: {} [{}]", lane, e.getMessage(), e.code());
            }
        }
    }

    private void compareAll() {
        lanes().stream().filter(lane -> !toCompare.contains(lane)).forEach(toCompare::add);
        if (page == null) {
            page = timers.every(BETWEEN_PAGES, queue, this::compare);
        }
    }

    private void compare() {
        LaneId lane = toCompare.peek();
        if (lane == null) {
            page.close();
            page = null;
            return;
        }
        PastCheckpoint kept = new PastCheckpoint(lane, journal);
        try {
            comparing = comparing == null ? kept.compare().orElse(null) : comparing;
            if (comparing == null || comparing.step(PAGE)) {
                Optional<String> difference = comparing == null ? Optional.empty() : comparing.difference();
                difference.ifPresent(text -> wrong(lane, kept, text));
                over();
            }
        } catch (JournalException e) {
            LOG.warn("The checkpoint of {} was not compared with the records: {} [{}]", lane, e.getMessage(), e.code());
            over();
        }
    }

    private void over() {
        comparing = null;
        toCompare.remove();
    }

    private void wrong(LaneId lane, PastCheckpoint kept, String difference) {
        LOG.error("The checkpoint of {} is not what its records amount to: {}. It is thrown away, and the lane begins anew from all records [{}]",
                lane, difference, WRONG);
        kept.drop();
        floor.find(lane).ifPresent(TradingLane::beginAnew);
        Alerts service = alerts;
        if (service != null) {
            service.raise(Alert.event(Severity.CRITICAL, WRONG, AlertScope.of(lane), "What was kept of the past of " + lane
                    + " was not what the journal's records amount to; it was thrown away, and the lane began anew from all records.",
                    "Compare 'positions' with the venue, and tell whoever gave you this NIJA."));
        }
    }
}
