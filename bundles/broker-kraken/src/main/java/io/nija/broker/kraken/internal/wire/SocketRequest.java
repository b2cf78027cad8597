package io.nija.broker.kraken.internal.wire;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A private call as WebSocket v2 takes it (sheet, section 14), without token and number: those belong to the connection. What is
 * done is the same as by the {@link PrivateCall} that carries it.
 *
 * @param method {@code add_order} and so on
 * @param params the members of {@code params}, as JSON without the braces
 * @param names the ids of the orders it is about: an answer that names another one is none
 */
public record SocketRequest(String method, String params, List<String> names) {

    public SocketRequest {
        names = List.copyOf(names);
    }

    /** The whole message; it allows trading, so it is never written to a log. */
    public String text(String token, long requestId) {
        return "{\"method\":\"" + method + "\",\"params\":{" + params + (params.isEmpty() ? "" : ",") + "\"token\":\"" + token
                + "\"},\"req_id\":" + requestId + "}";
    }

    @Override
    public String toString() {
        return method;
    }

    /** Writes the members of an object one after the other; what is null is left out. */
    public static final class Members {

        private final StringBuilder out = new StringBuilder(256);

        private StringBuilder name(String name) {
            return (out.length() == 0 ? out : out.append(',')).append('"').append(name).append("\":");
        }

        public Members text(String name, String value) {
            if (value != null) {
                quoted(name(name), value);
            }
            return this;
        }

        /** Always with a decimal point and never with an exponent: whole numbers may be refused (sheet, section 10.2). */
        public Members number(String name, BigDecimal value) {
            if (value != null) {
                BigDecimal plain = value.stripTrailingZeros();
                name(name).append((plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString());
            }
            return this;
        }

        /** A count, such as seconds. */
        public Members whole(String name, long value) {
            name(name).append(value);
            return this;
        }

        /** Only said when it is so. */
        public Members yes(String name, boolean value) {
            if (value) {
                name(name).append("true");
            }
            return this;
        }

        public Members object(String name, Members members) {
            if (members != null) {
                name(name).append('{').append(members.out).append('}');
            }
            return this;
        }

        public Members objects(String name, Collection<Members> all) {
            name(name).append(all.stream().map(one -> "{" + one.out + "}").collect(Collectors.joining(",", "[", "]")));
            return this;
        }

        /** Left out when there are none. */
        public Members texts(String name, Collection<String> values) {
            if (!values.isEmpty()) {
                name(name).append('[');
                String comma = "";
                for (String value : values) {
                    quoted(out.append(comma), value);
                    comma = ",";
                }
                out.append(']');
            }
            return this;
        }

        private static void quoted(StringBuilder out, String value) {
            out.append('"');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }

        @Override
        public String toString() {
            return out.toString();
        }
    }
}
