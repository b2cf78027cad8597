package io.nija.risk;

import java.util.Collection;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one gate every order passes before its intent is written. Thread-safe, pure, does no I/O and keeps nothing.
 *
 * <p>An entry is judged by the rules and by every {@link RiskCheck}; a check of the gate's own list that is not there, one
 * that throws, and one that answers nothing refuse it. An exit or protective order is judged by the rules alone: the
 * instrument's, the venue's, the arithmetic of the position, and {@link SwitchKind#HALT}. The rules are part of the
 * gate: they cannot be absent.
 */
@ProviderType
public interface RiskGate {

    /** Judges an order; all that can be said against it, not only the first. */
    Decision judge(Situation situation);

    /**
     * The losses that have reached a limit, each with its {@link Verdict.Refused#trip()}: to be asked whenever a worth
     * changes, not only when an entry is wanted. A worth that is not known trips nothing.
     */
    List<Verdict.Refused> losses(RiskLimits limits, Collection<Standing> standings);
}
