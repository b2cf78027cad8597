package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.books.Fill;
import io.nija.books.Lot;
import io.nija.books.Position;
import io.nija.books.RoundTrip;
import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.market.Symbol;

/** The positions of one lane: the sum of the fills of our own orders, by instrument and strategy. Not thread-safe. */
public final class Shares {

    /**
     * The strategy's name of a person's sale of coins that are not NIJA's: such a fill changes the owner's own holding and
     * no position.
     */
    public static final String FOREIGN = "foreign";

    /** Most fees without a fill are of trades that are not ours, and whose fill never comes. */
    static final int EARLY = 5_000;
    /** So many fills of which both sides are told are kept: a fee in a third asset has a row of its own behind them. */
    static final int TOLD = 5_000;

    private final Map<String, Share> shares = new TreeMap<>();
    /** Fills of ours whose fee was not told with them, by trade id. */
    private final Map<String, FillApplied> withoutFee = new HashMap<>();
    /** The latest of those whose both sides are told. */
    private final LinkedHashMap<String, FillApplied> told = new LinkedHashMap<>();
    /** Fees whose fill is not here yet, by trade id; the latest. */
    private final LinkedHashMap<String, List<LedgerEntry>> early = new LinkedHashMap<>();
    private final Trips trips = new Trips();
    private long version;

    /** Books a fill; one of an order that is not ours, or of foreign coins, changes no position. */
    public void book(FillApplied fill) {
        book(fill, List.of());
    }

    /** @param told the ledger's rows of that trade that came while it was nobody's */
    void book(FillApplied fill, List<LedgerRow> told) {
        if (fill.intent() == null || FOREIGN.equals(fill.strategy())) {
            return;
        }
        Symbol symbol = Symbol.parse(fill.trade().symbol());
        String key = key(symbol, fill);
        Position before = shares.containsKey(key) ? shares.get(key).position() : Position.none(symbol);
        Position traded = before.apply(Fill.of(fill.trade(), symbol)).position();
        version++;
        shares.put(key, new Share(fill.strategy(), traded));
        trips.fill(key, fill.trade().venueTradeId(), fill.trade().feeCurrency() != null);
        List<LedgerEntry> fees = early.remove(fill.trade().venueTradeId());
        if (fill.trade().feeCurrency() == null) {
            withoutFee.put(fill.trade().venueTradeId(), fill);
            if (fees != null) {
                fees.forEach(entry -> late(fill, entry));
            } else {
                told.forEach(this::book);
            }
        }
        Position after = shares.get(key).position();
        if (before.quantity().signum() != 0 && after.quantity().signum() == 0) {
            trips.close(key, fill.strategy(), symbol, fill.trade().at(), after.trip());
        }
    }

    private static String key(Symbol symbol, FillApplied fill) {
        return symbol + " " + (fill.strategy() == null ? "" : fill.strategy());
    }

    /**
     * The ledger told a balance change: one with a fee of a trade, whose own booking did not tell it, makes the position's
     * fees, cash and quantity right. In any order with {@link #book}.
     */
    public void book(LedgerRow row) {
        LedgerEntry entry = row.entry();
        if (entry.type() != LedgerEntry.Type.TRADE || entry.reference() == null || entry.fee() == null || entry.fee().signum() == 0) {
            return;
        }
        FillApplied fill = withoutFee.getOrDefault(entry.reference(), told.get(entry.reference()));
        if (fill != null) {
            late(fill, entry);
        } else {
            early.computeIfAbsent(entry.reference(), first -> new ArrayList<>()).add(entry);
            if (early.size() > EARLY) {
                early.remove(early.keySet().iterator().next());
            }
        }
    }

    /** Of that trade nothing more is looked for: both its sides are told, or never will be. */
    void feeIsTold(String tradeId) {
        FillApplied fill = withoutFee.remove(tradeId);
        if (fill != null) {
            told.put(tradeId, fill);
        }
        if (told.size() > TOLD) {
            String oldest = told.keySet().iterator().next();
            told.remove(oldest);
            trips.forget(oldest);
        }
    }

    /** How much is kept of single fills and rows. */
    int kept() {
        return withoutFee.size() + told.size() + early.size() + trips.kept();
    }

    private void late(FillApplied fill, LedgerEntry entry) {
        Symbol symbol = Symbol.parse(fill.trade().symbol());
        String key = key(symbol, fill);
        Share share = shares.get(key);
        Position after = share.position().lateFee(Fill.of(fill.trade(), symbol), entry.asset(), entry.fee(), entry.at()).position();
        version++;
        shares.put(key, new Share(share.strategy(), after));
        trips.late(key, fill.trade().venueTradeId(), after.fees().subtract(share.position().fees()));
    }

    void write(FieldLines to) {
        to.line("shares", version);
        shares.values().forEach(share -> {
            Position held = share.position();
            List<Object> more = new ArrayList<>(List.of(held.lots().size()));
            held.lots().forEach(lot -> more.addAll(List.of(lot.fill(), lot.at(), lot.quantity(), lot.cost())));
            held.otherFees().forEach((asset, fee) -> more.addAll(List.of(asset, fee)));
            to.line("share", share.strategy(), held.symbol(), held.quantity(), held.cost(), held.realised(), held.realisedFifo(), held.fees(), held.cash(),
                    held.trip(), more);
        });
        new TreeMap<>(withoutFee).values().forEach(fill -> to.line("feeless", RecordFields.of(fill)));
        told.values().forEach(fill -> to.line("told", RecordFields.of(fill)));
        early.values().forEach(rows -> rows.forEach(row -> to.line("early", RecordFields.of(row))));
        trips.write(to);
    }

