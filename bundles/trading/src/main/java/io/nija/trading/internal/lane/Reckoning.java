package io.nija.trading.internal.lane;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import io.nija.account.LaneId;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.trading.internal.protection.Guarded;

/**
 * What the fills and ledger rows of a lane amount to: the fold of these records in the order they were written, which is the order a
 * lane met them in. Pure and not thread-safe. It can be written down after any record and read again, and goes on from there as if
 * it had read everything: so a start needs the last one that was written down, and what came behind it.
 *
 * <p>What a person said of rows of the ledger is not in it, for it counts whenever it is said; the opening balances are, because all
 * rows count from there.
 */
final class Reckoning {

    /** Another number whenever the same records would amount to something else, or be written otherwise. */
    private static final String FORM = "past-1";

    private final LaneId lane;
    private final Shares shares;
    private final Tally tally;
    private final UntoldFees untold;
    private final SeenEntries seen;
    /** The entries of each position since it was last flat. */
    private final Map<Guarded, TreeSet<Long>> entries = new LinkedHashMap<>();
    /** When the first fill of ours was made whose fee's asset only the ledger tells; null when there is none. */
    private Instant feeless;
    private String opening;

    /** Into parts that somebody goes on with. */
    Reckoning(LaneId lane, Shares shares, Tally tally, UntoldFees untold, SeenEntries seen) {
        this.lane = lane;
        this.shares = shares;
        this.tally = tally;
        this.untold = untold;
        this.seen = seen;
    }

    /** For itself. */
    static Reckoning of(LaneId lane) {
        Shares shares = new Shares();
        return new Reckoning(lane, shares, new Tally(), new UntoldFees(() -> Instant.EPOCH, shares::feeIsTold), new SeenEntries());
    }

    /** Begins with nothing. @param mark of the opening balances; null while there are none */
    void beginWith(String mark) {
        opening = mark;
        if (mark != null) {
            tally.open(mark);
        }
    }

    /** Takes the next record; one that is neither a fill nor a row changes nothing. */
    void take(JournalRecord record) {
        if (record instanceof FillApplied fill) {
            fill(fill);
        } else if (record instanceof LedgerRow row) {
            shares.book(row);
            tally.row(row);
            seen.add(row.entry());
            untold.tells(row.entry());
        }
    }

    private void fill(FillApplied fill) {
        shares.book(fill, tally.rows.of(fill.trade().venueTradeId()));
        tally.fill(fill);
        untold.booked(fill, tally.rows.missing(fill));
        if (fill.intent() == null) {
            return;
        }
        if (fill.trade().feeCurrency() == null && (feeless == null || fill.trade().at().isBefore(feeless))) {
            feeless = fill.trade().at();
        }
        if (!Shares.FOREIGN.equals(fill.strategy())) {
            entry(fill);
        }
    }

    private void entry(FillApplied fill) {
        Guarded of = new Guarded(Symbol.parse(fill.trade().symbol()), fill.strategy());
        TreeSet<Long> numbers = entries.computeIfAbsent(of, first -> new TreeSet<>());
        if (shares.position(of.symbol(), of.strategy()).quantity().signum() <= 0) {
            numbers.clear();
        } else if (fill.trade().side() == Side.BUY) {
            numbers.add(fill.intent());
        }
    }

    /** The entries of the positions that are held, in the order in which they were first traded. */
    Map<Guarded, TreeSet<Long>> entries() {
        Map<Guarded, TreeSet<Long>> held = new LinkedHashMap<>(entries);
        held.values().removeIf(TreeSet::isEmpty);
        return held;
    }

    /** What balances should be. */
    Tally tally() {
        return tally;
    }

    /** The ids of the latest trades, oldest first. */
    Collection<String> trades() {
        return tally.rows.trades();
    }

    /** From when on the ledger may have something to tell of fills; {@code now} when of none. */
    Instant feeless(Instant now) {
        return feeless == null || feeless.isAfter(now) ? now : feeless;
    }

    /** All of it, written down. */
    String text() {
        FieldLines to = new FieldLines();
        to.line(FORM, lane, opening).line("feeless-since", feeless);
        entries.forEach((of, numbers) -> to.line("entries", of.symbol(), of.strategy(), numbers));
        shares.write(to);
        tally.write(to);
        untold.write(to);
        seen.write(to);
        return to.text();
    }

    /**
     * Why nobody can go on from what was written down; empty when somebody can.
     *
     * @param mark of the opening balances as the journal has it now; null while there is none
     */
    static Optional<String> objection(String text, LaneId lane, String mark) {
        FieldLine head = head(text);
        if (!FORM.equals(head.kind())) {
            return Optional.of("it is of another form than this version writes");
        }
        if (!lane.toString().equals(head.text())) {
            return Optional.of("it is another lane's");
        }
        return Objects.equals(mark, head.text()) ? Optional.empty() : Optional.of("the opening balances were written after it");
    }

    /** The mark of the opening balances that a text was written with; null when there was none. */
    static String opening(String text) {
        FieldLine head = head(text);
        head.text();
        return head.text();
    }

    private static FieldLine head(String text) {
        return new FieldLine(text.substring(0, Math.max(0, text.indexOf('\n'))));
    }

    /** Begins with what was written down and has no {@link #objection}. @throws RuntimeException when it cannot be understood */
    void begin(String text) {
        beginWith(opening(text));
        int end = text.indexOf('\n');
        for (int from = end + 1; from < text.length(); from = end + 1) {
            end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            line(new FieldLine(text.substring(from, end)));
        }
    }

    private void line(FieldLine line) {
        switch (line.kind()) {
            case "feeless-since" -> feeless = line.instant();
            case "entries" -> {
                TreeSet<Long> numbers = entries.computeIfAbsent(new Guarded(Symbol.parse(line.text()), line.text()), first -> new TreeSet<>());
                line.texts().forEach(number -> numbers.add(Long.valueOf(number)));
            }
            case "untold" -> untold.read(line);
            case "seen" -> seen.read(line);
            default -> {
                if (!shares.read(lane, line) && !tally.read(lane, line)) {
                    throw new IllegalArgumentException("it has a line of the kind " + line.kind() + " that this version does not write");
                }
            }
        }
    }
}
