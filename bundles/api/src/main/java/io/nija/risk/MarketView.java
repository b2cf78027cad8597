package io.nija.risk;

import java.math.BigDecimal;
import java.util.Map;

import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.Quote;

/**
 * What is known of the market an order is for.
 *
 * @param instrument the venue's rules, its market mode included
 * @param quote the visible book
 * @param fees what this account pays
 * @param rates what one unit of the order's quote currency is worth at the market, by reporting currency; no entry is
 *     needed for the quote currency itself. A stablecoin is converted like anything else
 * @param pegs what one unit of a stablecoin is worth at the market in the currency it is pegged to, for those of the
 *     order's assets that are stablecoins; an absent one is missing
 */
public record MarketView(
        Observation<Instrument> instrument,
        Observation<Quote> quote,
        Observation<Fees> fees,
        Map<String, Observation<BigDecimal>> rates,
        Map<String, Observation<BigDecimal>> pegs) {

    public MarketView {
        rates = Map.copyOf(rates);
        pegs = Map.copyOf(pegs);
    }
}
