package io.nija.broker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.status.Evidence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A lane's connection with its venue. It exists exactly as long as account, broker and keys do; a service with
 * the properties {@link Broker#BROKER} and {@link Broker#ACCOUNT}.
 *
 * <p>Thread-safe. Nothing here waits: answers arrive on platform threads, and do not depend on other lanes.
 * A stage never fails for what a venue did; it completes with an observation or an outcome. After the session
 * is closed every method answers {@code Missing} or {@code Refused} with code {@code SESSION_CLOSED}.
 */
@ProviderType
public interface BrokerSession {

    /** Whose session this is. */
    LaneId lane();

    /** What the session has proven, and what is wrong; a snapshot without I/O. */
    SessionStatus status();

    /** Asks the venue everything again, now, and answers what was found, step by step. */
    CompletionStage<List<Evidence>> verify();

    /** Ends a quarantine or a waiting time and connects at once: what an operator does after mending something. */
    void reconnect();

    /** The latest balances; does no I/O. */
    Observation<List<Balance>> balances();

    /** The orders resting at the venue, ours and others', as last read; does no I/O. */
    Observation<List<OrderView>> openOrders();

    /** Orders that ended, newest first; asks the venue, and costs budget. */
    CompletionStage<Observation<List<OrderView>>> closedOrders(int limit);

    /** What changes things at the venue; empty when this broker can only be read. The same object as long as the session lives. */
    default Optional<OrderDesk> orderDesk() {
        return Optional.empty();
    }

    /**
     * Follows the lane's private stream. Told {@link LaneFollower#live()} when it is open, at once if it is already.
     *
     * @return ends the following; empty when this broker has no such stream, or the session is closed
     */
    default Optional<AutoCloseable> follow(LaneFollower follower) {
        return Optional.empty();
    }

    /** Lets the venue check an order without placing it. */
    CompletionStage<Outcome<Validation>> validate(OrderRequest order);
}
