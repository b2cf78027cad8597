package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.nija.configuration.FileReport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A good file is in force; then it is damaged in every way we can think of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedFileTest {

    private static final String FILE = "io.nija.account-master.cfg";
    private static final String GOOD = "# the operator's own account\nname = Master\nrole = master\nbrokers = kraken,paper\n"
            + "mode.kraken = live\ncapital = 500\nenabled = true\n";

    private EmbeddedFramework framework;
    private AppliedFolder applied;
    private long changesAtStart;

    @BeforeAll
    void putTheGoodFileInForce(@TempDir Path temp) throws Exception {
        framework = new EmbeddedFramework(temp.resolve("cache"));
        applied = new AppliedFolder(FileCheckTest.SCHEMAS,
                new ConfigurationStore(framework.service(ConfigurationAdmin.class)), () -> Instant.EPOCH);
        apply(GOOD.getBytes(StandardCharsets.UTF_8));
        changesAtStart = inForce().getChangeCount();
    }

    @AfterAll
    void stopTheFramework() throws Exception {
        framework.close();
    }

    private Configuration inForce() throws Exception {
        return framework.service(ConfigurationAdmin.class).listConfigurations("(service.pid=io.nija.account~master)")[0];
    }

    private FileReport apply(byte[] content) {
        applied.apply(List.of(new Settling.Change(FILE, new FolderReader.Found(
                (FileName.ForPid) FileName.of(FILE), new FileContent.Bytes(content), Instant.EPOCH))));
        return applied.reports().get(0);
    }

    static Stream<byte[]> damage() {
        List<byte[]> damaged = new ArrayList<>();
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        Stream.of("", "\n", "\u0000", "role=", "role = boss", "role=MASTER", "role=master,user", "role = master\\")
                .forEach(role -> damaged.add(GOOD.replace("role = master", role).getBytes(StandardCharsets.UTF_8)));
        Stream.of("0", "-1", "1000001", "9999999999999999999999", "1.5", "1e3", "0x10", "five", "5 00", "NaN", "１２x", "5,6", "500;")
                .forEach(value -> damaged.add(GOOD.replace("= 500", "= " + value).getBytes(StandardCharsets.UTF_8)));
        Stream.of("yes", "on", "1", "tru", "true false", "wahr")
                .forEach(value -> damaged.add(GOOD.replace("= true", "= " + value).getBytes(StandardCharsets.UTF_8)));
        Stream.of("kraken,,paper", ",kraken", "kraken,", "a,b,c,d")
                .forEach(value -> damaged.add(GOOD.replace("kraken,paper", value).getBytes(StandardCharsets.UTF_8)));
        Stream.of("armed", "LIVE", "live;", "observe live")
                .forEach(value -> damaged.add(GOOD.replace("= live", "= " + value).getBytes(StandardCharsets.UTF_8)));
        Stream.of("role=user\n", "name=again\n", "=value\n", "mode.)(x=live\n", "x=\\uZZZZ\n", "x=\\u12\n", "last=line\\",
                        "a\u0007=1\n", "mode.kraken=observe\n", "api.secret=0123456789abcdef0123\n", "private.key=-----BEGIN\n")
                .forEach(line -> damaged.add((GOOD + line).getBytes(StandardCharsets.UTF_8)));
        Stream.of("", " ", "\n\n\n", "\u0000\u0000\u0000", "PK\u0003\u0004", "<config/>", "{\"role\":\"master\"}", "role", "\uFEFF")
                .forEach(text -> damaged.add(text.getBytes(StandardCharsets.UTF_8)));
        damaged.add(GOOD.getBytes(StandardCharsets.UTF_16));
        damaged.add(GOOD.replace("Master", "Zoë").getBytes(StandardCharsets.ISO_8859_1));
        damaged.add(Arrays.copyOf(good, 40)); // cut off before the role
        damaged.add(Arrays.copyOf(good, good.length + 512)); // as after a crash of the machine: zeros at the end
        damaged.add(Arrays.copyOfRange(good, good.length - 40, good.length));
        return damaged.stream();
    }

    @Test
    void thereAreMoreThanFiftyKindsOfDamage() {
        assertThat(damage().count()).isGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("damage")
    void damageIsRefusedAndWhatIsInForceStays(byte[] damaged) throws Exception {
        FileReport report = apply(damaged);

        assertThat(report.state()).isEqualTo(FileReport.State.REFUSED_KEPT);
        assertThat(report.problems()).isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).startsWith(FILE).endsWith("stays in force.")
                        .doesNotContain("\n"));
        assertThat(inForce().getChangeCount()).isEqualTo(changesAtStart);
    }

    /** Damage by chance can leave a good file; but what comes out is then within the rules. */
    @Test
    void noDamageByChanceThrowsOrLetsAnIllegalValueThrough() {
        Random random = new Random(20261122);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = damage(GOOD.getBytes(StandardCharsets.UTF_8), random);
            Verdict verdict = FileCheck.of((FileName.ForPid) FileName.of(FILE), new FileContent.Bytes(damaged), FileCheckTest.SCHEMAS);
            if (verdict instanceof Verdict.Good good) {
                assertLegal(good.properties());
            } else {
                assertThat(verdict.findings()).isNotEmpty();
            }
        }
    }

    private static void assertLegal(Map<String, Object> properties) {
        properties.forEach((key, value) -> {
            switch (key) {
                case "name" -> assertThat(value).isInstanceOf(String.class);
                case "role" -> assertThat(value).isIn("master", "user");
                case "brokers" -> assertThat(((Verdict.Several) value).values()).hasSizeLessThan(4).doesNotContain("");
                case "capital" -> assertThat((Integer) value).isBetween(1, 1_000_000);
                case "enabled" -> assertThat(value).isInstanceOf(Boolean.class);
                case "days" -> assertThat(((Verdict.Several) value).values()).hasOnlyElementsOfType(Integer.class);
                default -> {
                    assertThat(key).startsWith("mode.");
                    assertThat(value).isIn("observe", "live");
                }
            }
        });
        assertThat(properties).containsKey("role");
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = good;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            switch (random.nextInt(5)) {
                case 0 -> out.write(bytes, 0, at);
                case 1 -> {
                    out.write(bytes, 0, at);
                    out.write(random.nextInt(256));
                    out.write(bytes, at, bytes.length - at);
                }
                case 2 -> {
                    int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
                    out.write(bytes, 0, at);
                    out.write(bytes, end, bytes.length - end);
                }
                case 3 -> {
                    out.write(bytes, at, bytes.length - at);
                    out.write(bytes, 0, at);
                }
                default -> {
                    out.writeBytes(bytes);
                    out.write(bytes, at, bytes.length - at);
                }
            }
            bytes = out.toByteArray();
        }
        return bytes;
    }
}
