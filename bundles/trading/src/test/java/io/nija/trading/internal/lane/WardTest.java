package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.nija.risk.Origin;

import org.junit.jupiter.api.Test;

class WardTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anExitThatWaitsForItsCoinsIsNotHeldBackByTheStopsFailures() {
        Ward ward = new Ward(ProtectedLane.PERSONS);
        for (int time = 0; time < 8; time++) {
            ward.failed("refused", NOW);
        }
        assertThat(ward.patient(NOW.plusSeconds(59))).as("the stop alone is tried again after a minute").isTrue();
        assertThat(ward.patient(NOW.plusSeconds(60))).isFalse();
        ward.waiting.add(new Ward.Exit(ProtectedLane.sale(ProtectedLane.ioc("0.5"), Origin.PERSON), new CompletableFuture<>(), NOW));
        assertThat(ward.patient(NOW)).as("not at once").isTrue();
        assertThat(ward.patient(NOW.plusSeconds(1))).isFalse();
        ward.waiting.clear();
        assertThat(ward.patient(NOW.plusSeconds(1))).isTrue();
        ward.worked();
        assertThat(ward.patient(NOW)).isFalse();
    }
}
