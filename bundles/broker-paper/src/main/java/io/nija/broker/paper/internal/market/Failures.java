package io.nija.broker.paper.internal.market;

import java.util.concurrent.CompletionException;

/** What a failed stage says to an operator. */
public final class Failures {

    private Failures() {}

    /** What it failed with. */
    public static Throwable cause(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    /** The same in words. */
    public static String words(Throwable failed) {
        Throwable cause = cause(failed);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
