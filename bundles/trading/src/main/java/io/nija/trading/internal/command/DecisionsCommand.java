package io.nija.trading.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.command.Answer;
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
import io.nija.journal.Entry;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.Refusal;
import io.nija.order.OrderRequest;
import io.nija.strategy.StrategyBoard;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.order.OrderName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code decisions}: what was wanted, by whom, and what came of it. */
@Component(service = Command.class)
public final class DecisionsCommand implements Command {

    private static final Option ALL = Option.flag("--all", "older ones too, as many as there are up to 10,000");
    private static final Option REFUSED = Option.flag("--refused", "only those that a check refused");
    private static final int USUAL = 100;
    private static final int MOST = 10_000;
    /** Everything that was said against one order is written at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    static final CommandSpec SPEC = new CommandSpec("decisions", "what was wanted, and what came of it",
            "Every order that a strategy, a person or NIJA itself wanted, newest last: refused, with each check that refused it and its "
                    + "numbers; or sent as an order, with what a rule changed of it and how far it is. Before them, for each strategy and lane, today's "
                    + "funnel (UTC, since NIJA runs): candles it looked at, which rule kept it from an entry, entries it wanted, which check refused "
                    + "them, orders, fills. --json has the numbers of each check.",
            List.of(new Parameter("ACCOUNT[/BROKER]", "an account, or one of its brokers; all when left out", false, Domain.ACCOUNT_OR_LANE)),
            options(), Where.RUNNING, Effect.READS, true, List.of("decisions", "decisions master --refused", "decisions --symbol BTC/USD --json"));

    private final TradingFloor floor;
    private volatile StrategyBoard strategies;

    @Activate
    public DecisionsCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setStrategies(StrategyBoard board) {
        strategies = board;
    }

    void unsetStrategies(StrategyBoard board) {
        strategies = strategies == board ? null : strategies;
    }

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(ALL, REFUSED));
        options.addAll(LaneFilter.ALL);
        return options;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    /**
     * One decision.
     *
     * @param sequence of its first record
     * @param refusals what was said against it; empty when it became an intent
     * @param intent what it became, or null
     */
    private record Decision(long sequence, Instant at, Known lane, List<Refusal> refusals, Intent intent) {

        OrderRequest order() {
            return intent == null ? refusals.get(0).order() : intent.placement().order();
        }

        String origin() {
            return intent == null ? refusals.get(0).origin() : intent.origin();
        }

        String strategy() {
            return intent == null ? refusals.get(0).strategy() : intent.strategy();
        }

        String purpose() {
            return Words.word(intent == null ? refusals.get(0).purpose() : intent.purpose());
        }
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        int limit = invocation.has(ALL.name()) ? MOST : USUAL;
        List<Decision> decisions = new ArrayList<>();
        List<Known> lanes = LaneFilter.lanes(floor, invocation, "ACCOUNT[/BROKER]");
        for (Known lane : lanes) {
            decisions.addAll(refused(lane));
            if (!invocation.has(REFUSED.name())) {
                for (Entry entry : floor.journal().history().newest(Intent.class, lane.id(), MOST)) {
                    if (entry.record() instanceof Intent intent) {
                        decisions.add(new Decision(entry.sequence(), entry.writtenAt(), lane, List.of(), intent));
                    }
                }
            }
        }
        List<Decision> wanted = decisions.stream().filter(decision -> LaneFilter.symbol(invocation, decision.lane(), decision.order().symbol().toString())
                && LaneFilter.strategy(invocation, decision.strategy())).sorted(Comparator.comparing(Decision::sequence)).toList();
        List<Decision> shown = wanted.subList(Math.max(0, wanted.size() - limit), wanted.size());
        List<Map<String, Object>> json = shown.stream().map(this::json).toList();
        List<String> notes = wanted.size() > shown.size() ? List.of((wanted.size() - shown.size()) + " older ones are not shown; --all shows them.")
                : List.of();
        StrategyBoard board = strategies;
        List<Funnels.OnLane> funnels = Funnels.of(board == null ? List.of() : board.all(), lanes, invocation);
        List<Answer.Block> pages = new ArrayList<>(funnels.isEmpty() ? List.of() : List.of(Funnels.table(funnels)));
        pages.add(new Table(List.of("TIME", "ACCOUNT", "BROKER", "BY", "WANTED", "OUTCOME", "WHY"), json.stream().map(DecisionsCommand::row).toList()));
        return new Answer(Exit.OK, Map.of("decisions", json, "funnel", funnels.stream().map(Funnels.OnLane::json).toList()), pages, notes);
    }

