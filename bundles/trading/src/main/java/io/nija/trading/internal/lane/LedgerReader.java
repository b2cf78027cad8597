package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.nija.broker.LedgerEntry;
import io.nija.broker.OrderDesk;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the venue's ledger from the last mark on and keeps each entry once: soon after a fill whose fee's asset only the
 * ledger tells, ever later while it does not tell it; when a balance changed that nothing explains; and else once an hour, for
 * it costs much of the venue's budget. A lane that never sent an order reads it only for a balance that changed.
 *
 * <p>A row of a trade is kept when it is known whose trade it is: kept before, it would be somebody else's for good. The mark
 * moves only behind rows that are on the disk.
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
    /** Between two readings that only a difference asks for, and before a row of a strange trade is looked at again. */
    private static final Duration SPACING = Duration.ofSeconds(10);
    /** A trade that the list of trades did not show so often is none of ours. */
    private static final int LOOKS = 3;
    /** So long a row of a fill that was booked is asked for; a venue that has not told it by then does not tell it. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);
    private static final int AT_ONCE = 500;
    private static final int MOST_UNWRITTEN = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private final LaneCore core;
    private final LaneLedger ledger;
    private final TradeReader trades;
    private final Consumer<LedgerRow> told;
    private final SeenEntries seen = new SeenEntries();
    private final UntoldFees untold;
    private final Deque<LedgerRow> unwritten = new ArrayDeque<>();
    private Instant mark;
    private Instant markOnDisk;
    private Instant next;
    private Instant readAt = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private Duration patience = FIRST;
    private Duration strangers = SPACING;
    private int looks;
    private boolean busy;
    private boolean writing;
    private boolean oneByOne;

    /**
     * @param told given each new entry once
     * @param feeIsTold given the id of each trade of ours of whose fee nothing more will be told
     */
    LedgerReader(LaneCore core, LaneLedger ledger, TradeReader trades, Consumer<LedgerRow> told, Consumer<String> feeIsTold) {
        untold = new UntoldFees(core::now, feeIsTold);
        this.core = core;
        this.ledger = ledger;
        this.trades = trades;
        this.told = told;
    }

    /** The entries that are kept. */
    SeenEntries seen() {
        return seen;
    }

    /** The fills whose fees are waited for. */
    UntoldFees untold() {
        return untold;
    }

    /** From where the ledger is read; without a mark from {@code otherwise} on. */
    void begin(Instant known, Instant otherwise) {
        mark = known == null ? otherwise : known;
        markOnDisk = mark;
        next = core.now().plus(untold.isEmpty() ? QUIET : FIRST);
    }

    /** A fill: one whose fee's asset is not told, or the fee itself, makes the ledger worth a look. */
    void booked(FillApplied fill) {
        if (untold.booked(fill, ledger.missing(fill))) {
            patience = FIRST;
            next = core.now().plus(FIRST);
        }
    }

    /** A fill that was read late, or one row of which came late, has its rows where the ledger was read already. */
    private Instant from() {
        Instant oldest = untold.oldest().orElse(mark);
        return (oldest.isBefore(mark) ? oldest : mark).minus(OVERLAP);
    }

    /** Once a second: reads when it is due. */
    void tick(boolean sent) {
        write();
        OrderDesk desk = core.venue().desk().orElse(null);
        boolean wanted = ledger.wantsLedger() && untold.isEmpty() && !readAt.plus(SPACING).isAfter(core.now());
        boolean due = sent && !core.now().isBefore(next);
        // What the disk does not take is not piled up without end: it can be read again.
        if (desk == null || busy || !wanted && !due || unwritten.size() > MOST_UNWRITTEN) {
            return;
        }
        busy = true;
        readAt = core.now();
        core.read(() -> desk.ledger(from()), LaneCore.HISTORY, entries -> read(desk, entries, sent), reason -> {
            LOG.debug("The ledger of {} could not be read: {}", core.lane(), reason);
            later();
        });
    }

    private void read(OrderDesk desk, List<LedgerEntry> entries, boolean sent) {
        List<LedgerEntry> fresh = entries.stream().filter(entry -> !seen.contains(entry)).toList();
        boolean strange = sent && fresh.stream().anyMatch(this::strange);
        if (strange && looks < LOOKS) {
            // Whose trade it is says the list of trades.
            trades.read(desk, () -> {
                looks++;
                keep(entries, fresh, sent);
            }, reason -> keep(entries, fresh, sent));
        } else {
            keep(entries, fresh, sent);
        }
    }

    private boolean strange(LedgerEntry entry) {
        return entry.type() == LedgerEntry.Type.TRADE && entry.reference() != null && !ledger.knows(entry.reference());
    }

    private void keep(List<LedgerEntry> entries, List<LedgerEntry> fresh, boolean sent) {
        List<LedgerEntry> waiting = sent && looks < LOOKS ? fresh.stream().filter(this::strange).toList() : List.of();
        looks = waiting.isEmpty() ? 0 : looks;
        List<LedgerRow> rows = fresh.stream().filter(entry -> !waiting.contains(entry)).filter(entry -> seen.add(entry))
                .map(entry -> new LedgerRow(entry, entry.type() == LedgerEntry.Type.TRADE ? ledger.intent(entry.reference()) : null)).toList();
        Instant latest = mark;
        for (LedgerEntry entry : entries) {
            boolean before = waiting.stream().noneMatch(one -> !entry.at().isBefore(one.at()));
            latest = before && entry.at().isAfter(latest) ? entry.at() : latest;
        }
        mark = latest;
        unwritten.addAll(rows);
        rows.forEach(told);
        rows.forEach(row -> untold.tells(row.entry()));
        ledger.read(readAt);
        write();
        later();
        if (waiting.isEmpty()) {
            strangers = SPACING;
        } else {
            // Two readings each time: a venue that cannot show the trade now would be left no points for anything else.
            next = core.now().plus(strangers);
            strangers = strangers.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : strangers.multipliedBy(2);
        }
    }

    /** A row that a person wrote: it is kept as those of the venue. */
    void add(LedgerRow row, Consumer<Receipt> then) {
        seen.add(row.entry());
        core.journal().append(List.of(row), receipt -> {
            if (!receipt.forced()) {
                unwritten.add(row);
            }
            then.accept(receipt);
        });
        told.accept(row);
        untold.tells(row.entry());
        ledger.read(readAt);
    }

    /** Gives the journal what it does not have: rows, and the mark when all rows before it are there. */
    private void write() {
        if (writing || core.now().isBefore(notBefore) || unwritten.isEmpty() && !mark.isAfter(markOnDisk)) {
            return;
        }
        writing = true;
        List<LedgerRow> rows = unwritten.stream().limit(oneByOne ? 1 : AT_ONCE).toList();
        boolean last = rows.size() == unwritten.size();
        Instant reached = mark;
        List<JournalRecord> records = new ArrayList<>(rows);
        if (last && reached.isAfter(markOnDisk) && !(oneByOne && !rows.isEmpty())) {
            records.add(new Mark(core.lane(), MARK, reached.toString()));
        }
        core.journal().append(records, receipt -> written(rows, records.size() > rows.size() ? reached : markOnDisk, receipt));
    }

    private void written(List<LedgerRow> rows, Instant reached, Receipt receipt) {
        writing = false;
        boolean duplicate = receipt instanceof Receipt.Refused refused && refused.code().equals(Receipt.Refused.DUPLICATE);
        if (receipt.forced() || duplicate && rows.size() == 1 && oneByOne) {
            rows.forEach(row -> unwritten.removeFirst());
            markOnDisk = receipt.forced() ? reached : markOnDisk;
            oneByOne = oneByOne && !unwritten.isEmpty();
            write();
        } else if (duplicate && !oneByOne) {
            // One of them is there already, and that took the others with it: each for itself.
            oneByOne = true;
            write();
        } else {
            // The disk is full, or worse: nothing is dropped, and the mark stays where it is.
            notBefore = core.now().plus(SPACING);
        }
    }

    private void giveUp() {
        untold.giveUp(GIVEN_UP).forEach((trade, missing) ->
                LOG.warn("The ledger of {} has told no change of {} for the trade {}; it is not asked for it any more [LEDGER_INCOMPLETE]",
                        core.lane(), String.join(" and ", missing), trade));
    }

    private void later() {
        busy = false;
        giveUp();
        if (untold.isEmpty()) {
            patience = FIRST;
            next = core.now().plus(QUIET);
        } else {
            patience = patience.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : patience.multipliedBy(2);
            next = core.now().plus(patience);
        }
    }
}
