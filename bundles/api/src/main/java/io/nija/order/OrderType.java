package io.nija.order;

import java.util.Locale;

/** The kinds of order that venues offer. */
public enum OrderType {
    MARKET,
    LIMIT,
    ICEBERG,
    STOP_LOSS,
    STOP_LOSS_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT,
    TRAILING_STOP,
    TRAILING_STOP_LIMIT,
    SETTLE_POSITION,
    /** A word this version does not know. */
    OTHER;

    /** Whether it has an absolute limit price. */
    public boolean hasLimit() {
        return switch (this) {
            case LIMIT, ICEBERG, STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT -> true;
            case MARKET, STOP_LOSS, TAKE_PROFIT, TRAILING_STOP, TRAILING_STOP_LIMIT, SETTLE_POSITION, OTHER -> false;
        };
    }

    /** Whether it waits for an absolute trigger price. */
    public boolean hasStop() {
        return switch (this) {
            case STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> true;
            case MARKET, LIMIT, ICEBERG, TRAILING_STOP, TRAILING_STOP_LIMIT, SETTLE_POSITION, OTHER -> false;
        };
    }

    /** As people say it: {@code stop loss limit}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
