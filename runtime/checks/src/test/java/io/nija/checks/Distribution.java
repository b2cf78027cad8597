package io.nija.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.nija.launcher.Folders;
import io.nija.launcher.Refusal;
import io.nija.launcher.feature.Feature;
import io.nija.launcher.feature.FeatureSet;
import io.nija.launcher.framework.FrameworkSettings;
import io.nija.launcher.framework.Platform;

import org.osgi.framework.BundleException;

/** The distribution this build has laid out. */
final class Distribution {

    static final Path HOME = Path.of(System.getProperty("nija.home")).toAbsolutePath().normalize();

    private Distribution() {}

    static FeatureSet features() throws Refusal {
        return FeatureSet.read(HOME);
    }

    /** A framework with the bundles of these features, wired but not started. */
    static Platform wired(Collection<Feature> features, Path cache) throws BundleException {
        Folders folders = new Folders(HOME, HOME.resolve("config"), cache.resolve("data"), HOME.resolve("deploy"), cache);
        Platform platform = new Platform(new FrameworkSettings(folders, "command", "check", cache.resolve("cache")));
        platform.install(FeatureSet.bundles(features));
        platform.resolve();
        return platform;
    }

    /** The jars of our own bundles: they are the ones without a version in their names. */
    static List<Path> ourBundles() throws IOException {
        try (Stream<Path> core = Files.list(HOME.resolve("bundles")); Stream<Path> plugIns = Files.list(HOME.resolve("deploy"))) {
            return Stream.concat(core, plugIns)
                    .filter(jar -> jar.getFileName().toString().matches("[a-z-]+\\.jar")).sorted().toList();
        }
    }
}
