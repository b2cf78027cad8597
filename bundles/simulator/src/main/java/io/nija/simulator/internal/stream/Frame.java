package io.nija.simulator.internal.stream;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nija.simulator.internal.protocol.Json;

/**
 * One message of a channel, ready to be sent to everybody who wants it.
 *
 * @param channel {@code book}, {@code executions}…
 * @param about the pair's or the account's id; empty when it is about neither
 * @param text the JSON, never changed
 */
public record Frame(String channel, String about, byte[] text) {

    private static final Pattern CHECKSUM = Pattern.compile("\"checksum\":(\\d+)");

    static Frame of(String channel, String about, CharSequence text) {
        return new Frame(channel, about, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Frame of(String channel, String about, Object document) {
        return new Frame(channel, about, Json.MAPPER.writeValueAsBytes(document));
    }

    /** The same with a checksum that is not that of the book; unchanged when it has none. */
    public Frame withWrongChecksum() {
        Matcher matcher = CHECKSUM.matcher(new String(text, StandardCharsets.UTF_8));
        return of(channel, about, matcher.replaceAll(found ->
                "\"checksum\":" + (Long.parseLong(found.group(1)) ^ 1)));
    }

    /** The channel and its length. */
    @Override
    public String toString() {
        return "Frame[" + channel + " " + about + ", " + text.length + " bytes]";
    }
}
