package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether every balance change of a lane is explained, at one moment. Immutable.
 *
 * @param since from when on balances are accounted for, by the venue's clock; null before the first reading of them
 * @param opening what was there then, by asset
 * @param flows what came in and went out since then beside NIJA's own trades, by asset
 * @param unexplained what nobody can explain, by asset; empty when all is
 * @param reason one sentence with what to do, when something is unexplained; else empty
 */
public record Accounting(Instant since, SortedMap<String, BigDecimal> opening, SortedMap<String, BigDecimal> flows,
        SortedMap<String, BigDecimal> unexplained, String reason) {

    /** Nothing was read yet. */
    static final Accounting NONE = new Accounting(null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), "");

    public Accounting {
        opening = Collections.unmodifiableSortedMap(new TreeMap<>(opening));
        flows = Collections.unmodifiableSortedMap(new TreeMap<>(flows));
        unexplained = Collections.unmodifiableSortedMap(new TreeMap<>(unexplained));
    }

    /** Whether nothing is unexplained, as far as anybody looked. */
    public boolean explained() {
        return unexplained.isEmpty();
    }

    /** What an operator assigned by putting it there: what was there at the beginning, and what came and went since. */
    public BigDecimal money(String currency) {
        return opening.getOrDefault(currency, BigDecimal.ZERO).add(flows.getOrDefault(currency, BigDecimal.ZERO));
    }

    /** As {@link #money}, since the opening only. */
    public BigDecimal flow(String currency) {
        return ((Map<String, BigDecimal>) flows).getOrDefault(currency, BigDecimal.ZERO);
    }
}
