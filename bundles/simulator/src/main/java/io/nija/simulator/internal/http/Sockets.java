package io.nija.simulator.internal.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.protocol.Json;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.simulator.internal.stream.Streams;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** All sockets that are open, and the door they come through. Thread-safe. */
final class Sockets {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(10);
    /** Connections have numbers beyond those of a signed 64-bit number, as at the real exchange. */
    private static final BigInteger FIRST = new BigInteger("12297829382473034410");

    private final ApiServer server;
    private final Venue venue;
    private final KrakenApi api;
    private final FaultPlan faults;
    private final Streams streams;
    private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Long> attempts = new ArrayDeque<>();
    private final AtomicLong numbers = new AtomicLong();
    private long blockedUntil;
    private long stormUntil;
    private boolean blocked;
    private boolean storms;

    Sockets(ApiServer server, Venue venue, KrakenApi api, FaultPlan faults) {
        this.server = server;
        this.venue = venue;
        this.api = api;
        this.faults = faults;
        streams = new Streams(venue);
        synchronized (venue) {
            venue.listen(streams);
        }
    }

    /** Whether one more may come in: too many in ten minutes block the address for ten (reference sheet §4.4). */
    boolean admits() {
        long most;
        synchronized (venue) {
            if (venue.tier() == Tier.UNLIMITED) {
                return true;
            }
            most = venue.variants().number(Variants.Name.SOCKET_CONNECTIONS);
        }
        synchronized (this) {
            long now = venue.clock().nanoTime();
            blocked = blocked && now < blockedUntil;
            while (!attempts.isEmpty() && now - attempts.peekFirst() > WINDOW) {
                attempts.removeFirst();
            }
            if (!blocked && attempts.size() >= most) {
                blocked = true;
                blockedUntil = now + WINDOW;
            }
            if (!blocked) {
                attempts.addLast(now);
            }
            return !blocked;
        }
    }

    /** What a new connection asks for is struck by. */
    FaultPlan.Strike strike(String method, String account) {
        return faults.strikeMessage(method, account);
    }

    void opened(SocketConnection connection) {
        open.add(connection);
    }

    void closed(SocketConnection connection) {
        open.remove(connection);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The next connection's number. */
    BigDecimal number() {
        return new BigDecimal(FIRST.add(BigInteger.valueOf(numbers.getAndIncrement())));
    }

    /** Resets all now, and each that comes within so long. */
    void storm(Duration duration) {
        synchronized (this) {
            storms = true;
            stormUntil = System.nanoTime() + duration.toNanos();
        }
        open.forEach(connection -> connection.outbox().end(true));
    }

    synchronized boolean isStormy() {
        storms = storms && System.nanoTime() < stormUntil;
        return storms;
    }

    /** Something happens to all of them. */
    void strikeAll(FaultAction action) {
        if (action instanceof FaultAction.Storm wanted) {
            storm(wanted.duration());
        } else {
            open.forEach(connection -> connection.outbox().strike(action));
        }
    }

    /** For the control address. */
    List<Map<String, Object>> about() {
        return open.stream().map(connection -> Json.map("client", connection.client(),
                "subscriptions", connection.subscriptions(), "waiting", connection.outbox().size())).toList();
    }

    ApiServer server() {
        return server;
    }

    Venue venue() {
        return venue;
    }

    KrakenApi api() {
        return api;
    }

    FaultPlan faults() {
        return faults;
    }

    Streams streams() {
        return streams;
    }
}
