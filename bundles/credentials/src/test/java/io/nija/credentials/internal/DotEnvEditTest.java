package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvEditTest {

    @TempDir
    Path folder;

    private static String set(String text, String... pairs) {
        Map<String, SecretText> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], SecretText.of(pairs[i + 1]));
        }
        return new String(DotEnvEdit.set(text.toCharArray(), values));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                               | 'A=new\\n'",
        "'# remark'                       | '# remark\\nA=new\\n'",
        "'A=old\\n'                       | 'A=new\\n'",
        "'A=old # why\\nB=2\\n'           | 'A=new # why\\nB=2\\n'",
        "'export A = \"o l d\" # why\\n'  | 'export A = new # why\\n'",
        "'A=\\nB=2'                       | 'A=new\\nB=2'",
        "'B=2\\r\\nA=old\\r\\n'           | 'B=2\\r\\nA=new\\r\\n'",
        "'B=2\\r\\n'                      | 'B=2\\r\\nA=new\\r\\n'",
        "'A=1\\n#x\\nA=2\\nC=3\\n'        | '#x\\nA=new\\nC=3\\n'",
        "'AA=1\\n#A=2\\n'                 | 'AA=1\\n#A=2\\nA=new\\n'",
        "'what is this\\nA=\"open\\n'     | 'what is this\\nA=\"open\\nA=new\\n'"})
    void onlyTheNamedVariableChanges(String before, String after) {
        assertThat(set(unescaped(before), "A", "new")).isEqualTo(unescaped(after));
    }

    private static String unescaped(String text) {
        return text == null ? "" : text.replace("\\n", "\n").replace("\\r", "\r");
    }

    @Test
    void aBlockOfManyLinesIsWrittenAsOneAndReplacesOneOfMany() {
        String pem = "-----BEGIN X-----\nab+/\ncd==\n-----END X-----";
        String line = "A=\"-----BEGIN X-----\\nab+/\\ncd==\\n-----END X-----\"\n";
        assertThat(set("B=2\n", "A", pem)).isEqualTo("B=2\n" + line);
        assertThat(set("A=" + pem + "\nB=2\n", "A", pem)).isEqualTo(line + "B=2\n");
        assertThat(set("A='" + pem + "'\nB=2\n", "A", pem)).isEqualTo(line + "B=2\n");
        assertThat(DotEnvParser.parse(line.toCharArray()).values().get("A").reveal()).isEqualTo(pem);
    }

    @Test
    void bothHalvesAreSetWhereTheyStand() {
        assertThat(set("# mine\nK_SECRET=x\nOTHER=1\nK_KEY=y\n", "K_KEY", "key", "K_SECRET", "secret=="))
                .isEqualTo("# mine\nK_SECRET=secret==\nOTHER=1\nK_KEY=key\n");
    }

    @Property
    void whatWasSetIsReadBackAndEveryOtherValueStays(@ForAll @AlphaChars @StringLength(min = 1, max = 8) String other,
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 30) String value,
            @ForAll @CharRange(from = '\t', to = '\u00ff') @StringLength(max = 60) String rest) {
        String before = "Z_" + other + "=kept\n" + rest;
        DotEnv old = DotEnvParser.parse(before.toCharArray());
        DotEnv read = DotEnvParser.parse(set(before, "A_KEY", value).toCharArray());
        assertThat(read.values().get("A_KEY").reveal()).isEqualTo(value);
        old.values().forEach((name, text) -> {
            if (!name.equals("A_KEY")) {
                assertThat(read.values().get(name).reveal()).isEqualTo(text.reveal());
            }
        });
    }

    @Test
    void bytesThatAreNoTextAndAByteOrderMarkStayAsTheyAre() throws Exception {
        Path file = folder.resolve(".env");
        Files.write(file, "\u00ef\u00bb\u00bfA=old\n# Zo\u00eb \u0080\u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
        DotEnvFile.set(file, Map.of("A", SecretText.of("new")));
        assertThat(Files.readAllBytes(file)).isEqualTo("\u00ef\u00bb\u00bfA=new\n# Zo\u00eb \u0080\u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsNotThereIsMadePrivate() throws Exception {
        Path file = folder.resolve(".env");
        DotEnvFile.set(file, Map.of("A", SecretText.of("new")));
        assertThat(Files.readString(file)).isEqualTo("A=new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("elsewhere")).resolve("keys");
        Files.writeString(real, "B=1\n");
        Files.createSymbolicLink(folder.resolve(".env"), real);
        DotEnvFile.set(folder.resolve(".env"), Map.of("A", SecretText.of("new")));
        assertThat(folder.resolve(".env")).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo("B=1\nA=new\n");
    }

    @Test
    void whatCannotBeReadIsNotOverwritten() throws Exception {
        Path file = folder.resolve(".env");
        byte[] wide = "A=1\n".getBytes(StandardCharsets.UTF_16);
        Files.write(file, wide);
        assertThatThrownBy(() -> DotEnvFile.set(file, Map.of("A", SecretText.of("new")))).hasMessageContaining("UTF-16");
        assertThat(Files.readAllBytes(file)).isEqualTo(wide);
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> DotEnvFile.set(file, Map.of("A", SecretText.of("new")))).hasMessageContaining("not a regular file");
        assertThat(List.of(file)).allMatch(Files::isDirectory);
    }
}
