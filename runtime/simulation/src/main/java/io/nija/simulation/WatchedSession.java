package io.nija.simulation;

import java.time.Instant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Capabilities;
import io.nija.broker.Fees;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.broker.Sighting;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Trade;
import io.nija.order.Validation;
import io.nija.status.Evidence;

/** A session that tells the referee what it is handed, and does nothing else of its own. */
final class WatchedSession implements BrokerSession {

    private final BrokerSession session;
    private final Optional<OrderDesk> desk;

    WatchedSession(BrokerSession session, Referee referee) {
        this.session = session;
        desk = session.orderDesk().map(real -> new WatchedDesk(session.lane(), real, referee));
    }

    BrokerSession real() {
        return session;
    }

    @Override
    public LaneId lane() {
        return session.lane();
    }

    @Override
    public SessionStatus status() {
        return session.status();
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        return session.verify();
    }

    @Override
    public void reconnect() {
        session.reconnect();
    }

    @Override
    public Observation<List<Balance>> balances() {
        return session.balances();
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return session.openOrders();
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return session.closedOrders(limit);
    }

    @Override
    public Optional<OrderDesk> orderDesk() {
        return desk;
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return session.validate(order);
    }

    private record WatchedDesk(LaneId lane, OrderDesk desk, Referee referee) implements OrderDesk {

        @Override
        public Capabilities capabilities() {
            return desk.capabilities();
        }

        @Override
        public Duration clockOffset() {
            return desk.clockOffset();
        }

        @Override
        public CompletionStage<Outcome<OrderKey>> place(Placement placement) {
            referee.placing(lane, placement);
            return desk.place(placement);
        }

        @Override
        public CompletionStage<Outcome<OrderKey>> amend(Amendment amendment) {
            referee.amending(lane, amendment);
            return desk.amend(amendment);
        }

        @Override
        public CompletionStage<Outcome<OrderKey>> cancel(OrderKey order) {
            referee.cancelling(lane, order);
            return desk.cancel(order);
        }

        @Override
        public CompletionStage<Observation<Sighting>> find(OrderKey order, Instant sentAt, Instant deadline) {
            return desk.find(order, sentAt, deadline);
        }

        @Override
        public CompletionStage<Observation<List<OrderView>>> restingOrders() {
            return desk.restingOrders();
        }

        @Override
        public CompletionStage<Observation<List<OrderView>>> orders(List<String> venueOrderIds) {
            return desk.orders(venueOrderIds);
        }

        @Override
        public CompletionStage<Observation<List<Trade>>> trades(Instant from) {
            return desk.trades(from);
        }

        @Override
        public CompletionStage<Observation<List<LedgerEntry>>> ledger(Instant from) {
            return desk.ledger(from);
        }

        @Override
        public CompletionStage<Observation<List<Balance>>> balancesNow() {
            return desk.balancesNow();
        }

        @Override
        public CompletionStage<Observation<Fees>> fees(Symbol symbol) {
            return desk.fees(symbol);
        }
    }
}
