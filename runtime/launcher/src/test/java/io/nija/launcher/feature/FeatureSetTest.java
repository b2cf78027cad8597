package io.nija.launcher.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.launcher.Refusal;

class FeatureSetTest {

    @TempDir
    private Path home;

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectory(home.resolve("features"));
    }

    @Test
    void aBundleIsReadWithLevelPlaceAndHash() throws Exception {
        write("core", "", bundle("io.nija:api:1", "\"start-order\": 15", "bundles/api.jar"));
        write("kraken", "", bundle("io.nija:kraken:1", "\"start-order\": 30, \"plug-in\": true", "deploy/kraken.jar"));

        assertThat(FeatureSet.bundles(FeatureSet.read(home).all())).containsExactly(
                new ListedBundle("io.nija:api:1", 15, false, home.resolve("bundles/api.jar"), "ab12"),
                new ListedBundle("io.nija:kraken:1", 30, true, home.resolve("deploy/kraken.jar"), "ab12"));
    }

    @Test
    void aClosureHasWhatIsNeededFirst() throws Exception {
        write("a-broker", "core", bundle("g:broker:1", "\"start-order\": 30", "b"));
        write("core", "platform", bundle("g:core:1", "\"start-order\": 20", "c"));
        write("platform", "", bundle("g:platform:1", "\"start-order\": 1", "p"));
        write("other", "", bundle("g:other:1", "\"start-order\": 1", "o"));

        FeatureSet set = FeatureSet.read(home);
        Feature broker = set.all().stream().filter(f -> f.name().equals("a-broker")).findFirst().orElseThrow();
        assertThat(set.closure(broker)).extracting(Feature::name).containsExactly("platform", "core", "a-broker");
    }

    @Test
    void aBundleInTwoFeaturesIsOneBundle() throws Exception {
        write("one", "", bundle("g:shared:1", "\"start-order\": 1", "s"));
        write("two", "", bundle("g:shared:1", "\"start-order\": 1", "s"));
        assertThat(FeatureSet.bundles(FeatureSet.read(home).all())).hasSize(1);
    }

    @Test
    void aFeatureThatIsNotThereIsNamed() throws Exception {
        write("core", "platform", bundle("g:core:1", "\"start-order\": 20", "c"));
        refused("The feature core needs io.nija.feature:platform:1");
    }

    @Test
    void aFileThatIsNoFeatureIsNamed() throws Exception {
        Files.writeString(home.resolve("features/core.json"), "{");
        refused("core.json of this installation is damaged");
    }

    @Test
    void aBundleTheAssemblyDidNotPlaceIsNamed() throws Exception {
        Files.writeString(home.resolve("features/core.json"), """
                {"feature-resource-version": "1.0", "id": "g:core:1", "bundles": [{"id": "g:a:1", "start-order": 1}]}
                """);
        refused("g:a:1 has no file");
    }

    @Test
    void aDistributionWithoutFeaturesIsDamaged() throws Exception {
        Files.delete(home.resolve("features"));
        refused("cannot be read: it does not exist");
    }

    private void refused(String part) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> FeatureSet.read(home)).withMessageContaining(part)
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(4));
    }

    private static String bundle(String id, String metadata, String file) {
        return "{\"id\": \"%s\", %s, \"file\": \"%s\", \"sha-256\": \"ab12\"}".formatted(id, metadata, file);
    }

    private void write(String name, String depends, String... bundles) throws IOException {
        String artifacts = depends.isEmpty() ? "" : "{\"id\": \"io.nija.feature:" + depends + ":1\"}";
        Files.writeString(home.resolve("features").resolve(name + ".json"), """
                {"feature-resource-version": "1.0", "id": "io.nija.feature:%s:1", "name": "%s", "bundles": [%s],
                 "extensions": {"io.nija.feature.depends":
                   {"type": "artifacts", "kind": "mandatory", "artifacts": [%s]}}}
                """.formatted(name, name, String.join(",", List.of(bundles)), artifacts));
    }
}
