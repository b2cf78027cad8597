package io.nija.broker.kraken.internal.wire;

/** Text from outside, made fit for a log, a screen or a status: one line, no control characters, bounded. */
public final class VenueText {

    private VenueText() {}

    /** {@code text} without control and format characters, at most {@code limit} characters long; null becomes empty. */
    public static String clean(String text, int limit) {
        if (text == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
        boolean blank = false;
        for (int i = 0; i < text.length() && clean.length() < limit; i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            boolean space = Character.isWhitespace(c) || Character.isISOControl(c)
                    || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE;
            if (!space) {
                clean.append(c);
            } else if (!blank && clean.length() > 0) {
                clean.append(' ');
            }
            blank = space;
        }
        return clean.toString().strip();
    }
}
