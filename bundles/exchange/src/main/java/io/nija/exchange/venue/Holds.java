package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.exchange.market.PairRule;

/**
 * What is held for an order while it is open: of the quote asset for a buy, of the base asset for a sell, the highest fee
 * included. Rounded up, as parts are rounded down, so the parts never need more than was held. Pure.
 */
final class Holds {

    private Holds() {}

    /**
     * What an order needs.
     *
     * @param ticks the price it is held at; not looked at for a sell
     * @param lots what is left of it
     * @param percent the highest fee
     */
    static BigDecimal of(PairRule rule, Ticket ticket, long ticks, long lots, BigDecimal percent) {
        if (ticket.buys()) {
            BigDecimal most = rule.ceiling(ticks, lots);
            return ticket.feeInBase() ? most : most.add(part(most, percent, rule.moneyDecimals()));
        }
        BigDecimal volume = PairRule.volume(lots);
        return ticket.feeInBase() ? volume.add(part(volume, percent, rule.base().decimals())) : volume;
    }

    private static BigDecimal part(BigDecimal of, BigDecimal percent, int decimals) {
        return of.multiply(percent).movePointLeft(2).setScale(decimals, RoundingMode.UP);
    }

    /**
     * The price at which an order is held: its limit; before its trigger fires without one, the trigger.
     *
     * @param limit of the order now, an offset for a trailing stop that waits
     * @param trigger where its trigger stands now
     */
    static long price(Ticket ticket, long limit, long trigger, boolean waits) {
        if (!ticket.limited()) {
            return trigger;
        }
        return ticket.trails() && waits ? Math.max(1, trigger + limit) : limit;
    }
}
