package io.nija.broker.kraken.internal.venue;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.MarketMode;

import tools.jackson.databind.JsonNode;

/**
 * What Kraken says of itself.
 *
 * @param mode what it accepts
 * @param word in its own word
 */
public record VenueStatus(MarketMode mode, String word) {

    static VenueStatus of(JsonNode result) {
        String word = VenueText.clean(KrakenJson.text(result, "status"), 40);
        return new VenueStatus(mode(word), word);
    }

    /** The mode for one of Kraken's words; {@link MarketMode#OTHER} for one that is not known. */
    public static MarketMode mode(String word) {
        return switch (word) {
            case "online" -> MarketMode.ONLINE;
            case "cancel_only" -> MarketMode.CANCEL_ONLY;
            case "post_only" -> MarketMode.POST_ONLY;
            case "limit_only" -> MarketMode.LIMIT_ONLY;
            case "reduce_only" -> MarketMode.REDUCE_ONLY;
            case "maintenance" -> MarketMode.MAINTENANCE;
            default -> MarketMode.OTHER;
        };
    }

    /** Whether private calls are of use. */
    public boolean answers() {
        return mode != MarketMode.MAINTENANCE;
    }

    /** Whether it takes all orders. */
    public boolean open() {
        return mode == MarketMode.ONLINE;
    }

    /** In words. */
    public String words() {
        return switch (mode) {
            case ONLINE -> "Kraken is online";
            case CANCEL_ONLY -> "Kraken accepts only cancels now";
            case POST_ONLY -> "Kraken accepts only post-only limit orders now";
            case LIMIT_ONLY -> "Kraken accepts no market orders now";
            case REDUCE_ONLY -> "Kraken accepts only orders that reduce a position now";
            case MAINTENANCE -> "Kraken is in maintenance";
            case OTHER -> "Kraken reports '" + word + "', which this version does not know";
        };
    }
}
