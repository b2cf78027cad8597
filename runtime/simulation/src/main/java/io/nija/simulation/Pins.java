package io.nija.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.broker.IdentityPins;

/** Which account at the exchange each lane is; outlives every process, as the files do. */
final class Pins implements IdentityPins {

    private final Map<LaneId, String> pins = new LinkedHashMap<>();

    @Override
    public Claim claim(LaneId lane, Environment environment, String identity) {
        for (Map.Entry<LaneId, String> pin : pins.entrySet()) {
            if (pin.getValue().equals(identity) && !pin.getKey().equals(lane)) {
                return new Claim.TakenBy(pin.getKey());
            }
        }
        String before = pins.putIfAbsent(lane, identity);
        return before == null ? new Claim.Accepted(true) : before.equals(identity) ? new Claim.Accepted(false) : new Claim.Changed();
    }

    @Override
    public Claim compare(LaneId lane, Environment environment, String identity) {
        String before = pins.get(lane);
        return before == null || before.equals(identity) ? new Claim.Accepted(before == null) : new Claim.Changed();
    }

    @Override
    public void rebind(LaneId lane, Environment environment) {
        pins.remove(lane);
    }

    @Override
    public void release(LaneId lane) {
        pins.remove(lane);
    }
}
