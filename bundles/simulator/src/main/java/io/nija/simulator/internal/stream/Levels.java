package io.nija.simulator.internal.stream;

import io.nija.exchange.market.PairRule;

/** Writes prices and volumes of a pair as JSON numbers with all their decimals: checksums need them. */
final class Levels {

    private final StringBuilder text;
    private final int decimals;
    private final long unit;
    private boolean any;

    Levels(StringBuilder text, PairRule rule) {
        this.text = text;
        decimals = rule.pairDecimals();
        unit = unit(rule);
    }

    /** How many of a price's last decimal a tick is worth. */
    static long unit(PairRule rule) {
        return rule.tickSize().movePointRight(rule.pairDecimals()).longValueExact();
    }

    /** Begins a list. */
    Levels begin(String name) {
        text.append('"').append(name).append("\":[");
        any = false;
        return this;
    }

    /** One price; volume zero for one that is gone. */
    void add(long ticks, long lots) {
        text.append(any ? ",{\"price\":" : "{\"price\":");
        any = true;
        fixed(text, ticks * unit, decimals);
        text.append(",\"qty\":");
        fixed(text, lots, PairRule.LOT_DECIMALS);
        text.append('}');
    }

    /** Ends the list. */
    void end() {
        text.append(']');
    }

    /** Writes a number of smallest units that is not negative. */
    static void fixed(StringBuilder text, long units, int decimals) {
        String digits = Long.toString(units);
        int whole = digits.length() - decimals;
        if (whole <= 0) {
            text.append('0');
        } else {
            text.append(digits, 0, whole);
        }
        if (decimals > 0) {
            text.append('.');
            for (int zero = whole; zero < 0; zero++) {
                text.append('0');
            }
            text.append(digits, Math.max(0, whole), digits.length());
        }
    }
}
