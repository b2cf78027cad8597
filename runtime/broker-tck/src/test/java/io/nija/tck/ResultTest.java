package io.nija.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.account.BrokerId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultTest {

    @TempDir
    private Path folder;

    private final Result result = new Result("0.1.0", new BrokerId("sample"), "0.1.0", "broker-sample.jar", "ab".repeat(32), Instant.parse("2026-01-15T10:00:00Z"),
            Duration.ofSeconds(61), List.of(
                    new Result.Line("place.acknowledged", "A.", Result.Verdict.PASSED, "", "<seen>", Duration.ofMillis(5)),
                    new Result.Line("stream.silence", "B.", Result.Verdict.NOT_APPLICABLE, "the venue has no stream", "", Duration.ZERO),
                    new Result.Line("rules.tick", "C.", Result.Verdict.FAILED, "rounded \"silently\"", "", Duration.ofMillis(7))));

    @Test
    void theFileNamesTheJarAndCountsEachVerdictApart() throws IOException {
        result.write(folder);
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("sample.json")));
        assertThat(json.path("sha256").asString()).isEqualTo("ab".repeat(32));
        assertThat(json.path("broker").asString()).isEqualTo("sample");
        assertThat(List.of(json.path("passed").asInt(), json.path("failed").asInt(), json.path("notApplicable").asInt())).isEqualTo(List.of(1, 1, 1));
        assertThat(json.path("cases").path(1).path("result").asString()).isEqualTo("notApplicable");
        assertThat(json.path("cases").path(1).path("reason").asString()).isEqualTo("the venue has no stream");
        assertThat(json.path("cases").path(0).path("reason").isNull()).isTrue();
        assertThat(result.failures()).containsExactly("rules.tick: rounded \"silently\"");
    }

    @Test
    void textsAreEscapedOnThePageAndAGapIsNotGreen() throws IOException {
        result.write(folder);
        String page = Files.readString(folder.resolve("sample.html"));
        assertThat(page).contains("&lt;seen&gt;").doesNotContain("<seen>").contains("<tr class=\"notApplicable\"><td>stream.silence</td>");
    }
}
