package io.nija.broker;

import java.util.List;

import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Failure;

/**
 * What one session knows of itself at one moment.
 *
 * @param evidence one entry for each step that was tried, from
 *     {@link io.nija.status.Step#VENUE} on. An entry keeps the time of the call it rests on, so that whoever
 *     climbs the ladder can see its age. When a call fails, the steps that rest on it are replaced by failed ones.
 * @param blocked what keeps the session from calling, or null
 * @param lastError the last failure, or null
 */
public record SessionStatus(List<Evidence> evidence, Blocked blocked, Failure lastError) {

    public SessionStatus {
        evidence = List.copyOf(evidence);
    }
}
