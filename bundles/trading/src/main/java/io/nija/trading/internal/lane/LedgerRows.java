package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.nija.books.LedgerBook;
import io.nija.books.LedgerBook.Owner;
import io.nija.books.LedgerKind;
import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.market.Symbol;
import io.nija.order.Side;

/**
 * The rows of a lane's ledger since its opening. The newest are kept one by one, since late ones may still come between them;
 * older ones that are explained are only their sums. Not thread-safe.
 */
final class LedgerRows {

    private static final int KEPT = 2_000;
    private static final int OWNERS = 20_000;
    /** Clocks differ: near the opening the venue's own balances say which rows are in it. */
    private static final Duration UNSURE = Duration.ofSeconds(30);

    private static final Comparator<LedgerEntry> ORDER = Comparator.comparing(LedgerEntry::at).thenComparing(LedgerEntry::venueLedgerId);

    private Instant since;
    private SortedMap<String, BigDecimal> opening = new TreeMap<>();
    private Map<String, BigDecimal> before = new TreeMap<>();
    private SortedMap<String, BigDecimal> flowsBefore = new TreeMap<>();
    private final List<LedgerRow> all = new ArrayList<>();
    /** Of which assets there is a row, by trade id. */
    private final Map<String, Set<String>> trades = new HashMap<>();
    private final LinkedHashMap<String, FillApplied> owners = new LinkedHashMap<>();
    /** What somebody else's trades changed whose rows are only sums now, by trade id: a person may still adopt the order. */
    private final LinkedHashMap<String, Map<String, BigDecimal>> strangers = new LinkedHashMap<>();
    private final Map<String, LedgerKind> explanations = new HashMap<>();
    /** Summed up again when there are so many. */
    private int foldAt = 2 * KEPT;
    private LedgerBook book;

    /** From when on rows count; null before that. */
    Instant since() {
        return since;
    }

    SortedMap<String, BigDecimal> opening() {
        return opening;
    }

    void open(Instant at, Map<String, BigDecimal> balances) {
        since = at;
        opening = new TreeMap<>(balances);
        before = new TreeMap<>(balances);
        book = null;
    }

    /** Whose a fill was; one of a stranger's order that a person adopted is a flow no more. */
    void owner(FillApplied fill) {
        owners.put(fill.trade().venueTradeId(), fill);
        if (owner(fill.intent(), fill.strategy()) instanceof Owner.Own && strangers.containsKey(fill.trade().venueTradeId())) {
            Map<String, BigDecimal> changes = strangers.remove(fill.trade().venueTradeId());
            changes.forEach((asset, change) -> flowsBefore.merge(asset, change.negate(), BigDecimal::add));
            trades.put(fill.trade().venueTradeId(), new HashSet<>(changes.keySet()));
        }
        if (owners.size() > OWNERS) {
            owners.remove(owners.keySet().iterator().next());
        }
        book = null;
    }

    boolean knows(String tradeId) {
        return owners.containsKey(tradeId);
    }

    Long intent(String tradeId) {
        FillApplied fill = owners.get(tradeId);
        return fill == null ? null : fill.intent();
    }

    /** Whether all that a fill changed is in rows. */
    boolean complete(FillApplied fill) {
        Set<String> told = trades.getOrDefault(fill.trade().venueTradeId(), Set.of());
        return symbol(fill).map(symbol -> told.containsAll(List.of(symbol.base(), symbol.quote()))).orElse(told.size() >= 2);
    }

    /** What was traded; empty for somebody else's trade of which only the venue's own name of the pair is known. */
    static Optional<Symbol> symbol(FillApplied fill) {
        String name = fill.trade().symbol();
        int slash = name.indexOf('/');
        return slash > 0 && slash == name.lastIndexOf('/') && slash < name.length() - 1 ? Optional.of(Symbol.parse(name)) : Optional.empty();
    }

    /** Of which of a trade's assets there is no row. */
    Set<String> missing(FillApplied fill) {
        Set<String> missing = new TreeSet<>();
        symbol(fill).ifPresent(symbol -> missing.addAll(List.of(symbol.base(), symbol.quote())));
        missing.removeAll(trades.getOrDefault(fill.trade().venueTradeId(), Set.of()));
        return missing;
    }

    /** The rows of a trade that are kept one by one. */
    List<LedgerRow> of(String tradeId) {
        return trades.containsKey(tradeId) ? all.stream().filter(row -> tradeId.equals(row.entry().reference())).toList() : List.of();
    }

    /** A person, or the journal, says what a row was. */
    void explain(String row, LedgerKind kind) {
        explanations.put(row, kind);
        book = null;
        foldAt = 2 * KEPT;
    }

    /** A row tells what a trade did to an asset. */
    void told(LedgerRow row) {
        if (row.entry().type() == LedgerEntry.Type.TRADE && row.entry().reference() != null) {
            trades.computeIfAbsent(row.entry().reference(), first -> new HashSet<>()).add(row.entry().asset());
        }
    }

    /** In the order of their time. */
    static List<LedgerEntry> sorted(List<LedgerEntry> entries) {
        return entries.stream().sorted(ORDER).toList();
    }

    void add(LedgerRow row) {
        told(row);
        all.add(row);
        book = null;
        if (all.size() > foldAt) {
            all.sort(Comparator.comparing(LedgerRow::entry, ORDER));
            if (since == null) {
                // Before the opening: they are in it.
                all.subList(0, KEPT).clear();
            } else {
                fold();
            }
            // One that nothing explains keeps what follows it; it is not tried with every row again.
            foldAt = Math.max(2 * KEPT, all.size() + KEPT);
        }
    }

