package io.nija.broker.kraken.internal.stream;

import java.time.Duration;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.wire.HttpRoot;
import io.nija.broker.kraken.internal.wire.VenueAddresses;

/**
 * The way to the venue's streams. One for all accounts, because the venue counts attempts to connect by address.
 */
public interface Streams {

    /** There are none. */
    Streams NONE = new Streams() {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public StreamSockets publicly(String name) {
            throw new IllegalStateException("there are no streams");
        }

        @Override
        public StreamSockets privately(String name) {
            throw new IllegalStateException("there are no streams");
        }

        @Override
        public ConnectBudget budget() {
            throw new IllegalStateException("there are no streams");
        }
    };

    /** Whether the venue has streams at an address that is allowed. */
    boolean available();

    /** Sockets to the public stream; whoever asked closes them. */
    StreamSockets publicly(String name);

    /** Sockets to the private stream; whoever asked closes them. */
    StreamSockets privately(String name);

    /** How often all of them together may still try to connect. */
    ConnectBudget budget();

    /**
     * By OkHttp.
     *
     * @param http never asked when the addresses are refused
     */
    static Streams of(VenueAddresses judged, HttpRoot http, ConnectBudget budget) {
        VenueAddresses.Accepted addresses = judged instanceof VenueAddresses.Accepted accepted ? accepted
                : new VenueAddresses.Accepted("", false);
        return new Streams() {
            @Override
            public boolean available() {
                return addresses.wsPublic() != null && addresses.wsPrivate() != null;
            }

            @Override
            public StreamSockets publicly(String name) {
                return new OkHttpSockets(http.forStreams(addresses.wsPublic()), addresses.wsPublic(), http.userAgent(), name);
            }

            @Override
            public StreamSockets privately(String name) {
                return new OkHttpSockets(http.forStreams(addresses.wsPrivate()), addresses.wsPrivate(), http.userAgent(), name);
            }

            @Override
            public ConnectBudget budget() {
                return budget;
            }
        };
    }

    /** Opens sockets when they are first needed, and closes what was opened. */
    final class Lazily {

        private final Supplier<StreamSockets> opener;
        private StreamSockets opened;
        private boolean closed;

        public Lazily(Supplier<StreamSockets> opener) {
            this.opener = opener;
        }

        public synchronized StreamSockets get() {
            if (closed) {
                throw new IllegalStateException("the streams were closed");
            }
            if (opened == null) {
                opened = opener.get();
            }
            return opened;
        }

        public void close(Duration limit) {
            StreamSockets last;
            synchronized (this) {
                closed = true;
                last = opened;
                opened = null;
            }
            if (last != null) {
                last.close(limit);
            }
        }
    }
}
