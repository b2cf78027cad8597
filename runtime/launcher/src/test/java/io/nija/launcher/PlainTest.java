package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void whatSteersATerminalBecomesAQuestionMark() {
        assertThat(Plain.text("a\u001b[31mb\r\nc\u009b\u202ed\u2028e")).isEqualTo("a?[31mb??c??d?e");
    }

    @Test
    void lettersOfAnyLanguageStay() {
        assertThat(Plain.text("Größe 値 \uD83D\uDE80")).isEqualTo("Größe 値 \uD83D\uDE80");
    }

    @Test
    void theReasonOfAFailureIsInWords() {
        assertThat(Plain.reason(new AccessDeniedException("/data"))).isEqualTo("permission denied");
        assertThat(Plain.reason(new FileSystemException("/data/lock", null, "No space left on device")))
                .isEqualTo("no space left on device");
        assertThat(Plain.reason(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }
}
