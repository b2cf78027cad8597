package io.nija.simulator.internal.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language of {@code --faults} and of the control interface:
 *
 * <pre>
 * spec      = rule *( ";" rule )
 * rule      = target "=" ( action | event ) *( "," option )
 *           | "at(" ( SECONDS | INSTANT ) ")" "=" ( event | "gone(" SECONDS ")" | "storm(" SECONDS ")" | "halfopen"
 *                                                 | "silence(" SECONDS ")" | "close(" CODE ")" | "text" )
 * target    = ( ENDPOINT | "public" | "private" | "*" ) [ "@" ACCOUNT ]
 *           | ( METHOD | "socket" | "connect" ) [ "@" ACCOUNT ] | "stream" [ "." CHANNEL ] [ "@" ( ACCOUNT | PAIR ) ]
 * action    = "delay(" MS [ ".." MS ] ")" | "drop" | "reset" | "hang" | "slow(" BYTES_PER_SECOND ")"
 *           | "status(" 4xx-or-5xx [ "," RETRY_AFTER_SECONDS ] ")" | "html(" STATUS ")" | "truncate" | "cut"
 *           | "error(" TEXT *( "|" TEXT ) ")" | "skew(" SECONDS ")" | "gone(" SECONDS ")"
 *           | "gap" | "duplicate" | "reorder" | "checksum" | "crossed" | "text" [ "(" TEXT ")" ] | "silence(" SECONDS ")"
 *           | "halfopen" | "close(" CODE ")" | "storm(" SECONDS ")"
 * event     = "expire(" ACCOUNT ")" | "deposit(" ACCOUNT "," ASSET "," AMOUNT ")" | "balance(" ACCOUNT "," ASSET "," AMOUNT ")"
 *           | "order(" ACCOUNT "," ( "buy" | "sell" ) "," PAIR "," VOLUME [ "," PRICE ] ")" | "jump(" PAIR "," PERCENT ")"
 * option    = "before" | "after" | "p=" 0..1 | "nth=" N | "every=" N | "next=" N
 * </pre>
 *
 * Pure.
 */
public final class FaultLanguage {

    private static final Pattern RULE = Pattern.compile(
            "(\\*|stream\\.[a-z0-9]{1,20}|[A-Za-z_]{1,40}|at\\([^()]*\\))(?:@(\\*|[A-Za-z0-9_.-]{1,40}))?=([a-z0-9]+)(?:\\(([^()]*)\\))?((?:,[^,()]*)*)");
    private static final String ACTIONS =
            "delay, drop, reset, hang, slow, status, html, truncate, cut, error, skew, gone, gap, duplicate, reorder, "
                    + "checksum, crossed, text, silence, halfopen, close, storm, expire, deposit, balance, order and jump";

    private FaultLanguage() {}

    /**
     * Reads a specification.
     *
     * @throws IllegalArgumentException with one sentence for the operator
     */
    public static List<FaultRule> parse(String spec) {
        List<FaultRule> rules = new ArrayList<>();
        for (String part : spec.split(";")) {
            if (!part.isBlank()) {
                rules.add(rule(part.strip()));
            }
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("The faults are empty; write for example AddOrder=reset,after,next=1.");
        }
        return rules;
    }

