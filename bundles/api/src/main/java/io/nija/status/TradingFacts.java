package io.nija.status;

import java.time.Instant;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

import io.nija.account.LaneId;
import io.nija.market.Money;

/**
 * What trading knows of its lanes: a whiteboard service that the status model puts on the board, above what the sessions
 * prove. Thread-safe; does no I/O.
 */
@ConsumerType
public interface TradingFacts {

    /** One lane, now; null when nothing is known of it. */
    Facts facts(LaneId lane);

    /**
     * What of a lane's orders and holdings is whose (own, adopted, orphaned, others'), and where journal and venue differ: lines
     * of plain words, texts of the venue among them; empty when nothing is known.
     */
    default List<String> agreement(LaneId lane) {
        return List.of();
    }

    /**
     * A lane as trading sees it. Unknown is null, never zero.
     *
     * @param evidence of {@link Step#RECONCILIATION}, and of {@link Step#STRATEGY} once there are strategies
     * @param equity what NIJA works with there, or null
     * @param todayPnl today's profit and loss, or null
     * @param positions how many are managed, or null
     * @param lastOrderAt when the last order was sent, or null
     */
    record Facts(List<Evidence> evidence, Money equity, Money todayPnl, Integer positions, Instant lastOrderAt) {

        public Facts {
            evidence = List.copyOf(evidence);
        }
    }
}
