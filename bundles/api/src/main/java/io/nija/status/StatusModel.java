package io.nija.status;

import java.util.Optional;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/** The one source of what is true now. Thread-safe; does no I/O: evidence is what the lanes last proved. */
@ProviderType
public interface StatusModel {

    /** Everything, now. */
    Board board();

    /** One lane, now; empty when no account names it. */
    default Optional<LaneStatus> lane(LaneId lane) {
        return board().lanes().filter(status -> status.lane().equals(lane)).findFirst();
    }
}
