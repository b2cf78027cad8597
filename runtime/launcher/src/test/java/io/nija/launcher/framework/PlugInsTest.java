package io.nija.launcher.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.launcher.feature.ListedBundle;
import io.nija.launcher.feature.Sha256;

class PlugInsTest {

    @TempDir
    private Path deploy;
    @TempDir
    private Path data;

    @Test
    void aShippedPlugInStartsAtItsLevelWithoutARemark() throws Exception {
        Path kraken = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        PlugIns found = scan(List.of(listed(kraken, 33)), Set.of());
        assertThat(found.usable()).containsExactly(new PlugIns.PlugIn(kraken, kraken, "io.nija.broker.kraken", 33));
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void oneThatDidNotComeWithNijaIsInstalledAndNamed() throws Exception {
        Path mine = Jars.named(deploy.resolve("mine.jar"), "com.example.mine;singleton:=true");
        PlugIns found = scan(List.of(), Set.of());
        assertThat(found.usable()).extracting(PlugIns.PlugIn::symbolicName).containsExactly("com.example.mine");
        assertThat(found.remarks()).containsExactly("The plug-in mine.jar did not come with this NIJA (SHA-256 "
                + Sha256.of(mine) + "); it is installed.");
    }

    @Test
    void oneThatWasChangedIsInstalledAndNamed() throws Exception {
        Path kraken = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        ListedBundle shipped = listed(kraken, 30);
        Jars.named(kraken, "io.nija.broker.kraken", "Bundle-Version", "2");
        PlugIns found = scan(List.of(shipped), Set.of());
        assertThat(found.usable()).hasSize(1);
        assertThat(found.remarks()).singleElement().asString()
                .startsWith("The plug-in kraken.jar is not the one that came with this NIJA (SHA-256 ");
    }

    @Test
    void ofTwoJarsOfOneBundleTheShippedNameWins() throws Exception {
        Path kraken = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        Jars.named(deploy.resolve("a-copy-of-kraken.jar"), "io.nija.broker.kraken", "Bundle-Version", "2");
        PlugIns found = scan(List.of(listed(kraken, 30)), Set.of());
        assertThat(found.usable()).extracting(PlugIns.PlugIn::file).containsExactly(kraken);
        assertThat(found.remarks()).containsExactly("The plug-in a-copy-of-kraken.jar is skipped: "
                + "io.nija.broker.kraken is also in kraken.jar; a plug-in is one file with one name: remove all but one.");
    }

    @Test
    void theNameOfAPlatformBundleIsTaken() throws Exception {
        Jars.named(deploy.resolve("accounts.jar"), "io.nija.accounts");
        PlugIns found = scan(List.of(), Set.of("io.nija.accounts"));
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).singleElement().asString().contains("is skipped: there is a bundle io.nija.accounts");
    }

    @Test
    void whatIsNoBundleIsSkippedByName() throws Exception {
        Jars.bundle(deploy.resolve("plain.jar"), List.of());
        Files.writeString(deploy.resolve("half.jar"), "PK, but not for long");
        PlugIns found = scan(List.of(), Set.of());
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
        PlugIns found = scan(List.of(), Set.of());
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void withoutAFolderThereAreNoPlugIns() {
        PlugIns found = PlugIns.scan(deploy.resolve("none"), List.of(), Set.of(), EarlierRuns.none());
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).singleElement().asString().contains("so there are none; mend it or set NIJA_DEPLOY.");
    }

    @Test
    void ofTwoNewJarsOfOneBundleNoneIsTakenAndEachNamesTheOther() throws Exception {
        Jars.named(deploy.resolve("a.jar"), "com.example.mine");
        Jars.named(deploy.resolve("b.jar"), "com.example.mine", "Bundle-Version", "2");
        PlugIns found = scan(List.of(), Set.of());
        assertThat(found.usable()).isEmpty();
        assertThat(found.remarks()).hasSize(2)
                .anySatisfy(remark -> assertThat(remark).startsWith("The plug-in a.jar is skipped: com.example.mine is also in b.jar"))
                .anySatisfy(remark -> assertThat(remark).startsWith("The plug-in b.jar is skipped: com.example.mine is also in a.jar"));
    }

