package io.nija.broker.kraken.internal.stream;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes requests of WebSocket v2 (sheet, section 10.2). */
public final class Requests {

    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9._-]{1,20}/[A-Za-z0-9._-]{1,20}");

    private Requests() {}

    /** Whether it can stand in a request as it is. */
    public static boolean legal(String symbol) {
        return SYMBOL.matcher(symbol).matches();
    }

    /**
     * For a public channel.
     *
     * @param method {@code subscribe} or {@code unsubscribe}
     * @param more further parameters, each written {@code ,"name":value}
     */
    public static String of(String method, String channel, Collection<String> symbols, String more, long requestId) {
        return "{\"method\":\"" + method + "\",\"params\":{\"channel\":\"" + channel + "\",\"symbol\":[" + symbols.stream()
                .map(symbol -> "\"" + symbol + "\"").collect(Collectors.joining(",")) + "]" + more + "},\"req_id\":" + requestId + "}";
    }

    /** For a private channel; the answer allows trading, so it is never written to a log. */
    public static String privately(String method, String channel, String token, String more, long requestId) {
        return "{\"method\":\"" + method + "\",\"params\":{\"channel\":\"" + channel + "\",\"token\":\"" + token + "\"" + more
                + "},\"req_id\":" + requestId + "}";
    }
}
