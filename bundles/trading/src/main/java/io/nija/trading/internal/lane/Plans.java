package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.nija.journal.Mark;
import io.nija.trading.internal.protection.Plan;

/**
 * Where the stops of a lane's positions are meant to be, kept in the journal: a mark for each position, and a note beside the
 * intent of each entry that names one. The newest entry that names a stop decides; a person's word holds until then.
 */
final class Plans {

    private static final String MARK = "stop ";

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
        core.journal().learn(List.of(mark(ward, plan)));
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
        for (long entry : ward.entries.descendingSet()) {
            Optional<BigDecimal> named = entry > ward.plan.since() ? core.journal().plannedStop(entry) : Optional.empty();
            if (named.isPresent()) {
                decide(ward, Plan.named(named.get(), entry));
                return;
            }
        }
    }
}
