package io.nija.broker.kraken.internal.wire;

import java.util.Locale;

/** Which way orders, amendments and cancels go. */
public enum TradingPath {
    /** By the private stream while it is live, by REST while it is not. */
    AUTO,
    /** By REST alone. */
    REST,
    /** Entries by the private stream alone; what closes, protects or cancels goes by REST while there is none. */
    WEBSOCKET;

    /** @throws IllegalArgumentException with a sentence for the operator when {@code text} names no path */
    public static TradingPath of(String text) {
        for (TradingPath path : values()) {
            if (path.label().equalsIgnoreCase(text.strip())) {
                return path;
            }
        }
        throw new IllegalArgumentException("trading.path is one of auto, rest and websocket; '" + VenueText.clean(text, 40) + "' is not.");
    }

    /** As it is written in configuration files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
