package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.util.List;

import io.nija.simulator.internal.market.PairRule;

/**
 * An order as asked for, its arguments checked.
 *
 * @param buys its side
 * @param type {@code limit}, {@code market}, {@code stop-loss}…
 * @param limitTicks the limit; 0 for a market order
 * @param lots the volume in base; 0 when {@code budget} is given
 * @param budget the volume in quote ({@code viqc}), or null
 * @param price as shown in the description, or {@code 0}
 * @param price2 as shown in the description, or {@code 0}
 * @param flags {@code post}, {@code fciq}…
 * @param force {@code GTC}, {@code IOC}, {@code GTD} or {@code FOK}
 * @param expires nanoseconds since 1970, 0 for never
 * @param userref 0 for none
 * @param clientId or null
 * @param selfTrade {@code cancel-newest}, {@code cancel-oldest} or {@code cancel-both}
 * @param description one line for people
 * @param close the conditional close in words, or empty
 */
public record Ticket(PairRule pair, boolean buys, String type, long limitTicks, long lots, BigDecimal budget,
        String price, String price2, List<String> flags, String force, long expires, int userref, String clientId,
        String selfTrade, String description, String close) {

    public Ticket {
        flags = List.copyOf(flags);
    }

    /** Whether it is a plain market order. */
    public boolean atMarket() {
        return type.equals("market");
    }

    /** Whether it must not take. */
    public boolean postOnly() {
        return flags.contains("post");
    }

    /** Whether its fee is paid in the base asset. */
    public boolean feeInBase() {
        return flags.contains("fcib");
    }
}
