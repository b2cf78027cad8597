package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.nija.broker.LedgerEntry;

/**
 * The ledger of one lane: each balance change of the venue as one typed row, and what remains that no row explains.
 *
 * @param rows in the order of the venue's entries; a gap between two of them is a row of its own before the later one
 * @param balances what the rows add up to, by asset, from the opening balances on
 */
public record LedgerBook(List<LedgerRow> rows, SortedMap<String, BigDecimal> balances) {

    /** What the id of a gap's row begins with; the id of the entry that it stands before follows. */
    public static final String GAP = "before-";

    public LedgerBook {
        rows = List.copyOf(rows);
        balances = Collections.unmodifiableSortedMap(new TreeMap<>(balances));
    }

    /** Whose a trade was. */
    public sealed interface Owner {

        /** Of an order that NIJA sent for this strategy (or a person). */
        record Own(String strategy) implements Owner {}

        /** Of somebody else's order, which the venue told us of. */
        record Foreign() implements Owner {}
    }

    /**
     * Types the entries of one lane.
     *
     * @param opening what was there before the first entry, by asset; absent is zero
     * @param entries complete, oldest first; an id that comes twice counts once
     * @param owners whose a trade was, by the venue's trade id; null when nobody knows that trade
     * @param explanations what a person said of rows that were not explained, by {@link LedgerRow#id()}
     */
    public static LedgerBook of(Map<String, BigDecimal> opening, List<LedgerEntry> entries, Function<String, Owner> owners,
            Map<String, LedgerKind> explanations) {
        List<LedgerRow> rows = new ArrayList<>();
        Map<String, BigDecimal> balances = new HashMap<>(opening);
        Set<String> seen = new HashSet<>();
        List<LedgerEntry> left = new LinkedList<>(entries);
        while (!left.isEmpty()) {
            LedgerEntry entry = next(left, balances);
            if (seen.add(entry.venueLedgerId())) {
                LedgerRow row = row(entry, owners, explanations);
                BigDecimal before = balances.getOrDefault(entry.asset(), BigDecimal.ZERO);
                BigDecimal after = before.add(row.change());
                if (entry.balance() != null && entry.balance().compareTo(after) != 0) {
                    BigDecimal gap = entry.balance().subtract(after);
                    String id = GAP + entry.venueLedgerId();
                    rows.add(new LedgerRow(entry.lane(), id, entry.at(),
                            explanations.getOrDefault(id, LedgerKind.UNEXPLAINED), entry.asset(), gap, BigDecimal.ZERO, before.add(gap), "", "", ""));
                    after = entry.balance();
                }
                rows.add(row);
                balances.put(entry.asset(), after);
            }
        }
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        balances.forEach((asset, sum) -> sums.put(asset, Portion.plain(sum)));
        return new LedgerBook(rows, sums);
    }

    /** The next one: of those at the same moment the first whose balance follows from what is there. */
    private static LedgerEntry next(List<LedgerEntry> left, Map<String, BigDecimal> balances) {
        Instant moment = left.get(0).at();
        Iterator<LedgerEntry> each = left.iterator();
        while (each.hasNext()) {
            LedgerEntry entry = each.next();
            if (!entry.at().equals(moment)) {
                break;
            }
            BigDecimal after = balances.getOrDefault(entry.asset(), BigDecimal.ZERO).add(entry.amount()).subtract(entry.fee());
            if (entry.balance() == null || entry.balance().compareTo(after) == 0) {
                each.remove();
                return entry;
            }
        }
        return left.remove(0);
    }

    /** What came in and went out beside NIJA's own trades, by asset: what is neither profit nor loss. */
    public SortedMap<String, BigDecimal> flows() {
        SortedMap<String, BigDecimal> flows = new TreeMap<>();
        rows.stream().filter(row -> row.kind().flow()).forEach(row -> flows.merge(row.asset(), row.change(), BigDecimal::add));
        flows.values().removeIf(amount -> amount.signum() == 0);
        flows.replaceAll((asset, amount) -> Portion.plain(amount));
        return flows;
    }

    private static LedgerRow row(LedgerEntry entry, Function<String, Owner> owners, Map<String, LedgerKind> explanations) {
        LedgerKind kind = LedgerKind.of(entry);
        String strategy = "";
        if (entry.type() == LedgerEntry.Type.TRADE) {
            Owner owner = entry.reference() == null ? null : owners.apply(entry.reference());
            if (owner instanceof Owner.Own own) {
                kind = LedgerKind.FILL;
                strategy = own.strategy();
            } else if (owner instanceof Owner.Foreign) {
                kind = LedgerKind.FOREIGN_FILL;
            }
        }
        if (kind == LedgerKind.UNEXPLAINED) {
            kind = explanations.getOrDefault(entry.venueLedgerId(), kind);
        }
        return new LedgerRow(entry.lane(), entry.venueLedgerId(), entry.at(), kind, entry.asset(), entry.amount(), entry.fee(),
                entry.balance(), entry.reference(), strategy, entry.venueType());
    }

    /**
     * What nobody can explain now, by asset; empty when all is: rows that are not explained, and what the venue has more or
     * less than all rows add up to.
     *
     * @param venue the venue's balances now, complete: an asset that is not there is zero
     */
    public SortedMap<String, BigDecimal> unexplained(Map<String, BigDecimal> venue) {
        SortedMap<String, BigDecimal> open = new TreeMap<>();
        rows.stream().filter(row -> !row.kind().explained()).forEach(row -> open.merge(row.asset(), row.change(), BigDecimal::add));
        // Two rows that undo each other leave nothing to explain: the equity is right again.
        Set<String> assets = new HashSet<>(venue.keySet());
        assets.addAll(balances.keySet());
        for (String asset : assets) {
            BigDecimal rest = venue.getOrDefault(asset, BigDecimal.ZERO).subtract(balances.getOrDefault(asset, BigDecimal.ZERO));
            open.merge(asset, rest, BigDecimal::add);
        }
        open.values().removeIf(amount -> amount.signum() == 0);
        open.replaceAll((asset, amount) -> Portion.plain(amount));
        return open;
    }
}
