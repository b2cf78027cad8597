package io.nija.broker.kraken.internal.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class SharedReadTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void aQuestionThatCannotBeAskedFailsAndTheNextOneIsAskedAgain() {
        int[] asked = {0};
        SharedRead<String> read = new SharedRead<>(time, () -> {
            if (++asked[0] == 1) {
                throw new AssertionError("No System TLS");
            }
            return CompletableFuture.completedFuture(new Reply.Good<>("answer", time.instant(), Duration.ZERO));
        });
        assertThat(read.get(Duration.ZERO)).isCompletedExceptionally();
        assertThat(read.get(Duration.ZERO)).isCompletedWithValueMatching(reply -> reply instanceof Reply.Good);
    }

    @Test
    void instrumentsAreReadOnceAConnectionCanBePrepared() {
        ScriptedVenue venue = new ScriptedVenue(time);
        boolean[] broken = {true};
        VenueFeed feed = new VenueFeed(() -> transport(venue, broken[0]), time);
        InstrumentFeed instruments = new InstrumentFeed(feed, new DirectWorkers().serial("venue"), time, time, Duration.ofHours(1));
        assertThat(instruments.ready()).isCompletedWithValueMatching(seen ->
                seen instanceof Observation.Missing<?> missing && missing.code().equals("KRAKEN_TLS"));
        broken[0] = false;
        time.advance(Duration.ofSeconds(2));
        assertThat(instruments.ready()).isCompletedWithValueMatching(seen -> seen instanceof Observation.Known);
    }

    private static Transport transport(ScriptedVenue venue, boolean broken) {
        if (broken) {
            throw new AssertionError("No System TLS");
        }
        return venue;
    }
}
