package io.nija.alerts.internal.sink;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** Puts what came of a call into words. What the service wrote is not repeated: it could hold the address or the token. */
final class Answers {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** Telegram says it in the body: {@code {"parameters":{"retry_after":17}}}. */
    private static final Pattern RETRY_AFTER = Pattern.compile("\"retry_after\"\\s*:\\s*(\\d{1,6})");

    private Answers() {}

    /**
     * An answer.
     *
     * @param variable holds the address
     * @param retryAfter the header, or null
     * @param body the beginning of it
     */
    static Delivery answered(String variable, int status, String retryAfter, String body) {
        if (status / 100 == 2) {
            return new Delivery.Arrived();
        }
        String said = "The address in " + variable + " answered " + status;
        return switch (status) {
            case 400 -> failed("SINK_REFUSED", said + ": it does not take the message in this form.",
                    "Look at 'form' in io.nija.alerts.cfg, and for Telegram at telegram.chat.", null);
            case 401, 403 -> failed("SINK_NOT_ALLOWED", said + ": the token or address is not accepted.",
                    "Look at " + variable + " and NIJA_ALERT_TOKEN.", null);
            case 404, 410 -> failed("SINK_NOT_FOUND", said + ": there is nothing.", "Look at " + variable + "; for Telegram at NIJA_ALERT_TOKEN too.",
                    null);
            case 429 -> failed("SINK_BUSY", said + ": it takes no more messages for a while.", "", pause(retryAfter, body));
            default -> status / 100 == 3
                    ? failed("SINK_MOVED", said + ": it sends us elsewhere, and we do not follow.", "Write the final address into " + variable + ".", null)
                    : failed("SINK_FAILED", said + ".", "", pause(retryAfter, body));
        };
    }

    private static Duration pause(String header, String body) {
        Matcher inBody = RETRY_AFTER.matcher(body);
        String seconds = header != null && header.strip().matches("\\d{1,6}") ? header.strip() : inBody.find() ? inBody.group(1) : null;
        if (seconds == null) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** No answer. The exception's own text may hold the address, so it is not used. */
    static Delivery.Failed failure(String variable, IOException failure) {
        if (failure instanceof UnknownHostException) {
            return failed("SINK_UNKNOWN_HOST", "The name of the host in " + variable + " is not known here.",
                    "Look at the address, and whether this machine can look up names.", null);
        }
        if (failure instanceof SSLException) {
            return failed("SINK_TLS", "The host in " + variable + " does not prove who it is (TLS).",
                    "Look at the address, this machine's clock, and its certificates.", null);
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return failed("SINK_UNREACHABLE", "Nobody listens at the address in " + variable + ".",
                    "Look at the address, and whether this machine is connected.", null);
        }
        if (failure instanceof SocketTimeoutException || failure instanceof InterruptedIOException) {
            return late(variable);
        }
        return failed("SINK_BROKEN_OFF", "The connection to the address in " + variable + " broke off.", "", null);
    }

    static Delivery.Failed late(String variable) {
        return failed("SINK_TIMEOUT", "The address in " + variable + " did not answer in time.",
                "Look whether this machine is connected.", null);
    }

    static Delivery.Failed failed(String code, String reason, String hint, Duration notBefore) {
        return new Delivery.Failed(code, reason, hint, notBefore);
    }
}