    /** Sums up what is old, up to the first that nothing explains. */
    private void fold() {
        List<LedgerRow> old = all.subList(0, all.size() - KEPT);
        LedgerBook summed = LedgerBook.of(before, counting(old), this::owner, explanations);
        Set<String> unexplained = summed.rows().stream().filter(row -> !row.kind().explained()).map(io.nija.books.LedgerRow::id)
                .map(id -> id.startsWith(LedgerBook.GAP) ? id.substring(LedgerBook.GAP.length()) : id).collect(Collectors.toSet());
        int explained = 0;
        while (explained < old.size() && !unexplained.contains(old.get(explained).entry().venueLedgerId())) {
            explained++;
        }
        List<LedgerRow> gone = new ArrayList<>(old.subList(0, explained));
        if (explained < old.size()) {
            summed = LedgerBook.of(before, counting(gone), this::owner, explanations);
        }
        before = new TreeMap<>(summed.balances());
        summed.flows().forEach((asset, amount) -> flowsBefore.merge(asset, amount, BigDecimal::add));
        summed.rows().stream().filter(row -> row.reference() != null && row.kind() == LedgerKind.FOREIGN_FILL && trades.containsKey(row.reference()))
                .forEach(row -> strangers.computeIfAbsent(row.reference(), first -> new TreeMap<>()).merge(row.asset(), row.change(), BigDecimal::add));
        while (strangers.size() > OWNERS) {
            strangers.remove(strangers.keySet().iterator().next());
        }
        gone.forEach(row -> trades.remove(row.entry().reference()));
        all.subList(0, explained).clear();
    }

    /** The rows that are kept one by one, typed. */
    LedgerBook book() {
        if (book == null) {
            all.sort(Comparator.comparing(LedgerRow::entry, ORDER));
            book = LedgerBook.of(before, counting(all), this::owner, explanations);
        }
        return book;
    }

    /** What came in and went out beside own trades since the opening. */
    SortedMap<String, BigDecimal> flows() {
        SortedMap<String, BigDecimal> flows = new TreeMap<>(flowsBefore);
        book().flows().forEach((asset, amount) -> flows.merge(asset, amount, BigDecimal::add));
        flows.values().removeIf(amount -> amount.signum() == 0);
        return flows;
    }

    private List<LedgerEntry> counting(List<LedgerRow> rows) {
        return counting(since, opening, rows.stream().map(LedgerRow::entry).sorted(ORDER).toList());
    }

    /**
     * The entries that came after the opening. Near it the venue's own balances decide: an entry whose balance was reached
     * from what the opening has came after it, any other before.
     */
    static List<LedgerEntry> counting(Instant since, Map<String, BigDecimal> opening, List<LedgerEntry> entries) {
        List<LedgerEntry> counting = new ArrayList<>();
        Map<String, BigDecimal> reached = new HashMap<>(opening);
        for (LedgerEntry entry : entries) {
            boolean near = entry.balance() != null && entry.at().isAfter(since.minus(UNSURE)) && entry.at().isBefore(since.plus(UNSURE));
            BigDecimal from = reached.getOrDefault(entry.asset(), BigDecimal.ZERO);
            BigDecimal change = entry.amount().subtract(entry.fee());
            if (near ? entry.balance().subtract(change).compareTo(from) == 0 : entry.at().isAfter(since)) {
                counting.add(entry);
                reached.put(entry.asset(), from.add(change));
            }
        }
        return counting;
    }

    private Owner owner(String trade) {
        FillApplied fill = owners.get(trade);
        if (fill != null) {
            return owner(fill.intent(), fill.strategy());
        }
        // A row is kept only when it is known whose it is; the fill itself is so old that only the row says it.
        Long intent = all.stream().filter(row -> trade.equals(row.entry().reference())).map(LedgerRow::intent).filter(number -> number != null)
                .findFirst().orElse(null);
        return owner(intent, null);
    }

    /** Coins of the owner's that a person sold through NIJA are no trade of NIJA's. */
    static Owner owner(Long intent, String strategy) {
        return intent == null || Shares.FOREIGN.equals(strategy) ? new Owner.Foreign() : new Owner.Own(strategy == null ? "" : strategy);
    }

    /** How a fill changed balances, as far as it tells and no row does; of a pair without a known name only the rows tell. */
    Map<String, BigDecimal> effect(FillApplied fill) {
        Symbol symbol = symbol(fill).orElse(null);
        if (symbol == null) {
            return Map.of();
        }
        boolean buys = fill.trade().side() == Side.BUY;
        Map<String, BigDecimal> effect = new TreeMap<>();
        effect.put(symbol.base(), buys ? fill.trade().quantity() : fill.trade().quantity().negate());
        effect.merge(symbol.quote(), buys ? fill.trade().cost().negate() : fill.trade().cost(), BigDecimal::add);
        if (fill.trade().fee() != null && fill.trade().feeCurrency() != null) {
            effect.merge(fill.trade().feeCurrency(), fill.trade().fee().negate(), BigDecimal::add);
        }
        effect.keySet().removeAll(trades.getOrDefault(fill.trade().venueTradeId(), Set.of()));
        return effect;
    }
}
