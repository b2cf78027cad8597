package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void forProgramsItIsTheDocumentThatARunningNijaAnswers() {
        assertThat(new Refusal(Refusal.NOT_RUNNING, "NIJA is not running on \"a\\b\".\n\u0085é").json())
                .isEqualTo("{\"error\":{\"code\":\"NOT_RUNNING\",\"exit\":3,\"message\":\"NIJA is not running on \\u0022a\\u005cb\\u0022."
                        + "\\u000a\\u0085é\"}}");
        assertThat(new Refusal(Refusal.FAILED, "x").json()).contains("\"FAILED\",\"exit\":2");
    }
}
