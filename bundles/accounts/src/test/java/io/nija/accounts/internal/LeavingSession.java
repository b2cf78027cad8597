package io.nija.accounts.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.status.Evidence;

/** A session that knows its orders and runs something of a test's when it is asked to verify. */
final class LeavingSession implements BrokerSession {

    private final LaneId lane;
    private final Observation<List<OrderView>> orders;
    Runnable onVerify = () -> {};

    LeavingSession(LaneId lane, Observation<List<OrderView>> orders) {
        this.lane = lane;
        this.orders = orders;
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return new SessionStatus(List.of(), null, null);
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        onVerify.run();
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void reconnect() {
        throw new AssertionError("nobody reconnects here");
    }

    @Override
    public Observation<List<Balance>> balances() {
        return new Observation.Missing<>("NONE", "none");
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return orders;
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return CompletableFuture.completedFuture(new Observation.Missing<>("NONE", "none"));
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return CompletableFuture.completedFuture(new Outcome.Refused<>("NONE", "none"));
    }
}
