package io.nija.strategy;

import java.math.BigDecimal;

import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Quote;

/**
 * What is known at the moment of a scene. What is not known is said to be missing, and a strategy that needs it decides to do
 * nothing for that reason.
 *
 * @param holding its own share of the lane's position, and what is under way
 * @param market the latest quote
 * @param fees what the account pays
 * @param budget what it may risk, in the instrument's quote currency
 */
public record Facts(Holding holding, Observation<Quote> market, Observation<Fees> fees, Observation<Budget> budget) {

    /**
     * A strategy's own position.
     *
     * @param quantity in base, below zero when short, zero when flat
     * @param averagePrice in quote, or null when flat
     * @param stop where its protective stop is meant to be, or null
     * @param working whether an order of the strategy can still trade, or its outcome is unknown
     */
    public record Holding(BigDecimal quantity, BigDecimal averagePrice, BigDecimal stop, boolean working) {

        /** Nothing held and nothing under way. */
        public static final Holding NONE = new Holding(BigDecimal.ZERO, null, null, false);

        /** Whether nothing is held. */
        public boolean flat() {
            return quantity.signum() == 0;
        }
    }

    /**
     * What a strategy may risk.
     *
     * @param equity risk equity of the account, in the instrument's quote currency
     * @param tradeRiskPercent of equity: what one entry may lose at its stop, by the account's risk profile; null when that sets no limit
     * @param available quote currency that can be spent
     */
    public record Budget(BigDecimal equity, BigDecimal tradeRiskPercent, BigDecimal available) {}
}
