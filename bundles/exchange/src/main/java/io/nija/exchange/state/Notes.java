package io.nija.exchange.state;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import io.nija.exchange.venue.Input;

/** What is written in the lines of a state, as JSON. An input is written by the name of its type. Pure. */
final class Notes {

    /** Decimals stay exact and plain in both directions. Unknown names are a newer version's: better refused than lost. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Map<String, Class<?>> INPUTS = Arrays.stream(Input.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private Notes() {}

    /**
     * An input and its time.
     *
     * @param at nanoseconds since 1970
     * @param ids how many ids had been given before: when it is another number while the input happens again, the
     *     exchange is not the one that wrote it
     * @param is the type's name
     */
    record Noted(long at, long ids, String is, JsonNode of) {

        /** The input. @throws JacksonException when it is none */
        Input<?> input() {
            Class<?> type = INPUTS.get(is);
            if (type == null) {
                throw new IllegalArgumentException("There is no input '" + is + "'.");
            }
            return (Input<?>) MAPPER.treeToValue(of, type);
        }
    }

    /** A key's use. The nonce is unsigned; the cost is in thousandths of a point. */
    record Used(long at, String key, String nonce, long cost) {}

    /** The exchange came so far, its clock so many nanoseconds ahead of where it should be. */
    record Clock(long at, long skew) {}

    static String input(long at, long ids, Input<?> input) {
        return MAPPER.writeValueAsString(new Noted(at, ids, input.getClass().getSimpleName(),
                MAPPER.valueToTree(input)));
    }
}
