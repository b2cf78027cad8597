package io.nija.configuration.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

import org.osgi.service.metatype.AttributeDefinition;

/** The types of metatype, and how a text becomes a value of each. */
enum ValueType {
    TEXT(String.class, "a text"),
    BOOLEAN(Boolean.class, "true or false"),
    BYTE(Byte.class, "a whole number"),
    SHORT(Short.class, "a whole number"),
    INTEGER(Integer.class, "a whole number"),
    LONG(Long.class, "a whole number"),
    FLOAT(Float.class, "a number"),
    DOUBLE(Double.class, "a number"),
    BIG_DECIMAL(BigDecimal.class, "a number"),
    BIG_INTEGER(BigInteger.class, "a whole number"),
    CHARACTER(Character.class, "one character");

    private final Class<?> type;
    private final String noun;

    ValueType(Class<?> type, String noun) {
        this.type = type;
        this.noun = noun;
    }

    /** The type of one element. */
    Class<?> type() {
        return type;
    }

    /** In words, with the limits that apply to this type. */
    String words(Schema.Bounds bounds) {
        return switch (this) {
            case BOOLEAN -> noun;
            case TEXT -> bounds.equals(Schema.Bounds.NONE) ? noun : noun + bounds.words() + " characters";
            default -> noun + bounds.words();
        };
    }

    /** The value; empty when the text is none of this type. Numbers beyond the type's own range are none. */
    Optional<Object> parse(String text) {
        try {
            return switch (this) {
                case TEXT -> Optional.of(text);
                case BOOLEAN -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(Boolean.TRUE);
                    case "false" -> Optional.of(Boolean.FALSE);
                    default -> Optional.empty();
                };
                case BYTE -> Optional.of(Byte.valueOf(text));
                case SHORT -> Optional.of(Short.valueOf(text));
                case INTEGER -> Optional.of(Integer.valueOf(text));
                case LONG -> Optional.of(Long.valueOf(text));
                case FLOAT -> Optional.of(Float.valueOf(text)).filter(Float::isFinite).map(Object.class::cast);
                case DOUBLE -> Optional.of(Double.valueOf(text)).filter(Double::isFinite).map(Object.class::cast);
                case BIG_DECIMAL -> Optional.of(new BigDecimal(text));
                case BIG_INTEGER -> Optional.of(new BigInteger(text));
                case CHARACTER -> text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
            };
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** The type that a constant of {@link AttributeDefinition} stands for; what is not known is a text, as in the specification. */
    @SuppressWarnings("deprecation")
    static ValueType of(int metatype) {
        return switch (metatype) {
            case AttributeDefinition.BOOLEAN -> BOOLEAN;
            case AttributeDefinition.BYTE -> BYTE;
            case AttributeDefinition.SHORT -> SHORT;
            case AttributeDefinition.INTEGER -> INTEGER;
            case AttributeDefinition.LONG -> LONG;
            case AttributeDefinition.FLOAT -> FLOAT;
            case AttributeDefinition.DOUBLE -> DOUBLE;
            case AttributeDefinition.BIGDECIMAL -> BIG_DECIMAL;
            case AttributeDefinition.BIGINTEGER -> BIG_INTEGER;
            case AttributeDefinition.CHARACTER -> CHARACTER;
            default -> TEXT;
        };
    }
}
