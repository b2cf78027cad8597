package io.nija.console.internal.lanes;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The sessions that exist now, by lane. Thread-safe; nobody keeps what {@link #find} answers beyond one command. */
@Component(service = Sessions.class)
public final class Sessions {

    private final Map<LaneId, BrokerSession> byLane = new ConcurrentHashMap<>();

    /** A session is here. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "remove")
    public void add(BrokerSession session) {
        byLane.put(session.lane(), session);
    }

    /** A session is gone; its successor may already be here. */
    public void remove(BrokerSession session) {
        byLane.values().remove(session);
    }

    /** The session of {@code lane}, if it exists now. */
    public Optional<BrokerSession> find(LaneId lane) {
        return Optional.ofNullable(byLane.get(lane));
    }
}
