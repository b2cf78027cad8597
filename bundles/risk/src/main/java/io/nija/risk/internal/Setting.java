package io.nija.risk.internal;

import java.util.Map;

/**
 * The settings of a profile: key, the numbers of the two shipped profiles ({@code off} for no limit), and what it limits.
 * Those of scopes come once for each scope, with the scope before the key: {@code account.order.percent}.
 */
enum Setting {
    TRADE_RISK("trade.risk.percent", "0.5", "off", "Percent of equity that one entry may lose when its stop is hit."),
    OPEN_RISK("open.risk.percent", "2", "off", "Percent of equity that all positions may lose when every stop is hit."),
    ASSUMED_STOP("assumed.stop.percent", "3", "5",
            "Percent from its average price at which a position's stop is put that nobody named. Off: none, and all of it counts as risk."),
    COLLAR("collar.percent", "1", "1",
            "Percent that a limit may be worse than the best price of the other side; the limit of market orders. Cannot be off."),
    QUOTE_AGE("quote.age.seconds", "5", "5", "Seconds after which a quote is too old for an entry. Cannot be off."),
    SPREAD("spread.percent", "0.3", "off", "Percent of the middle that the spread may be wide."),
    DEPTH("depth.percent", "10", "off", "Percent of the visible quantity inside the collar that an order may be large."),
    DUPLICATE_WINDOW("duplicate.window.seconds", "10", "off", "Seconds within which the same entry is one too many."),
    QUIET_PERIOD("quiet.period.seconds", "180", "off", "Seconds without entries after an outage."),
    PEG("peg.percent", "1", "1", "Percent that a stablecoin may be off its peg."),
    ORDER("order.percent", Map.of("account", "10", "strategy", "10"), Map.of(), "Percent of equity that one order may cost."),
    POSITION("position.percent", Map.of("account", "10", "strategy", "10", "asset", "10"), Map.of(),
            "Percent of equity that may be in one asset; 'asset' counts all accounts, brokers and quote currencies."),
    GROSS("gross.percent", Map.of("account", "50", "strategy", "50", "global", "50"), Map.of(),
            "Percent of equity that may be in all assets; 'global' counts all accounts and brokers."),
    OPEN_ORDERS("open.orders", Map.of("account", "40", "strategy", "20", "asset", "30", "global", "100"), Map.of(),
            "Own orders that may be open at a time."),
    ENTRIES_PER_MINUTE("entries.per.minute", Map.of("account", "6", "strategy", "6", "global", "30"), Map.of(),
            "Entries in any minute."),
    DAILY_LOSS("daily.loss.percent", Map.of("account", "2", "strategy", "2", "global", "2"),
            Map.of("account", "20", "global", "20"), "Percent of the day's start that may be lost in a day; trips REDUCE_ONLY."),
    DRAWDOWN("drawdown.percent", Map.of("account", "10", "strategy", "10", "global", "10"),
            Map.of("account", "50", "global", "50"), "Percent of the peak that equity may fall; trips REDUCE_ONLY."),
    LOSS_STREAK("loss.streak", Map.of("account", "4", "strategy", "4"), Map.of(), "Losses in a row; trips REDUCE_ONLY."),
    COOLDOWN("cooldown.seconds", Map.of("strategy", "300"), Map.of(), "Seconds without entries after a loss.");

    /** The stablecoins that a profile knows without saying so. */
    static final String STABLECOINS = "USDT=USD,USDC=USD,DAI=USD,PYUSD=USD,USDG=USD,USDS=USD,TUSD=USD,RLUSD=USD,FDUSD=USD,"
            + "EURC=EUR,EURT=EUR,EURR=EUR,EURQ=EUR";

    private static final String OFF = "off";

    private final String key;
    private final boolean scoped;
    private final Map<String, String> careful;
    private final Map<String, String> open;
    private final String description;

    Setting(String key, String careful, String open, String description) {
        this(key, false, Map.of("", careful), Map.of("", open), description);
    }

    Setting(String key, Map<String, String> careful, Map<String, String> open, String description) {
        this(key, true, careful, open, description);
    }

    Setting(String key, boolean scoped, Map<String, String> careful, Map<String, String> open, String description) {
        this.key = key;
        this.scoped = scoped;
        this.careful = careful;
        this.open = open;
        this.description = description;
    }

    /** As it stands in a file, behind its scope. */
    String key() {
        return key;
    }

    /** Whether it comes once for each scope. */
    boolean scoped() {
        return scoped;
    }

    /** What it limits, in one line. */
    String description() {
        return description;
    }

    /** Whether a profile can do without it: not when the pipeline itself needs the number. */
    boolean mayBeOff() {
        return this != COLLAR && this != QUOTE_AGE;
    }

    /**
     * The number where a file says nothing.
     *
     * @param prefix the scope in lower case and a dot, or an empty text
     * @param profile the profile's name
     */
    String usual(String prefix, String profile) {
        String scope = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        return (profile.equals(ProfileText.OPEN) ? open : careful).getOrDefault(scope, OFF);
    }
}
