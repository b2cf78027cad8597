package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.trading.internal.order.TrackedOrder;

import org.junit.jupiter.api.Test;

class EndingTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void whatIsNeverCertainIsSaidWhileItIsWaitedForAndIsNoAnswer() throws Exception {
        CompletableFuture<TrackedOrder> never = new CompletableFuture<>();
        assertThat(new Ending(Duration.ofMillis(30), Duration.ofMillis(10)).await("o7", never, said::add)).isEmpty();
        assertThat(said).hasSize(2).allMatch(line -> line.startsWith("Still waiting until the venue confirms what became of o7"));
        assertThat(never).as("nobody waits any more").isCancelled();
    }
}
