package io.nija.broker.kraken.internal.testing;

import java.nio.file.Path;

import io.nija.platform.Installation;

/** An installation in one folder. */
public record TestInstallation(Path folder) implements Installation {

    @Override
    public Path home() {
        return folder.resolve("home");
    }

    @Override
    public Path config() {
        return folder.resolve("config");
    }

    @Override
    public Path data() {
        return folder.resolve("data");
    }

    @Override
    public Path deploy() {
        return folder.resolve("deploy");
    }

    @Override
    public Path state() {
        return folder.resolve("state");
    }

    @Override
    public String build() {
        return "0.0.0-test";
    }

    @Override
    public Start start() {
        return Start.RUN;
    }
}
