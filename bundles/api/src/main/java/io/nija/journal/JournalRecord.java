package io.nija.journal;

import io.nija.account.LaneId;

/** One fact of the journal. Immutable; a correction is another record. */
public sealed interface JournalRecord permits Intent, AmendIntent, Sent, Answered, OrderEvent, FillApplied, LedgerRow, Mark,
        SwitchChange, Arming, Refusal, ConfigurationVersion, PlugInHash, Adoption, Checkpoint, Note, EpochBegun, Unreadable {

    /** Whose account at which broker; null when it is about the whole platform. */
    LaneId lane();

    /** The number of the {@link Intent} it belongs to; null when it belongs to none. */
    default Long intent() {
        return null;
    }
}
