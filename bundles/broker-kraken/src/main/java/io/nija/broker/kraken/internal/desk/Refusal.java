package io.nija.broker.kraken.internal.desk;

import java.time.Instant;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.wire.Problem;

/**
 * Why nothing is sent.
 *
 * @param code stable, for programs
 * @param reason one line of plain words
 */
public record Refusal(String code, String reason) {

    <T> Outcome<T> outcome() {
        return new Outcome.Refused<>(code, reason);
    }

    <T> Observation<T> missing() {
        return new Observation.Missing<>(code, reason);
    }

    public Problem problem(Instant at) {
        return Problem.local(code, reason, "", at);
    }
}
