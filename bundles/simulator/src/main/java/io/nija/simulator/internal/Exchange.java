package io.nija.simulator.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.platform.TimeSource;
import io.nija.simulator.internal.http.RequestLog;
import io.nija.simulator.internal.http.Servers;
import io.nija.simulator.internal.market.ModelCrowd;
import io.nija.simulator.internal.venue.Account;
import io.nija.simulator.internal.venue.ApiKey;
import io.nija.simulator.internal.venue.Venue;
import io.nija.simulator.internal.venue.VenueClock;

/**
 * A running exchange on 127.0.0.1. Owns its threads; {@link #close()} ends them. Thread-safe.
 */
public final class Exchange implements AutoCloseable {

    private final Venue venue;
    private final Servers servers;
    private final List<Keys> issued = new ArrayList<>();

    private Exchange(Venue venue, Servers servers) {
        this.venue = venue;
        this.servers = servers;
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
        Venue venue = new Venue(options.seed(), options.tier(), new VenueClock(time),
                (listing, now) -> new ModelCrowd(listing, options.seed(), now));
        Servers servers = new Servers(venue, time, options.seed());
        Exchange exchange = new Exchange(venue, servers);
        boolean started = false;
        try {
            synchronized (venue) {
                for (String id : options.accounts()) {
                    Account account = venue.openAccount(id);
                    ApiKey key = venue.issueKey(account, ApiKey.Settings.trading("simulator"));
                    exchange.issued.add(new Keys(id, key.key(), key.secretText()));
                }
            }
            if (!options.faults().isBlank()) {
                servers.faults().add(options.faults());
            }
            servers.open(options.port());
            started = true;
            return exchange;
        } finally {
            if (!started) {
                servers.close();
            }
        }
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

    /** The accounts it was started with. */
    public List<Keys> accounts() {
        return List.copyOf(issued);
    }

    /** The document of the ready line. */
    public Map<String, Object> ready() {
        Map<String, Object> ready = new LinkedHashMap<>(servers.about());
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

    @Override
    public void close() {
        servers.close();
    }
}
