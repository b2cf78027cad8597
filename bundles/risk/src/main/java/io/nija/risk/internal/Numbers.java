package io.nija.risk.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;

/** The exact numbers of a refusal while it is written. */
public final class Numbers {

    private final SortedMap<String, String> texts = new TreeMap<>();

    /** Puts an exact number. */
    public Numbers with(String name, BigDecimal number) {
        texts.put(name, text(number));
        return this;
    }

    /** Puts a count. */
    public Numbers with(String name, long number) {
        texts.put(name, Long.toString(number));
        return this;
    }

    /** Puts a time. */
    public Numbers with(String name, Instant time) {
        texts.put(name, time.toString());
        return this;
    }

    /** Puts a duration in seconds. */
    public Numbers with(String name, Duration duration) {
        texts.put(name, text(seconds(duration)));
        return this;
    }

    /** Puts a word. */
    public Numbers with(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /** Puts what scope is meant. */
    public Numbers in(Standing standing) {
        return with("scope", standing.scope().name()).with("of", standing.name());
    }

    /** A refusal that trips nothing. */
    public Verdict.Refused refuse(String code, String reason) {
        return new Verdict.Refused(code, reason, texts, Optional.empty());
    }

    /** A refusal that sets REDUCE_ONLY for a scope. */
    public Verdict.Refused trip(String code, String reason, Scope scope, String name) {
        return new Verdict.Refused(code, reason, texts,
                Optional.of(new Verdict.Trip(SwitchKind.REDUCE_ONLY, scope, name)));
    }

    /** A number as people write it: exact, without exponent or trailing zeros. */
    public static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A duration in seconds, exact. */
    public static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    /** A share of an amount, exact: {@code percent} per cent of it. */
    public static BigDecimal part(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(percent).movePointLeft(2);
    }
}