    /** @return whether the line is one of these */
    boolean read(LaneId lane, FieldLine from) {
        switch (from.kind()) {
            case "shares" -> version = from.number();
            case "share" -> {
                Share share = share(from);
                shares.put(share.position().symbol() + " " + Attribution.name(share.strategy()), share);
            }
            case "feeless" -> put(withoutFee, RecordFields.fill(lane, from));
            case "told" -> put(told, RecordFields.fill(lane, from));
            case "early" -> {
                LedgerEntry row = RecordFields.entry(lane, from);
                early.computeIfAbsent(row.reference(), first -> new ArrayList<>()).add(row);
            }
            default -> {
                return trips.read(from);
            }
        }
        return true;
    }

    private static void put(Map<String, FillApplied> fills, FillApplied fill) {
        fills.put(fill.trade().venueTradeId(), fill);
    }

    private static Share share(FieldLine from) {
        String strategy = from.text();
        Symbol symbol = Symbol.parse(from.text());
        BigDecimal quantity = from.decimal();
        BigDecimal cost = from.decimal();
        BigDecimal realised = from.decimal();
        BigDecimal realisedFifo = from.decimal();
        BigDecimal fees = from.decimal();
        BigDecimal cash = from.decimal();
        BigDecimal trip = from.decimal();
        List<Lot> lots = new ArrayList<>();
        for (long left = from.number(); left > 0; left--) {
            lots.add(new Lot(from.text(), from.instant(), from.decimal(), from.decimal()));
        }
        TreeMap<String, BigDecimal> otherFees = new TreeMap<>();
        while (from.more()) {
            otherFees.put(from.text(), from.decimal());
        }
        return new Share(strategy, new Position(symbol, quantity, cost, lots, realised, realisedFifo, fees, otherFees, cash, trip));
    }

    /** What a strategy, or a person ({@code null}), holds of an instrument; nothing when it never did. */
    Position position(Symbol symbol, String strategy) {
        Share share = shares.get(symbol + " " + Attribution.name(strategy));
        return share == null ? Position.none(symbol) : share.position();
    }

    /** Another number whenever a position changed. */
    long version() {
        return version;
    }

    /** All that ever were, those that hold nothing any more included. */
    public List<Share> all() {
        return List.copyOf(shares.values());
    }

    /** The latest closed round trips. */
    public List<RoundTrip> trips() {
        return trips.closed();
    }

    /**
     * What may be sold of each share: all of it, less what others owe of the coin. A share that sold everything and was told a fee
     * in the coin afterwards is below zero: the venue took that fee from coins that are another's here, and the largest share of
     * the coin pays it, so that all of them together never offer more than is managed.
     */
    public static Map<Share, BigDecimal> sellable(Collection<Share> shares) {
        Map<String, BigDecimal> owed = new TreeMap<>();
        shares.stream().map(Share::position).filter(position -> position.quantity().signum() < 0)
                .forEach(position -> owed.merge(position.symbol().base(), position.quantity().negate(), BigDecimal::add));
        Map<Share, BigDecimal> sellable = new LinkedHashMap<>();
        shares.stream().sorted(Comparator.comparing((Share share) -> share.position().quantity()).reversed()).forEach(share -> {
            BigDecimal has = share.position().quantity().max(BigDecimal.ZERO);
            BigDecimal pays = owed.getOrDefault(share.position().symbol().base(), BigDecimal.ZERO).min(has);
            owed.computeIfPresent(share.position().symbol().base(), (asset, debt) -> debt.subtract(pays));
            sellable.put(share, has.subtract(pays));
        });
        return sellable;
    }

    /** What may be sold of what a strategy, or a person, holds of an instrument. */
    BigDecimal sellable(Symbol symbol, String strategy) {
        return sellable(shares.values(), symbol, strategy);
    }

    /** What is managed of each asset, over all instruments and strategies; only what is above zero. */
    public Map<String, BigDecimal> managed() {
        return managed(shares.values());
    }

    /** As {@link #managed()}, of these. */
    public static Map<String, BigDecimal> managed(Collection<Share> shares) {
        Map<String, BigDecimal> assets = new TreeMap<>();
        new ArrayList<>(shares).forEach(share -> assets.merge(share.position().symbol().base(), share.position().quantity(), BigDecimal::add));
        assets.values().removeIf(quantity -> quantity.signum() <= 0);
        return assets;
    }

    /** What may be sold of one of them; nothing of one that is not among them any more. */
    public static BigDecimal sellable(Share share, Collection<Share> shares) {
        return sellable(shares, share.position().symbol(), share.strategy());
    }

    private static BigDecimal sellable(Collection<Share> shares, Symbol symbol, String strategy) {
        return sellable(shares).entrySet().stream().filter(share -> share.getKey().position().symbol().equals(symbol)
                && Objects.equals(share.getKey().strategy(), strategy)).map(Map.Entry::getValue).findFirst().orElse(BigDecimal.ZERO);
    }
}
