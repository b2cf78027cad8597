package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.nija.platform.Installation;
import io.nija.platform.Installation.Start;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPlacesTest {

    @TempDir
    Path checkout;

    private KeyPlaces places(Start start, Path config, Path working) throws IOException {
        Files.writeString(checkout.resolve("start.sh"), "");
        Path home = checkout.resolve("runtime/target/nija");
        return KeyPlaces.of(new Here(start, home, config), () -> Map.of("NIJA_SECRETS", "secrets", "A_FILE", "/run/a", "B_FILE", " "), working);
    }

    @Test
    void theFileInTheConfigurationFolderIsReadAndThoseInCheckoutDistributionAndWorkingFolderAreNamed() throws IOException {
        KeyPlaces places = places(Start.RUN, checkout.resolve("config"), checkout.resolve("elsewhere"));
        assertThat(places.envFile()).isEqualTo(checkout.resolve("config/.env"));
        assertThat(places.misplaced()).containsExactlyInAnyOrder(checkout.resolve(".env"), checkout.resolve("elsewhere/.env"),
                checkout.resolve("runtime/target/nija/.env"));
    }

    @Test
    void theCheckoutIsFoundFromTheDistributionWhenTheConfigurationIsElsewhere() throws IOException {
        KeyPlaces places = places(Start.COMMAND, Path.of("/etc/nija/config"), Path.of("/etc/nija/config"));
        assertThat(places.misplaced()).contains(checkout.resolve(".env")).doesNotContain(places.envFile());
    }

    @Test
    void secretFilesAreNamedByVariablesAndCountFromTheWorkingFolder() throws IOException {
        KeyPlaces places = places(Start.RUN, checkout.resolve("config"), checkout.resolve("elsewhere"));
        assertThat(places.folder()).contains(checkout.resolve("elsewhere/secrets"));
        assertThat(places.fileOf("A")).contains(Path.of("/run/a"));
        assertThat(places.fileOf("B")).isEmpty();
        assertThat(places.fileOf("C")).isEmpty();
    }

    @Test
    void theDemonstrationReadsNothingButItsOwnFile() throws IOException {
        KeyPlaces places = places(Start.DEMO, checkout.resolve("data/demo/config"), checkout);
        assertThat(places.envFile()).isEqualTo(checkout.resolve("data/demo/config/.env"));
        assertThat(places.everywhere()).isFalse();
        assertThat(places.environment().get()).isEmpty();
        assertThat(places.folder()).isEmpty();
        assertThat(places.fileOf("A")).isEmpty();
        assertThat(places.misplaced()).isEmpty();
    }

    private record Here(Start start, Path home, Path config) implements Installation {

        @Override
        public Path data() {
            return home.resolve("data");
        }

        @Override
        public Path deploy() {
            return home.resolve("deploy");
        }

        @Override
        public Path state() {
            return home.resolve("state");
        }

        @Override
        public String build() {
            return "0.1.0";
        }
    }
}
