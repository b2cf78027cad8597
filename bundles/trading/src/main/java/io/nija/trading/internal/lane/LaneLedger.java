package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.books.LedgerKind;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;

/**
 * Accounts for every balance of a lane: what was there when it was first reconciled, and each change since, by the rows of the
 * venue's ledger and, until they are read, by our fills. What remains is asked of the ledger, and what the ledger does not
 * explain either is unexplained. Runs on the lane's queue.
 */
final class LaneLedger {

    /** The mark's name of the opening balances: the venue's time, and {@code ASSET=AMOUNT} of each. */
    static final String OPENING = "opening";
    /** The marks' names of rows that a person explained. */
    static final String EXPLAINED = "explained/";

    /** A venue books a change in its balances and in its lists not quite at once; balances read so near to one prove nothing. */
    private static final Duration LAG = Duration.ofSeconds(3);
    /** A difference that lasts so long without any word from the ledger is unexplained. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** How often the ledger is asked again while something is unexplained: venues book some changes late. */
    private static final Duration AGAIN = Duration.ofMinutes(2);
    /** So long a fill may wait for its rows before they are asked for. */
    private static final Duration UNTOLD = Duration.ofHours(1);
    /** More than any venue's fee: what a fill whose fee is not told may have cost beside its price. */
    private static final BigDecimal FEE = new BigDecimal("0.02");

    private final LaneCore core;
    private final Tally tally = new Tally();
    private final LedgerRows rows = tally.rows;
    private final Map<String, FillApplied> unledgered = tally.unledgered;
    private Instant comparedAt = Instant.EPOCH;
    private SortedMap<String, BigDecimal> suspicion = new TreeMap<>();
    private Instant suspectSince;
    private Instant ledgerAsked = Instant.EPOCH;
    private SortedMap<String, BigDecimal> beyondRows = new TreeMap<>();
    private Accounting accounting = Accounting.NONE;

    LaneLedger(LaneCore core) {
        this.core = core;
    }

    /** What is known of balances, without the venue's word of now. */
    Tally tally() {
        return tally;
    }

    /** What persons explained, by row. */
    void explained(Map<String, String> kinds) {
        kinds.forEach((row, kind) -> rows.explain(row, LedgerKind.valueOf(kind)));
        publish();
    }

    /** A fill was booked. */
    void fill(FillApplied fill) {
        tally.fill(fill);
    }

    /** How many fills wait for their rows. */
    int unledgered() {
        return unledgered.size();
    }

    /** Whether it is known whose a trade is. */
    boolean knows(String tradeId) {
        return rows.knows(tradeId);
    }

    /** The number of the intent of a trade's order; null for none of ours. */
    Long intent(String tradeId) {
        return rows.intent(tradeId);
    }

    /** Fills were booked of an order that a person adopted: what was a flow may be a trade. */
    void adopted() {
        publish();
    }

    /** Of which of a fill's two assets the ledger has told no change. */
    Set<String> missing(FillApplied fill) {
        return rows.missing(fill);
    }

    /** What the ledger told of a trade before its fill was ours. */
    List<LedgerRow> told(String tradeId) {
        return rows.of(tradeId);
    }

    /** A row of the ledger that is kept. */
    void row(LedgerRow row) {
        tally.row(row);
    }

    /** Rows were added, or read and nothing was new. */
    void read(Instant asked) {
        ledgerAsked = asked;
        publish();
    }

    /** A person explained a row. */
    void explain(String row, LedgerKind kind) {
        rows.explain(row, kind);
        publish();
    }

    /** A person wrote the row of a change that the venue's ledger does not tell: so much less is unexplained, at once. */
    void explained(LedgerEntry entry) {
        BigDecimal change = entry.fee() == null ? entry.amount() : entry.amount().subtract(entry.fee());
        beyondRows = without(beyondRows, entry.asset(), change);
        suspicion = without(suspicion, entry.asset(), change);
        publish();
    }

    private static SortedMap<String, BigDecimal> without(SortedMap<String, BigDecimal> open, String asset, BigDecimal change) {
        SortedMap<String, BigDecimal> rest = new TreeMap<>(open);
        rest.computeIfPresent(asset, (same, amount) -> amount.compareTo(change) == 0 ? null : amount.subtract(change).stripTrailingZeros());
        return rest;
    }

    /** Whether the ledger should be read soon: something differs, and it was not asked since. */
    boolean wantsLedger() {
        boolean lasting = !accounting.explained() && ledgerAsked.plus(AGAIN).isBefore(core.now());
        // A lane that never sent does not read it by itself: what others trade there must not be taken on trust for good.
        boolean untold = !unledgered.isEmpty() && ledgerAsked.plus(UNTOLD).isBefore(core.now())
                && unledgered.values().iterator().next().trade().at().plus(UNTOLD).isBefore(core.now());
        return untold || suspectSince != null && !ledgerAsked.isAfter(suspectSince) || lasting;
    }

