package io.nija.trading.internal.order;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How operators call an order of ours: {@code o17} for the intent number 17. */
public final class OrderName {

    private static final Pattern FORM = Pattern.compile("[oO]?([1-9][0-9]{0,17})");

    private OrderName() {}

    /** The name of an intent's order. */
    public static String of(long number) {
        return "o" + number;
    }

    /** The number in a name; empty when the text is none. */
    public static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
