package io.nija.console.internal.fake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

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

/** A session that says what it was told to say. */
public final class FakeSession implements BrokerSession {

    private final LaneId lane;
    public final AtomicInteger reconnects = new AtomicInteger();
    public volatile SessionStatus status = new SessionStatus(List.of(), null, null);
    public volatile CompletionStage<List<Evidence>> verification = new CompletableFuture<>();
    public volatile Observation<List<Balance>> balances = new Observation.Missing<>("NOT_READ", "not read yet");
    public volatile Observation<List<OrderView>> openOrders = new Observation.Missing<>("NOT_READ", "not read yet");
    public volatile Observation<List<OrderView>> closedOrders = new Observation.Missing<>("NOT_READ", "not read yet");

    public FakeSession(String lane) {
        this.lane = LaneId.parse(lane);
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return status;
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        return verification;
    }

    @Override
    public void reconnect() {
        reconnects.incrementAndGet();
    }

    @Override
    public Observation<List<Balance>> balances() {
        return balances;
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return openOrders;
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return CompletableFuture.completedFuture(closedOrders);
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return CompletableFuture.completedFuture(new Outcome.Refused<>("NOT_ASKED", "nobody validates here"));
    }
}
