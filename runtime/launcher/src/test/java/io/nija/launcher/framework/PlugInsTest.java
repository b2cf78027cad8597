package io.nija.launcher.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.launcher.feature.ListedBundle;
import io.nija.launcher.feature.Sha256;

class PlugInsTest {

    @TempDir
    private Path deploy;

    @Test
    void aShippedPlugInStartsAtItsLevelWithoutARemark() throws Exception {
        Path kraken = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        PlugIns found = PlugIns.scan(deploy, List.of(listed(kraken, 33)), Set.of());
        assertThat(found.usable()).containsExactly(new PlugIns.PlugIn(kraken, "io.nija.broker.kraken", 33));
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void oneThatDidNotComeWithNijaIsInstalledAndNamed() throws Exception {
        Path mine = Jars.named(deploy.resolve("mine.jar"), "com.example.mine;singleton:=true");
        PlugIns found = PlugIns.scan(deploy, List.of(), Set.of());
        assertThat(found.usable()).extracting(PlugIns.PlugIn::symbolicName).containsExactly("com.example.mine");
        assertThat(found.remarks()).containsExactly("The plug-in mine.jar did not come with this NIJA (SHA-256 "
                + Sha256.of(mine) + "); it is installed.");
    }

    @Test
    void oneThatWasChangedIsInstalledAndNamed() throws Exception {
        Path kraken = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        ListedBundle shipped = listed(kraken, 30);
        Jars.named(kraken, "io.nija.broker.kraken", "Bundle-Version", "2");
        PlugIns found = PlugIns.scan(deploy, List.of(shipped), Set.of());
        assertThat(found.usable()).hasSize(1);
        assertThat(found.remarks()).singleElement().asString()
                .startsWith("The plug-in kraken.jar is not the one that came with this NIJA (SHA-256 ");
    }

    @Test
    void ofTwoJarsOfOneBundleTheShippedNameWins() throws Exception {
        Path kraken = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        Jars.named(deploy.resolve("a-copy-of-kraken.jar"), "io.nija.broker.kraken", "Bundle-Version", "2");
        PlugIns found = PlugIns.scan(deploy, List.of(listed(kraken, 30)), Set.of());
        assertThat(found.usable()).extracting(PlugIns.PlugIn::file).containsExactly(kraken);
        assertThat(found.remarks()).containsExactly("The plug-in a-copy-of-kraken.jar is skipped: there is a bundle "
                + "io.nija.broker.kraken already; a plug-in is one file, and one name is one bundle.");
    }

    @Test
    void theNameOfAPlatformBundleIsTaken() throws Exception {
        Jars.named(deploy.resolve("accounts.jar"), "io.nija.accounts");
        PlugIns found = PlugIns.scan(deploy, List.of(), Set.of("io.nija.accounts"));
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).singleElement().asString().contains("is skipped: there is a bundle io.nija.accounts");
    }

    @Test
    void whatIsNoBundleIsSkippedByName() throws Exception {
        Jars.bundle(deploy.resolve("plain.jar"), List.of());
        Files.writeString(deploy.resolve("half.jar"), "PK, but not for long");
        PlugIns found = PlugIns.scan(deploy, List.of(), Set.of());
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).hasSize(2)
                .anySatisfy(remark -> assertThat(remark).startsWith("The plug-in half.jar is skipped: it cannot be read"))
                .anySatisfy(remark -> assertThat(remark).isEqualTo(
                        "The plug-in plain.jar is skipped: its manifest has no Bundle-SymbolicName."));
    }

    @Test
    void otherFilesAreNoneOfOurs() throws Exception {
        Files.writeString(deploy.resolve("kraken.jar.part"), "");
        Files.createDirectory(deploy.resolve("folder.jar"));
        PlugIns found = PlugIns.scan(deploy, List.of(), Set.of());
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void withoutAFolderThereAreNoPlugIns() {
        PlugIns found = PlugIns.scan(deploy.resolve("none"), List.of(), Set.of());
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).singleElement().asString().contains("so there are none; mend it or set NIJA_DEPLOY.");
    }

    private static ListedBundle listed(Path file, int level) throws IOException {
        return new ListedBundle("io.nija:broker-kraken:1", level, true, file, Sha256.of(file));
    }
}
