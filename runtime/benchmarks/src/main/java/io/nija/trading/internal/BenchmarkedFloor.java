package io.nija.trading.internal;

import io.nija.account.Accounts;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.journal.Journal;
import io.nija.platform.Boundary;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.risk.RiskGate;
import io.nija.risk.RiskProfiles;
import io.nija.trading.internal.gate.Armory;

/** The shipped trading floor without a framework around it. */
public final class BenchmarkedFloor implements AutoCloseable {

    private final TradingFloor floor;

    public BenchmarkedFloor(Accounts accounts, Journal journal, RiskGate risk, RiskProfiles profiles, Armory armory, TimeSource time, Timers timers,
            Workers workers) {
        floor = new TradingFloor(accounts, journal, risk, profiles, armory, time, timers, workers);
    }

    public TradingFloor floor() {
        return floor;
    }

    /** What Declarative Services does when a broker and a lane's session are there. */
    public void connect(Broker broker, BrokerSession session) {
        floor.addBroker(broker);
        floor.addSession(session);
    }

    public void tell(Boundary boundary) {
        floor.addBoundary(boundary);
    }

    @Override
    public void close() {
        floor.stop();
    }
}
