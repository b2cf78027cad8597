package io.nija.broker;

import java.math.BigDecimal;

/**
 * What an account holds of one asset at a venue.
 *
 * @param asset as operators write it, for example {@code BTC}; a suffix stays ({@code DOT.F})
 * @param venueAsset as the venue writes it, for example {@code XXBT}
 * @param total all of it, orders' holds included
 * @param available what an order may use now; zero for what cannot be traded under this name (staked, bonded)
 * @param kind spot, or why it is not available to trade
 */
public record Balance(String asset, String venueAsset, BigDecimal total, BigDecimal available, Kind kind) {

    /** What sort of holding it is. */
    public enum Kind {
        /** Tradable. */
        SPOT,
        /** Staked, bonded or earning: must be freed at the venue before it can be traded. */
        EARNING,
        /** Held back by the venue. */
        HELD,
        /** A form this version does not know. */
        OTHER
    }
}
