package io.nija.tck.internal;

import java.util.Optional;

import io.nija.tck.Ability;

/**
 * A case of the kit.
 *
 * @param id stable: {@code section.words}
 * @param title what must hold, in one sentence
 * @param needs the ability without which it may be declared a gap; null when every broker must pass it
 * @param alone whether it moves what all accounts share, so that nothing else may go on beside it
 * @param play does it, and answers one line on what was seen; an {@link AssertionError} says what was wrong
 */
record Case(String id, String title, Ability needs, boolean alone, Play play) {

    /** What a case does. */
    interface Play {
        String on(Bench bench) throws Exception;
    }

    static Case of(String id, String title, Play play) {
        return new Case(id, title, null, false, play);
    }

    static Case needing(Ability needs, String id, String title, Play play) {
        return new Case(id, title, needs, false, play);
    }

    /** The same case, with nothing beside it. */
    Case asTheOnlyOne() {
        return new Case(id, title, needs, true, play);
    }

    Optional<Ability> need() {
        return Optional.ofNullable(needs);
    }
}
