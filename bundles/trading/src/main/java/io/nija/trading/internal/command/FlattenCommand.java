package io.nija.trading.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code flatten}: cancels what NIJA has open and sells what it manages. */
@Component(service = Command.class)
public final class FlattenCommand implements Command {

    private static final Option YES = Option.flag("--yes", "do not ask");

    static final CommandSpec SPEC = new CommandSpec("flatten", "cancels NIJA's orders and sells its positions",
            "Shows what it will do and asks. Own orders are cancelled, own positions are sold at the market inside the price collar, each is "
                    + "confirmed, and what is left is reported. Coins that NIJA did not buy are never touched. It works under every switch. "
                    + "Each step waits up to a minute until the venue confirms it. Exit code 0: nothing is left; 1: something is, or is "
                    + "not confirmed yet; 2: nothing could be done.",
            List.of(new Parameter("ACCOUNT[/BROKER]", "an account, or one of its brokers", true, Domain.ACCOUNT_OR_LANE)), List.of(YES),
            Where.RUNNING, Effect.DANGEROUS, true, List.of("flatten master/kraken", "flatten master --yes"));

    private final TradingFloor floor;
    private final Ending ending;

    @Activate
    public FlattenCommand(@Reference TradingFloor floor) {
        this(floor, Ending.USUAL);
    }

    FlattenCommand(TradingFloor floor, Ending ending) {
        this.floor = floor;
        this.ending = ending;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        String name = invocation.required("ACCOUNT[/BROKER]");
        List<Flattening> lanes = floor.known().stream().filter(lane -> lane.id().toString().equals(name) || lane.id().account().value().equals(name))
                .sorted(java.util.Comparator.comparing(Known::id)).map(lane -> new Flattening(floor, lane, Words.by(invocation), ending,
                        invocation::err)).toList();
        if (lanes.isEmpty()) {
            throw new CommandException(Exit.USAGE, "There is no account or lane '" + name + "'. The lanes are "
                    + String.join(", ", floor.known().stream().map(lane -> lane.id().toString()).sorted().toList()) + ".");
        }
        List<String> plan = lanes.stream().flatMap(lane -> lane.plan().stream()).toList();
        if (plan.isEmpty()) {
            return Answer.of(Exit.OK, json(List.of(), List.of()), Lines.of("NIJA has no order and no position there; nothing was done."));
        }
        plan.forEach(invocation::err);
        Confirmation.require(invocation, YES, "Type yes to do this: ");
        List<Flattening.Step> steps = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Flattening lane : lanes) {
            steps.addAll(lane.run());
            left.addAll(lane.left());
        }
        List<Block> text = new ArrayList<>(List.of(new Table(List.of("LANE", "STEP", "DONE", "WHAT CAME OF IT"), steps.stream()
                .map(step -> List.of(step.account(), step.what(), mark(step.result()), step.detail())).toList())));
        boolean certain = steps.stream().noneMatch(step -> step.result() == Flattening.Result.NOT_CONFIRMED);
        text.add(new Lines(!left.isEmpty() ? prefixed(left) : List.of("", certain ? "Nothing of NIJA's is left there."
                : "Whether anything is left is not confirmed yet.")));
        boolean some = steps.stream().anyMatch(step -> step.result() != Flattening.Result.NOT_DONE);
        return new Answer(left.isEmpty() && certain ? Exit.OK : some ? Exit.SOME : Exit.NONE, json(steps, left), text, List.of());
    }

    private static String mark(Flattening.Result result) {
        return switch (result) {
            case DONE -> "✓";
            case NOT_DONE -> "✗";
            case NOT_CONFIRMED -> "?";
        };
    }

    private static List<String> prefixed(List<String> left) {
        List<String> lines = new ArrayList<>(List.of("", "Left:"));
        left.forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static Map<String, Object> json(List<Flattening.Step> steps, List<String> left) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Flattening.Step step : steps) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("lane", step.account());
            json.put("step", step.what());
            json.put("done", step.done());
            json.put("confirmed", step.result() != Flattening.Result.NOT_CONFIRMED);
            json.put("detail", step.detail());
            all.add(json);
        }
        return Map.of("steps", all, "left", left);
    }
}
