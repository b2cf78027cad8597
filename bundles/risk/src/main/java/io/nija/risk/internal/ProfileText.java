package io.nija.risk.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.configuration.FileReport.Problem;
import io.nija.risk.RiskLimits;
import io.nija.risk.Scope;
import io.nija.risk.ScopeLimits;

/**
 * Makes a profile of the values in its file. A key that is not there has the number of {@code careful}, in {@code open}
 * that of the shipped {@code open}. Pure.
 */
final class ProfileText {

    /** The profile for everything. */
    static final String CAREFUL = "careful";
    /** The profile for practice; it is for nothing else, whatever its file says. */
    static final String OPEN = "open";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern STABLECOIN = Pattern.compile("([A-Z0-9.]{1,20})=([A-Z0-9]{1,20})");
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1000);
    /** Farther is no price. */
    private static final BigDecimal FARTHEST_STOP = BigDecimal.valueOf(99);
    private static final int LONGEST = 30;

    private final String name;
    private final Map<String, Object> values;
    private final List<Problem> problems = new ArrayList<>();
    private boolean practice;

    private ProfileText(String name, Map<String, Object> values) {
        this.name = name;
        this.values = values;
    }

    /** What a file means: a profile, or what is wrong with it. */
    record Meaning(RiskLimits limits, List<Problem> problems) {}

    static Meaning read(String name, Map<String, Object> values) {
        return new ProfileText(name, values).read();
    }

    /** A profile that has no file. */
    static RiskLimits shipped(String name) {
        return read(name, Map.of()).limits();
    }

    private Meaning read() {
        if (!NAME.matcher(name).matches()) {
            problems.add(new Problem("", "", "1 to 40 of a-z, 0-9 and -, beginning with a letter",
                    "a profile's name has 1 to 40 of a-z, 0-9 and -, beginning with a letter; rename the file"));
        }
        practice = practice();
        RiskLimits limits = new RiskLimits(name, practice,
                percent(Setting.TRADE_RISK), percent(Setting.OPEN_RISK), percent(Setting.ASSUMED_STOP), percent(Setting.COLLAR),
                seconds(Setting.QUOTE_AGE), percent(Setting.SPREAD), percent(Setting.DEPTH), seconds(Setting.DUPLICATE_WINDOW),
                seconds(Setting.QUIET_PERIOD), percent(Setting.PEG), stablecoins(), scopes());
        return problems.isEmpty() ? new Meaning(limits, List.of()) : new Meaning(null, List.copyOf(problems));
    }

    private boolean practice() {
        String lanes = text("lanes");
        if (lanes.isEmpty()) {
            return name.equals(OPEN);
        }
        switch (lanes.toLowerCase(Locale.ROOT)) {
            case "practice" -> {
                return true;
            }
            case "all" -> {
                if (name.equals(OPEN)) {
                    problem("lanes", lanes, "practice: the profile open is for paper and sandbox lanes only");
                }
                return name.equals(OPEN);
            }
            default -> {
                problem("lanes", lanes, "all or practice");
                return true;
            }
        }
    }

    private Map<Scope, ScopeLimits> scopes() {
        Map<Scope, ScopeLimits> scopes = new EnumMap<>(Scope.class);
        for (Scope scope : Scope.values()) {
            String prefix = scope.name().toLowerCase(Locale.ROOT) + ".";
            scopes.put(scope, new ScopeLimits(percent(prefix, Setting.ORDER), percent(prefix, Setting.POSITION),
                    percent(prefix, Setting.GROSS), count(prefix, Setting.OPEN_ORDERS), count(prefix, Setting.ENTRIES_PER_MINUTE),
                    percent(prefix, Setting.DAILY_LOSS), percent(prefix, Setting.DRAWDOWN), count(prefix, Setting.LOSS_STREAK),
                    duration(prefix, Setting.COOLDOWN)));
        }
        return scopes;
    }

    private BigDecimal percent(Setting setting) {
        return percent("", setting);
    }

    private Duration seconds(Setting setting) {
        return duration("", setting);
    }

    private BigDecimal percent(String prefix, Setting setting) {
        return number(prefix, setting, setting == Setting.ASSUMED_STOP ? FARTHEST_STOP : MOST_PERCENT);
    }

    private Integer count(String prefix, Setting setting) {
        BigDecimal number = number(prefix, setting, BigDecimal.valueOf(1_000_000));
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            problem(prefix + setting.key(), Numbers.text(number), "a whole number above zero" + orOff(setting));
            return null;
        }
        return number.intValueExact();
    }

    private Duration duration(String prefix, Setting setting) {
        BigDecimal number = number(prefix, setting, BigDecimal.valueOf(604_800));
        return number == null ? null : Duration.ofMillis(number.movePointRight(3).longValue());
    }

    /** The number of a setting; null when it is off, and when it is wrong. */
    private BigDecimal number(String prefix, Setting setting, BigDecimal most) {
        String key = prefix + setting.key();
        String usual = setting.usual(prefix, CAREFUL);
        String text = text(key).toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            text = setting.usual(prefix, name);
        }
        if (text.equals("off")) {
            if (!setting.mayBeOff()) {
                problem(key, text, "a number above zero; it cannot be switched off");
            } else if (!practice && !usual.equals("off")) {
                problem(key, text, "a number above zero; a profile that switches it off must say lanes = practice");
            }
            return null;
        }
        try {
            if (text.length() <= LONGEST && text.indexOf('e') < 0) {
                BigDecimal number = new BigDecimal(text);
                if (number.signum() > 0 && number.compareTo(most) <= 0) {
                    return number;
                }
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        problem(key, text, "a number above zero and up to " + Numbers.text(most) + orOff(setting));
        return null;
    }

    private static String orOff(Setting setting) {
        return setting.mayBeOff() ? ", or off" : "";
    }

    private Map<String, String> stablecoins() {
        Map<String, String> coins = new TreeMap<>();
        Object value = values.get("stablecoins");
        Stream<?> parts = value == null ? Stream.of(Setting.STABLECOINS)
                : value instanceof Object[] array ? Arrays.stream(array)
                : value instanceof Collection<?> several ? several.stream() : Stream.of(value);
        parts.flatMap(part -> Arrays.stream(part.toString().split(","))).map(String::strip).filter(part -> !part.isEmpty())
                .forEach(part -> {
                    var match = STABLECOIN.matcher(part.toUpperCase(Locale.ROOT));
                    if (match.matches()) {
                        coins.put(match.group(1), match.group(2));
                    } else {
                        problem("stablecoins", part, "a comma list like USDT=USD, EURC=EUR");
                    }
                });
        return coins;
    }

    private String text(String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}", "").strip();
    }

    private void problem(String key, String value, String legal) {
        String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        problems.add(new Problem(key, shown, legal, "'" + key + "' is '" + shown + "', legal is " + legal));
    }
}
