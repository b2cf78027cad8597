package io.nija.accounts.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.configuration.FileReport.Problem;

/**
 * Makes an {@link Account} of the values in its file. The metatype has checked types and options before; this checks
 * what a metatype cannot say. Pure.
 */
final class AccountText {

    /** The keys, as the metatype names them; {@code .*} stands for one key per broker. */
    static final Set<String> KEYS = Set.of("name", "role", "enabled", "brokers", "mode.*", "key.*", "secret.*", "risk",
            "capital", "currency", "zone", "deadman.seconds");

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{2,9}");
    /** What people also count their worth in. */
    private static final Set<String> COINS = Set.of("BTC", "ETH", "USDT", "USDC", "EURC", "DAI");
    private static final Pattern PROFILE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_VARIABLE = 100;

    private final AccountId id;
    private final Map<String, Object> values;
    private final List<Problem> problems = new ArrayList<>();

    private AccountText(AccountId id, Map<String, Object> values) {
        this.id = id;
        this.values = values;
    }

    /** What a file means. */
    sealed interface Meaning {

        /** It describes an account. */
        record Accepted(Account account) implements Meaning {}

        /** It does not; {@code problems} has at least one. What could be read is there. */
        record Rejected(List<Problem> problems, String name, Role role, List<BrokerId> brokers) implements Meaning {

            /** All problems, one sentence each. */
            String sentences() {
                return String.join(" ", problems.stream().map(problem -> problem.message() + ".").toList());
            }
        }
    }

    static Meaning read(AccountId id, Map<String, Object> values) {
        return new AccountText(id, values).read();
    }

    private Meaning read() {
        String name = name();
        Role role = role();
        List<BrokerId> brokers = brokers();
        Map<BrokerId, Mode> modes = modes();
        Map<BrokerId, KeyVariables> variables = variables();
        boolean enabled = enabled();
        text("risk").filter(risk -> !PROFILE.matcher(risk).matches())
                .ifPresent(risk -> problem("risk", risk, "the name of a risk profile, for example careful"));
        text("capital").filter(capital -> !isAmount(capital))
                .ifPresent(capital -> problem("capital", capital, "an amount, zero or more, for example 1000.00"));
        text("deadman.seconds").filter(seconds -> !isDeadMan(seconds))
                .ifPresent(seconds -> problem("deadman.seconds", seconds, "0, or 60 to 86399 seconds"));
        String currency = currency();
        ZoneId zone = zone();
        if (brokers.isEmpty() && problems.isEmpty()) {
            problem("brokers", "", "a comma list of brokers, for example kraken");
        }
        return problems.isEmpty()
                ? new Meaning.Accepted(new Account(id, name, role, enabled, brokers, modes, variables, currency, zone,
                        text("risk").orElse(Account.USUAL_PROFILE), text("capital").map(BigDecimal::new).orElse(null), text("deadman.seconds").map(Integer::valueOf).orElse(0)))
                : new Meaning.Rejected(List.copyOf(problems), name, role, brokers);
    }

    /** A venue takes less than a day; what is asked for every ten seconds needs time for a lost call or two. */
    private static boolean isDeadMan(String text) {
        return text.matches("\\d{1,5}") && (Integer.parseInt(text) == 0 || Integer.parseInt(text) >= 60 && Integer.parseInt(text) < 86_400);
    }

    private String name() {
        String name = text("name").orElse(id.value());
        if (name.length() > LONGEST_NAME) {
            problem("name", name.substring(0, LONGEST_NAME) + "…", "at most " + LONGEST_NAME + " characters");
            return id.value();
        }
        return name;
    }

    private Role role() {
        Role usual = usualRole(id);
        String role = text("role").orElse(usual.name()).toLowerCase(Locale.ROOT);
        if (role.equals("master") || role.equals("user")) {
            return Role.valueOf(role.toUpperCase(Locale.ROOT));
        }
        problem("role", role, "master or user");
        return usual;
    }

    /** The role of an account whose file says nothing readable about it. */
    static Role usualRole(AccountId id) {
        return id.value().equals("master") ? Role.MASTER : Role.USER;
    }

    private boolean enabled() {
        String enabled = text("enabled").orElse("true").toLowerCase(Locale.ROOT);
        if (!enabled.equals("true") && !enabled.equals("false")) {
            problem("enabled", enabled, "true or false");
        }
        return enabled.equals("true");
    }

