package io.nija.exchange.market;

import java.math.BigDecimal;

/**
 * An asset of the exchange.
 *
 * @param id the canonical key, {@code XXBT}
 * @param altname the name without prefix, {@code XBT}
 * @param name the name of the newer interfaces, {@code BTC}
 * @param decimals to which balances are kept
 * @param displayDecimals shown to people
 * @param anchorNanoUsd the value around which the model moves, in thousand-millionths of a US dollar; a multiple of a
 *     million
 * @param swingPpb how far the slowest wave of the model moves it, in thousand-millionths of the anchor
 * @param funding what a new account is given
 */
public record Asset(
        String id,
        String altname,
        String name,
        int decimals,
        int displayDecimals,
        long anchorNanoUsd,
        long swingPpb,
        BigDecimal funding) {

    /** The anchor in US dollars, for sizing. */
    public BigDecimal anchorUsd() {
        return BigDecimal.valueOf(anchorNanoUsd, 9);
    }
}
