package io.nija.broker.kraken.internal.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where this broker may connect to. Kraken's hosts are compiled in; anything else must be a simulator on this
 * machine. What is refused here cannot be connected to: there is no address to do it with.
 */
public sealed interface VenueAddresses {

    String REST = "https://api.kraken.com";
    String WS_PUBLIC = "wss://ws.kraken.com/v2";
    String WS_PRIVATE = "wss://ws-auth.kraken.com/v2";

    /**
     * @param rest scheme, host and port, without a path
     * @param wsPublic the public stream, or null for none
     * @param wsPrivate the private stream, or null for none
     */
    record Accepted(String rest, String wsPublic, String wsPrivate, boolean simulator) implements VenueAddresses {

        /** Without streams. */
        public Accepted(String rest, boolean simulator) {
            this(rest, null, null, simulator);
        }
    }

    /**
     * Nowhere.
     *
     * @param key which key of the configuration is at fault
     * @param legal what it may hold
     * @param message what is wrong, in plain words
     * @param hint what the operator can do
     */
    record Refused(String key, String legal, String message, String hint) implements VenueAddresses {}

    /** Judges the three addresses of a configuration. */
    static VenueAddresses judge(String rest, String wsPublic, String wsPrivate, boolean simulator) {
        if (!simulator) {
            for (String[] pair : List.of(new String[] {"rest.url", rest, REST},
                    new String[] {"ws.public.url", wsPublic, WS_PUBLIC},
                    new String[] {"ws.private.url", wsPrivate, WS_PRIVATE})) {
                if (!withoutSlash(pair[1]).equals(pair[2])) {
                    return new Refused(pair[0], pair[2] + " (another address only with simulator=true)",
                            "'" + pair[0] + "' is not Kraken's address; without simulator=true nothing else is used.",
                            "In io.nija.broker.kraken.cfg remove '" + pair[0] + "', or set simulator=true for a simulator"
                                    + " on this machine.");
                }
            }
            return new Accepted(REST, WS_PUBLIC, WS_PRIVATE, false);
        }
        for (String[] pair : List.of(new String[] {"rest.url", rest, "http"},
                new String[] {"ws.public.url", wsPublic, "ws"}, new String[] {"ws.private.url", wsPrivate, "ws"})) {
            if (!loopback(pair[1], pair[2])) {
                return new Refused(pair[0], pair[2] + "://127.0.0.1:PORT, because simulator=true",
                        "simulator=true, but '" + pair[0] + "' is not an address of this machine (with a port from 1 to 65535).",
                        "In io.nija.broker.kraken.cfg set '" + pair[0] + "' to " + pair[2] + "://127.0.0.1:PORT as the"
                                + " simulator prints it, or remove simulator=true.");
            }
        }
        return new Accepted(withoutSlash(rest), withoutSlash(wsPublic), withoutSlash(wsPrivate), true);
    }

    private static String withoutSlash(String url) {
        String text = url == null ? "" : url.strip();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether it names this machine literally, over plain or secure HTTP or WebSocket, and carries nothing else. */
    private static boolean loopback(String url, String scheme) {
        URI uri;
        try {
            uri = new URI(withoutSlash(url));
        } catch (URISyntaxException malformed) {
            return false;
        }
        String path = uri.getRawPath();
        boolean http = scheme.equals("http");
        return uri.getScheme() != null && uri.getScheme().toLowerCase(Locale.ROOT).matches(scheme + "s?")
                && uri.getHost() != null && isLoopback(uri.getHost())
                && (uri.getPort() == -1 || uri.getPort() >= 1 && uri.getPort() <= 65_535)
                && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
                && (path == null || path.isEmpty() || !http);
    }

    /** {@code 127.0.0.0/8} and {@code ::1} in their full forms, or {@code localhost}. */
    static boolean isLoopback(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        return text.equals("localhost") || text.equals("[::1]") || text.equals("::1") || Loopback.V4.matcher(text).matches();
    }

    /** The literal form. */
    final class Loopback {
        private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
        private static final Pattern V4 = Pattern.compile("127(?:\\." + OCTET + "){3}");

        private Loopback() {}
    }
}