    private List<BrokerId> brokers() {
        Set<BrokerId> brokers = new LinkedHashSet<>();
        for (String broker : list(values.get("brokers"))) {
            if (BrokerId.isLegal(broker)) {
                brokers.add(new BrokerId(broker));
            } else {
                problem("brokers", broker, "a comma list of brokers in lower case, for example kraken");
            }
        }
        return List.copyOf(brokers);
    }

    /** The brokers in a value that may be one comma list or several values; empty elements are left out. */
    static List<String> list(Object value) {
        Stream<?> parts = value instanceof Object[] array ? Arrays.stream(array)
                : value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
        return parts.flatMap(part -> Arrays.stream(part.toString().split(","))).map(String::strip)
                .filter(part -> !part.isEmpty()).toList();
    }

    private Map<BrokerId, Mode> modes() {
        Map<BrokerId, Mode> modes = new LinkedHashMap<>();
        perBroker("mode.").forEach((broker, mode) -> {
            switch (mode.toLowerCase(Locale.ROOT)) {
                case "observe" -> modes.put(broker, Mode.OBSERVE);
                case "live" -> modes.put(broker, Mode.LIVE);
                default -> problem("mode." + broker, mode, "observe or live");
            }
        });
        return modes;
    }

    private Map<BrokerId, KeyVariables> variables() {
        Map<BrokerId, String> keys = perBroker("key.");
        Map<BrokerId, String> secrets = perBroker("secret.");
        Map<BrokerId, KeyVariables> variables = new LinkedHashMap<>();
        Set<BrokerId> brokers = new LinkedHashSet<>(keys.keySet());
        brokers.addAll(secrets.keySet());
        for (BrokerId broker : brokers) {
            String key = keys.get(broker);
            String secret = secrets.get(broker);
            if (key == null || secret == null) {
                String alone = (key == null ? "secret." : "key.") + broker;
                String other = (key == null ? "key." : "secret.") + broker;
                problems.add(new Problem(alone, "", "only together with " + other,
                        "'" + alone + "' stands alone, '" + other + "' must name the other half's variable"));
            } else if (!isVariable(key) || !isVariable(secret) || key.equals(secret)) {
                // What stands there could be a key by mistake, so it is not repeated.
                problems.add(new Problem("key." + broker, "", "the name of a variable, for example KRAKEN_MASTER_API_KEY",
                        "'key." + broker + "' and 'secret." + broker + "' must be two names of variables, like "
                                + "KRAKEN_MASTER_API_KEY, never the keys themselves"));
            } else {
                variables.put(broker, new KeyVariables(key, secret));
            }
        }
        return variables;
    }

    private static boolean isVariable(String name) {
        return name.length() <= LONGEST_VARIABLE && VARIABLE.matcher(name).matches();
    }

    private Map<BrokerId, String> perBroker(String prefix) {
        Map<BrokerId, String> found = new TreeMap<>();
        for (String key : values.keySet()) {
            if (key.startsWith(prefix)) {
                String broker = key.substring(prefix.length());
                if (BrokerId.isLegal(broker)) {
                    text(key).ifPresent(value -> found.put(new BrokerId(broker), value));
                } else {
                    problem(key, "", "'" + prefix + "BROKER', for example " + prefix + "kraken");
                }
            }
        }
        return found;
    }

    private String currency() {
        String currency = text("currency").orElse("USD").toUpperCase(Locale.ROOT);
        if (!CURRENCY.matcher(currency).matches() || !COINS.contains(currency) && !isNational(currency)) {
            problem("currency", currency, "a currency of ISO 4217, for example USD or EUR, or one of "
                    + String.join(", ", new TreeSet<>(COINS)));
        }
        return currency;
    }

    private static boolean isNational(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private ZoneId zone() {
        String zone = text("zone").orElse("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            problem("zone", zone, "a time zone, for example UTC or Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }

    private static boolean isAmount(String text) {
        try {
            return text.length() <= 40 && !text.contains("e") && !text.contains("E") && new BigDecimal(text).signum() >= 0;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> Plain.text(value.toString()).strip())
                .filter(value -> !value.isEmpty());
    }

    private void problem(String key, String value, String legal) {
        String shown = Plain.text(value);
        problems.add(new Problem(key, shown, legal, "'" + key + "' is '" + shown + "', legal is " + legal));
    }
}
