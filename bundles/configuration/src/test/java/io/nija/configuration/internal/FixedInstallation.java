package io.nija.configuration.internal;

import java.nio.file.Path;

import io.nija.platform.Installation;

/** An installation of which only the configuration folder matters. */
record FixedInstallation(Path config) implements Installation {

    @Override
    public Path home() {
        return config.resolveSibling("home");
    }

    @Override
    public Path data() {
        return config.resolveSibling("data");
    }

    @Override
    public Path deploy() {
        return config.resolveSibling("deploy");
    }

    @Override
    public Path state() {
        return config.resolveSibling("state");
    }

    @Override
    public String build() {
        return "0.1.0";
    }

    @Override
    public Start start() {
        return Start.RUN;
    }
}
