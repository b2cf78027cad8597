package io.nija.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests of our bundles may say. */
class ManifestsTest {

    /** Arithmetic without services that several bundles share: paper trading, back-tests, the simulator, the books. */
    private static final Set<String> LIBRARIES = Set.of("matching.jar", "books.jar", "exchange.jar", "indicators.jar", "strategy-kit.jar");

    static Stream<Path> bundles() throws IOException {
        return Distribution.ourBundles().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void onlyTheApiAndLibrariesExport(Path jar) throws IOException {
        String exported = manifest(jar).getValue("Export-Package");
        if (jar.getFileName().toString().equals("api.jar")) {
            assertThat(exported).contains("io.nija.broker;").doesNotContain("internal");
        } else if (LIBRARIES.contains(jar.getFileName().toString())) {
            String own = "io.nija." + jar.getFileName().toString().replace(".jar", "").replace('-', '.');
            // A comma also stands between the names of a uses directive, in quotes.
            assertThat(exported.replaceAll("\"[^\"]*\"", "").split(",")).as("exported by %s", jar.getFileName())
                    .allMatch(clause -> clause.equals(own) || clause.startsWith(own + ";") || clause.startsWith(own + "."))
                    .noneMatch(clause -> clause.contains("internal"));
        } else {
            assertThat(exported).isNull();
        }
    }

    /** Design, invariant 7: what is not imported cannot be reached. What a jar may use of Java itself, {@link CodeRulesTest} looks at. */
    @ParameterizedTest
    @ValueSource(strings = {"broker-paper.jar", "exchange.jar", "matching.jar"})
    void paperTradingImportsNothingOfANetwork(String name) throws IOException {
        Path jar = bundles().filter(each -> each.getFileName().toString().equals(name)).findFirst().orElseThrow();
        assertThat(manifest(jar).getValue("Import-Package")).contains("io.nija.")
                .doesNotContainPattern("okhttp|netty|java[.]net|javax[.]net|http");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingIsLoadedByChanceOrByBundle(Path jar) throws IOException {
        assertThat(manifest(jar).getValue("DynamicImport-Package")).isNull();
        assertThat(manifest(jar).getValue("Require-Bundle")).isNull();
        assertThat(manifest(jar).getValue("Bundle-Activator")).isNull();
        assertThat(manifest(jar).getValue("Bundle-ClassPath")).isNull();
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
