package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.util.List;

import io.nija.matching.Reference;
import io.nija.matching.SelfTrade;
import io.nija.order.TimeInForce;

/**
 * An order as asked for: its arguments checked, its prices resolved to the pair's grid. Plain values only, so that it
 * can be written down and read again.
 *
 * @param pair the canonical key
 * @param buys its side
 * @param type {@code limit}, {@code market}, {@code stop-loss}…
 * @param lots the volume in base; 0 when {@code budget} is given
 * @param budget the volume in quote ({@code viqc}), or null
 * @param display the visible part of an iceberg in lots, else 0
 * @param limit ticks; of a trailing stop the offset from its trigger; 0 for an order without limit
 * @param trigger ticks; of a trailing stop the distance in ticks, or in parts per million; 0 for an order without
 * @param perMillion whether the distance is in parts per million
 * @param reference which price the trigger looks at
 * @param flags {@code post}, {@code fciq}…
 * @param force how long it lives in the book
 * @param starts nanoseconds since 1970, 0 for at once
 * @param expires nanoseconds since 1970, 0 for never
 * @param selfTrade which order goes rather than meeting one of its owner
 * @param userref 0 for none
 * @param clientId or null
 * @param close what is placed for each of its executions, without a volume of its own; or null
 */
public record Ticket(String pair, boolean buys, String type, long lots, BigDecimal budget, long display, long limit,
        long trigger, boolean perMillion, Reference reference, List<String> flags, TimeInForce force, long starts,
        long expires, SelfTrade selfTrade, int userref, String clientId, Ticket close) {

    public Ticket {
        flags = List.copyOf(flags);
    }

    /** A limit order, good till canceled, its fee in quote. */
    public static Ticket limit(String pair, boolean buys, long lots, long ticks) {
        return new Ticket(pair, buys, "limit", lots, null, 0, ticks, 0, false, Reference.LAST, List.of("fciq"),
                TimeInForce.GTC, 0, 0, SelfTrade.CANCEL_NEWEST, 0, null, null);
    }

    /** A market order, its fee in quote. */
    public static Ticket market(String pair, boolean buys, long lots) {
        return new Ticket(pair, buys, "market", lots, null, 0, 0, 0, false, Reference.LAST, List.of("fciq"),
                TimeInForce.GTC, 0, 0, SelfTrade.CANCEL_NEWEST, 0, null, null);
    }

    /** The same with another volume. */
    public Ticket withLots(long changed) {
        // An iceberg shows at most all of itself.
        return new Ticket(pair, buys, type, changed, null, Math.min(display, changed), limit, trigger, perMillion, reference, flags,
                force, starts, expires, selfTrade, userref, clientId, close);
    }

    /** The same with other flags. */
    public Ticket withFlags(List<String> changed) {
        return new Ticket(pair, buys, type, lots, budget, display, limit, trigger, perMillion, reference, changed,
                force, starts, expires, selfTrade, userref, clientId, close);
    }

    /** The same with another prevention of trades with itself. */
    public Ticket preventing(SelfTrade changed) {
        return new Ticket(pair, buys, type, lots, budget, display, limit, trigger, perMillion, reference, flags,
                force, starts, expires, changed, userref, clientId, close);
    }

    /** Whether it is a plain market order. */
    public boolean atMarket() {
        return type.equals("market");
    }

    /** Whether it has a limit of its own: whether it may rest. */
    public boolean limited() {
        return type.equals("limit") || type.equals("iceberg") || type.endsWith("-limit");
    }

    /** Whether it waits for a price. */
    public boolean waits() {
        return trigger != 0;
    }

    /** Whether its trigger follows the price. */
    public boolean trails() {
        return type.startsWith("trailing");
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
