package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import io.nija.simulator.internal.protocol.Json;

/**
 * One message of a channel, ready to be sent to everybody who wants it.
 *
 * @param channel {@code book}, {@code executions}…
 * @param about the pair's or the account's id; empty when it is about neither
 * @param text the JSON, never changed
 */
public record Frame(String channel, String about, byte[] text) {

    private static final Pattern LEVEL = Pattern.compile("\"price\":([0-9.]+),\"qty\":([0-9.]+)");
    private static final Pattern SYMBOL = Pattern.compile("\"symbol\":\"([^\"]+)\"");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"[^\"]+\"");
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

    /** A whole book of one level each side in its place, the bid above the ask, with its own checksum; unchanged when it has no level. */
    public Frame crossed() {
        String was = new String(text, StandardCharsets.UTF_8);
        Matcher level = LEVEL.matcher(was);
        Matcher symbol = SYMBOL.matcher(was);
        if (!level.find() || !symbol.find()) {
            return this;
        }
        BigDecimal ask = new BigDecimal(level.group(1));
        BigDecimal bid = ask.add(ask.ulp().movePointRight(2));
        String quantity = new BigDecimal(level.group(2)).signum() == 0 ? BigDecimal.ONE.setScale(new BigDecimal(level.group(2)).scale()).toPlainString()
                : level.group(2);
        CRC32 sum = new CRC32();
        for (String number : List.of(ask.toPlainString(), quantity, bid.toPlainString(), quantity)) {
            sum.update(number.replace(".", "").replaceFirst("^0+", "").getBytes(StandardCharsets.US_ASCII));
        }
        Matcher stamp = TIMESTAMP.matcher(was);
        return of(channel, about, "{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"" + symbol.group(1) + "\",\"bids\":[{\"price\":"
                + bid.toPlainString() + ",\"qty\":" + quantity + "}],\"asks\":[{\"price\":" + ask.toPlainString() + ",\"qty\":" + quantity
                + "}],\"checksum\":" + sum.getValue() + (stamp.find() ? "," + stamp.group() : "") + "}]}");
    }

    /** The channel and its length. */
    @Override
    public String toString() {
        return "Frame[" + channel + " " + about + ", " + text.length + " bytes]";
    }
}