    Accounting accounting() {
        return accounting;
    }

    /** Looks at the balances as last read; begins with them when journal and venue agree for the first time. */
    void look(boolean reconciled) {
        if (!(core.venue().session().map(BrokerSession::balances).orElse(null) instanceof Observation.Known<List<Balance>> known)) {
            return;
        }
        Instant at = known.at().plus(core.venue().desk().map(OrderDesk::clockOffset).orElse(Duration.ZERO));
        if (rows.since() == null) {
            if (reconciled && at.isAfter(tally.lastChange().plus(LAG))) {
                begin(known.value(), at);
            }
            return;
        }
        if (at.isAfter(comparedAt) && !near(at)) {
            comparedAt = at;
            compare(totals(known.value()), at);
        }
    }

    private void begin(List<Balance> balances, Instant at) {
        SortedMap<String, BigDecimal> opening = totals(balances);
        opening.values().removeIf(amount -> amount.signum() == 0);
        rows.open(at, opening);
        unledgered.clear();
        StringBuilder text = new StringBuilder(at.toString());
        opening.forEach((asset, amount) -> text.append(' ').append(asset).append('=').append(amount.toPlainString()));
        core.journal().learn(List.of(new Mark(core.lane(), OPENING, text.toString())));
        publish();
    }

    private static SortedMap<String, BigDecimal> totals(List<Balance> balances) {
        SortedMap<String, BigDecimal> totals = new TreeMap<>();
        balances.forEach(balance -> totals.merge(balance.asset(), balance.total(), BigDecimal::add));
        return totals;
    }

    /** Whether something changed about when the balances were read. */
    private boolean near(Instant at) {
        return tally.lastChange().isAfter(at.minus(LAG));
    }

    private void compare(Map<String, BigDecimal> venue, Instant at) {
        SortedMap<String, BigDecimal> rest = new TreeMap<>(venue);
        tally.expected().forEach((asset, amount) -> rest.merge(asset, amount.negate(), BigDecimal::add));
        SortedMap<String, BigDecimal> fees = untoldFees();
        rest.entrySet().removeIf(change -> change.getValue().signum() == 0 || change.getValue().signum() < 0
                && change.getValue().negate().compareTo(fees.getOrDefault(change.getKey(), BigDecimal.ZERO)) <= 0);
        rest.replaceAll((asset, amount) -> amount.stripTrailingZeros());
        boolean same = rest.equals(suspicion);
        boolean asked = suspectSince != null && ledgerAsked.isAfter(suspectSince);
        Instant now = core.now();
        if (rest.isEmpty()) {
            suspectSince = null;
            beyondRows = rest;
        } else {
            suspectSince = suspectSince == null ? now : suspectSince;
            // Seen again after the ledger was asked, or too long without any word from it.
            if (same && asked || suspectSince.plus(PATIENCE).isBefore(now)) {
                beyondRows = rest;
            } else if (!beyondRows.isEmpty() && !same) {
                suspectSince = now;
            }
        }
        suspicion = rest;
        publish();
    }

    /** At most so much of each asset may have gone for fees that only the ledger tells, and has not told yet. */
    private SortedMap<String, BigDecimal> untoldFees() {
        SortedMap<String, BigDecimal> most = new TreeMap<>();
        unledgered.values().stream().filter(fill -> fill.trade().feeCurrency() == null).forEach(fill -> LedgerRows.symbol(fill).ifPresent(symbol -> {
            most.merge(symbol.base(), fill.trade().quantity().multiply(FEE), BigDecimal::add);
            most.merge(symbol.quote(), fill.trade().cost().multiply(FEE), BigDecimal::add);
        }));
        return most;
    }

    private void publish() {
        if (rows.since() == null) {
            return;
        }
        SortedMap<String, BigDecimal> open = rows.unexplained();
        beyondRows.forEach((asset, amount) -> open.merge(asset, amount, BigDecimal::add));
        open.values().removeIf(amount -> amount.signum() == 0);
        accounting = new Accounting(rows.since(), rows.opening(), rows.flows(), open, reason(open));
    }

    private String reason(SortedMap<String, BigDecimal> open) {
        if (open.isEmpty()) {
            return "";
        }
        List<String> changes = open.entrySet().stream().map(change -> (change.getValue().signum() > 0 ? "+" : "")
                + change.getValue().toPlainString() + " " + change.getKey()).toList();
        return "The balance of " + core.lane() + " changed by " + String.join(" and ", changes) + ", and nothing explains it; say what it was "
                + "with 'ledger explain'.";
    }
}
