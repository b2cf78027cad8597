package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.nija.journal.Mark;
import io.nija.trading.internal.protection.Plan;

/**
 * Where the stops of a lane's positions are meant to be, kept in the journal: a mark for each position, and a note beside the
 * intent of each entry that names one. Beside it stands that a stop was hit, or was taken away by a flatten, until that is over. The newest entry that names a stop decides; a person's word holds until then.
 */
final class Plans {

    private static final String MARK = "stop ";
    /** Named by the first entry of the position: a latch of a position that was sold is nobody's. */
    private static final String LATCH = "latch ";
    private static final String FIRED = "fired";
    private static final String FLATTENED = "flattened";

    private final LaneCore core;

    Plans(LaneCore core) {
        this.core = core;
    }

    /** An entry was filled that the position did not have before. */
    void entered(Ward ward, long entry) {
        core.book().plannedStop(entry).filter(named -> entry > ward.plan.since())
                .ifPresent(named -> decide(ward, Plan.named(named, entry)));
    }

    void decide(Ward ward, Plan plan) {
        ward.plan = plan;
        ward.fired = false;
        core.journal().learn(with(mark(ward, plan), latched(ward)));
    }

    private static List<Mark> with(Mark plan, Optional<Mark> latch) {
        return latch.map(changed -> List.of(plan, changed)).orElse(List.of(plan));
    }

    /** Writes that the stop was hit, or that a flatten took it away, when that changed: another process must go on with it. */
    void keep(Ward ward) {
        latched(ward).ifPresent(mark -> core.journal().learn(List.of(mark)));
    }

    /** What {@link #keep} would write, for whoever writes it together with something else. */
    Optional<Mark> latched(Ward ward) {
        return latched(ward, ward.fired);
    }

    Optional<Mark> latched(Ward ward, boolean fired) {
        String latch = ward.entries.isEmpty() || !fired && !ward.flattened ? ""
                : (fired ? FIRED + " " : "") + (ward.flattened ? FLATTENED + " " : "") + ward.entries.first();
        if (latch.equals(ward.latch)) {
            return Optional.empty();
        }
        ward.latch = latch;
        return Optional.of(new Mark(core.lane(), LATCH + ward.of, latch));
    }

    Mark mark(Ward ward, Plan plan) {
        return new Mark(core.lane(), MARK + ward.of, plan.text());
    }

    /**
     * As the journal has it: the mark of this position, not of one that was sold before, or what a later entry named whose fill was
     * written before the mark could be. Waits for the disk.
     */
    void restore(Ward ward) {
        core.journal().mark(MARK + ward.of).map(Plan::parse).filter(plan -> plan.since() >= ward.entries.first())
                .ifPresent(plan -> ward.plan = plan);
        List<String> latch = core.journal().mark(LATCH + ward.of).map(text -> List.of(text.split(" "))).orElse(List.of());
        if (latch.contains(Long.toString(ward.entries.first()))) {
            ward.fired = latch.contains(FIRED);
            ward.flattened = latch.contains(FLATTENED);
            ward.latch = String.join(" ", latch);
        }
        for (long entry : ward.entries.descendingSet()) {
            Optional<BigDecimal> named = entry > ward.plan.since() ? core.journal().plannedStop(entry) : Optional.empty();
            if (named.isPresent()) {
                decide(ward, Plan.named(named.get(), entry));
                return;
            }
        }
    }
}
