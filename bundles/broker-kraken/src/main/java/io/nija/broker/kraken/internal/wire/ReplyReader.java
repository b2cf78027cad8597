package io.nija.broker.kraken.internal.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * Says what an answer means, by the sheet's sections 3.1 to 3.4. Pure: the same bytes always mean the same.
 */
public final class ReplyReader {

    private static final Pattern EDGE_CODE =
            Pattern.compile("(?:error(?:\\s*code)?[:\\s]+)(10\\d\\d)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern THROTTLED_UNTIL = Pattern.compile("(\\d{9,11})");
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration EDGE_PAUSE = Duration.ofSeconds(10);
    private static final Duration BLOCKED_PAUSE = Duration.ofMinutes(1);

    private ReplyReader() {}

    /** The {@code result} of an answer, or why there is none. */
    public static Reply<JsonNode> read(WireResult result) {
        if (result instanceof WireResult.Answered answered) {
            return answered.status() == 200 ? envelope(answered) : new Reply.Bad<>(edge(answered));
        }
        return new Reply.Bad<>(unanswered((WireResult.Failed) result));
    }

    private static Reply<JsonNode> envelope(WireResult.Answered answered) {
        JsonNode document;
        try {
            document = KrakenJson.parse(answered.body());
        } catch (UnexpectedShape notJson) {
            Optional<Problem> block = edgeBlock(answered);
            return new Reply.Bad<>(block.orElseGet(() -> unreadable(answered, notJson.getMessage())));
        }
        JsonNode error = document.get("error");
        if (error == null || !error.isArray()) {
            return new Reply.Bad<>(unreadable(answered, "it has no list of errors"));
        }
        List<String> errors = new ArrayList<>();
        for (JsonNode entry : error) {
            String text = ErrorCatalogue.normalise(entry.isString() ? entry.asString() : entry.toString());
            if (!text.startsWith("W")) {
                errors.add(text);
            }
        }
        JsonNode value = document.get("result");
        if (!errors.isEmpty()) {
            Problem refusal = refusal(errors, answered.at());
            boolean contradicted = value != null && !value.isNull() && !(value.isContainer() && value.isEmpty());
            return new Reply.Bad<>(contradicted ? refusal.doubted() : refusal);
        }
        return value == null || value.isNull()
                ? new Reply.Bad<>(unreadable(answered, "it has neither an error nor a result"))
                : new Reply.Good<>(value, answered.at(), answered.roundTrip());
    }

    /** The meaning of a list of errors: one member that leaves it open leaves all of it open. */
    static Problem refusal(List<String> errors, Instant at) {
        Problem first = null;
        for (String text : errors) {
            Problem problem = ErrorCatalogue.find(text).map(known -> known(known, text, at)).orElseGet(() -> unknown(text, at));
            if (!problem.fate().certainlyNotDone()) {
                return problem;
            }
            first = first == null ? problem : first;
        }
        return first;
    }

    private static Problem known(KnownError known, String text, Instant at) {
        Instant notBefore = known.code().equals("KRAKEN_THROTTLED") ? throttledUntil(text, at) : null;
        return new Problem(known.code(), known.fate(), known.cause(), known.message() + " (" + text + ").",
                known.hint(), at, notBefore);
    }

    private static Problem unknown(String text, Instant at) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("efunding:")) {
            return new Problem("KRAKEN_FUNDING", Fate.REFUSED, Cause.REQUEST,
                    "Kraken refuses this as a transfer of funds (" + text + ").", "", at, null);
        }
        return new Problem("KRAKEN_UNKNOWN_ERROR", Fate.UNCERTAIN, Cause.UNKNOWN,
                "Kraken answered with an error that this version does not know: " + text + ".",
                "Look for a newer NIJA, and look at Kraken's page what became of the call.", at, null);
    }

    /** {@code EService:Throttled: <unix seconds>}; never trusted further than a quarter of an hour. */
    private static Instant throttledUntil(String text, Instant at) {
        Matcher seconds = THROTTLED_UNTIL.matcher(text);
        Instant least = at.plusSeconds(1);
        Instant most = at.plus(LONGEST_PAUSE);
        if (!seconds.find()) {
            return at.plusSeconds(5);
        }
        Instant until = Instant.ofEpochSecond(Long.parseLong(seconds.group(1)));
        return until.isBefore(least) ? least : until.isAfter(most) ? most : until;
    }

    private static Problem unreadable(WireResult.Answered answered, String why) {
        return new Problem("KRAKEN_UNREADABLE_ANSWER", Fate.UNCERTAIN, Cause.UNREADABLE,
                "Kraken's answer cannot be read: " + why + ".", "", answered.at(), null);
    }

    /**
     * What is not the interface's own answer. The sheet holds some of them for "not executed"; whoever wrote them does not
     * know what the interface did, so none of them is on the closed list of refusals.
     */
    private static Problem edge(WireResult.Answered answered) {
        int status = answered.status();
        Optional<Problem> block = edgeBlock(answered);
        if (block.isPresent()) {
            return block.get();
        }
        Instant at = answered.at();
        return switch (status) {
            case 400, 404, 405 -> new Problem("KRAKEN_HTTP_" + status, Fate.UNCERTAIN, Cause.REQUEST,
                    "Kraken's gateway answered HTTP " + status + ": it does not know this request.",
                    "Look for a newer NIJA; Kraken may have changed its interface.", at, null);
            case 403 -> blocked("KRAKEN_EDGE_BLOCKED", "HTTP 403", at);
            case 429 -> new Problem("KRAKEN_EDGE_RATE_LIMIT", Fate.UNCERTAIN, Cause.LIMIT,
                    "Kraken's gateway says that this address asks too often (HTTP 429).", "", at, at.plus(retryAfter(answered)));
            default -> new Problem("KRAKEN_HTTP_" + status, Fate.UNCERTAIN, status >= 500 ? Cause.SERVICE : Cause.EDGE,
                    status >= 500
                            ? "Kraken's gateway or what is behind it failed (HTTP " + status + ")."
                            : "Something on the way to Kraken answered HTTP " + status + ".",
                    status >= 500 ? "" : "Look for a proxy or a log-in page between this machine and Kraken.", at,
                    status >= 500 ? null : at.plus(BLOCKED_PAUSE));
        };
    }

    private static Optional<Problem> edgeBlock(WireResult.Answered answered) {
        byte[] body = answered.body();
        String start = new String(body, 0, Math.min(body.length, 20_000), StandardCharsets.ISO_8859_1);
        if (!start.stripLeading().startsWith("<") && !start.regionMatches(true, 0, "error", 0, 5)) {
            return Optional.empty();
        }
        Matcher code = EDGE_CODE.matcher(start);
        if (!code.find()) {
            return Optional.empty();
        }
        Instant at = answered.at();
        return switch (code.group(1)) {
            case "1015" -> Optional.of(new Problem("KRAKEN_EDGE_RATE_LIMIT", Fate.UNCERTAIN, Cause.LIMIT,
                    "Kraken's gateway says that this address asks too often (1015).", "", at, at.plus(retryAfter(answered))));
            case "1006", "1010", "1020" -> Optional.of(blocked("KRAKEN_EDGE_BANNED", code.group(1), at));
            default -> Optional.empty();
        };
    }

    private static Problem blocked(String code, String what, Instant at) {
        return new Problem(code, Fate.UNCERTAIN, Cause.EDGE,
                "Kraken's gateway does not let this machine through (" + what + ").",
                "Its address or region may be blocked: try from another network, or ask Kraken's support.",
                at, at.plus(BLOCKED_PAUSE));
    }

    private static Duration retryAfter(WireResult.Answered answered) {
        Duration wait = EDGE_PAUSE;
        if (answered.retryAfter() != null && answered.retryAfter().strip().matches("\\d{1,9}")) {
            try {
                wait = Duration.ofSeconds(Long.parseLong(answered.retryAfter().strip()));
            } catch (DateTimeException | ArithmeticException absurd) {
                wait = LONGEST_PAUSE;
            }
        }
        wait = wait.compareTo(EDGE_PAUSE) < 0 ? EDGE_PAUSE : wait;
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }

    private static Problem unanswered(WireResult.Failed failed) {
        Fate fate = failed.written() ? Fate.UNCERTAIN : Fate.NOT_SENT;
        Instant at = failed.at();
        String detail = failed.detail();
        return switch (failed.fault()) {
            case DNS -> new Problem("KRAKEN_DNS", fate, Cause.UNREACHABLE,
                    "The name of Kraken's host cannot be resolved: " + detail + ".",
                    "Check this machine's network connection and name service.", at, null);
            case REFUSED -> new Problem("KRAKEN_UNREACHABLE", fate, Cause.UNREACHABLE,
                    "No connection to Kraken: " + detail + ".",
                    "Check this machine's network and firewall; is Kraken (or the simulator) running?", at, null);
            case CONNECT_TIMEOUT -> new Problem("KRAKEN_UNREACHABLE", fate, Cause.UNREACHABLE,
                    "Kraken's host does not take connections: " + detail + ".",
                    "Check this machine's network and firewall.", at, null);
            case TLS -> new Problem("KRAKEN_TLS", fate, Cause.UNREACHABLE,
                    "No secure connection to Kraken: " + detail + ".",
                    "Something may be reading along, or this machine's clock or certificates are wrong: check both.", at, null);
            case TIMEOUT -> new Problem("KRAKEN_TIMEOUT", fate, Cause.UNREACHABLE,
                    "Kraken did not answer in time.", "Check this machine's network; see status.kraken.com.", at, null);
            case RESET -> new Problem("KRAKEN_RESET", fate, Cause.UNREACHABLE,
                    "The connection to Kraken broke off: " + detail + ".", "Check this machine's network.", at, null);
            case TOO_LARGE -> new Problem("KRAKEN_UNREADABLE_ANSWER", fate, Cause.UNREADABLE,
                    "Kraken's answer is too long: " + detail + ".", "", at, null);
            case TURN_LOST -> new Problem("KRAKEN_TURN_LOST", Fate.NOT_SENT, Cause.TURN_LOST,
                    "The connection took so long that another call went first; nothing was sent.", "", at, null);
            case CANCELLED -> new Problem("SESSION_CLOSED", fate, Cause.LOCAL, "The session was closed.", "", at, null);
        };
    }
}
