package io.nija.launcher.framework;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Constants;

import io.nija.launcher.Folders;

/** The framework's properties: those of OSGi and Felix that make it ours, and {@code nija.*} for the bundles. */
public final class FrameworkSettings {

    /** Above every start level a feature names. */
    static final int START_LEVEL = 60;

    private final Map<String, Object> properties = new HashMap<>();

    /**
     * The settings every start has.
     *
     * @param start {@code run}, {@code demo} or {@code command}
     * @param cache the framework's working folder, emptied at start: bundles, plug-ins and files are the only truth
     */
    public FrameworkSettings(Folders folders, String start, String build, Path cache) {
        properties.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(START_LEVEL));
        // A bundle sees what it imports and java.*, nothing that happens to be on a class path.
        properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "");
        properties.put("felix.bootdelegation.implicit", "false");
        properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_SINGLE);
        properties.put("felix.log.logger", new FrameworkLog());
        properties.put("felix.log.level", "2");
        // Configurations live in memory; the files in the configuration folder are the only truth.
        properties.put("felix.cm.pm", "memory");
        properties.put("org.ops4j.pax.logging.StaticLogbackFile", folders.home().resolve("lib/logback.xml").toString());
        // Until the log is configured nothing may reach standard output, which is for data.
        properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        properties.put("org.ops4j.pax.logging.eventAdminEnabled", "false");
        properties.put("org.ops4j.pax.logging.logReaderEnabled", "false");
        properties.put("felix.cm.loglevel", "2");
        properties.put("ds.loglevel", "2");
        properties.put("nija.home", folders.home().toString());
        properties.put("nija.config", folders.config().toString());
        properties.put("nija.data", folders.data().toString());
        properties.put("nija.deploy", folders.deploy().toString());
        properties.put("nija.state", folders.state().toString());
        properties.put("nija.build", build);
        properties.put("nija.start", start);
    }

    /** The socket at which the shell's commands are served. */
    public FrameworkSettings socket(Path socket) {
        properties.put("nija.socket", socket.toString());
        return this;
    }

    /** The console at the terminal; ending its session ends NIJA. */
    public FrameworkSettings console() {
        properties.put("nija.console", "true");
        properties.put("gosh.home", properties.get("nija.home") + "/lib/console");
        return this;
    }

    /**
     * One command for a process of its own.
     *
     * @param words the command and its arguments
     * @param terminal whether a person is at the terminal and can be asked
     * @param colour whether standard output is a terminal that may be coloured
     */
    public FrameworkSettings command(List<String> words, boolean terminal, boolean colour) {
        properties.put("nija.command.words", String.join("\0", words));
        properties.put("nija.command.tty", Boolean.toString(terminal));
        properties.put("nija.command.color", Boolean.toString(colour));
        return this;
    }

    Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
