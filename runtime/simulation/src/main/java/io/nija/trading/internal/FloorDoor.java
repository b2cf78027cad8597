package io.nija.trading.internal;

import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.platform.Boundary;

/** What Declarative Services does with a floor. */
public final class FloorDoor {

    private final TradingFloor floor;

    public FloorDoor(TradingFloor floor) {
        this.floor = floor;
    }

    public void add(Broker broker) {
        floor.addBroker(broker);
    }

    public void remove(Broker broker) {
        floor.removeBroker(broker);
    }

    public void add(BrokerSession session) {
        floor.addSession(session);
    }

    public void remove(BrokerSession session) {
        floor.removeSession(session);
    }

    public void add(Boundary boundary) {
        floor.addBoundary(boundary);
    }

    public void stop() {
        floor.stop();
    }
}