    private static FaultRule rule(String text) {
        Matcher matcher = RULE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The fault '" + shown(text)
                    + "' is not of the form ENDPOINT[@ACCOUNT]=ACTION[(VALUE)][,OPTION…].");
        }
        FaultAction action = action(matcher.group(3), matcher.group(4));
        if (matcher.group(1).startsWith("at(")) {
            return timed(text, matcher, action);
        }
        FaultKind kind = FaultKind.of(matcher.group(1));
        if (!kind.allows(matcher.group(1), action)) {
            throw new IllegalArgumentException("The fault '" + shown(text) + "' is not one of " + kind.words() + ".");
        }
        // What spoils the body needs one.
        boolean needsBody = kind == FaultKind.CALL
                && (action instanceof FaultAction.Truncate || action instanceof FaultAction.Cut);
        boolean after = needsBody;
        int perMillion = FaultRule.ALWAYS;
        long nth = 0;
        long every = 0;
        long next = action instanceof FaultAction.Gone || action instanceof FaultAction.Storm ? 1 : 0;
        for (String option : matcher.group(5).isEmpty() ? new String[0] : matcher.group(5).substring(1).split(",", -1)) {
            String[] words = option.strip().split("=", 2);
            String value = words.length == 2 ? words[1].strip() : "";
            switch (words[0].strip()) {
                case "before" -> after = needsBody;
                case "after" -> after = true;
                case "p" -> perMillion = probability(value);
                case "nth" -> nth = count("nth", value);
                case "every" -> every = count("every", value);
                case "next" -> next = count("next", value);
                default -> throw new IllegalArgumentException("There is no fault option '" + shown(option.strip())
                        + "'; the options are before, after, p=0..1, nth=N, every=N and next=N.");
            }
        }
        if (after && (kind == FaultKind.FRAME || action instanceof FaultAction.Skew || action instanceof FaultAction.Gone)) {
            throw new IllegalArgumentException("The fault '" + shown(text)
                    + "' cannot strike after the call; leave out 'after'.");
        }
        return new FaultRule(matcher.group(1), matcher.group(2) == null ? "*" : matcher.group(2), action, after,
                perMillion, nth, every, next);
    }

    private static FaultRule timed(String text, Matcher matcher, FaultAction action) {
        if (matcher.group(2) != null || !matcher.group(5).isEmpty()) {
            throw new IllegalArgumentException("The fault '" + shown(text) + "' has a moment; it takes no account and "
                    + "no options.");
        }
        boolean caller = action.toString().contains("(" + FaultAction.Happening.CALLER + ",");
        if (!FaultKind.atMoment(action) || caller) {
            throw new IllegalArgumentException("The fault '" + shown(text)
                    + "' needs a call to strike; at a moment there can be deposit, balance, order, jump, expire, gone, storm, "
                    + "silence, halfopen, close and text.");
        }
        return new FaultRule("", "*", action, false, FaultRule.ALWAYS, 0, 0, 1, moment(matcher.group(1)));
    }

    private static FaultRule.Moment moment(String target) {
        String when = target.substring(3, target.length() - 1).strip();
        if (when.matches("\\d{1,9}")) {
            return new FaultRule.Moment(Duration.ofSeconds(Long.parseLong(when)), null);
        }
        try {
            Instant instant = Instant.parse(when);
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return new FaultRule.Moment(null, instant);
            }
        } catch (DateTimeParseException neither) {
            throw noMoment(when, neither);
        }
        throw noMoment(when, null);
    }

    private static IllegalArgumentException noMoment(String when, Exception cause) {
        return new IllegalArgumentException("The fault's moment at(" + shown(when) + ") is neither seconds from now nor "
                + "an instant like 2026-01-15T10:05:00Z.", cause);
    }

    private static FaultAction action(String name, String value) {
        return switch (name) {
            case "delay" -> delay(value);
            case "drop" -> plain(name, value, new FaultAction.Drop());
            case "reset" -> plain(name, value, new FaultAction.Reset());
            case "hang" -> plain(name, value, new FaultAction.Hang());
            case "truncate" -> plain(name, value, new FaultAction.Truncate());
            case "cut" -> plain(name, value, new FaultAction.Cut());
            case "slow" -> new FaultAction.Slow((int) number(name, value, 1, 1_000_000, "bytes per second"));
            case "status" -> status(value);
            case "html" -> new FaultAction.Html((int) number(name, value, 200, 599, "an HTTP status"));
            case "error" -> errors(value);
            case "deposit", "balance", "order", "jump", "expire" -> Happenings.parse(name, value);
            case "gap" -> plain(name, value, new FaultAction.Gap());
            case "duplicate" -> plain(name, value, new FaultAction.Duplicate());
            case "reorder" -> plain(name, value, new FaultAction.Reorder());
            case "checksum" -> plain(name, value, new FaultAction.Checksum());
            case "crossed" -> plain(name, value, new FaultAction.Crossed());
            case "halfopen" -> plain(name, value, new FaultAction.HalfOpen());
            case "text" -> new FaultAction.Text(value == null ? FaultAction.Text.PROXY : value);
            case "silence" -> new FaultAction.Silence(Duration.ofSeconds(number(name, value, 1, 86_400, "seconds")));
            case "storm" -> new FaultAction.Storm(Duration.ofSeconds(number(name, value, 1, 86_400, "seconds")));
            case "close" -> new FaultAction.Close((int) number(name, value, 1_000, 4_999, "a close code"));
            case "skew" -> new FaultAction.Skew(Duration.ofSeconds(number(name, value, -1_000_000_000L, 1_000_000_000L,
                    "seconds")));
            case "gone" -> new FaultAction.Gone(Duration.ofSeconds(number(name, value, 1, 86_400, "seconds")));
            default -> throw new IllegalArgumentException("There is no fault '" + shown(name) + "'; the faults are "
                    + ACTIONS + ".");
        };
    }

    private static FaultAction plain(String name, String value, FaultAction action) {
        if (value != null) {
            throw new IllegalArgumentException("The fault " + name + " takes no value in parentheses.");
        }
        return action;
    }

    private static FaultAction delay(String value) {
        String[] ends = (value == null ? "" : value).split("\\.\\.", 2);
        long least = number("delay", ends[0], 0, 86_400_000, "milliseconds");
        long most = ends.length == 1 ? least : number("delay", ends[1], 0, 86_400_000, "milliseconds");
        if (most < least) {
            throw new IllegalArgumentException("The fault delay(" + shown(value) + ") ends before it begins.");
        }
        return new FaultAction.Delay(least, most);
    }

    private static FaultAction status(String value) {
        String[] parts = (value == null ? "" : value).split(",", 2);
        int status = (int) number("status", parts[0], 400, 599, "an HTTP status");
        int retry = parts.length == 1 ? 0 : (int) number("status", parts[1], 1, 86_400, "seconds to wait");
        return new FaultAction.Status(status, retry);
    }

    private static FaultAction errors(String value) {
        List<String> errors = Arrays.stream((value == null ? "" : value).split("\\|")).map(String::strip)
                .filter(each -> !each.isEmpty()).toList();
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("The fault error needs its text, for example error(EService:Busy).");
        }
        return new FaultAction.Errors(errors);
    }

    private static long number(String name, String value, long least, long most, String unit) {
        if (value != null && value.strip().matches("[+-]?\\d{1,12}")) {
            long number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException("The fault " + name + " needs " + unit + " from " + least + " to " + most
                + " in parentheses.");
    }

    private static long count(String name, String value) {
        if (!value.matches("[1-9]\\d{0,11}")) {
            throw new IllegalArgumentException("The fault option " + name + " needs a number from 1 on.");
        }
        return Long.parseLong(value);
    }

    private static int probability(String value) {
        if (value.matches("\\d(\\.\\d{1,6})?")) {
            BigDecimal probability = new BigDecimal(value);
            if (probability.signum() > 0 && probability.compareTo(BigDecimal.ONE) <= 0) {
                return probability.movePointRight(6).intValueExact();
            }
        }
        throw new IllegalArgumentException(
                "The fault option p needs a probability above 0 and up to 1, with six decimals at most.");
    }

    static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
    }
}
