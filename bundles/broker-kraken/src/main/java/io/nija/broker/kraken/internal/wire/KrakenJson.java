package io.nija.broker.kraken.internal.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.function.Supplier;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Kraken's JSON: numbers exactly, whether they come as numbers or as strings, and other fields than the known
 * ones without complaint. The only place of this bundle that knows a mapper.
 */
public final class KrakenJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Longer than any number Kraken sends; keeps a hostile exponent from becoming a gigabyte of digits. */
    private static final int LONGEST_NUMBER = 60;

    private KrakenJson() {}

    /** @throws UnexpectedShape when it is not one complete JSON document */
    public static JsonNode parse(byte[] document) {
        return parse(() -> MAPPER.readTree(document));
    }

    /** As {@link #parse(byte[])}, of a text. */
    public static JsonNode parse(String document) {
        return parse(() -> MAPPER.readTree(document));
    }

    private static JsonNode parse(Supplier<JsonNode> reading) {
        try {
            JsonNode tree = reading.get();
            if (tree == null || tree.isMissingNode()) {
                throw new UnexpectedShape("the answer is empty");
            }
            return tree;
        } catch (JacksonException | NumberFormatException notJson) {
            // An exponent of ten digits is a NumberFormatException, which is none of Jackson's.
            throw new UnexpectedShape("it is not complete JSON");
        }
    }

    /** The object in {@code field}. */
    public static JsonNode object(JsonNode parent, String field) {
        JsonNode value = parent.get(field);
        if (value == null || !value.isObject()) {
            throw new UnexpectedShape("'" + field + "' is not an object");
        }
        return value;
    }

    /** The text in {@code field}, or null when it is absent or null. */
    public static String textOrNull(JsonNode parent, String field) {
        JsonNode value = parent.get(field);
        return value == null || value.isNull() || value.isContainer() ? null : value.asString();
    }

    /** The text in {@code field}. */
    public static String text(JsonNode parent, String field) {
        String value = textOrNull(parent, field);
        if (value == null) {
            throw new UnexpectedShape("'" + field + "' is missing");
        }
        return value;
    }

    /** The number in {@code field}, or null when it is absent, null or an empty string. */
    public static BigDecimal decimalOrNull(JsonNode parent, String field) {
        JsonNode value = parent.get(field);
        return value == null || value.isNull() ? null : number(value, field);
    }

    /** The number in {@code field}. */
    public static BigDecimal decimal(JsonNode parent, String field) {
        BigDecimal value = decimalOrNull(parent, field);
        if (value == null) {
            throw new UnexpectedShape("'" + field + "' is missing");
        }
        return value;
    }

    /** A number or a string of one; null for an empty string. */
    public static BigDecimal number(JsonNode value, String what) {
        if (value.isNumber()) {
            return bounded(value.decimalValue(), what);
        }
        if (value.isString()) {
            String text = value.asString().strip();
            if (text.isEmpty()) {
                return null;
            }
            if (text.length() <= LONGEST_NUMBER) {
                try {
                    return bounded(new BigDecimal(text), what);
                } catch (NumberFormatException notANumber) {
                    throw new UnexpectedShape("'" + what + "' is not a number");
                }
            }
        }
        throw new UnexpectedShape("'" + what + "' is not a number");
    }

    private static BigDecimal bounded(BigDecimal number, String what) {
        if (number.precision() > LONGEST_NUMBER || Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new UnexpectedShape("'" + what + "' is out of all proportion");
        }
        return number;
    }

    /** A small whole number in {@code field}. */
    public static int integer(JsonNode parent, String field, int least, int most) {
        BigDecimal value = decimal(parent, field);
        if (value.stripTrailingZeros().scale() > 0 || value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new UnexpectedShape("'" + field + "' is not between " + least + " and " + most);
        }
        return value.intValueExact();
    }

    /** A whole number of any size in {@code field}, or null. */
    public static BigInteger wholeOrNull(JsonNode parent, String field) {
        BigDecimal value = decimalOrNull(parent, field);
        return value == null ? null : value.toBigInteger();
    }

    /** Unix seconds with fractions in {@code field}; null when absent or zero, which Kraken uses for none. */
    public static Instant instantOrNull(JsonNode parent, String field) {
        BigDecimal seconds = decimalOrNull(parent, field);
        if (seconds == null || seconds.signum() <= 0 || seconds.compareTo(new BigDecimal("100000000000")) > 0) {
            return null;
        }
        long whole = seconds.longValue();
        long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }
}
