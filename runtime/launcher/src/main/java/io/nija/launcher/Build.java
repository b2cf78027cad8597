package io.nija.launcher;

/** Which NIJA this is. */
final class Build {

    private Build() {}

    /** The version, for example {@code 0.1.0}; {@code development} when not started from the packaged launcher. */
    static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
