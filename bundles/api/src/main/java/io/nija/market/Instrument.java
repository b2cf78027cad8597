package io.nija.market;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What a venue allows for one instrument. All numbers are the venue's own, read from it.
 *
 * @param symbol the name at every broker
 * @param venueNames every name the venue knows it by, the symbol included; any of them is accepted as input
 * @param orderName the name to put into an order
 * @param priceTick the price grid, in quote
 * @param priceDecimals the most decimals a price may have
 * @param quantityStep the quantity grid, in base
 * @param minQuantity the smallest order, in base
 * @param minCost the smallest price × quantity, in quote
 * @param costDecimals the decimals to which the venue keeps cost and fee
 * @param takerFee the percentage of cost a taker pays in the lowest tier, or null when the venue does not say
 * @param makerFee the percentage of cost a maker pays in the lowest tier, or null when the venue does not say
 * @param mode what the venue accepts for it now
 */
public record Instrument(
        Symbol symbol,
        Set<String> venueNames,
        String orderName,
        BigDecimal priceTick,
        int priceDecimals,
        BigDecimal quantityStep,
        BigDecimal minQuantity,
        BigDecimal minCost,
        int costDecimals,
        BigDecimal takerFee,
        BigDecimal makerFee,
        MarketMode mode) {

    public Instrument {
        venueNames = Set.copyOf(venueNames);
    }
}
