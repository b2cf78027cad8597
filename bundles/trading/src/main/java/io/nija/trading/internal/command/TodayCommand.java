package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.nija.broker.Observation;
import io.nija.command.Answer;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;
import io.nija.platform.TimeSource;
import io.nija.risk.Worth;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Switchboard;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code today}: the day on one screen. */
@Component(service = Command.class)
public final class TodayCommand implements Command {

    static final CommandSpec SPEC = new CommandSpec("today", "the day on one screen",
            "Since each account's midnight: what closed positions brought, gross, fees and net apart, what was traded, and what is in the "
                    + "way; then each account's equity over its lanes of one mode, and the change of it today, open positions and fees included; "
                    + "then all accounts of a mode. Money that came or went is in none of it. A dash is unknown, never zero.",
            List.of(), List.of(LaneFilter.ACCOUNT, LaneFilter.BROKER), Where.RUNNING, Effect.READS, true, List.of("today"));

    private final TradingFloor floor;
    private final TimeSource time;

    @Activate
    public TodayCommand(@Reference TradingFloor floor, @Reference TimeSource time) {
        this.floor = floor;
        this.time = time;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        List<LaneDay> days = new ArrayList<>();
        Unknown unknown = new Unknown();
        for (Known lane : LaneFilter.lanes(floor, invocation)) {
            days.add(LaneDay.of(floor, lane, time.instant(), unknown));
        }
        List<Map<String, Object>> accounts = accounts(days);
        List<Map<String, Object>> totals = totals(accounts);
        List<Map<String, Object>> switches = floor.switches().all().stream().map(TodayCommand::json).toList();
        List<Block> text = new ArrayList<>(List.of(
                new Table(List.of("ACCOUNT", "BROKER", "MODE", "CURRENCY", "GROSS", "FEES", "NET", "FILLS", "BOUGHT", "SOLD", "OPEN", "DIFFERENCES"),
                        days.stream().map(day -> row(day.json())).toList()), Lines.of(""),
                new Table(List.of("ACCOUNT", "MODE", "CURRENCY", "EQUITY", "TODAY", "GROSS", "FEES", "NET"), accounts.stream().map(TodayCommand::row).toList()),
                Lines.of(""),
                new Table(List.of("ALL ACCOUNTS", "CURRENCY", "EQUITY", "TODAY", "GROSS", "FEES", "NET"), totals.stream().map(TodayCommand::row).toList())));
        text.add(new Lines(switches.isEmpty() ? List.of("", "No switch is set.") : Stream.concat(Stream.of(""), switches.stream().map(set ->
                set.get("position") + " for " + set.get("scope") + ": " + set.get("reason"))).toList()));
        Map<String, Object> json = unknown.document("lanes", days.stream().map(LaneDay::json).toList());
        json.put("accounts", accounts);
        json.put("totals", totals);
        json.put("switches", switches);
        List<String> notes = new ArrayList<>(unknown.notes());
        days.stream().filter(day -> day.worth() instanceof Observation.Missing<Worth>)
                .map(day -> "The equity of " + day.lane().id().account() + " is unknown: " + ((Observation.Missing<Worth>) day.worth()).reason())
                .distinct().forEach(notes::add);
        return new Answer(unknown.exit(), json, text, notes);
    }

    private static List<String> row(Map<String, Object> values) {
        return values.values().stream().map(value -> value == null ? null : value.toString()).toList();
    }

    /** Each account in each of its modes: its equity is over all its lanes of that mode. */
    private static List<Map<String, Object>> accounts(List<LaneDay> days) {
        Map<String, List<LaneDay>> grouped = new LinkedHashMap<>();
        days.forEach(day -> grouped.computeIfAbsent(day.lane().id().account() + " " + day.lane().mode(), first -> new ArrayList<>()).add(day));
        List<Map<String, Object>> accounts = new ArrayList<>();
        for (List<LaneDay> lanes : grouped.values()) {
            LaneDay first = lanes.get(0);
            Worth worth = first.worth() instanceof Observation.Known<Worth> known ? known.value() : null;
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("account", first.lane().id().account().value());
            json.put("mode", Words.word(first.lane().mode()));
            json.put("currency", first.lane().account().currency());
            json.put("equity", worth == null ? null : LaneAccounts.plain(worth.equity().amount()));
            json.put("todayPnl", worth == null ? null : LaneAccounts.plain(worth.today()));
            json.put("gross", sum(lanes.stream().map(LaneDay::gross).toList()));
            json.put("fees", sum(lanes.stream().map(LaneDay::fees).toList()));
            json.put("net", sum(lanes.stream().map(LaneDay::net).toList()));
            accounts.add(json);
        }
        return accounts;
    }

    /** Of each mode and currency: modes never mix, and neither do currencies here. */
    private static List<Map<String, Object>> totals(List<Map<String, Object>> accounts) {
        Map<String, List<Map<String, Object>>> grouped = new TreeMap<>();
        accounts.forEach(account -> grouped.computeIfAbsent(account.get("mode") + " " + account.get("currency"), first -> new ArrayList<>()).add(account));
        List<Map<String, Object>> totals = new ArrayList<>();
        for (List<Map<String, Object>> group : grouped.values()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("mode", group.get(0).get("mode"));
            json.put("currency", group.get(0).get("currency"));
            for (String amount : List.of("equity", "todayPnl", "gross", "fees", "net")) {
                json.put(amount, sum(group.stream().map(account -> (String) account.get(amount)).map(text -> text == null ? null : new BigDecimal(text))
                        .toList()));
            }
            totals.add(json);
        }
        return totals;
    }

    /** Unknown as soon as one part is. */
    private static String sum(List<BigDecimal> amounts) {
        return amounts.stream().anyMatch(Objects::isNull) ? null : LaneAccounts.plain(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static Map<String, Object> json(Switchboard.Set set) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scope", Switchboard.words(set.change().scope()));
        json.put("position", set.change().position().name());
        json.put("reason", set.change().reason());
        json.put("who", set.change().who());
        json.put("since", set.since());
        return json;
    }
}
