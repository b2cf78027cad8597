package io.nija.launcher;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What {@code lib/logback.xml} asks of the process: where files go, and what is shown on standard error. */
final class LogFiles {

    /** What a process shows of its log on standard error. */
    enum Shown {
        /** All that is logged: nobody types there. */
        INFO,
        /** Warnings and errors: a person works at the console. */
        WARN,
        /** Nothing: standard error belongs to the command. */
        OFF
    }

    /** The launcher's own log. Java's, because it is there before any bundle; the log bundle takes it over. */
    static final Logger LAUNCHER = Logger.getLogger("nija.launcher");

    private LogFiles() {}

    /**
     * Must come before the framework starts.
     *
     * @param name of the file, without {@code .log}
     */
    static void configure(Path folder, String name, Shown shown, Map<String, String> environment) {
        System.setProperty("nija.log.folder", folder.toString());
        System.setProperty("nija.log.name", name);
        System.setProperty("nija.log.console", shown.name());
        String level = environment.getOrDefault("NIJA_LOG_LEVEL", "INFO").toUpperCase(Locale.ROOT);
        System.setProperty("nija.log.level", level);
        LAUNCHER.setLevel(Level.ALL);
    }
}
