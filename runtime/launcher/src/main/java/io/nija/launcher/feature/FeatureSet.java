package io.nija.launcher.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.launcher.Plain;
import io.nija.launcher.Refusal;

/** The features of a distribution. */
public final class FeatureSet {

    private final Map<String, Feature> byId = new LinkedHashMap<>();

    private FeatureSet() {}

    /** Reads {@code features/*.json} of the distribution. */
    public static FeatureSet read(Path home) throws Refusal {
        FeatureSet set = new FeatureSet();
        FeatureFile reader = new FeatureFile(home);
        for (Path file : files(home.resolve("features"))) {
            Feature feature = reader.read(file);
            set.byId.put(feature.id(), feature);
        }
        for (Feature feature : set.byId.values()) {
            for (String needed : feature.depends()) {
                if (!set.byId.containsKey(needed)) {
                    throw new Refusal(Refusal.CONFIGURATION, "The feature " + feature.name() + " needs " + needed
                            + ", which is not in " + home.resolve("features") + "; install NIJA again.");
                }
            }
        }
        return set;
    }

    private static List<Path> files(Path folder) throws Refusal {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The folder " + folder + " of this installation cannot be read: "
                    + Plain.reason(e) + "; install NIJA again.");
        }
    }

    /** All features, by name. */
    public Collection<Feature> all() {
        return List.copyOf(byId.values());
    }

    /** A feature and all it needs, what is needed first. */
    public List<Feature> closure(Feature feature) {
        Set<Feature> ordered = new LinkedHashSet<>();
        collect(feature, ordered, new LinkedHashSet<>());
        return new ArrayList<>(ordered);
    }

    private void collect(Feature feature, Set<Feature> ordered, Set<Feature> underWay) {
        if (ordered.contains(feature) || !underWay.add(feature)) {
            return;
        }
        for (String needed : feature.depends()) {
            collect(byId.get(needed), ordered, underWay);
        }
        ordered.add(feature);
    }

    /** The bundles of these features, each once. */
    public static List<ListedBundle> bundles(Collection<Feature> features) {
        return features.stream().flatMap(feature -> feature.bundles().stream()).distinct().toList();
    }
}
