package io.nija.broker.kraken.internal.stream.frame;

/** Names that were met, so that a frame's symbol needs no new text. Bounded; not thread-safe. */
final class SymbolNames {

    private static final int SLOTS = 4_096;
    private static final int MOST = SLOTS / 2;

    private final String[] names = new String[SLOTS];
    private int known;

    String of(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        for (String name = names[slot]; name != null; name = names[slot]) {
            if (same(name, text, from, to)) {
                return name;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        String name = new String(text, from, to - from);
        if (known < MOST) {
            names[slot] = name;
            known++;
        }
        return name;
    }

    private static boolean same(String name, char[] text, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (name.charAt(i - from) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
