package io.nija.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.nija.launcher.feature.Feature;
import io.nija.launcher.feature.FeatureSet;
import io.nija.launcher.feature.ListedBundle;
import io.nija.launcher.feature.Sha256;
import io.nija.launcher.framework.EarlierRuns;
import io.nija.launcher.framework.Platform;
import io.nija.launcher.framework.PlugIns;

/** What is installed into a framework: the bundles of the features, checked, and the plug-ins. */
final class Distribution {

    private static final String CONSOLE = "console";

    private final Path deploy;
    private final Path data;
    private final List<ListedBundle> bundles;
    private final List<ListedBundle> plugIns;
    private final CompletableFuture<Optional<String>> damage;

    /** Reads the features, and begins to check the bundles' hashes beside what follows. */
    Distribution(Folders folders, boolean console) throws Refusal {
        Predicate<Feature> wanted = feature -> console || !feature.name().equals(CONSOLE);
        List<ListedBundle> listed = FeatureSet.bundles(
                FeatureSet.read(folders.home()).all().stream().filter(wanted).toList());
        deploy = folders.deploy();
        data = folders.data();
        bundles = listed.stream().filter(bundle -> !bundle.plugIn()).toList();
        plugIns = listed.stream().filter(ListedBundle::plugIn).toList();
        damage = CompletableFuture.supplyAsync(() -> damage(bundles));
    }

    /** @return remarks about plug-ins */
    List<String> install(Platform platform) throws Refusal {
        platform.install(bundles);
        Set<String> taken = platform.symbolicNames();
        List<String> remarks = new ArrayList<>();
        EarlierRuns earlier = EarlierRuns.read(data, Build.version(), remarks);
        PlugIns found = PlugIns.scan(deploy, plugIns, taken, earlier);
        remarks.addAll(found.remarks());
        platform.installPlugIns(found.usable());
        Optional<String> damaged = damage.join();
        if (damaged.isPresent()) {
            throw new Refusal(Refusal.CONFIGURATION, damaged.get());
        }
        return remarks;
    }

    private static Optional<String> damage(Collection<ListedBundle> bundles) {
        return bundles.parallelStream().map(Distribution::damage).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> damage(ListedBundle bundle) {
        try {
            return Sha256.of(bundle.file()).equals(bundle.sha256()) ? Optional.empty()
                    : Optional.of("The bundle " + bundle.file()
                            + " is not the one that came with this NIJA (its SHA-256 differs); install NIJA again.");
        } catch (IOException e) {
            return Optional.of("The bundle " + bundle.file() + " of this installation cannot be read: "
                    + Plain.reason(e) + "; install NIJA again.");
        }
    }
}
