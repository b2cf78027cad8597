package io.nija.status;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/** A whiteboard service of a bundle that has something to say in {@code doctor}. Called on the command's thread; must not wait. */
@ConsumerType
public interface Checkup {

    /** What was found, now. */
    List<Finding> findings();

    /**
     * One line.
     *
     * @param name what was looked at, one word
     * @param level how it is
     * @param detail what was found, and what to do when it is not well
     */
    record Finding(String name, Level level, String detail) {}

    /** How something is. */
    enum Level {
        /** Well. */
        OK,
        /** Could not be found out; that is neither good nor bad. */
        UNKNOWN,
        /** It works, but should be mended. */
        WARN,
        /** It does not work, or is dangerous. */
        FAIL
    }
}
