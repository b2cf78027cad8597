package io.nija.simulator.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.nija.platform.TimeSource;
import io.nija.simulator.internal.http.RequestLog;
import io.nija.simulator.internal.http.Servers;
import io.nija.exchange.crowd.SeededCrowd;
import io.nija.exchange.market.Crowd;
import io.nija.exchange.state.Memory;
import io.nija.exchange.state.Origin;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;

/**
 * A running exchange on 127.0.0.1. Owns its threads; {@link #close()} ends them. Thread-safe.
 */
public final class Exchange implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Venue venue;
    private final Servers servers;
    private final Optional<Memory> memory;
    private final List<Keys> issued = new ArrayList<>();

    private Exchange(Venue venue, Servers servers, Optional<Memory> memory) {
        this.venue = venue;
        this.servers = servers;
        this.memory = memory;
    }

    /** An account's first key. */
    public record Keys(String id, String key, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Keys[id=" + id + "]";
        }
    }

    /**
     * Starts an exchange; it answers when this returns.
     *
     * @param time the machine's clock
     * @throws IOException when the port cannot be had
     * @throws IllegalArgumentException with one sentence when an option is wrong
     */
    public static Exchange start(ExchangeOptions options, TimeSource time) throws IOException {
        Optional<Memory> memory = options.state() == null ? Optional.empty() : Optional.of(Memory.open(options.state()));
        Exchange exchange = null;
        boolean started = false;
        try {
            VenueClock clock = new VenueClock(time, options.speed());
            Venue venue = venue(options, clock, memory);
            exchange = new Exchange(venue, new Servers(venue, time, options.seed(), memory), memory);
            exchange.open(options);
            started = true;
            return exchange;
        } finally {
            if (!started && exchange != null) {
                exchange.close();
            } else if (!started && memory.isPresent()) {
                memory.get().close();
            }
        }
    }

    /** A new exchange, or the one that is remembered. */
    private static Venue venue(ExchangeOptions options, VenueClock clock, Optional<Memory> memory) throws IOException {
        Origin origin = memory.flatMap(Memory::origin).orElseGet(() -> Origin.of(options.seed(), clock.now(),
                options.speed(), options.tier() == null ? Tier.STARTER : options.tier()));
        if (origin.seed() != options.seed()) {
            throw new IllegalArgumentException("The state " + options.state() + " is of an exchange with the seed "
                    + origin.seed() + "; leave --seed out, or choose another file.");
        }
        if (memory.isPresent()) {
            return memory.get().venue(origin, clock, Exchange::strangers);
        }
        return new Venue(origin.seed(), origin.tier(), clock, strangers(origin));
    }

    private static Crowd.Maker strangers(Origin origin) {
        return (listing, now) -> new SeededCrowd(origin.seed(), now);
    }

    private void open(ExchangeOptions options) throws IOException {
        synchronized (venue) {
            for (String id : options.accounts()) {
                if (venue.accounts().stream().noneMatch(account -> account.id().equals(id))) {
                    venue.issueKey(venue.openAccount(id), ApiKey.Settings.trading("simulator"));
                }
            }
            if (options.tier() != null && options.tier() != venue.tier()) {
                venue.tier(options.tier());
            }
            for (Account account : venue.accounts()) {
                venue.keys().stream().filter(key -> key.account().equals(account.id())).findFirst().ifPresent(key ->
                        issued.add(new Keys(account.id(), key.key(), key.secretText())));
            }
        }
        if (!options.faults().isBlank()) {
            servers.faults().add(options.faults());
        }
        servers.open(options.port());
    }

    /** {@code http://127.0.0.1:PORT}, without {@code /0}. */
    public String rest() {
        return (String) servers.about().get("rest");
    }

    /** Where the public socket will be. */
    public String publicSocket() {
        return (String) servers.about().get("wsPublic");
    }

    /** Where the private socket will be. */
    public String privateSocket() {
        return (String) servers.about().get("wsPrivate");
    }

    /** The control address. */
    public String control() {
        return (String) servers.about().get("control");
    }

    /** Its accounts when it started, and the first key of each. */
    public List<Keys> accounts() {
        return List.copyOf(issued);
    }

    /** The document of the ready line. */
    public Map<String, Object> ready() {
        Map<String, Object> ready = new LinkedHashMap<>(servers.about());
        if (venue.clock().speed() != 1) {
            ready.put("speed", venue.clock().speed());
        }
        ready.put("accounts", issued);
        return ready;
    }

    /** The exchange's inside; hold its monitor while using it. */
    public Venue venue() {
        return venue;
    }

    /** The newest requests. */
    public RequestLog log() {
        return servers.log();
    }

    /** Adds faults. @throws IllegalArgumentException with one sentence */
    public void faults(String spec) {
        servers.faults().add(spec);
    }

    /** Removes all faults. */
    public void noFaults() {
        servers.faults().plan().clear();
    }

    /** Stops listening and resets all connections, for a while or, with zero, until {@link #comeBack()}. */
    public void gone(Duration duration) {
        servers.gone(duration);
    }

    /** Listens again on the same port. @throws IOException when something else listens there now */
    public void comeBack() throws IOException {
        servers.comeBack();
    }

    /** Ends its threads; what it remembers is on the disk when this returns. */
    @Override
    public void close() {
        servers.close();
        memory.ifPresent(kept -> {
            try {
                kept.close();
            } catch (IOException failed) {
                LOG.warn("The state {} may be incomplete on the disk: {}.", kept.about().get("file"), failed.toString());
            }
        });
    }
}
