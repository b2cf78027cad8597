package io.nija.console.internal.doctor;

import io.nija.status.Checkup;

/**
 * One line of the doctor.
 *
 * @param name what was looked at
 * @param level how it is
 * @param detail what was found, and what to do when it is not well
 */
record Finding(String name, Level level, String detail) {

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

    /** What a bundle found out about itself. */
    static Finding of(Checkup.Finding found) {
        return new Finding(found.name(), Level.valueOf(found.level().name()), found.detail());
    }

    static Finding ok(String name, String detail) {
        return new Finding(name, Level.OK, detail);
    }

    static Finding unknown(String name, String detail) {
        return new Finding(name, Level.UNKNOWN, detail);
    }

    static Finding warn(String name, String detail) {
        return new Finding(name, Level.WARN, detail);
    }

    static Finding fail(String name, String detail) {
        return new Finding(name, Level.FAIL, detail);
    }
}
