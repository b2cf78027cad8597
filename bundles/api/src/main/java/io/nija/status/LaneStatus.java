package io.nija.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.market.Money;

/**
 * A lane at one moment. Unknown is {@code null}, never zero.
 *
 * @param lane which
 * @param mode how far it may go
 * @param state the highest step proven now
 * @param blocked what stands in the way although nothing is missing, or null
 * @param since since when it has been in this state
 * @param evidence one entry per step that is known of, in the order of {@link Step}
 * @param missing the variables that must be set, exactly as they must be named; empty when none
 * @param hint what the operator should do next; empty when nothing
 * @param equity what the account is worth at this broker, or null
 * @param todayPnl today's profit and loss, or null
 * @param openOrders how many orders rest at the venue, or null
 * @param positions how many positions are managed, or null
 * @param lastOrderAt when the last order was sent, or null
 * @param lastError the last failure, or null
 */
public record LaneStatus(
        LaneId lane,
        Mode mode,
        LadderState state,
        Blocked blocked,
        Instant since,
        List<Evidence> evidence,
        List<String> missing,
        String hint,
        Money equity,
        Money todayPnl,
        Integer openOrders,
        Integer positions,
        Instant lastOrderAt,
        Failure lastError) {

    public LaneStatus {
        evidence = List.copyOf(evidence);
        missing = List.copyOf(missing);
    }

    /** The first step that is known to be unsatisfied: the true cause. */
    public Optional<Evidence> firstFailure() {
        return evidence.stream().filter(line -> !line.ok()).findFirst();
    }

    /** What is known of {@code step}. */
    public Optional<Evidence> evidence(Step step) {
        return evidence.stream().filter(line -> line.step() == step).findFirst();
    }
}
