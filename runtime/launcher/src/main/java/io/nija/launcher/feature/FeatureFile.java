package io.nija.launcher.feature;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureExtension;
import org.osgi.service.feature.FeatureService;

import io.nija.launcher.Plain;
import io.nija.launcher.Refusal;

/** Reads a feature file (OSGi Compendium 8.1, chapter 159) of a distribution. */
public final class FeatureFile {

    /** The extension that names the features a feature needs. */
    public static final String DEPENDS = "io.nija.feature.depends";
    /** Metadata of a bundle: its start level. */
    public static final String START_ORDER = "start-order";
    /** Metadata of a bundle: whether it is a plug-in. */
    public static final String PLUG_IN = "plug-in";
    /** Metadata of a bundle, written by the assembly: its file, relative to the distribution. */
    public static final String FILE = "file";
    /** Metadata of a bundle, written by the assembly: the file's SHA-256. */
    public static final String SHA_256 = "sha-256";

    private final FeatureService service = new FeatureServiceImpl();
    private final Path home;

    /** @param home the distribution the bundles' files are relative to */
    public FeatureFile(Path home) {
        this.home = home;
    }

    /** @throws Refusal when the file cannot be read, is no feature file, or lacks what the assembly writes */
    public Feature read(Path file) throws Refusal {
        try (Reader reader = Files.newBufferedReader(file)) {
            org.osgi.service.feature.Feature feature = service.readFeature(reader);
            List<ListedBundle> bundles = feature.getBundles().stream().map(this::bundle).toList();
            return new Feature(feature.getID().toString(), name(file), bundles, depends(feature));
        } catch (IOException | RuntimeException e) {
            throw new Refusal(Refusal.CONFIGURATION, "The feature file " + file + " of this installation is damaged ("
                    + Plain.text(String.valueOf(e.getMessage())) + "); install NIJA again.");
        }
    }

    private ListedBundle bundle(FeatureBundle bundle) {
        Map<String, Object> metadata = bundle.getMetadata();
        String id = bundle.getID().toString();
        return new ListedBundle(
                id,
                ((Number) required(id, metadata, START_ORDER)).intValue(),
                "true".equals(String.valueOf(metadata.get(PLUG_IN))),
                home.resolve((String) required(id, metadata, FILE)),
                (String) required(id, metadata, SHA_256));
    }

    private static Object required(String id, Map<String, Object> metadata, String key) {
        Object value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException(id + " has no " + key);
        }
        return value;
    }

    private static List<String> depends(org.osgi.service.feature.Feature feature) {
        FeatureExtension extension = feature.getExtensions().get(DEPENDS);
        return extension == null ? List.of()
                : extension.getArtifacts().stream().map(artifact -> artifact.getID().toString()).toList();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".json".length());
    }
}
