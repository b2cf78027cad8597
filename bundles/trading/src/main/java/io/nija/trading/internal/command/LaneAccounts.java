package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.nija.books.LedgerKind;
import io.nija.books.LedgerRow;
import io.nija.books.TradeBook;
import io.nija.books.YearReport;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LedgerHistory;

/**
 * One lane's money as the {@code ledger} shows it.
 *
 * @param known the lane
 * @param history what the journal has
 * @param rows with the running balance; what is unexplained now and in no row of the venue's is a row {@code now-ASSET}
 * @param venue what the venue has, by asset; null when it is not known now
 */
record LaneAccounts(Known known, LedgerHistory history, List<LedgerRow> rows, SortedMap<String, BigDecimal> venue) {

    /** Reads it; waits for the disk. */
    static LaneAccounts of(TradingFloor floor, Known known) {
        LedgerHistory history = LedgerHistory.read(floor.journal().history(), known.id());
        List<LedgerRow> rows = new ArrayList<>(history.running());
        remainders(known, history.book().rows()).forEach((asset, rest) -> rows.add(new LedgerRow(known.id(), "now-" + asset, floor.now(),
                LedgerKind.UNEXPLAINED, asset, rest, BigDecimal.ZERO, null, "", "", "")));
        SortedMap<String, BigDecimal> venue = null;
        if (known.venue().session().map(BrokerSession::balances).orElse(null) instanceof Observation.Known<List<Balance>> read) {
            venue = new TreeMap<>();
            for (Balance balance : read.value()) {
                venue.merge(balance.asset(), balance.total(), BigDecimal::add);
            }
        }
        return new LaneAccounts(known, history, rows, venue);
    }

    /** What is unexplained now beside the rows of the venue that nobody can explain. */
    static SortedMap<String, BigDecimal> remainders(Known known, List<LedgerRow> rows) {
        SortedMap<String, BigDecimal> rest = new TreeMap<>(known.lane().accounting().unexplained());
        rows.stream().filter(row -> !row.kind().explained()).forEach(row -> rest.merge(row.asset(), row.change().negate(), BigDecimal::add));
        rest.values().removeIf(amount -> amount.signum() == 0);
        rest.replaceAll((asset, amount) -> amount.stripTrailingZeros());
        return rest;
    }

    boolean explained() {
        return known.lane().accounting().explained() && rows.stream().allMatch(row -> row.kind().explained());
    }

    /** The instrument of a trade. */
    Optional<String> symbol(String trade) {
        return history.fills().stream().filter(own -> own.fill().id().equals(trade)).map(own -> own.fill().symbol().toString()).findFirst();
    }

    /** The number of the order that caused a row. */
    Optional<Long> order(String row) {
        return Optional.ofNullable(history.orders().get(row));
    }

    List<List<String>> disposals(int year) {
        return YearReport.disposals(year, known.account().zone(), TradeBook.of(history.fills(), null).closed());
    }

    /** Each asset: what was there, what the rows make of it, what the venue has. */
    List<Map<String, Object>> balances() {
        List<Map<String, Object>> balances = new ArrayList<>();
        for (String asset : assets()) {
            BigDecimal sum = history.book().balances().getOrDefault(asset, BigDecimal.ZERO);
            BigDecimal pending = history.unledgered().getOrDefault(asset, BigDecimal.ZERO);
            BigDecimal has = venue == null ? null : venue.getOrDefault(asset, BigDecimal.ZERO);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("account", known.id().account().value());
            json.put("broker", known.id().broker().value());
            json.put("asset", asset);
            json.put("opening", plain(history.opening().getOrDefault(asset, BigDecimal.ZERO)));
            json.put("rows", plain(sum));
            json.put("fillsWithoutRows", plain(pending));
            json.put("venue", plain(has));
            json.put("difference", has == null ? null : plain(has.subtract(sum).subtract(pending)));
            balances.add(json);
        }
        return balances;
    }

    private TreeSet<String> assets() {
        TreeSet<String> assets = new TreeSet<>(history.book().balances().keySet());
        assets.addAll(history.opening().keySet());
        assets.addAll(history.unledgered().keySet());
        if (venue != null && history.since() != null) {
            venue.forEach((asset, amount) -> {
                if (amount.signum() != 0) {
                    assets.add(asset);
                }
            });
        }
        return assets;
    }

    /** The same in words: what changed, and what does not add up; assets that never changed are only counted. */
    List<String> sums() {
        if (history.since() == null) {
            return List.of(known.id() + ": its balances are not accounted for yet; that begins when the lane is first reconciled.");
        }
        List<String> lines = new ArrayList<>();
        int quiet = 0;
        for (Map<String, Object> balance : balances()) {
            boolean moved = !balance.get("opening").equals(balance.get("rows")) || !balance.get("fillsWithoutRows").equals("0");
            boolean equal = "0".equals(balance.get("difference"));
            if (!moved && equal) {
                quiet++;
                continue;
            }
            lines.add(known.id() + " " + balance.get("asset") + ": " + balance.get("opening") + " at first, " + balance.get("rows") + " by the rows"
                    + (balance.get("fillsWithoutRows").equals("0") ? "" : ", " + balance.get("fillsWithoutRows") + " by fills whose rows the venue's ledger was not asked for yet")
                    + (balance.get("venue") == null ? "; what the venue has is not known now." : equal ? "; the venue has exactly that."
                            : !balance.get("fillsWithoutRows").equals("0") && known.lane().accounting().explained() ? "; the venue has " + balance.get("venue")
                                    + ", and its ledger is asked for the fees between."
                            : "; the venue has " + balance.get("venue") + ", a difference of " + balance.get("difference") + "."));
        }
        lines.add(known.id() + ": accounted for since " + history.since().truncatedTo(ChronoUnit.SECONDS) + "; " + quiet + " assets did not change.");
        return lines;
    }

    /** What a person should know beside the rows. */
    List<String> notes() {
        return explained() || known.lane().accounting().reason().isEmpty() ? List.of() : List.of(known.lane().accounting().reason());
    }

    /** The result of a year, by currency: gross by both methods, fees, net. */
    List<Map<String, Object>> results(int year) {
        ZoneId zone = known.account().zone();
        TradeBook before = TradeBook.of(history.fills(), LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant());
        TradeBook after = TradeBook.of(history.fills(), LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant());
        return results(before, after);
    }

    static List<Map<String, Object>> results(TradeBook before, TradeBook after) {
        TreeSet<String> currencies = new TreeSet<>(after.gross().keySet());
        currencies.addAll(after.fees().keySet());
        List<Map<String, Object>> results = new ArrayList<>();
        for (String currency : currencies) {
            BigDecimal gross = change(after.gross(), before.gross(), currency);
            BigDecimal fees = change(after.fees(), before.fees(), currency);
            BigDecimal fifo = change(after.grossFifo(), before.grossFifo(), currency);
            if (gross.signum() != 0 || fees.signum() != 0 || fifo.signum() != 0) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("currency", currency);
                json.put("gross", plain(gross));
                json.put("grossFifo", plain(fifo));
                json.put("fees", plain(fees));
                json.put("net", plain(gross.subtract(fees)));
                json.put("netFifo", plain(fifo.subtract(fees)));
                results.add(json);
            }
        }
        return results;
    }

    private static BigDecimal change(Map<String, BigDecimal> after, Map<String, BigDecimal> before, String currency) {
        return after.getOrDefault(currency, BigDecimal.ZERO).subtract(before.getOrDefault(currency, BigDecimal.ZERO));
    }

    static String plain(BigDecimal number) {
        return number == null ? null : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
