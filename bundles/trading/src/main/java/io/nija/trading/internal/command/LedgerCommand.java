package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.books.LedgerRow;
import io.nija.books.YearReport;
import io.nija.command.Answer;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.order.OrderName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ledger}: every balance change explained. */
@Component(service = Command.class)
public final class LedgerCommand implements Command {

    private static final Option ASSET = new Option("--asset", "ASSET", "only this asset", Domain.TEXT);
    private static final Option YEAR = new Option("--year", "YEAR", "the year of the account's zone, with the lots that were closed", Domain.TEXT);
    private static final Option DISPOSALS = Option.flag("--disposals", "the lots that were closed instead of the balance changes");
    private static final Option CSV = Option.flag("--csv", "for a spreadsheet");
    private static final Option OPEN = Option.flag("--open", "only what nobody can explain");
    private static final Option ALL = Option.flag("--all", "older rows too");
    private static final int USUAL = 200;

    static final CommandSpec SPEC = new CommandSpec("ledger", "every balance change, explained",
            "One row for each change of a balance since NIJA first read it, as the venue booked it: a fill of NIJA's, somebody else's, a "
                    + "deposit, a withdrawal, a transfer, a reward, an adjustment; what nobody can explain is a row too, and 'ledger explain' "
                    + "says what it was. Below it, whether the rows add up to what the venue has, to the last decimal. With --year also the "
                    + "result of the year, gross, fees and net apart, by the average and first in, first out. --csv has stable columns, "
                    + "exact numbers, times in UTC, and no text in it can become a formula. Exit code 0: everything is explained; 1: something is not.",
            List.of(new Parameter("ACCOUNT[/BROKER]", "an account, or one of its brokers; all when left out", false, Domain.ACCOUNT_OR_LANE)),
            List.of(LaneFilter.ACCOUNT, LaneFilter.BROKER, ASSET, LaneFilter.SYMBOL, YEAR, DISPOSALS, CSV, OPEN, ALL), Where.RUNNING, Effect.READS,
            true, List.of("ledger", "ledger master/kraken --asset BTC", "ledger --year 2026 --csv", "ledger --year 2026 --disposals --csv"));

    private final TradingFloor floor;

