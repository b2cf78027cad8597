package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.journal.JournalRecord;
import io.nija.journal.Note;

/** Where the stop of an entry is to be, as it stands in the journal beside its intent. */
final class PlannedStop {

    private static final String TOPIC = "protection";
    private static final String CODE = "STOP_NAMED";
    private static final String PRICE = "stop";

    private PlannedStop() {}

    static Note note(LaneId lane, long intent, BigDecimal price) {
        return new Note(lane, intent, TOPIC, CODE, "Its stop is to be at " + price.toPlainString() + ".", Map.of(PRICE, price.toPlainString()));
    }

    /** The price, if the record names one. */
    static Optional<BigDecimal> read(JournalRecord record) {
        return record instanceof Note note && note.code().equals(CODE) && note.facts().containsKey(PRICE)
                ? Optional.of(new BigDecimal(note.facts().get(PRICE))) : Optional.empty();
    }
}
