package io.nija.risk;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One reason for which an entry may be refused: a whiteboard service, asked about every entry. It is never asked about
 * an exit or a protective order, whatever it thinks of them: what may refuse those is built into the gate.
 *
 * <p>Thread-safe, pure and quick (it stands between a quote and an order): the same situation always gives the same
 * verdict. What it needs and does not find {@link io.nija.broker.Observation.Known} it must refuse. One that throws
 * refuses by that.
 */
@ConsumerType
public interface RiskCheck {

    /** Its name, stable, in lower case with hyphens: {@code price-collar}. */
    String id();

    /** What it refuses, in one line of plain words for the documentation. */
    String description();

    /** Judges an entry. */
    Verdict judge(Situation situation);
}
