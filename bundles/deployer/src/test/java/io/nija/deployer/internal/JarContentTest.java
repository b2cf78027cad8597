package io.nija.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.nija.deployer.internal.JarRefused.Code;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class JarContentTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("some.jar");
    }

    private JarRefused refused() {
        return catchThrowableOfType(JarRefused.class, () -> JarContent.read(file));
    }

    @Test
    void aWholeJarTellsNameVersionAndSum() throws Exception {
        Jars.bundle("io.nija.some;singleton:=true", "1.2.3.q").classFor(17).at(file);
        JarContent jar = JarContent.read(file);
        assertThat(jar.manifest().symbolicName()).isEqualTo("io.nija.some");
        assertThat(jar.manifest().version()).isEqualTo(new Version("1.2.3.q"));
        assertThat(jar.sha256()).matches("[0-9a-f]{64}").isEqualTo(JarContent.sha256(file));
    }

    @Test
    void everyTruncationIsIncomplete() throws Exception {
        byte[] whole = Files.readAllBytes(Jars.bundle("io.nija.some", "1").at(file));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(refused()).as(length + " of " + whole.length).isNotNull();
            assertThat(refused().code()).as(length + " of " + whole.length).isEqualTo(Code.JAR_INCOMPLETE);
        }
    }

    @Test
    void aFlippedByteInAnEntryIsDamage() throws Exception {
        byte[] noise = new byte[4096];
        new java.util.Random(7).nextBytes(noise);
        byte[] whole = Files.readAllBytes(Jars.bundle("io.nija.some", "1").entry("noise", noise).at(file));
        int inNoise = indexOf(whole, Arrays.copyOfRange(noise, 1000, 1016));
        assertThat(inNoise).isPositive();
        whole[inNoise] ^= 1;
        Files.write(file, whole);
        assertThat(refused().code()).isEqualTo(Code.JAR_INCOMPLETE);
        assertThat(refused().reason()).contains("noise");
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int i = 0; i + part.length < whole.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void textIsNoJar() throws Exception {
        Files.writeString(file, "hello", StandardCharsets.UTF_8);
        assertThat(refused().code()).isEqualTo(Code.JAR_INCOMPLETE);
    }

    @Test
    void aClassOfANewerJavaNamesBothJavas() throws Exception {
        Jars.bundle("io.nija.some", "1").classFor(Runtime.version().feature() + 1).at(file);
        assertThat(refused().code()).isEqualTo(Code.JAR_JAVA);
        assertThat(refused().reason()).contains("Java " + (Runtime.version().feature() + 1), "this is Java " + Runtime.version().feature());
    }

    @Test
    void aPlainJarIsNoBundle() throws Exception {
        Jars.bundle("io.nija.some", "1").header("Bundle-ManifestVersion", null).at(file);
        assertThat(refused().code()).isEqualTo(Code.JAR_MANIFEST);
        assertThat(refused().reason()).contains("not an OSGi bundle");
    }

    @ParameterizedTest
    @CsvSource({"Export-Package,a", "DynamicImport-Package,*", "Require-Bundle,other", "Fragment-Host,io.nija.api",
        "Bundle-Activator,a.A"})
    void whatOthersCouldDependOnOrNobodyCanForeseeIsNotAllowed(String header, String value) throws Exception {
        Jars.bundle("io.nija.some", "1").header(header, value).at(file);
        assertThat(refused().code()).isEqualTo(Code.JAR_MANIFEST);
        assertThat(refused().reason()).contains(header);
    }

    @ParameterizedTest
    @CsvSource({"Bundle-SymbolicName,''", "Bundle-SymbolicName,../evil", "Bundle-Version,one.two", "Import-Package,'a;version=\"[1'",
        "Import-Package,a;version=x", "Require-Capability,'a;filter:=\"(b'"})
    void headersThatCannotBeUnderstoodAreRefused(String header, String value) throws Exception {
        Jars.bundle("io.nija.some", "1").header(header, value).at(file);
        assertThat(refused().code()).isEqualTo(Code.JAR_MANIFEST);
    }

    @Test
    void controlCharactersOfAJarDoNotReachTheLog() throws Exception {
        Jars.bundle("io.nija.some", "1").header("Bundle-Version", "\u001b[31mred").at(file);
        assertThat(refused().reason()).doesNotContain("\u001b");
    }
}
