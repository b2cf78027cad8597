package io.nija.alerts.internal.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.OpenAlert;
import io.nija.alert.Severity;
import io.nija.alerts.internal.Samples;
import io.nija.market.Symbol;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertFileTest {

    @TempDir
    Path folder;

    private static OpenAlert open(AlertScope scope, String sentence) {
        Instant at = Instant.parse("2026-11-22T12:00:00.123456789Z");
        return new OpenAlert(new Alert(Severity.CRITICAL, "SOMETHING", scope, true, sentence, "do"), at, at.plusSeconds(3), 7,
                at.plusSeconds(4), "ann", null);
    }

    @Test
    void whatIsWrittenIsReadWhateverItIsAbout() throws IOException {
        AlertFile file = new AlertFile(folder.resolve("alerts/open.json"));
        List<OpenAlert> all = List.of(open(AlertScope.everything(), "a"), open(AlertScope.of(new AccountId("master")), "b"),
                open(AlertScope.of(new BrokerId("kraken")), "c"), open(AlertScope.of(Samples.MASTER), "d"),
                open(AlertScope.of(Samples.MASTER, Symbol.parse("BTC/USD")), "e"));
        file.write(all);
        assertThat(file.read()).isEqualTo(new AlertFile.Reading.Alerts(all));
    }

    @Test
    void noFileIsNoAlert() {
        assertThat(new AlertFile(folder.resolve("none")).read()).isEqualTo(new AlertFile.Reading.Alerts(List.of()));
    }

    @Test
    void aDamagedFileIsPutAside() throws IOException {
        Path path = folder.resolve("open.json");
        new AlertFile(path).write(List.of(open(AlertScope.everything(), "a")));
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            assertThat(new AlertFile(path).read()).as("cut at " + length).isInstanceOf(AlertFile.Reading.Damaged.class);
            assertThat(path).doesNotExist();
            assertThat(folder.resolve("open.json.damaged")).exists();
        }
    }

    @Property(tries = 100)
    void anyTextComesBack(@ForAll String sentence) throws IOException {
        Path path = Files.createTempDirectory("alerts");
        try {
            AlertFile file = new AlertFile(path.resolve("open.json"));
            String whole = new String(sentence.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
            file.write(List.of(open(AlertScope.everything(), whole)));
            assertThat(file.read()).isEqualTo(new AlertFile.Reading.Alerts(List.of(open(AlertScope.everything(), whole))));
        } finally {
            Files.deleteIfExists(path.resolve("open.json"));
            Files.deleteIfExists(path);
        }
    }
}
