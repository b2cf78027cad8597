package io.nija.platform.internal;

import java.nio.file.Path;
import java.util.Locale;

import io.nija.platform.Installation;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The folders the launcher chose, from the framework's properties. */
@Component
public final class FrameworkInstallation implements Installation {

    private final Path home;
    private final Path config;
    private final Path data;
    private final Path deploy;
    private final Path state;
    private final String build;
    private final Start start;

    /** @throws IllegalStateException when the launcher left a property out */
    @Activate
    public FrameworkInstallation(BundleContext context) {
        home = folder(context, "nija.home");
        config = folder(context, "nija.config");
        data = folder(context, "nija.data");
        deploy = folder(context, "nija.deploy");
        state = folder(context, "nija.state");
        build = property(context, "nija.build");
        start = Start.valueOf(property(context, "nija.start").toUpperCase(Locale.ROOT));
    }

    private static Path folder(BundleContext context, String name) {
        return Path.of(property(context, name)).toAbsolutePath().normalize();
    }

    private static String property(BundleContext context, String name) {
        String value = context.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The framework property " + name + " is not set; NIJA is started by bin/nija.");
        }
        return value;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path config() {
        return config;
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public Path deploy() {
        return deploy;
    }

    @Override
    public Path state() {
        return state;
    }

    @Override
    public String build() {
        return build;
    }

    @Override
    public Start start() {
        return start;
    }
}
