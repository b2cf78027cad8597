package io.nija.strategy.kit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.market.Symbol;
import io.nija.strategy.StrategyPlan;

/** Reads what a strategy's component was configured with. */
public final class Settings {

    /** Keys that say where a strategy runs, and are no parameters of its rules. */
    private static final Set<String> WHERE = Set.of("lanes", "symbols");

    private static final Map<Character, Long> SECONDS = Map.of('s', 1L, 'm', 60L, 'h', 3_600L, 'd', 86_400L);

    private Settings() {}

    /**
     * The plan of a strategy.
     *
     * @param type its kind; its configurations are those of {@code io.nija.strategy.TYPE}
     * @param version of its rules
     * @param lanes each as {@code account/broker}
     * @param symbols each as {@code BASE/QUOTE}
     * @param config the component's configuration type, whose other values become the parameters
     * @param properties the component's properties, which tell its name
     * @throws IllegalArgumentException with a sentence for the operator, when a lane or symbol cannot be read
     */
    public static StrategyPlan plan(String type, String version, String[] lanes, String[] symbols, Annotation config,
            Map<String, Object> properties) {
        return new StrategyPlan(name(type, properties), type, version, Arrays.stream(lanes).map(Settings::lane).toList(),
                Arrays.stream(symbols).map(Settings::symbol).toList(), parameters(config));
    }

    /** {@code io.nija.strategy.apex~btc} is called {@code apex-btc}; one without a name as its type. */
    private static String name(String type, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        int tilde = pid.indexOf('~');
        return tilde < 0 ? type : type + "-" + pid.substring(tilde + 1);
    }

    private static LaneId lane(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("A lane is written ACCOUNT/BROKER, for example master/paper; '" + text + "' is not.");
        }
        return new LaneId(new AccountId(parts[0]), new BrokerId(parts[1]));
    }

    private static Symbol symbol(String text) {
        String[] parts = text.strip().toUpperCase(java.util.Locale.ROOT).split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("A symbol is written BASE/QUOTE, for example BTC/USD; '" + text + "' is not.");
        }
        return new Symbol(parts[0], parts[1]);
    }

    /** Every value of a configuration type, under the key that its file has. */
    private static Map<String, String> parameters(Annotation config) {
        Map<String, String> parameters = new TreeMap<>();
        for (Method method : config.annotationType().getDeclaredMethods()) {
            String key = method.getName().replace('_', '.');
            if (method.getParameterCount() == 0 && !WHERE.contains(key)) {
                try {
                    parameters.put(key, text(method.invoke(config)));
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalArgumentException("The parameter '" + key + "' cannot be read: " + e.getMessage() + ".", e);
                }
            }
        }
        return parameters;
    }

    /**
     * A length of candles: a whole number and one of {@code s m h d}, for example {@code 5m}.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static Duration interval(String text) {
        String word = text.strip();
        Long unit = word.isEmpty() ? null : SECONDS.get(word.charAt(word.length() - 1));
        if (unit == null || !word.substring(0, word.length() - 1).matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("A length of candles is a number and one of s, m, h and d, for example 5m; '" + text + "' is not.");
        }
        return Duration.ofSeconds(unit * Long.parseLong(word.substring(0, word.length() - 1)));
    }

    private static String text(Object value) {
        return value.getClass().isArray() ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> String.valueOf(Array.get(value, i)))
                .collect(Collectors.joining(",")) : String.valueOf(value);
    }

    /** Reads {@code 20:2} as a key and a value, for parameters that are tables. @throws IllegalArgumentException when it is not that */
    public static List<double[]> table(String key, String[] rows) {
        return Arrays.stream(rows).map(row -> {
            String[] parts = row.strip().split(":", -1);
            try {
                if (parts.length == 2) {
                    return new double[] {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())};
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(bad(key, row), e);
            }
            throw new IllegalArgumentException(bad(key, row));
        }).toList();
    }

    private static String bad(String key, String row) {
        return "'" + key + "' is a list of FROM:VALUE, for example 20:2; '" + row + "' is not.";
    }
}
