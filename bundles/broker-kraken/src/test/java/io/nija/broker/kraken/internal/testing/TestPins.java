package io.nija.broker.kraken.internal.testing;

import java.util.HashMap;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.broker.IdentityPins;

/** Pins in memory. */
public final class TestPins implements IdentityPins {

    private final Map<LaneId, String> pins = new HashMap<>();
    public String unreadable;

    @Override
    public synchronized Claim claim(LaneId lane, Environment environment, String identity) {
        if (unreadable != null) {
            return new Claim.Unreadable(unreadable);
        }
        for (Map.Entry<LaneId, String> pin : pins.entrySet()) {
            if (pin.getValue().equals(identity) && !pin.getKey().equals(lane)) {
                return new Claim.TakenBy(pin.getKey());
            }
        }
        String before = pins.putIfAbsent(lane, identity);
        if (before == null) {
            return new Claim.Accepted(true);
        }
        return before.equals(identity) ? new Claim.Accepted(false) : new Claim.Changed();
    }

    @Override
    public synchronized Claim compare(LaneId lane, Environment environment, String identity) {
        String before = pins.get(lane);
        return before == null || before.equals(identity) ? new Claim.Accepted(before == null) : new Claim.Changed();
    }

    @Override
    public synchronized void rebind(LaneId lane, Environment environment) {
        pins.remove(lane);
    }

    @Override
    public synchronized void release(LaneId lane) {
        pins.remove(lane);
    }
}
