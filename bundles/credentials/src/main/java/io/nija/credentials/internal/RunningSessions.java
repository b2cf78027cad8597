package io.nija.credentials.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.SessionStatus;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

/** The sessions that run on our keys, asked only for what they know of themselves. Thread-safe. */
final class RunningSessions {

    private final Map<LaneId, BrokerSession> sessions = new ConcurrentHashMap<>();
    /** Of sessions that went without their keys having gone: their broker is being replaced. */
    private final Map<LaneId, Boolean> worked = new ConcurrentHashMap<>();

    void add(BrokerSession session) {
        sessions.put(session.lane(), session);
    }

    void remove(BrokerSession session) {
        if (sessions.get(session.lane()) == session) {
            worked.put(session.lane(), work(session.lane()));
            sessions.remove(session.lane(), session);
        }
    }

    /** Its keys went, or are others now: what its former session was like says nothing any more. */
    void forget(LaneId lane) {
        worked.remove(lane);
    }

    Optional<BrokerSession> find(LaneId lane) {
        return Optional.ofNullable(sessions.get(lane));
    }

    /**
     * Whether there is something to lose when a lane's pair is replaced. A venue that cannot be reached says nothing
     * against a pair; a session that was refused, may make no call, or found the keys to be another account's does.
     */
    boolean work(LaneId lane) {
        BrokerSession session = sessions.get(lane);
        if (session == null) {
            return worked.getOrDefault(lane, false);
        }
        SessionStatus status;
        try {
            status = session.status();
        } catch (RuntimeException cannotSay) {
            // A broker is somebody else's code, and a mistake in it is no proof against the keys.
            return true;
        }
        if (status.blocked() != null && status.blocked().kind() == Blocked.Kind.QUARANTINED) {
            return false;
        }
        Optional<Evidence> authentication = line(status, Step.AUTHENTICATION);
        if (authentication.filter(Evidence::ok).isPresent()) {
            return line(status, Step.IDENTITY).map(Evidence::ok).orElse(true);
        }
        return authentication.isEmpty() || line(status, Step.VENUE).isPresent();
    }

    private static Optional<Evidence> line(SessionStatus status, Step step) {
        return status.evidence().stream().filter(line -> line.step() == step).findFirst();
    }
}
