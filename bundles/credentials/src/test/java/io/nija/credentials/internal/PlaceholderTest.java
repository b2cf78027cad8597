package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @ParameterizedTest
    @ValueSource(strings = {"your_key_here", "YOUR-API-KEY", "your_kraken_api_secret_here", "changeme", "CHANGE_ME", "<key>",
        "<your key>", "xxx", "XXXXXXXX", "...", "***", "todo", "none", "null", "replace_me", "${KRAKEN_KEY}", "$KEY", "{{key}}",
        "[key]", "api_key", "secret", "put your key here", "paste-key-here", "kraken_api_key_here"})
    void theseAreTakenForNothing(String text) {
        assertThat(Placeholder.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NIJASIMabc", "your", "organizations/abc/apiKeys/def", "PKABCDEF12345", "-----BEGIN EC PRIVATE KEY-----"})
    void theseAreNot(String text) {
        assertThat(Placeholder.is(text)).isFalse();
    }

    @Test
    void everyValueInTheShippedExampleIsTakenForNothing() throws IOException {
        DotEnv example = DotEnvParser.parse(Files.readString(Path.of("../../config/.env.example")).toCharArray());
        assertThat(example.problems()).isEmpty();
        assertThat(example.values()).hasSize(6).allSatisfy((name, value) -> assertThat(Placeholder.is(value)).as(name).isTrue());
    }

    @Property
    void noRandomKeyIsTakenForAPlaceholder(@ForAll @Size(min = 16, max = 64) byte[] random) {
        boolean allZero = true;
        for (byte value : random) {
            allZero &= value == random[0];
        }
        if (!allZero) {
            assertThat(Placeholder.is(Base64.getEncoder().encodeToString(random))).isFalse();
            assertThat(Placeholder.is(Base64.getUrlEncoder().withoutPadding().encodeToString(random))).isFalse();
        }
    }
}
