package io.nija.console.internal.render;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer's JSON document. Times are ISO-8601 in UTC, decimals are written without exponent, nulls stay, and what
 * a terminal could take for a command is escaped.
 */
public final class JsonPage {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    /** Jackson leaves these as they are; within JSON they can only stand in texts, where the escape means the same. */
    private static final Pattern RAW = Pattern.compile("[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]");

    private JsonPage() {}

    /** The document with a line end: on one line, or indented for a person. */
    public static String of(Map<String, ?> document, boolean indented) {
        String json = indented
                ? MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document)
                : MAPPER.writeValueAsString(document);
        return RAW.matcher(json).replaceAll(JsonPage::escape) + "\n";
    }

    private static String escape(MatchResult match) {
        return String.format("\\\\u%04x", (int) match.group().charAt(0));
    }
}
