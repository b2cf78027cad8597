package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    private static final Path HOME = Path.of("/opt/nija");

    @Test
    void withoutVariablesEverythingLiesInTheDistribution() throws Refusal {
        assertThat(Folders.of(HOME, Map.of(), "/home/a")).isEqualTo(new Folders(HOME, Path.of("/opt/nija/config"),
                Path.of("/opt/nija/data"), Path.of("/opt/nija/deploy"), Path.of("/home/a/.local/state/nija")));
    }

    @Test
    void eachVariableMovesItsFolder() throws Refusal {
        Folders folders = Folders.of(HOME, Map.of("NIJA_CONFIG", "/etc/nija", "NIJA_DATA", "/var/lib/../lib/nija",
                "NIJA_DEPLOY", "/srv/plug-ins", "XDG_STATE_HOME", "/var/state"), "/home/a");
        assertThat(folders).isEqualTo(new Folders(HOME, Path.of("/etc/nija"), Path.of("/var/lib/nija"),
                Path.of("/srv/plug-ins"), Path.of("/var/state/nija")));
    }

    @Test
    void anEmptyVariableIsAsGoodAsNone() throws Refusal {
        assertThat(Folders.of(HOME, Map.of("NIJA_DATA", " "), "/home/a").data()).isEqualTo(Path.of("/opt/nija/data"));
    }

    @Test
    void aVariableThatCannotBeAPathIsNamed() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Folders.of(HOME, Map.of("NIJA_DATA", "a\0b"), "/home/a"))
                .withMessage("NIJA_DATA is not the name of a folder; set it to one.");
    }

    @Test
    void theDemonstrationKeepsItselfApart() throws Refusal {
        Folders demo = Folders.of(HOME, Map.of(), "/home/a").demo();
        assertThat(demo.config()).isEqualTo(Path.of("/opt/nija/data/demo/config"));
        assertThat(demo.data()).isEqualTo(Path.of("/opt/nija/data/demo/data"));
        assertThat(demo.state()).isEqualTo(Path.of("/opt/nija/data/demo/state"));
    }

    @Test
    void aMissingConfigurationFolderIsAConfigurationError(@TempDir Path folder) throws Refusal {
        Folders folders = Folders.of(HOME, Map.of("NIJA_CONFIG", folder.resolve("none").toString()), "/home/a");
        assertThatExceptionOfType(Refusal.class).isThrownBy(folders::requireConfig)
                .withMessageContaining("does not exist; set NIJA_CONFIG")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(4));
    }
}
