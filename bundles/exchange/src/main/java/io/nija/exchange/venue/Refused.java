package io.nija.exchange.venue;

import java.util.List;

/** The exchange says no, in the words of the protocol. Carries no stack: it is an answer, not an accident. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    /** @param error as it goes into the {@code error} list */
    public Refused(String error) {
        super(error, null, false, false);
        errors = List.of(error);
    }

    /** {@code EGeneral:Invalid arguments} with a detail. */
    public static Refused argument(String detail) {
        return new Refused("EGeneral:Invalid arguments:" + detail);
    }

    /** The {@code error} list. */
    public List<String> errors() {
        return errors;
    }
}
