package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.order.Amendment;

/**
 * Somebody wants a resting order of ours changed. Durable before the change is sent.
 *
 * @param lane whose order
 * @param intent the number of the order's intent
 * @param amendment what will be sent
 * @param origin who asked, as in {@link Intent#origin()}
 */
public record AmendIntent(LaneId lane, Long intent, Amendment amendment, String origin) implements JournalRecord {

    public AmendIntent {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(intent, "intent");
        Objects.requireNonNull(amendment.order(), "order");
        Objects.requireNonNull(origin, "origin");
    }
}
