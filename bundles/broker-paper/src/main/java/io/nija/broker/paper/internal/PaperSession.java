package io.nija.broker.paper.internal;

import io.nija.account.Account;
import io.nija.account.Accounts;
import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.paper.internal.desk.LaneSession;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** A session as Declarative Services makes it: it exists exactly while the account names the broker. It needs no keys. */
@Component(configurationPid = "io.nija.session.paper", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true,
        service = BrokerSession.class)
public final class PaperSession extends LaneSession {

    /** What the accounts bundle writes. */
    public @interface Lane {
        /** The account's id. */
        String account();

        /** The broker's id. */
        String broker() default "paper";
    }

    @Activate
    public PaperSession(Lane config, @Reference PaperBroker broker, @Reference Accounts accounts, @Reference TimeSource time, @Reference Timers timers,
            @Reference Workers workers) {
        super(LaneId.of(config.account(), config.broker()), currency(accounts, LaneId.of(config.account(), config.broker())), broker.market(), time, timers,
                workers);
        open();
    }

    /** Of an account that is there no more nothing is known; its session ends in a moment. */
    private static String currency(Accounts accounts, LaneId lane) {
        return accounts.find(lane.account()).map(Account::currency).orElse("USD");
    }

    @Deactivate
    public void stop() {
        close();
    }

    @Override
    public String toString() {
        return "Paper session of " + lane();
    }
}
