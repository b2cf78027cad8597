package io.nija.deployer.internal;

/** A jar that cannot be a plug-in here and now. What runs is not touched. */
final class JarRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Stable, for programs; stands in the JSON of the list of plug-ins. */
    enum Code {
        /** Not a whole zip: half copied, truncated or damaged. */
        JAR_INCOMPLETE,
        /** A header that is missing, malformed or not allowed in a plug-in. */
        JAR_MANIFEST,
        /** The symbolic name or the file's name belongs to somebody else. */
        JAR_NAME_TAKEN,
        /** Another file is that bundle. */
        JAR_DUPLICATE,
        /** Made for a newer Java. */
        JAR_JAVA,
        /** Needs a package or a service nobody offers. */
        JAR_UNRESOLVABLE,
        /** Unknown SHA-256 while a lane is armed live. */
        JAR_UNTRUSTED,
        /** Was tried, failed, and was rolled back. */
        JAR_FAILED,
        /** Could not be read or written. */
        JAR_UNREADABLE
    }

    private final Code code;

    /** @param reason goes on after "… is refused: " and has no full stop */
    JarRefused(Code code, String reason) {
        super(Words.clean(reason));
        this.code = code;
    }

    Code code() {
        return code;
    }

    String reason() {
        return getMessage();
    }
}
