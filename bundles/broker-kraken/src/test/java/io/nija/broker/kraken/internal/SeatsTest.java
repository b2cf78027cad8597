package io.nija.broker.kraken.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import io.nija.broker.kraken.internal.testing.OnTheExchange;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that nobody ended keeps no key from the one that came after it. */
class SeatsTest {

    @TempDir
    Path folder;

    @Test
    void aSessionThatWasLeftOverGivesItsKeyToTheNextOfItsLane() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "rest")) {
            KrakenSession forgotten = venue.session("master");
            KrakenSession other = venue.session("other");
            KrakenSession next = venue.session("master");
            assertThat(OnTheExchange.said(next, Step.AUTHENTICATION).ok()).isTrue();
            OnTheExchange.until(() -> forgotten.status().evidence().stream().noneMatch(line -> line.ok()) || closed(forgotten), () -> forgotten.status().toString());
            assertThat(OnTheExchange.said(other, Step.AUTHENTICATION).ok()).as("another lane").isTrue();
        }
    }

    private static boolean closed(KrakenSession session) {
        return session.balances() instanceof io.nija.broker.Observation.Missing<?> missing && missing.code().equals("SESSION_CLOSED");
    }
}