    /** Refusals of one order stand one after the other. */
    private List<Decision> refused(Known lane) {
        List<Entry> entries = new ArrayList<>(floor.journal().history().newest(Refusal.class, lane.id(), MOST));
        entries.sort(Comparator.comparing(Entry::sequence));
        List<Decision> decisions = new ArrayList<>();
        Entry before = null;
        for (Entry entry : entries) {
            if (!(entry.record() instanceof Refusal refusal)) {
                continue;
            }
            Decision last = decisions.isEmpty() ? null : decisions.get(decisions.size() - 1);
            if (last != null && same(last, refusal) && !before.writtenAt().plus(AT_ONCE).isBefore(entry.writtenAt())) {
                last.refusals().add(refusal);
            } else {
                decisions.add(new Decision(entry.sequence(), entry.writtenAt(), lane, new ArrayList<>(List.of(refusal)), null));
            }
            before = entry;
        }
        return decisions;
    }

    private static boolean same(Decision last, Refusal refusal) {
        Refusal first = last.refusals().get(0);
        boolean told = last.refusals().stream().anyMatch(one -> one.check().equals(refusal.check()) && one.code().equals(refusal.code()));
        return !told && first.order().equals(refusal.order()) && first.purpose() == refusal.purpose() && first.origin().equals(refusal.origin())
                && Objects.equals(first.strategy(), refusal.strategy());
    }

    private Map<String, Object> json(Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        OrderRequest order = decision.order();
        json.put("at", decision.at());
        json.put("account", decision.lane().id().account().value());
        json.put("broker", decision.lane().id().broker().value());
        json.put("origin", decision.origin());
        json.put("strategy", decision.strategy());
        json.put("parameters", parameters(decision.origin()));
        json.put("purpose", decision.purpose());
        json.put("symbol", order.symbol().toString());
        json.put("side", Words.word(order.side()));
        json.put("type", Words.word(order.type()));
        json.put("quantity", Words.plain(order.quantity()));
        json.put("limit", Words.plain(order.limit()));
        json.put("stop", Words.plain(order.stop()));
        json.put("explanation", decision.intent() == null || decision.intent().explanation().isEmpty() ? null : decision.intent().explanation());
        Optional<IntentState> state = decision.intent() == null ? Optional.empty() : floor.journal().history().intent(decision.intent().number());
        json.put("outcome", decision.intent() == null ? "REFUSED" : "ORDERED");
        json.put("orderId", decision.intent() == null ? null : OrderName.of(decision.intent().number()));
        json.put("state", state.map(now -> now.stage().name()).orElse(null));
        json.put("refusals", decision.refusals().stream().map(DecisionsCommand::json).toList());
        return json;
    }

    /** The version of a strategy's parameters: the end of {@code strategy NAME VERSION}. */
    private static String parameters(String origin) {
        String[] words = origin.split(" ");
        return words.length == 3 && words[0].equals("strategy") ? words[2] : null;
    }

    private static Map<String, Object> json(Refusal refusal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", refusal.check());
        json.put("code", refusal.code());
        json.put("reason", refusal.reason());
        json.put("numbers", new TreeMap<>(refusal.numbers()));
        return json;
    }

    private static List<String> row(Map<String, Object> decision) {
        List<String> row = new ArrayList<>();
        row.add(((Instant) decision.get("at")).truncatedTo(ChronoUnit.SECONDS).toString());
        row.add((String) decision.get("account"));
        row.add((String) decision.get("broker"));
        row.add((String) decision.get("origin"));
        row.add(decision.get("side") + " " + decision.get("quantity") + " " + decision.get("symbol")
                + (decision.get("stop") == null ? "" : " at " + decision.get("stop")) + (decision.get("limit") == null ? "" : " limit " + decision.get("limit")));
        boolean refused = decision.get("outcome").equals("REFUSED");
        row.add(refused ? "refused" : decision.get("orderId") + " " + decision.get("state"));
        row.add(refused ? why((List<?>) decision.get("refusals")) : Objects.toString(decision.get("explanation"), ""));
        return row;
    }

    private static String why(List<?> refusals) {
        Map<?, ?> first = (Map<?, ?>) refusals.get(0);
        return first.get("reason") + " [" + first.get("code") + "]" + (refusals.size() == 1 ? "" : " and " + String.join(", ",
                refusals.stream().skip(1).map(one -> String.valueOf(((Map<?, ?>) one).get("code"))).toList()));
    }
}
