package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.nija.exchange.venue.Refused;

/**
 * A request's parameters, from a form or from JSON. Nested JSON objects are named as in forms
 * ({@code close[price]}), lists of plain values are joined with commas.
 */
public final class Parameters {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern COUNT = Pattern.compile("0*[1-9]\\d{0,30}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})");

    private final Map<String, String> values;
    private final boolean form;
    private final Map<String, List<Parameters>> lists;

    private Parameters(Map<String, String> values, boolean form) {
        this(values, form, Map.of());
    }

    private Parameters(Map<String, String> values, boolean form, Map<String, List<Parameters>> lists) {
        this.values = values;
        this.form = form;
        this.lists = lists;
    }

    /** These and no others, as if they had come in a form. */
    static Parameters of(Map<String, String> values) {
        return new Parameters(new LinkedHashMap<>(values), true);
    }

    /** Values and lists of objects that did not come in a form. */
    public static Parameters plain(Map<String, String> values, Map<String, List<Parameters>> lists) {
        return new Parameters(new LinkedHashMap<>(values), false, lists);
    }

    /** From a query string or a form body; a name that comes twice has its last value. */
    public static Parameters form(String text) throws Refused {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Parameters(values, true);
    }

    private static String decode(String text) throws Refused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfEscape) {
            throw new Refused("EAPI:Bad request");
        }
    }

    /** From a body: JSON when it says so or begins like it, else a form. */
    public static Parameters body(String contentType, byte[] body) throws Refused {
        String text = new String(body, StandardCharsets.UTF_8);
        boolean json = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json")
                || text.stripLeading().startsWith("{");
        if (!json) {
            return form(text);
        }
        if (text.isBlank()) {
            return new Parameters(Map.of(), false);
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            if (!tree.isObject()) {
                throw new Refused("EAPI:Bad request");
            }
            Map<String, List<Parameters>> lists = new LinkedHashMap<>();
            tree.properties().forEach(entry -> {
                if (entry.getValue().isArray()) {
                    lists.put(entry.getKey(), entry.getValue().valueStream().filter(JsonNode::isObject)
                            .map(Parameters::object).toList());
                }
            });
            return new Parameters(object(tree).values, false, lists);
        } catch (JacksonException unreadable) {
            throw new Refused("EAPI:Bad request");
        }
    }

    private static Parameters object(JsonNode tree) {
        Map<String, String> values = new LinkedHashMap<>();
        tree.properties().forEach(entry -> put(values, entry.getKey(), entry.getValue()));
        return new Parameters(values, false);
    }

    /** The objects of a JSON list; empty when there is no such list. */
    public List<Parameters> objects(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** These with others in addition, which win. */
    Parameters with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return new Parameters(all, form, lists);
    }

    /** A query of a GET and a form body of a POST together: public endpoints take either. */
    public Parameters and(Parameters other) {
        Map<String, String> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        return new Parameters(both, form && other.form);
    }

    private static void put(Map<String, String> values, String name, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> put(values, name + "[" + entry.getKey() + "]", entry.getValue()));
        } else if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(each -> parts.add(plain(each)));
            values.put(name, String.join(",", parts));
        } else if (!node.isNull()) {
            values.put(name, plain(node));
        }
    }

    private static String plain(JsonNode node) {
        return node.isString() ? node.stringValue()
                : node.isNumber() ? node.decimalValue().toPlainString() : node.toString();
    }

    /** Whether it came as a form. */
    public boolean isForm() {
        return form;
    }

    /** All names. */
    public Iterable<String> names() {
        return values.keySet();
    }

    /** A value that is there and not empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** A value, or an {@code Invalid arguments} error that names it. */
    public String required(String name) throws Refused {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            throw Refused.argument(name);
        }
        return value.get();
    }

    /** A comma list; empty when absent. */
    public List<String> list(String name) {
        return text(name).map(value -> Arrays.stream(value.split(",")).map(String::trim)
                .filter(each -> !each.isEmpty()).toList()).orElse(List.of());
    }

    /** Whether it is {@code true} or {@code 1}; anything but those, {@code false} and {@code 0} is an error. */
    public boolean yes(String name, boolean otherwise) throws Refused {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refused.argument(name);
        };
    }

    /** A whole number within bounds. */
    public long whole(String name, long least, long most, long otherwise) throws Refused {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!WHOLE.matcher(value.get()).matches()) {
            throw Refused.argument(name);
        }
        long number = Long.parseLong(value.get());
        if (number < least || number > most) {
            throw Refused.argument(name);
        }
        return number;
    }

    /** How many are wanted at most; a wish beyond the most there is gets the most, as clients in use rely on it. */
    public int count(String name, int most) throws Refused {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return most;
        }
        if (!COUNT.matcher(value.get()).matches()) {
            throw Refused.argument(name);
        }
        return new BigInteger(value.get()).min(BigInteger.valueOf(most)).intValueExact();
    }

    /** A decimal number. */
    public Optional<BigDecimal> decimal(String name) throws Refused {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!DECIMAL.matcher(value.get()).matches()) {
            throw Refused.argument(name);
        }
        return Optional.of(new BigDecimal(value.get()));
    }
}