    @Activate
    public LedgerCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        Optional<Integer> year = year(invocation);
        if (invocation.has(CSV.name()) && invocation.json()) {
            throw new CommandException(Exit.USAGE, "--csv and --json are two forms of one answer; give one of them.");
        }
        List<LaneAccounts> lanes = new ArrayList<>();
        for (Known lane : LaneFilter.lanes(floor, invocation, "ACCOUNT[/BROKER]")) {
            lanes.add(LaneAccounts.of(floor, lane));
        }
        List<LedgerRow> rows = new ArrayList<>();
        List<List<String>> disposals = new ArrayList<>();
        for (LaneAccounts lane : lanes) {
            lane.rows().stream().filter(row -> wanted(invocation, lane, row)).filter(row -> year.isEmpty()
                    || YearReport.in(year.get(), lane.known().account().zone(), row.at())).forEach(rows::add);
            year.ifPresent(wanted -> disposals.addAll(lane.disposals(wanted)));
        }
        rows.sort(java.util.Comparator.comparing(LedgerRow::at));
        boolean explained = lanes.stream().allMatch(LaneAccounts::explained);
        int exit = explained ? Exit.OK : Exit.SOME;
        if (invocation.has(CSV.name())) {
            return csv(invocation, exit, rows, disposals, lanes.stream().flatMap(lane -> lane.notes().stream()).toList());
        }
        int hidden = year.isPresent() || invocation.has(ALL.name()) ? 0 : Math.max(0, rows.size() - USUAL);
        List<LedgerRow> shown = rows.subList(hidden, rows.size());
        List<String> notes = new ArrayList<>();
        if (hidden > 0) {
            notes.add(hidden + " older rows are not shown; --all shows them.");
        }
        lanes.forEach(lane -> notes.addAll(lane.notes()));
        return new Answer(exit, json(shown, lanes, disposals, year), text(invocation, shown, lanes, disposals, year), notes);
    }

    private static Optional<Integer> year(Invocation invocation) throws CommandException {
        Optional<String> text = invocation.option(YEAR.name());
        try {
            int year = text.map(Integer::parseInt).orElse(2000);
            if (Year.of(year).getValue() < 2000 || year > 9999) {
                throw new DateTimeException("out of range");
            }
        } catch (NumberFormatException | DateTimeException notAYear) {
            throw new CommandException(Exit.USAGE, "--year is a year, for example 2026; '" + text.orElse("") + "' is not.");
        }
        if (invocation.has(DISPOSALS.name()) && text.isEmpty()) {
            throw new CommandException(Exit.USAGE, "--disposals are of a year; give --year too.");
        }
        return text.map(Integer::parseInt);
    }

    private static boolean wanted(Invocation invocation, LaneAccounts lane, LedgerRow row) {
        boolean asset = invocation.option(ASSET.name()).map(wanted -> wanted.equalsIgnoreCase(row.asset())).orElse(true);
        boolean symbol = !invocation.has(LaneFilter.SYMBOL.name()) || lane.symbol(row.reference())
                .map(name -> LaneFilter.symbol(invocation, lane.known(), name)).orElse(false);
        return asset && symbol && (!invocation.has(OPEN.name()) || !row.kind().explained());
    }

    private static Answer csv(Invocation invocation, int exit, List<LedgerRow> rows, List<List<String>> disposals, List<String> notes) {
        String text = invocation.has(DISPOSALS.name()) ? YearReport.csv(YearReport.DISPOSAL_COLUMNS, disposals)
                : YearReport.csv(YearReport.CHANGE_COLUMNS, rows.stream().map(YearReport::change).toList());
        // On standard error: the spreadsheet gets nothing but rows.
        return new Answer(exit, Map.of(), List.of(new Lines(text.lines().toList())), notes);
    }

    private static Map<String, Object> json(List<LedgerRow> rows, List<LaneAccounts> lanes, List<List<String>> disposals, Optional<Integer> year) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ledger", rows.stream().map(row -> json(row, lanes)).toList());
        json.put("balances", lanes.stream().flatMap(lane -> lane.balances().stream()).toList());
        if (year.isPresent()) {
            json.put("year", year.get());
            json.put("disposals", disposals.stream().map(row -> {
                Map<String, Object> one = new LinkedHashMap<>();
                for (int column = 0; column < row.size(); column++) {
                    one.put(YearReport.DISPOSAL_COLUMNS.get(column), row.get(column));
                }
                return one;
            }).toList());
            json.put("results", lanes.stream().flatMap(lane -> lane.results(year.get()).stream()).toList());
        }
        return json;
    }

    private static Map<String, Object> json(LedgerRow row, List<LaneAccounts> lanes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", row.id());
        json.put("at", row.at());
        json.put("account", row.lane().account().value());
        json.put("broker", row.lane().broker().value());
        json.put("kind", row.kind().name());
        json.put("asset", row.asset());
        json.put("amount", Words.plain(row.amount()));
        json.put("fee", Words.plain(row.fee()));
        json.put("balance", Words.plain(row.balance()));
        json.put("orderId", order(row, lanes).map(OrderName::of).orElse(null));
        json.put("reference", row.reference());
        json.put("strategy", row.owner() == null || row.owner().isEmpty() ? null : row.owner());
        json.put("venueType", row.venueType());
        json.put("explained", row.kind().explained());
        return json;
    }

    private static Optional<Long> order(LedgerRow row, List<LaneAccounts> lanes) {
        return lanes.stream().filter(lane -> lane.known().id().equals(row.lane())).findFirst().flatMap(lane -> lane.order(row.id()));
    }

    private static List<Block> text(Invocation invocation, List<LedgerRow> rows, List<LaneAccounts> lanes, List<List<String>> disposals,
            Optional<Integer> year) {
        List<Block> text = new ArrayList<>();
        if (!invocation.has(DISPOSALS.name())) {
            text.add(new Table(List.of("TIME", "ACCOUNT", "BROKER", "KIND", "ASSET", "AMOUNT", "FEE", "BALANCE", "ORDER", "ROW"),
                    rows.stream().map(row -> row(row, lanes)).toList()));
            text.add(Lines.of(""));
            lanes.forEach(lane -> text.add(new Lines(lane.sums())));
        }
        if (year.isPresent()) {
            text.add(Lines.of("", "Closed in " + year.get() + ", first in, first out; amounts in the last currency named:"));
            text.add(new Table(YearReport.DISPOSAL_COLUMNS.stream().map(String::toUpperCase).toList(), disposals));
            text.add(Lines.of(""));
            for (LaneAccounts lane : lanes) {
                lane.results(year.get()).forEach(result -> text.add(Lines.of(lane.known().id() + " in " + year.get() + ": gross " + result.get("gross")
                        + " (first in, first out " + result.get("grossFifo") + "), fees " + result.get("fees") + ", net " + result.get("net") + " "
                        + result.get("currency"))));
            }
        }
        return text;
    }

    private static List<String> row(LedgerRow row, List<LaneAccounts> lanes) {
        List<String> cells = new ArrayList<>();
        Instant at = row.at().truncatedTo(ChronoUnit.SECONDS);
        cells.add(at.toString());
        cells.add(row.lane().account().value());
        cells.add(row.lane().broker().value());
        cells.add(Words.word(row.kind()) + (row.kind().explained() || row.venueType().isEmpty() ? "" : " (" + row.venueType() + ")"));
        cells.add(row.asset());
        cells.add(Words.plain(row.amount()));
        cells.add(row.fee().signum() == 0 ? "" : Words.plain(row.fee()));
        cells.add(Words.plain(row.balance() == null ? null : plain(row.balance())));
        cells.add(order(row, lanes).map(OrderName::of).orElse(""));
        cells.add(row.id());
        return cells;
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
