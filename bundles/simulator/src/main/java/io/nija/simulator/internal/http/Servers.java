package io.nija.simulator.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.nija.platform.TimeSource;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.exchange.state.Memory;
import io.nija.exchange.venue.Venue;

/** The two servers of an exchange and their threads. Thread-safe. */
public final class Servers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    /** Between two looks at the market while nobody asks, in milliseconds: of the machine, and of the exchange. */
    private static final long LONGEST_PAUSE = 1_000;
    private static final long LONGEST_STRIDE = 300_000;
    /** Between two looks while sockets wait for what happens, in milliseconds of the machine. */
    private static final long PULSE = 20;

    private final Loops loops = new Loops();
    private final RequestLog log = new RequestLog();
    private final FaultRules faults;
    private final ApiServer api;
    private final Listener control;
    private final Venue venue;
    private final Optional<Memory> memory;

    /**
     * Servers that do not listen yet.
     *
     * @param seed of the faults' chance
     * @param memory that notes what happens, when there is one
     */
    public Servers(Venue venue, TimeSource time, long seed, Optional<Memory> memory) {
        KrakenApi protocol = new KrakenApi(venue);
        this.venue = venue;
        this.memory = memory;
        FaultPlan plan = new FaultPlan(seed);
        Events events = new Events(venue);
        faults = new FaultRules(plan, protocol.endpoints(), events, venue::now);
        api = new ApiServer(loops, venue, protocol, plan, log, time, events);
        ControlRoutes routes = new ControlRoutes(venue, faults, log, api, events, memory, this::about);
        control = new Listener(loops, () -> new ControlConnection(routes));
    }

    /**
     * Listens.
     *
     * @param port of the protocol, 0 for any
     * @throws IOException when the port is used by something else
     */
    public void open(int port) throws IOException {
        api.open(port);
        control.open(0);
        long pause = Math.min(LONGEST_PAUSE, LONGEST_STRIDE / venue.clock().speed());
        loops.workers().next().scheduleAtFixedRate(this::beat, pause, pause, TimeUnit.MILLISECONDS);
        loops.workers().next().scheduleWithFixedDelay(this::pulse, PULSE, PULSE, TimeUnit.MILLISECONDS);
    }

    /** The market goes on while nobody asks, so that the next one who does need not wait for it. */
    private void beat() {
        try {
            synchronized (venue) {
                api.catchUp();
                venue.settle();
                memory.ifPresent(Memory::passes);
            }
        } catch (RuntimeException mistake) {
            LOG.warn("The simulator's market did not go on; the next request tries again.", mistake);
        }
    }

    /** Sockets are told of what happens when it happens. */
    private void pulse() {
        if (!api.sockets().isEmpty()) {
            try {
                synchronized (venue) {
                    api.catchUp();
                    venue.settle();
                }
            } catch (RuntimeException mistake) {
                LOG.warn("The simulator's market did not go on; the next request tries again.", mistake);
            }
        }
    }

    /** The addresses, by their names in the ready line. */
    public Map<String, Object> about() {
        String socket = "ws://127.0.0.1:" + api.port() + "/v2";
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("rest", "http://127.0.0.1:" + api.port());
        about.put("wsPublic", socket);
        about.put("wsPrivate", socket);
        about.put("control", "http://127.0.0.1:" + control.port());
        return about;
    }

    /** The faults in force. */
    public FaultRules faults() {
        return faults;
    }

    /** The newest requests. */
    public RequestLog log() {
        return log;
    }

    /** Stops listening and resets all connections, for a while or, with zero, until {@link #comeBack()}. */
    public void gone(Duration duration) {
        api.gone(duration);
    }

    /** Listens again. @throws IOException when the port is used by something else now */
    public void comeBack() throws IOException {
        api.comeBack();
    }

    /** Ends everything; waits up to three seconds for the threads. */
    @Override
    public void close() {
        api.close();
        control.close();
        if (!loops.close()) {
            LOG.warn("The simulator's threads did not end within their time; they will end with the process.");
        }
    }
}
