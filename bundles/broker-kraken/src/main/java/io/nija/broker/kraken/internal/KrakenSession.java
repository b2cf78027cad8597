package io.nija.broker.kraken.internal;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.IdentityPins;
import io.nija.broker.kraken.internal.session.LaneSession;
import io.nija.credentials.Credentials;
import io.nija.platform.Installation;
import io.nija.platform.KeyLocks;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * A session as Declarative Services makes it: it exists exactly while the account names the broker and its keys are there.
 */
@Component(configurationPid = "io.nija.session.kraken", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true,
        service = BrokerSession.class)
public final class KrakenSession extends LaneSession {

    /** What the accounts bundle writes. */
    public @interface Lane {
        /** The account's id. */
        String account();

        /** The broker's id. */
        String broker() default "kraken";
    }

    private final Seats seats;

    @Activate
    public KrakenSession(Lane config, @Reference(name = "credentials") Credentials credentials, @Reference KrakenBroker broker,
            @Reference SendingRights rights, @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers,
            @Reference Installation installation, @Reference KeyLocks held, @Reference IdentityPins pins, @Reference Seats seats) {
        super(LaneId.of(config.account(), config.broker()), credentials, broker.venue(), time, timers, workers, installation, held,
                pins, rights.of(LaneId.of(config.account(), config.broker()), broker.venue().simulator()));
        this.seats = seats;
        seats.take(this);
        open();
    }

    @Deactivate
    public void stop() {
        close();
        seats.leave(this);
    }

    @Override
    public String toString() {
        return "Kraken session of " + lane();
    }
}
