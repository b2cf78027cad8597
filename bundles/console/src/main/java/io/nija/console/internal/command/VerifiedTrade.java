package io.nija.console.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec.Option;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.order.TradeTrial;

/**
 * What came of the smallest order on one lane.
 *
 * @param plan in one line
 * @param steps what was done
 */
record VerifiedTrade(String plan, List<TradeTrial.Step> steps) {

    /** Plans each, asks once for all that are real, and then sends them, one lane after the other. */
    static Map<LaneId, VerifiedTrade> all(TradeTrial trial, List<LaneId> lanes, boolean fill, Invocation invocation, Option yes)
            throws CommandException, InterruptedException {
        Map<LaneId, TradeTrial.Plan> plans = new LinkedHashMap<>();
        for (LaneId lane : lanes) {
            plans.put(lane, trial.plan(lane, fill));
        }
        confirm(plans, invocation, yes);
        Map<LaneId, VerifiedTrade> done = new LinkedHashMap<>();
        for (Map.Entry<LaneId, TradeTrial.Plan> one : plans.entrySet()) {
            if (one.getValue() instanceof TradeTrial.Plan.Possible possible) {
                done.put(one.getKey(), new VerifiedTrade(possible.words(), trial.run(possible, invocation.caller(), invocation::err)));
            } else if (one.getValue() instanceof TradeTrial.Plan.Impossible impossible) {
                done.put(one.getKey(), new VerifiedTrade("", List.of(new TradeTrial.Step("choose the smallest order", false, impossible.code(),
                        impossible.reason()))));
            }
        }
        return done;
    }

    private static void confirm(Map<LaneId, TradeTrial.Plan> plans, Invocation invocation, Option yes) throws CommandException, InterruptedException {
        List<String> real = plans.values().stream().filter(TradeTrial.Plan.Possible.class::isInstance).map(TradeTrial.Plan.Possible.class::cast)
                .filter(TradeTrial.Plan.Possible::real).map(TradeTrial.Plan.Possible::words).toList();
        if (real.isEmpty() || invocation.has(yes.name())) {
            return;
        }
        real.forEach(line -> invocation.err("A real order: " + line));
        Optional<String> answer = invocation.ask("Type yes to send " + (real.size() == 1 ? "it: " : "them: "), false);
        if (answer.isEmpty()) {
            throw new CommandException(Exit.USAGE, "There is nobody to ask; give " + yes.name() + " to go on without. Nothing was sent.");
        }
        if (!answer.get().strip().equalsIgnoreCase("yes")) {
            throw new CommandException(Exit.NONE, "That was no yes; nothing was sent.");
        }
    }

    /** Whether everything was done and nothing is left. */
    boolean done() {
        return steps.stream().allMatch(step -> Boolean.TRUE.equals(step.ok()));
    }

    List<Block> text() {
        return List.of(Lines.of(plan.isEmpty() ? "Trade:" : "Trade: " + plan), new Table(List.of("", "STEP", "WHAT CAME OF IT"), steps.stream()
                .map(step -> List.of(step.ok() == null ? "?" : step.ok() ? "✓" : "✗", step.what(), step.detail()
                        + (Boolean.TRUE.equals(step.ok()) ? "" : " [" + step.code() + "]"))).toList()));
    }

    Map<String, Object> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (TradeTrial.Step step : steps) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("step", step.what());
            json.put("ok", step.ok());
            json.put("code", step.code());
            json.put("detail", step.detail());
            all.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("done", done());
        json.put("plan", plan.isEmpty() ? null : plan);
        json.put("steps", all);
        return json;
    }
}
