package io.nija.credentials.internal;

import java.util.Optional;

/**
 * One half of a pair in one source.
 *
 * @param found what stands there, or null
 */
record Half(String variable, Presence presence, Found found) {

    /** How much of a value there is. */
    enum Presence {
        UNSET,
        EMPTY,
        BLANK,
        PLACEHOLDER,
        UNREADABLE,
        SET
    }

    static Half look(Source source, String variable) {
        Optional<Found> found = source.find(variable);
        if (found.isEmpty()) {
            return new Half(variable, Presence.UNSET, null);
        }
        return new Half(variable, presence(found.get()), found.get());
    }

    private static Presence presence(Found found) {
        if (!(found instanceof Found.Text text)) {
            return Presence.UNREADABLE;
        }
        if (text.text().length() == 0) {
            return Presence.EMPTY;
        }
        SecretText stripped = text.text().stripped();
        try {
            if (stripped.length() == 0) {
                return Presence.BLANK;
            }
            return Placeholder.is(stripped) ? Presence.PLACEHOLDER : Presence.SET;
        } finally {
            stripped.wipe();
        }
    }

    /** Whether this half decides for its source: a value, or something that could be one. */
    boolean decides() {
        return presence == Presence.SET || presence == Presence.UNREADABLE;
    }

    boolean isSet() {
        return presence == Presence.SET;
    }

    /** The value of a half that is set. */
    SecretText text() {
        return ((Found.Text) found).text();
    }

    /** In words, for example {@code KRAKEN_API_KEY in .env is empty}. */
    String inWords() {
        return switch (presence) {
            case UNSET -> variable + " is not set";
            case EMPTY -> variable + " in " + found.place() + " is empty";
            case BLANK -> variable + " in " + found.place() + " holds blanks only";
            case PLACEHOLDER -> variable + " in " + found.place() + " still holds a placeholder";
            case UNREADABLE -> variable + " in " + found.place() + " cannot be read: "
                    + ((Found.Unreadable) found).reason();
            case SET -> variable + " is set in " + found.place();
        };
    }
}