    @Test
    void ofTwoJarsOfOneBundleTheOneItCameFromLastTimeGoesOn() throws Exception {
        Jars.named(deploy.resolve("a.jar"), "com.example.mine");
        Path mine = Jars.named(deploy.resolve("b.jar"), "com.example.mine", "Bundle-Version", "2");
        history("STARTED", "com.example.mine", "b.jar");
        history("ROLLED_BACK", "com.example.mine", "a.jar");
        assertThat(scan(List.of(), Set.of()).usable()).extracting(PlugIns.PlugIn::file).containsExactly(mine);
        history("REMOVED", "com.example.mine", "b.jar");
        assertThat(scan(List.of(), Set.of()).usable()).isEmpty();
    }

    @Test
    void whatWasRefusedIsNotInstalledButWhatRanInstead() throws Exception {
        Path bad = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken", "Bundle-Version", "2.0.0");
        Path good = Jars.named(folder("running").resolve("io.nija.broker.kraken.jar"), "io.nija.broker.kraken", "Bundle-Version", "1.0.0");
        refused("kraken.jar", Sha256.of(bad), "io.nija.broker.kraken");
        PlugIns found = scan(List.of(listed(bad, 33)), Set.of());
        assertThat(found.usable()).containsExactly(new PlugIns.PlugIn(bad, good, "io.nija.broker.kraken", 33));
        assertThat(found.remarks()).containsExactly("kraken.jar is refused: no way. This start does not try it again, but starts with "
                + "what ran before, io.nija.broker.kraken 1.0.0; replace kraken.jar, or put the old jar back: nija undo kraken.");
        Jars.named(bad, "io.nija.broker.kraken", "Bundle-Version", "2.0.1");
        assertThat(scan(List.of(), Set.of()).usable()).as("another content is another jar")
                .containsExactly(new PlugIns.PlugIn(bad, bad, "io.nija.broker.kraken", 30));
    }

    @Test
    void whatAnotherBuildRefusedIsTriedAgain() throws Exception {
        Path jar = Jars.named(deploy.resolve("kraken.jar"), "io.nija.broker.kraken");
        refused("kraken.jar", Sha256.of(jar), "");
        assertThat(scan(List.of(), Set.of()).usable()).isEmpty();
        PlugIns found = PlugIns.scan(deploy, List.of(), Set.of(), EarlierRuns.read(data, "another", new ArrayList<>()));
        assertThat(found.usable()).hasSize(1);
    }

    @Test
    void aFileThatIsNoJarAnyMoreIsAnsweredWithWhatRanFromIt() throws Exception {
        Path half = Files.writeString(deploy.resolve("kraken.jar"), "PK, but not for long");
        Path good = Jars.named(folder("running").resolve("io.nija.broker.kraken.jar"), "io.nija.broker.kraken");
        history("STARTED", "io.nija.broker.kraken", "kraken.jar");
        PlugIns found = scan(List.of(), Set.of());
        assertThat(found.usable()).containsExactly(new PlugIns.PlugIn(half, good, "io.nija.broker.kraken", 30));
        assertThat(found.remarks()).singleElement().asString().contains("cannot be read as a jar")
                .contains("NIJA starts with what ran before, io.nija.broker.kraken");
    }

    private PlugIns scan(List<ListedBundle> shipped, Set<String> taken) {
        List<String> remarks = new ArrayList<>();
        PlugIns found = PlugIns.scan(deploy, shipped, taken, EarlierRuns.read(data, "1", remarks));
        assertThat(remarks).isEmpty();
        return found;
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(data.resolve("deploy").resolve(name));
    }

    private void history(String event, String symbolicName, String file) throws IOException {
        Files.writeString(folder("").resolve("history"), String.join("\t", "2026-01-01T00:00:00Z", event, symbolicName, file, "1", "", "x", "")
                + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void refused(String file, String sha256, String instead) throws IOException {
        Files.writeString(folder("").resolve("refused"), String.join("\t", "1", file, sha256, "JAR_FAILED", instead,
                file + " is refused: no way.") + "\n");
    }

    private static ListedBundle listed(Path file, int level) throws IOException {
        return new ListedBundle("io.nija:broker-kraken:1", level, true, file, Sha256.of(file));
    }
}
