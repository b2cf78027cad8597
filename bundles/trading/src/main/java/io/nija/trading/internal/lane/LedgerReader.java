package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.nija.broker.LedgerEntry;
import io.nija.broker.OrderDesk;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the venue's ledger from the last mark on and keeps each entry once: soon after a fill whose fee's asset only the
 * ledger tells, ever later while it does not tell it, and else once an hour, for it costs much of the venue's budget. A lane
 * that never sent an order reads none.
 */
final class LedgerReader {

    /** The mark's name in the journal: the venue's time of the last entry that was read. */
    static final String MARK = "ledger";

    /** Entries are booked late and not quite in order. */
    static final Duration OVERLAP = Duration.ofMinutes(10);
    /** What follows a fill at once is left to the reading of orders and trades. */
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private final LaneCore core;
    private final Consumer<LedgerRow> told;
    private final Set<String> seen = new HashSet<>();
    /** When those fills were made whose fee's asset nobody has told yet, by trade id. */
    private final Map<String, Instant> untold = new HashMap<>();
    private final Map<String, Long> orders = new HashMap<>();
    private Instant mark;
    private Instant next;
    private Duration patience = FIRST;
    private boolean busy;

    /** @param told given each new entry once */
    LedgerReader(LaneCore core, Consumer<LedgerRow> told) {
        this.core = core;
        this.told = told;
    }

    /** An entry that the journal has. */
    void remember(LedgerRow row) {
        seen.add(row.entry().venueLedgerId());
        untold.remove(row.entry().reference());
    }

    /** From where the ledger is read; without a mark from {@code otherwise} on. */
    void begin(Instant known, Instant otherwise) {
        mark = known == null ? otherwise : known;
        untold.values().forEach(this::back);
        next = core.now().plus(untold.isEmpty() ? QUIET : FIRST);
    }

    /** A fill: one whose fee's asset is not told, or the fee itself, makes the ledger worth a look. */
    void booked(FillApplied fill) {
        if (fill.intent() != null) {
            orders.put(fill.trade().venueTradeId(), fill.intent());
        }
        if (fill.intent() != null && fill.trade().feeCurrency() == null
                && untold.put(fill.trade().venueTradeId(), fill.trade().at()) == null && next != null) {
            back(fill.trade().at());
            patience = FIRST;
            next = core.now().plus(FIRST);
        }
    }

    /** A fill that was read late, after an outage, has its entry where the ledger was read already. */
    private void back(Instant fill) {
        mark = fill.isBefore(mark) ? fill : mark;
    }

    /** Once a second: reads when it is due. */
    void tick(boolean sent) {
        OrderDesk desk = core.venue().desk().orElse(null);
        if (desk == null || busy || !sent || core.now().isBefore(next)) {
            return;
        }
        busy = true;
        core.read(() -> desk.ledger(mark.minus(OVERLAP)), this::read, reason -> {
            LOG.debug("The ledger of {} could not be read: {}", core.lane(), reason);
            later();
        });
    }

    private void read(List<LedgerEntry> entries) {
        List<LedgerRow> fresh = new ArrayList<>();
        Instant latest = mark;
        for (LedgerEntry entry : entries) {
            if (seen.add(entry.venueLedgerId())) {
                Long order = entry.type() == LedgerEntry.Type.TRADE ? orders.get(entry.reference()) : null;
                fresh.add(new LedgerRow(entry, order));
            }
            latest = entry.at().isAfter(latest) ? entry.at() : latest;
        }
        List<JournalRecord> records = new ArrayList<>(fresh);
        if (latest.isAfter(mark)) {
            mark = latest;
            records.add(new Mark(core.lane(), MARK, mark.toString()));
        }
        core.journal().learn(records);
        fresh.forEach(row -> untold.remove(row.entry().reference()));
        fresh.forEach(told);
        later();
    }

    private void later() {
        busy = false;
        if (untold.isEmpty()) {
            patience = FIRST;
            next = core.now().plus(QUIET);
        } else {
            patience = patience.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : patience.multipliedBy(2);
            next = core.now().plus(patience);
        }
    }
}
