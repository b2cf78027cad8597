package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import java.util.stream.Stream;

import io.nija.account.LaneId;
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
 * older ones are only their sums, but for what nobody has explained yet and what a person may still say is ours. Not
 * thread-safe.
 */
final class LedgerRows {

    private static final int KEPT = 2_000;
    private static final int OWNERS = 20_000;
    /** Clocks differ: near the opening the venue's own balances say which rows are in it. */
    private static final Duration UNSURE = Duration.ofSeconds(30);

    private static final Comparator<LedgerEntry> ORDER = Comparator.comparing(LedgerEntry::at).thenComparing(LedgerEntry::venueLedgerId);

    /**
     * Whose a fill was.
     *
     * @param intent the number of the order's intent; null when it is not ours
     */
    private record Whose(Long intent, String strategy) {}

    private Instant since;
    private SortedMap<String, BigDecimal> opening = new TreeMap<>();
    private Map<String, BigDecimal> before = new TreeMap<>();
    private SortedMap<String, BigDecimal> flowsBefore = new TreeMap<>();
    private final List<LedgerRow> all = new ArrayList<>();
    /** Of which assets there is a row, by trade id. */
    private final Map<String, Set<String>> trades = new HashMap<>();
    /** The number of the intent that a row names, by trade id, of these. */
    private final Map<String, Long> intents = new HashMap<>();
    /** Whose the latest fills were, by trade id. */
    private final LinkedHashMap<String, Whose> owners = new LinkedHashMap<>();
    /** What somebody else's trades changed whose rows are only sums now, by trade id: a person may still adopt the order. */
    private final LinkedHashMap<String, Map<String, BigDecimal>> strangers = new LinkedHashMap<>();
    private final Map<String, LedgerKind> explanations = new HashMap<>();
    /** Rows that are in the sums and that the venue leaves unexplained, by their ids; what a person says of one counts whenever it is said. */
    private final Map<String, io.nija.books.LedgerRow> open = new LinkedHashMap<>();
    private LedgerBook book;
    private long typed;

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
        owners.put(fill.trade().venueTradeId(), new Whose(fill.intent(), fill.strategy()));
        if (owner(fill.intent(), fill.strategy()) instanceof Owner.Own && strangers.containsKey(fill.trade().venueTradeId())) {
            Map<String, BigDecimal> changes = strangers.remove(fill.trade().venueTradeId());
            changes.forEach((asset, change) -> flowsBefore.merge(asset, change.negate(), BigDecimal::add));
            trades.computeIfAbsent(fill.trade().venueTradeId(), first -> new HashSet<>()).addAll(changes.keySet());
        }
        open.values().removeIf(row -> own(row, fill));
        if (owners.size() > OWNERS) {
            owners.remove(owners.keySet().iterator().next());
        }
        book = null;
    }

    /** Whether a row that nobody could explain is of that fill of ours; then it is explained. */
    private boolean own(io.nija.books.LedgerRow row, FillApplied fill) {
        boolean own = fill.trade().venueTradeId().equals(row.reference()) && owner(fill.intent(), fill.strategy()) instanceof Owner.Own;
        if (own) {
            trades.computeIfAbsent(row.reference(), first -> new HashSet<>()).add(row.asset());
        }
        return own;
    }

    boolean knows(String tradeId) {
        return owners.containsKey(tradeId);
    }

    Long intent(String tradeId) {
        Whose fill = owners.get(tradeId);
        return fill == null ? null : fill.intent();
    }

    /** The ids of the latest fills, oldest first. */
    Collection<String> trades() {
        return owners.keySet();
    }

    /** Whether all that a fill changed is in rows. */
    boolean complete(FillApplied fill) {
        Set<String> told = assets(fill.trade().venueTradeId());
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
        missing.removeAll(assets(fill.trade().venueTradeId()));
        return missing;
    }

    /** The assets of which a row tells what a trade changed. */
    private Set<String> assets(String tradeId) {
        Set<String> assets = new HashSet<>(trades.getOrDefault(tradeId, Set.of()));
        assets.addAll(strangers.getOrDefault(tradeId, Map.of()).keySet());
        return assets;
    }

    /** The rows of a trade that are kept one by one. */
    List<LedgerRow> of(String tradeId) {
        return trades.containsKey(tradeId) ? all.stream().filter(row -> tradeId.equals(row.entry().reference())).toList() : List.of();
    }

    /** A person, or the journal, says what a row was. */
    void explain(String row, LedgerKind kind) {
        explanations.put(row, kind);
        book = null;
    }

    /** A row tells what a trade did to an asset. */
    void told(LedgerRow row) {
        if (row.entry().type() == LedgerEntry.Type.TRADE && row.entry().reference() != null) {
            trades.computeIfAbsent(row.entry().reference(), first -> new HashSet<>()).add(row.entry().asset());
            if (row.intent() != null) {
                intents.put(row.entry().reference(), row.intent());
            }
        }
    }

    void write(FieldLines to) {
        to.line("ledger");
        before.forEach((asset, amount) -> to.line("before", asset, amount));
        flowsBefore.forEach((asset, amount) -> to.line("flow", asset, amount));
        all.sort(Comparator.comparing(LedgerRow::entry, ORDER));
        all.forEach(row -> to.line("row", row.intent(), RecordFields.of(row.entry())));
        new TreeMap<>(trades).forEach((trade, assets) -> to.line("traded", trade, new TreeSet<>(assets)));
        new TreeMap<>(intents).forEach((trade, intent) -> to.line("traded-for", trade, intent));
        owners.forEach((trade, whose) -> to.line("whose", trade, whose.intent(), whose.strategy()));
        strangers.forEach((trade, changes) -> {
            List<Object> sums = new ArrayList<>();
            changes.forEach((asset, change) -> sums.addAll(List.of(asset, change)));
            to.line("stranger", trade, sums);
        });
        open.values().forEach(row -> to.line("open", row.id(), row.at(), row.kind(), row.asset(), row.amount(), row.fee(), row.balance(), row.reference(),
                row.owner(), row.venueType()));
    }

    /** Reads a line after {@link #open}. @return whether it is one of these */
    boolean read(LaneId lane, FieldLine from) {
        switch (from.kind()) {
            case "ledger" -> before = new TreeMap<>();
            case "before" -> before.put(from.text(), from.decimal());
            case "flow" -> flowsBefore.put(from.text(), from.decimal());
            case "row" -> {
                Long intent = from.number();
                all.add(new LedgerRow(RecordFields.entry(lane, from), intent));
            }
            case "traded" -> trades.put(from.text(), new HashSet<>(from.texts()));
            case "traded-for" -> intents.put(from.text(), from.number());
            case "whose" -> owners.put(from.text(), new Whose(from.number(), from.text()));
            case "stranger" -> {
                Map<String, BigDecimal> changes = new TreeMap<>();
                strangers.put(from.text(), changes);
                while (from.more()) {
                    changes.put(from.text(), from.decimal());
                }
            }
            case "open" -> {
                io.nija.books.LedgerRow row = new io.nija.books.LedgerRow(lane, from.text(), from.instant(), from.one(LedgerKind.class), from.text(),
                        from.decimal(), from.decimal(), from.decimal(), from.text(), from.text(), from.text());
                open.put(row.id(), row);
            }
            default -> {
                return false;
            }
        }
        book = null;
        return true;
    }

    /** In the order of their time. */
    static List<LedgerEntry> sorted(List<LedgerEntry> entries) {
        return entries.stream().sorted(ORDER).toList();
    }

    /** Keeps a row. What that costs does not grow with the rows that there were, whether they are explained or not. */
    void add(LedgerRow row) {
        told(row);
        all.add(row);
        book = null;
        if (all.size() > 2 * KEPT) {
            all.sort(Comparator.comparing(LedgerRow::entry, ORDER));
            List<LedgerRow> old = new ArrayList<>(all.subList(0, all.size() - KEPT));
            if (since != null) {
                // Those from before the opening are in it.
                fold(old);
            }
            all.subList(0, old.size()).clear();
            // A trade may have its other row among those that stay.
            Set<String> kept = new HashSet<>();
            all.forEach(one -> kept.add(one.entry().reference()));
            old.stream().map(one -> one.entry().reference()).filter(trade -> !kept.contains(trade)).forEach(trades::remove);
            intents.keySet().retainAll(trades.keySet());
        }
    }

    private void fold(List<LedgerRow> old) {
        // As the venue tells it, so that the sums are the same whenever a person explains a row.
        LedgerBook summed = type(old, Map.of());
        before = new TreeMap<>(summed.balances());
        summed.flows().forEach((asset, amount) -> flowsBefore.merge(asset, amount, BigDecimal::add));
        for (io.nija.books.LedgerRow row : summed.rows()) {
            if (!row.kind().explained()) {
                open.put(row.id(), row);
            } else if (row.kind() == LedgerKind.FOREIGN_FILL && row.reference() != null) {
                strangers.computeIfAbsent(row.reference(), first -> new TreeMap<>()).merge(row.asset(), row.change(), BigDecimal::add);
            }
        }
        while (strangers.size() > OWNERS) {
            strangers.remove(strangers.keySet().iterator().next());
        }
    }

    private LedgerBook type(List<LedgerRow> rows, Map<String, LedgerKind> said) {
        List<LedgerEntry> counting = counting(rows);
        typed += counting.size();
        return LedgerBook.of(before, counting, this::owner, said);
    }

    /** How many rows were typed so far: what all of this has cost. */
    long typed() {
        return typed;
    }

    /** How much is kept of single rows and trades. */
    int kept() {
        return all.size() + trades.size() + strangers.size() + open.size() + owners.size();
    }

    /** The rows that are kept one by one, typed. */
    LedgerBook book() {
        if (book == null) {
            all.sort(Comparator.comparing(LedgerRow::entry, ORDER));
            book = type(all, explanations);
        }
        return book;
    }

    /** What came in and went out beside own trades since the opening. */
    SortedMap<String, BigDecimal> flows() {
        SortedMap<String, BigDecimal> flows = new TreeMap<>(flowsBefore);
        book().flows().forEach((asset, amount) -> flows.merge(asset, amount, BigDecimal::add));
        open.values().stream().filter(row -> explanations.containsKey(row.id()) && explanations.get(row.id()).flow())
                .forEach(row -> flows.merge(row.asset(), row.change(), BigDecimal::add));
        flows.values().removeIf(amount -> amount.signum() == 0);
        return flows;
    }

    /** What the rows changed that nobody has explained. */
    SortedMap<String, BigDecimal> unexplained() {
        SortedMap<String, BigDecimal> unexplained = new TreeMap<>();
        Stream.concat(open.values().stream().filter(row -> !explanations.containsKey(row.id())),
                book().rows().stream().filter(row -> !row.kind().explained()))
                .forEach(row -> unexplained.merge(row.asset(), row.change(), BigDecimal::add));
        return unexplained;
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
        int next = 0;
        while (next < entries.size()) {
            LedgerEntry first = entries.get(next);
            int moment = next;
            while (next < entries.size() && entries.get(next).at().equals(first.at())) {
                next++;
            }
            if (first.at().isAfter(since.minus(UNSURE)) && first.at().isBefore(since.plus(UNSURE))) {
                near(since, entries.subList(moment, next), reached, counting);
            } else if (first.at().isAfter(since)) {
                counting.addAll(entries.subList(moment, next));
            }
        }
        return counting;
    }

    /** Of one moment: an order that trades with several is booked at one time, in an order that only the balances tell. */
    private static void near(Instant since, List<LedgerEntry> moment, Map<String, BigDecimal> reached, List<LedgerEntry> counting) {
        List<LedgerEntry> left = new ArrayList<>(moment);
        Optional<LedgerEntry> found;
        do {
            found = left.stream().filter(entry -> entry.balance() == null ? entry.at().isAfter(since) : entry.balance().subtract(change(entry))
                    .compareTo(reached.getOrDefault(entry.asset(), BigDecimal.ZERO)) == 0).findFirst();
            found.ifPresent(entry -> {
                left.remove(entry);
                counting.add(entry);
                reached.merge(entry.asset(), change(entry), BigDecimal::add);
            });
        } while (found.isPresent());
    }

    private static BigDecimal change(LedgerEntry entry) {
        return entry.amount().subtract(entry.fee());
    }

    private Owner owner(String trade) {
        Whose fill = owners.get(trade);
        if (fill != null) {
            return owner(fill.intent(), fill.strategy());
        }
        // A row is kept only when it is known whose it is; the fill itself is so old that only the row says it.
        return owner(intents.get(trade), null);
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
        effect.keySet().removeAll(assets(fill.trade().venueTradeId()));
        return effect;
    }
}
