package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.account.BrokerId;
import io.nija.configuration.FileReport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedBrokerFileTest {

    private static final BrokerId KRAKEN = new BrokerId("kraken");

    @TempDir
    Path folder;

    private static FileReport report(String pid, String instance, FileReport.State state) {
        return new FileReport(pid + (instance.isEmpty() ? "" : "-" + instance) + ".cfg", pid, instance, state,
                List.of(new FileReport.Problem("simulator", "treu", "true, false", "It says treu.")), List.of(), Map.of(),
                Instant.EPOCH);
    }

    @Test
    void aRefusedFileWithoutAnEarlierVersionKeepsTheBrokerFromBeingUsed() {
        assertThat(RefusedBrokerFile.of(KRAKEN, List.of(report("io.nija.broker.kraken", "", FileReport.State.REFUSED))))
                .hasValueSatisfying(trouble -> {
                    assertThat(trouble.code()).isEqualTo("BROKER_FILE_REFUSED");
                    assertThat(trouble.sentence()).contains("treu");
                    assertThat(trouble.hint()).contains("io.nija.broker.kraken.cfg");
                });
    }

    @Test
    void anEarlierVersionOrAnotherBrokersFileDoesNot() {
        assertThat(RefusedBrokerFile.of(KRAKEN, List.of(
                report("io.nija.broker.kraken", "", FileReport.State.REFUSED_KEPT),
                report("io.nija.broker.alpaca", "", FileReport.State.REFUSED),
                report("io.nija.account", "kraken", FileReport.State.REFUSED)))).isEmpty();
    }

    @Test
    void aFileThatIsThereAndNotJudgedYetIsWaitedFor() throws Exception {
        List<FileReport> account = List.of(report("io.nija.account", "master", FileReport.State.APPLIED));
        assertThat(RefusedBrokerFile.judged(KRAKEN, account, folder)).as("there is no file").isTrue();
        assertThat(RefusedBrokerFile.judged(KRAKEN, List.of(), folder)).as("nothing was read yet").isFalse();
        Files.createFile(folder.resolve("io.nija.broker.kraken.cfg"));
        assertThat(RefusedBrokerFile.judged(KRAKEN, account, folder)).isFalse();
        assertThat(RefusedBrokerFile.judged(KRAKEN,
                List.of(report("io.nija.broker.kraken", "", FileReport.State.APPLIED)), folder)).isTrue();
    }
}
