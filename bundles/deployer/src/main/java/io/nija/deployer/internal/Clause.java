package io.nija.deployer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Version;

/**
 * One clause of an OSGi header: {@code path;path;attribute=value;attribute:Type="value";directive:=value}
 * (OSGi Core 8, 3.2.4 and 3.3.6).
 *
 * @param paths package names or a namespace
 * @param attributes texts, versions, numbers, or lists of texts
 * @param directives texts
 */
record Clause(List<String> paths, Map<String, Object> attributes, Map<String, String> directives) {

    /**
     * All clauses of a header.
     *
     * @param header null counts as empty
     * @throws IllegalArgumentException when it cannot be read
     */
    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        if (header == null || header.isBlank()) {
            return clauses;
        }
        for (String clause : split(header, ',')) {
            clauses.add(clause(clause));
        }
        return clauses;
    }

    private static Clause clause(String text) {
        List<String> paths = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            int quote = part.indexOf('"');
            if (equals < 0 || quote >= 0 && quote < equals) {
                paths.add(required(unquote(part.strip())));
            } else if (equals > 0 && part.charAt(equals - 1) == ':') {
                directives.put(part.substring(0, equals - 1).strip(), unquote(part.substring(equals + 1).strip()));
            } else {
                attribute(part.substring(0, equals).strip(), unquote(part.substring(equals + 1).strip()), attributes);
            }
        }
        return new Clause(List.copyOf(paths), attributes, directives);
    }

    private static void attribute(String typed, String value, Map<String, Object> attributes) {
        int colon = typed.indexOf(':');
        String name = colon < 0 ? typed : typed.substring(0, colon).strip();
        String type = colon < 0 ? "String" : typed.substring(colon + 1).replace(" ", "");
        attributes.put(name, switch (type) {
            case "Version" -> new Version(value.strip());
            case "Long" -> Long.valueOf(value.strip());
            case "List", "List<String>" -> list(value);
            case "List<Version>" -> list(value).stream().map(Version::new).toList();
            default -> value;
        });
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split("(?<!\\\\),")).map(item -> item.strip().replace("\\,", ",")).toList();
    }

    private static String required(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an empty name");
        }
        return path;
    }

    /** Splits outside of quotation marks. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quoted && character == '\\' && i + 1 < text.length()) {
                part.append(character).append(text.charAt(++i));
            } else if (character == at && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                quoted ^= character == '"';
                part.append(character);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quotation mark is not closed");
        }
        parts.add(part.toString());
        return parts;
    }

    private static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || !text.endsWith("\"")) {
            return text;
        }
        return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
