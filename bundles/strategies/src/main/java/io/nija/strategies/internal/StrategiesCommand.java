package io.nija.strategies.internal;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.strategy.StrategyBoard.Funnel;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.StrategyStatus;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code strategies}: which run, where, and what came of what they looked at. */
@Component(service = Command.class)
public final class StrategiesCommand implements Command {

    private static final Option ACCOUNT = new Option("--account", "ACCOUNT", "only on this account", Domain.ACCOUNT);
    private static final Option BROKER = new Option("--broker", "BROKER", "only at this broker", Domain.BROKER);
    private static final Option SYMBOL = new Option("--symbol", "SYMBOL", "only this instrument", Domain.SYMBOL);
    private static final Option STRATEGY = new Option("--strategy", "STRATEGY", "only this strategy", Domain.TEXT);

    static final CommandSpec SPEC = new CommandSpec("strategies", "which strategies run, where, and what came of it",
            "For each strategy and place its state, and of today (UTC) the funnel: candles it looked at, entries it wanted, those that a check "
                    + "refused, those that became orders, those that traded, and what kept it from an entry last. --json has the counts of each "
                    + "rule and check, and the parameters in force.", List.of(), List.of(ACCOUNT, BROKER, SYMBOL, STRATEGY), Where.RUNNING, Effect.READS,
            true, List.of("strategies", "strategies --account master --json"));

    private final StrategyFloor floor;

    @Activate
    public StrategiesCommand(@Reference StrategyFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) {
        List<Map<String, Object>> json = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (StrategyStatus strategy : floor.all()) {
            if (!fits(invocation, STRATEGY, strategy.plan().name())) {
                continue;
            }
            List<RunStatus> runs = strategy.runs().stream().filter(run -> fits(invocation, ACCOUNT, run.lane().account().value())
                    && fits(invocation, BROKER, run.lane().broker().value()) && fits(invocation, SYMBOL, run.symbol().toString())).toList();
            json.add(json(strategy, runs));
            runs.forEach(run -> rows.add(row(strategy, run)));
        }
        List<String> notes = json.isEmpty() ? List.of("No strategy has a file; io.nija.strategy.TYPE-NAME.cfg in the configuration folder makes one.") : List.of();
        return new Answer(Exit.OK, Map.of("strategies", json), List.of(new Table(List.of("STRATEGY", "LANE", "SYMBOL", "STATE", "SCANNED", "SIGNALS", "VETOED",
                "ORDERED", "FILLED", "LATEST"), rows)), notes);
    }

    private static boolean fits(Invocation invocation, Option option, String value) {
        return invocation.option(option.name()).map(wanted -> wanted.equalsIgnoreCase(value)).orElse(true);
    }

    private static List<String> row(StrategyStatus strategy, RunStatus run) {
        Funnel funnel = run.funnel();
        String latest = run.code().isEmpty() ? run.last() == null ? "" : run.last().at().truncatedTo(ChronoUnit.SECONDS) + " " + run.last().why().text()
                : run.reason() + " [" + run.code() + "]";
        return List.of(strategy.plan().name(), run.lane().toString(), run.symbol().toString(), run.state().name(), "" + funnel.scanned(),
                "" + funnel.signalled(), "" + sum(funnel.vetoed()), "" + funnel.ordered(), "" + funnel.filled(), latest);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Object> json(StrategyStatus strategy, List<RunStatus> runs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", strategy.plan().name());
        json.put("type", strategy.plan().type());
        json.put("version", strategy.plan().version());
        json.put("bundle", strategy.bundle());
        json.put("parametersVersion", strategy.plan().parametersVersion());
        json.put("parameters", strategy.plan().parameters());
        json.put("runs", runs.stream().map(StrategiesCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(RunStatus run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", run.lane().account().value());
        json.put("broker", run.lane().broker().value());
        json.put("symbol", run.symbol().toString());
        json.put("state", run.state().name());
        json.put("code", run.code().isEmpty() ? null : run.code());
        json.put("reason", run.reason().isEmpty() ? null : run.reason());
        json.put("since", run.since());
        Map<String, Object> funnel = new LinkedHashMap<>();
        funnel.put("scanned", run.funnel().scanned());
        funnel.put("filtered", most(run.funnel().filtered()));
        funnel.put("signalled", run.funnel().signalled());
        funnel.put("vetoed", most(run.funnel().vetoed()));
        funnel.put("ordered", run.funnel().ordered());
        funnel.put("filled", run.funnel().filled());
        json.put("funnel", funnel);
        Map<String, Object> last = new LinkedHashMap<>();
        if (run.last() != null) {
            last.put("at", run.last().at());
            last.put("action", run.last().action());
            last.put("rule", run.last().why().rule());
            last.put("reason", run.last().why().text());
            last.put("numbers", run.last().why().numbers());
        }
        json.put("lastDecision", last.isEmpty() ? null : last);
        return json;
    }

    /** What counts most first. */
    private static Map<String, Long> most(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        new TreeMap<>(counts).entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
