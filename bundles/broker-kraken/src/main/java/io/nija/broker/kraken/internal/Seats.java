package io.nija.broker.kraken.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.session.LaneSession;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session for each lane, and none after the broker. Declarative Services makes and ends them; one that it made and never
 * ended, as may happen when a broker, its configuration and keys come at the same moment, would keep the key from every other one
 * for as long as NIJA runs. Thread-safe.
 */
@Component(service = Seats.class)
public final class Seats {

    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);

    private final Workers workers;
    private final Map<LaneId, LaneSession> seated = new ConcurrentHashMap<>();

    @Activate
    public Seats(@Reference Workers workers) {
        this.workers = workers;
    }

    /** A session begins; one that is still there on its lane is ended, on another thread. */
    void take(LaneSession session) {
        LaneSession before = seated.put(session.lane(), session);
        if (before != null) {
            LOG.warn("A session of {} was left over; it is ended, so that the new one gets the key.", session.lane());
            workers.shared().execute(before::close);
        }
    }

    /** A session has ended. */
    void leave(LaneSession session) {
        seated.remove(session.lane(), session);
    }

    /** Ends whatever is left over: after this nobody knows of it. */
    @Deactivate
    void stop() {
        for (LaneSession session : List.copyOf(seated.values())) {
            LOG.warn("A session of {} was left over; it is ended with the broker.", session.lane());
            session.close();
        }
        seated.clear();
    }
}
