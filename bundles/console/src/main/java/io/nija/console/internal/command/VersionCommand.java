package io.nija.console.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.Installation;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code version}: the build, and what it runs on. */
@Component
public final class VersionCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("version", "the build, and what it runs on",
            "The build of NIJA, Java, the OSGi framework and the operating system.",
            List.of(), List.of(), Where.EITHER, Effect.READS, false, List.of("version", "version --json"));

    private final Installation installation;
    private final Bundle framework;

    @Activate
    public VersionCommand(BundleContext context, @Reference Installation installation) {
        this.installation = installation;
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) {
        Map<String, Object> java = new LinkedHashMap<>();
        java.put("version", Runtime.version().toString());
        java.put("vendor", System.getProperty("java.vendor"));
        Map<String, Object> osgi = new LinkedHashMap<>();
        osgi.put("name", framework.getSymbolicName());
        osgi.put("version", framework.getVersion().toString());
        Map<String, Object> os = new LinkedHashMap<>();
        os.put("name", System.getProperty("os.name"));
        os.put("version", System.getProperty("os.version"));
        os.put("architecture", System.getProperty("os.arch"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("build", installation.build());
        json.put("java", java);
        json.put("framework", osgi);
        json.put("os", os);
        return Answer.of(Exit.OK, json, Lines.of(
                "NIJA " + installation.build(),
                "Java " + java.get("version") + " (" + java.get("vendor") + ")",
                osgi.get("name") + " " + osgi.get("version"),
                os.get("name") + " " + os.get("version") + " (" + os.get("architecture") + ")"));
    }
}
