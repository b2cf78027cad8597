package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.nija.exchange.venue.Refused;

/**
 * The parameters of a message, each of the kind it must be; errors in the words that the gateway uses (reference sheet
 * §10.4). Pure.
 */
final class Fields {

    private final Map<String, Kind> kinds;
    private final JsonNode params;

    /** What a parameter must be. */
    enum Kind {
        TEXT("a string") {
            @Override
            boolean fits(JsonNode value) {
                return value.isString();
            }
        },
        /** A number; whether a whole one is refused is not known, and clients in use send them. */
        FLOAT("a number_float") {
            @Override
            boolean fits(JsonNode value) {
                return value.isNumber();
            }
        },
        WHOLE("a number_integer") {
            @Override
            boolean fits(JsonNode value) {
                return value.isIntegralNumber();
            }
        },
        YES("a boolean") {
            @Override
            boolean fits(JsonNode value) {
                return value.isBoolean();
            }
        },
        LIST("an array") {
            @Override
            boolean fits(JsonNode value) {
                return value.isArray();
            }
        },
        OBJECT("an object") {
            @Override
            boolean fits(JsonNode value) {
                return value.isObject();
            }
        };

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        abstract boolean fits(JsonNode value);
    }

    private Fields(Map<String, Kind> kinds, JsonNode params) {
        this.kinds = kinds;
        this.params = params;
    }

    /**
     * Checks names and kinds.
     *
     * @param floats whether a number without a point is refused where a float is wanted
     */
    static Fields check(String method, JsonNode params, Map<String, Kind> kinds, boolean floats) throws Refused {
        if (params == null || !params.isObject()) {
            throw new Refused("Params field must be an object");
        }
        for (Map.Entry<String, JsonNode> entry : params.properties()) {
            Kind kind = kinds.get(entry.getKey());
            if (kind == null) {
                throw unsupported(entry.getKey(), method);
            }
            JsonNode value = entry.getValue();
            if (!kind.fits(value) || floats && kind == Kind.FLOAT && value.isIntegralNumber()) {
                throw new Refused(capital(entry.getKey()) + " field must be " + kind.words);
            }
        }
        return new Fields(kinds, params);
    }

    static Refused unsupported(String name, String method) {
        return new Refused("Unsupported field: '" + name + "' for the given msg type: " + method.replace('_', ' '));
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Optional<JsonNode> get(String name) {
        if (!kinds.containsKey(name)) {
            throw new IllegalArgumentException("No field " + name + " was declared.");
        }
        return Optional.ofNullable(params.get(name));
    }

    boolean has(String name) {
        return get(name).isPresent();
    }

    Optional<String> text(String name) {
        return get(name).map(JsonNode::stringValue).filter(text -> !text.isEmpty());
    }

    /** A number as plain text. */
    Optional<String> number(String name) {
        return get(name).map(JsonNode::decimalValue).map(BigDecimal::toPlainString);
    }

    boolean yes(String name, boolean otherwise) {
        return get(name).map(JsonNode::booleanValue).orElse(otherwise);
    }

    Optional<JsonNode> object(String name) {
        return get(name);
    }

    /** The plain values of a list, as text. */
    List<String> texts(String name) throws Refused {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : get(name).map(JsonNode::values).orElse(List.of())) {
            if (!value.isString() && !value.isIntegralNumber()) {
                throw new Refused(capital(name) + " field must be an array");
            }
            texts.add(value.isString() ? value.stringValue() : value.bigIntegerValue().toString());
        }
        return texts;
    }

    /** The objects of a list. */
    List<JsonNode> objects(String name) {
        return get(name).map(list -> list.valueStream().toList()).orElse(List.of());
    }
}
