package io.nija.console.internal.fake;

import java.nio.file.Path;

import io.nija.platform.Installation;

/** Folders below one root. */
public record FakeInstallation(Path root, Start start) implements Installation {

    @Override
    public Path home() {
        return root.resolve("home");
    }

    @Override
    public Path config() {
        return root.resolve("config");
    }

    @Override
    public Path data() {
        return root.resolve("data");
    }

    @Override
    public Path deploy() {
        return root.resolve("deploy");
    }

    @Override
    public Path state() {
        return root.resolve("state");
    }

    @Override
    public String build() {
        return "0.1.0";
    }
}
