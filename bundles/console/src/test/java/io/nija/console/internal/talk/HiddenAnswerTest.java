package io.nija.console.internal.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class HiddenAnswerTest {

    private final ArrayDeque<String> typed = new ArrayDeque<>();

    private Optional<String> read(String... lines) throws InterruptedException {
        typed.clear();
        typed.addAll(List.of(lines));
        return HiddenAnswer.<RuntimeException>read(() -> Optional.ofNullable(typed.poll()));
    }

    @Test
    void aLineIsOneAnswerAndTheNextBelongsToTheNextQuestion() throws Exception {
        assertThat(read("key", "secret")).contains("key");
        assertThat(typed).containsExactly("secret");
        assertThat(read()).isEmpty();
    }

    @Test
    void aBlockGoesOnToItsEnd() throws Exception {
        assertThat(read(" -----BEGIN X-----", "abc", "-----END X-----", "y")).contains(" -----BEGIN X-----\nabc\n-----END X-----");
        assertThat(typed).containsExactly("y");
        assertThat(read("-----BEGIN X-----\\nabc\\n-----END X-----", "y")).contains("-----BEGIN X-----\\nabc\\n-----END X-----");
    }

    @Test
    void aBlockWithoutEndEndsWithTheInputAndNeverGoesOnForEver() throws Exception {
        assertThat(read("-----BEGIN X-----", "abc")).contains("-----BEGIN X-----\nabc");
        assertThat(HiddenAnswer.<RuntimeException>read(() -> Optional.of("-----BEGIN"))).isPresent();
    }
}
