package io.nija.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

import io.nija.account.LaneId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The folder, against a real framework. */
class FolderWatchTest {

    private static final String SOME = "io.nija.some";

    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(root);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    private Path some(String version) throws Exception {
        return Jars.bundle(SOME, version).at(bench.deploy.resolve("some.jar"));
    }

    @Test
    void aFileThatAppearsIsInstalledAndStartedAtTheSecondLook() throws Exception {
        some("1.0.0");
        bench.watch.look();
        assertThat(bench.running(SOME)).isEqualTo("none");
        bench.watch.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.bundle(SOME).getLocation()).isEqualTo("nija:deploy/some.jar");
    }

    @Test
    void aReplacedFileUpdatesTheSameBundle() throws Exception {
        some("1.0.0");
        bench.look();
        Bundle before = bench.bundle(SOME);
        some("1.1.0");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.1.0");
        assertThat(bench.bundle(SOME)).isSameAs(before);
        assertThat(bench.bundle(SOME).getLocation()).isEqualTo("nija:deploy/some.jar");
        assertThat(before.getEntry("hello.txt").openStream()).hasContent("hello 1.1.0");
    }

    @Test
    void aReplacementOfTheSameLengthAndTimeIsSeen() throws Exception {
        Path file = some("1.0.0");
        FileTime time = Files.getLastModifiedTime(file);
        bench.look();
        Path other = Jars.bundle(SOME, "1.0.1").at(bench.elsewhere.resolve("other.jar"));
        assertThat(Files.size(other)).isEqualTo(Files.size(file));
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.1");
    }

    @Test
    void aDeletedFileIsUninstalledAndUndoBringsItBack() throws Exception {
        Path file = some("1.0.0");
        bench.look();
        Files.delete(file);
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("none");
        bench.desk.undo("some", "test", Bench.LIMIT);
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(file).exists();
    }

    @Test
    void aHalfCopiedFileIsRefusedByNameAndTakenWhenItIsWhole() throws Exception {
        Path file = some("1.0.0");
        bench.look();
        byte[] whole = Files.readAllBytes(Jars.bundle(SOME, "2.0.0").at(bench.elsewhere.resolve("x.jar")));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        bench.look();
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.problem("some.jar")).startsWith("JAR_INCOMPLETE some.jar is refused: ").endsWith("io.nija.some 1.0.0 runs on.");
        Files.write(file, whole);
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("2.0.0");
        assertThat(bench.problem("some.jar")).isEqualTo("none");
    }

    @Test
    void anUnresolvableJarIsRefusedBeforeAnythingIsTouched() throws Exception {
        some("1.0.0");
        bench.look();
        long startedAt = bench.bundle(SOME).getLastModified();
        Jars.bundle(SOME, "2.0.0").header("Import-Package", "io.nija.broker;version=\"[2.0,3)\",gone.away").at(bench.deploy.resolve("some.jar"));
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.bundle(SOME).getLastModified()).isEqualTo(startedAt);
        assertThat(bench.problem("some.jar")).startsWith("JAR_UNRESOLVABLE")
                .contains("the package io.nija.broker [2.0,3), the package gone.away");
    }

    @Test
    void aJarThatFindsEverythingIsTaken() throws Exception {
        Jars.bundle(SOME, "1.0.0").header("Import-Package", "io.nija.broker;version=\"[1.0,2)\",javax.net.ssl")
                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\","
                        + "osgi.service;filter:=\"(objectClass=org.osgi.service.condition.Condition)\";effective:=active,"
                        + "osgi.service;filter:=\"(objectClass=own.Thing)\";effective:=active")
                .header("Provide-Capability", "osgi.service;objectClass:List<String>=\"own.Other,own.Thing\"")
                .at(bench.deploy.resolve("some.jar"));
        bench.look();
        assertThat(bench.running(SOME)).as(bench.problem("some.jar")).isEqualTo("1.0.0");
    }

    @Test
    void aJarForANewerJavaIsRefused() throws Exception {
        Jars.bundle(SOME, "1.0.0").header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .at(bench.deploy.resolve("some.jar"));
        bench.look();
        assertThat(bench.problem("some.jar")).startsWith("JAR_JAVA").contains("it needs Java 99");
    }

    @Test
    void aServiceThatNobodyOffersIsNamedAndTheJarIsTakenWhenItComes() throws Exception {
        Jars.bundle(SOME, "1.0.0").header("Require-Capability",
                "osgi.service;filter:=\"(objectClass=late.Service)\";effective:=active").at(bench.deploy.resolve("some.jar"));
        bench.look();
        assertThat(bench.problem("some.jar")).startsWith("JAR_UNRESOLVABLE").contains("the service late.Service");
        Jars.bundle("io.nija.late", "1.0.0").header("Provide-Capability", "osgi.service;objectClass:List<String>=\"late.Service\"")
                .at(bench.deploy.resolve("late.jar"));
        bench.look();
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.problem("some.jar")).isEqualTo("none");
    }

    @Test
    void aJarThatActivatesAndFailsIsTakenBackAndNotTriedAgain() throws Exception {
        some("1.0.0");
        bench.look();
        Bundle before = bench.bundle(SOME);
        bench.badVersions.add("2.0.0");
        some("2.0.0");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.bundle(SOME)).isSameAs(before);
        assertThat(bench.problem("some.jar")).startsWith("JAR_FAILED").contains("IllegalStateException: no way", "1.0.0, runs again");
        long putBackAt = before.getLastModified();
        bench.look();
        assertThat(before.getLastModified()).as("it is not tried again").isEqualTo(putBackAt);
        assertThat(Files.readString(bench.data.resolve("history"))).contains("ROLLED_BACK");
    }

    @Test
    void aNewJarThatFailsIsUninstalledAgain() throws Exception {
        bench.badVersions.add("1.0.0");
        some("1.0.0");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("none");
        assertThat(bench.problem("some.jar")).startsWith("JAR_FAILED");
    }

    @Test
    void anOlderVersionIsTakenToo() throws Exception {
        some("2.0.0");
        bench.look();
        some("1.0.0");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
    }

    @Test
    void aSecondFileOfABundleIsRefusedAndTakesOverWhenTheFirstIsDeleted() throws Exception {
        Path file = some("1.0.0");
        bench.look();
        Bundle before = bench.bundle(SOME);
        Jars.bundle(SOME, "2.0.0").at(bench.deploy.resolve("some-2.0.0.jar"));
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.problem("some-2.0.0.jar")).startsWith("JAR_DUPLICATE");
        Files.delete(file);
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("2.0.0");
        assertThat(bench.bundle(SOME)).isSameAs(before);
        assertThat(bench.problem("some-2.0.0.jar")).isEqualTo("none");
    }

    @Test
    void aFolderThatCannotBeReadIsNotAnEmptyFolder() throws Exception {
        some("1.0.0");
        bench.look();
        Files.move(bench.deploy, root.resolve("away"));
        bench.look();
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
    }

    @Test
    void whileALaneIsArmedAnUnknownJarWaitsForTrust() throws Exception {
        some("1.0.0");
        bench.look();
        bench.armed.add(LaneId.of("master", "kraken"));
        some("2.0.0");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.0");
        assertThat(bench.problem("some.jar")).startsWith("JAR_UNTRUSTED").contains("master/kraken", "nija trust ");
        bench.desk.trust("some", "test");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("2.0.0");
        assertThat(Files.readString(bench.data.resolve("history"))).contains("TRUSTED").contains(bench.workshop.find(SOME).orElseThrow().sha256());
    }

    @Test
    void hiddenAndOtherFilesAreNotLookedAt() throws Exception {
        Jars.bundle(SOME, "1.0.0").at(bench.deploy.resolve(".some.jar"));
        Jars.bundle(SOME, "1.0.0").at(bench.deploy.resolve("some.jar.part"));
        Files.createDirectory(bench.deploy.resolve("folder.jar"));
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("none");
        assertThat(bench.watch.problems()).isEmpty();
    }

    /** The same folders, a new process. */
    private void restart() throws Exception {
        bench.close();
        bench = new Bench(root);
    }

    @Test
    void whatWasTakenBackIsNotTriedAgainByTheNextProcessUntilItsFileChanges() throws Exception {
        bench.badVersions.add("1.0.0");
        some("1.0.0");
        bench.look();
        assertThat(Files.readString(bench.data.resolve("refused"))).contains("some.jar", "JAR_FAILED", "no way");
        restart();
        bench.look();
        assertThat(bench.running(SOME)).as("it would work now, but nobody knows that").isEqualTo("none");
        assertThat(bench.problem("some.jar")).startsWith("JAR_FAILED").contains("no way");
        bench.look();
        assertThat(Files.readString(bench.data.resolve("refused"))).as("still remembered").contains("JAR_FAILED");
        some("1.0.1");
        bench.look();
        assertThat(bench.running(SOME)).isEqualTo("1.0.1");
        assertThat(bench.data.resolve("refused")).isEmptyFile();
    }

    @Test
    void aRefusedFileIsRememberedWithThePlugInThatRunsInstead() throws Exception {
        some("1.0.0");
        bench.look();
        assertThat(bench.data.resolve("refused")).isEmptyFile();
        some("2.0.0");
        byte[] whole = Files.readAllBytes(bench.deploy.resolve("some.jar"));
        Files.write(bench.deploy.resolve("some.jar"), Arrays.copyOf(whole, whole.length / 2));
        bench.look();
        assertThat(bench.memory.read()).singleElement()
                .isEqualTo(new RefusalMemory.Line("some.jar", JarContent.sha256(bench.deploy.resolve("some.jar")), "JAR_INCOMPLETE", SOME,
                        bench.watch.problems().get("some.jar").sentence()));
        assertThat(new RefusalMemory(bench.data.resolve("refused"), "2").read()).as("another build decides anew").isEmpty();
    }

    @Test
    void anInspectionNamesWhatAStartWouldFindAndTouchesNothing() throws Exception {
        bench.badVersions.add("1.0.0");
        some("1.0.0");
        bench.look();
        Jars.bundle("io.nija.good", "1.0.0").at(bench.deploy.resolve("good.jar"));
        Jars.bundle("io.nija.lost", "1.0.0").header("Import-Package", "gone.away").at(bench.deploy.resolve("lost.jar"));
        Jars.bundle("io.nija.twice", "1.0.0").at(bench.deploy.resolve("a.jar"));
        Jars.bundle("io.nija.twice", "2.0.0").at(bench.deploy.resolve("b.jar"));
        String before = Files.readString(bench.data.resolve("refused"));
        var found = new FolderWatch(new DeployFolder(bench.deploy), bench.workshop, Bench.LIMIT, bench.memory).inspect();
        assertThat(found).containsOnlyKeys("some.jar", "lost.jar", "a.jar", "b.jar");
        assertThat(found.get("some.jar").code()).isEqualTo(JarRefused.Code.JAR_FAILED);
        assertThat(found.get("lost.jar").sentence()).contains("gone.away");
        assertThat(found.get("a.jar").code()).isEqualTo(JarRefused.Code.JAR_DUPLICATE);
        assertThat(bench.running("io.nija.good")).isEqualTo("none");
        assertThat(Files.readString(bench.data.resolve("refused"))).isEqualTo(before);
    }
}
