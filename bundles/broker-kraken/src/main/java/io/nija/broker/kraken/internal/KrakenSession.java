package io.nija.broker.kraken.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.IdentityPins;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.broker.kraken.internal.session.LaneSession;
import io.nija.credentials.Credentials;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.platform.Installation;
import io.nija.platform.KeyLocks;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.Evidence;

/**
 * One account's session with Kraken. Declarative Services makes it exist exactly while the account names the broker
 * and its keys are there.
 */
@Component(configurationPid = "io.nija.session.kraken", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true,
        service = BrokerSession.class)
public final class KrakenSession implements BrokerSession {

    /** What the accounts bundle writes. */
    public @interface Lane {
        /** The account's id. */
        String account();

        /** The broker's id. */
        String broker() default "kraken";
    }

    private final LaneSession session;

    @Activate
    public KrakenSession(Lane config, @Reference(name = "credentials") Credentials credentials, @Reference KrakenBroker broker,
            @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers,
            @Reference Installation installation, @Reference KeyLocks held, @Reference IdentityPins pins) {
        session = new LaneSession(LaneId.of(config.account(), config.broker()), credentials, broker.venue(), time, timers,
                workers, installation, held, pins);
        session.open();
    }

    @Deactivate
    public void stop() {
        session.close();
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
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return session.validate(order);
    }

    @Override
    public String toString() {
        return "Kraken session of " + session.lane();
    }
}
