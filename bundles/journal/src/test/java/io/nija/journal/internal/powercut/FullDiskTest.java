package io.nija.journal.internal.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.journal.internal.OnDisk;

/** A disk that is really full, to the journal's process: writes fail with ENOSPC. */
class FullDiskTest {

    @TempDir
    private Path folder;

    @Test
    void theReserveServesExitsAfterEntriesHaveStoppedAndIsFilledAgain() throws Exception {
        Process process = FaultyDisk.start(folder, Filling.class, Map.of("NIJA_DISK_BYTES", "3000000"));
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();

        List<String> said = Files.readAllLines(folder.resolve("said"));
        List<String> words = said.stream().filter(line -> line.startsWith("entries") || line.startsWith("reserve")).toList();
        assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
        assertThat(words.get(0)).isEqualTo("entries forced, exits forced, OK");
        assertThat(words).contains("entries JOURNAL_NO_ENTRIES, exits forced, RESERVE");
        assertThat(words.get(words.size() - 3)).isEqualTo("entries JOURNAL_NO_ENTRIES, exits JOURNAL_FAILED, FAILED");
        assertThat(words.subList(words.size() - 2, words.size()))
                .containsExactly("entries forced, exits forced, OK", "reserve 262144");
        assertThat(words.indexOf("entries JOURNAL_NO_ENTRIES, exits forced, RESERVE"))
                .isLessThan(words.indexOf("entries JOURNAL_NO_ENTRIES, exits JOURNAL_FAILED, FAILED"));
        try (OnDisk after = new OnDisk(folder.resolve("disk"))) {
            after.journal().history().replay(0, entry -> { });
            assertThat(after.journal().health().damage()).isEmpty();
        }
    }
}
