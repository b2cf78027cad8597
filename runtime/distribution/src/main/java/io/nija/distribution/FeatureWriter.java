package io.nija.distribution;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

import io.nija.launcher.feature.FeatureFile;
import io.nija.launcher.feature.Sha256;

/**
 * Copies the bundles the features name into the distribution, and the features with each bundle's file and SHA-256.
 */
final class FeatureWriter {

    private static final String OUR_GROUP = "io.nija";

    private final FeatureService service = new FeatureServiceImpl();
    private final Path staged;
    private final Path home;
    private final Set<Path> used = new TreeSet<>();

    /** @param staged the folder with every artifact, named {@code group.artifact-version.jar} */
    FeatureWriter(Path staged, Path home) {
        this.staged = staged;
        this.home = home;
    }

    /** @throws AssemblyException when a feature names a jar that is not staged, or a staged one is in no feature */
    void write(Path features) throws IOException, AssemblyException {
        Files.createDirectories(home.resolve("features"));
        for (Path file : list(features, ".json")) {
            write(file, read(file));
        }
        Set<Path> unnamed = new TreeSet<>(list(staged, ".jar"));
        unnamed.removeAll(used);
        if (!unnamed.isEmpty()) {
            throw new AssemblyException("In no feature, though runtime/distribution/pom.xml depends on it: "
                    + unnamed.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", ")));
        }
    }

    /** With the launcher's own parser, so that what it cannot read is found here. */
    private Feature read(Path file) throws IOException, AssemblyException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Feature feature = service.readFeature(reader);
            if (!feature.getConfigurations().isEmpty()) {
                throw new AssemblyException(file.getFileName()
                        + " has configurations; ours have their defaults in the metatype of the bundle that reads them");
            }
            return feature;
        } catch (RuntimeException e) {
            throw new AssemblyException(file.getFileName() + " is not a feature file: " + e);
        }
    }

    private void write(Path file, Feature feature) throws IOException, AssemblyException {
        JsonArrayBuilder bundles = Json.createArrayBuilder();
        for (JsonObject bundle : source(file).getJsonArray("bundles").getValuesAs(JsonObject.class)) {
            bundles.add(place(feature, bundle));
        }
        JsonObject placed = Json.createObjectBuilder(source(file)).add("bundles", bundles).build();
        try (Writer writer = Files.newBufferedWriter(home.resolve("features").resolve(file.getFileName()));
                JsonWriter json = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(writer)) {
            json.writeObject(placed);
        }
    }

    private static JsonObject source(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return reader.readObject();
        }
    }

    private JsonObjectBuilder place(Feature feature, JsonObject bundle) throws IOException, AssemblyException {
        ID id = service.getIDfromMavenCoordinates(bundle.getString("id"));
        Path jar = staged.resolve(id.getGroupId() + "." + id.getArtifactId() + "-" + id.getVersion() + ".jar");
        if (!Files.exists(jar)) {
            throw new AssemblyException("The feature " + feature.getName().orElse(feature.getID().toString()) + " names "
                    + id + ", which is not among the dependencies of runtime/distribution/pom.xml");
        }
        used.add(jar);
        // One stable name per bundle of ours: a plug-in is replaced by its file's name.
        String name = id.getGroupId().equals(OUR_GROUP) ? id.getArtifactId() + ".jar"
                : id.getArtifactId() + "-" + id.getVersion() + ".jar";
        String place = (bundle.getBoolean(FeatureFile.PLUG_IN, false) ? "deploy/" : "bundles/") + name;
        Path target = home.resolve(place);
        Files.createDirectories(target.getParent());
        Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
        return Json.createObjectBuilder(bundle).add(FeatureFile.FILE, place).add(FeatureFile.SHA_256, Sha256.of(target));
    }

    private static List<Path> list(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        }
    }
}
