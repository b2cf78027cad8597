package io.nija.distribution;

/** The distribution cannot be laid out; the message says what to mend in the feature files or the poms. */
public final class AssemblyException extends Exception {

    private static final long serialVersionUID = 1L;

    AssemblyException(String message) {
        super(message);
    }
}
