package io.nija.accounts.internal;

/** Text from files and venues, made fit for logs and screens. */
final class Plain {

    private static final int LONGEST = 500;

    private Plain() {}

    /** Without control characters and characters that change the direction of writing, and not too long. */
    static String text(String text) {
        if (text == null) {
            return "";
        }
        boolean plain = text.length() <= LONGEST;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = !isStrange(text.charAt(i));
        }
        if (plain) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.chars().limit(LONGEST).forEach(character -> clean.append(isStrange((char) character) ? ' ' : (char) character));
        return text.length() > LONGEST ? clean.append('…').toString() : clean.toString();
    }

    private static boolean isStrange(char character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
