package io.nija.console.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.render.Ages;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.status.StatusModel;
import io.nija.status.TradingFacts;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code why}: a lane's ladder, the first unsatisfied step, and what to do about it. */
@Component
public final class WhyCommand implements Command {

    static final String LANE = "ACCOUNT[/BROKER]";

    private static final CommandSpec SPEC = new CommandSpec("why", "why a lane is where it is, and what to do",
            "Shows each step of the ladder with the time and the result of the call that proved or refused it, then "
                    + "the first step that is not satisfied, and what to do about it. Exit code 0 when it could answer.",
            List.of(new Parameter(LANE, "an account, or one of its brokers", true, Domain.ACCOUNT_OR_LANE)),
            List.of(), Where.RUNNING, Effect.READS, true, List.of("why master", "why daivon_frazier/kraken --json"));

    private final StatusModel status;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile TradingFacts trading;

    @Activate
    public WhyCommand(@Reference StatusModel status) {
        this.status = status;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage {
        Board board = status.board();
        String words = invocation.required(LANE);
        List<LaneStatus> lanes = LaneChoice.lanes(board, words);
        List<Block> text = new ArrayList<>();
        if (lanes.isEmpty()) {
            text.add(Lines.of(withoutLanes(LaneChoice.account(board, words))));
        }
        for (LaneStatus lane : lanes) {
            if (!text.isEmpty()) {
                text.add(Lines.of(""));
            }
            text.addAll(page(lane, board.generatedAt()));
            List<String> agreement = agreement(lane);
            if (!agreement.isEmpty()) {
                text.add(Lines.of("", "Journal and venue:"));
                text.add(new Lines(agreement.stream().map(line -> "  " + line).toList()));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("generatedAt", board.generatedAt());
        json.put("lanes", lanes.stream().map(this::json).toList());
        return new Answer(Exit.OK, json, text, List.of());
    }

    private static String withoutLanes(AccountStatus account) {
        return account.problem() == null
                ? account.id() + " has no broker: add a line brokers = kraken to its file."
                : account.id() + ": " + account.problem();
    }

    /** What is whose, and where journal and venue differ; nothing of a lane that has not come so far. */
    private List<String> agreement(LaneStatus lane) {
        TradingFacts facts = trading;
        return facts == null || lane.evidence(Step.RECONCILIATION).isEmpty() ? List.of() : facts.agreement(lane.lane());
    }

    private Map<String, Object> json(LaneStatus lane) {
        Map<String, Object> json = LaneJson.ownLane(lane);
        json.put("blockedReason", lane.blocked() == null ? null : lane.blocked().reason());
        json.put("cause", LaneJson.cause(lane.firstFailure().orElse(null)));
        json.put("agreement", agreement(lane));
        return json;
    }

    private static List<Block> page(LaneStatus lane, Instant now) {
        List<String> verdict = new ArrayList<>();
        verdict.add("");
        verdict.addAll(verdict(lane));
        return List.of(
                Lines.of(lane.lane() + " is " + lane.state() + " (" + LaneJson.word(lane.mode()) + "), since "
                        + Ages.time(lane.since()) + "."),
                Lines.of(""),
                new Table(List.of("", "STEP", "TIME", "AGE", "FOUND"), Ladder.rows(lane.evidence(), now)),
                new Lines(verdict));
    }

    private static List<String> verdict(LaneStatus lane) {
        List<String> lines = new ArrayList<>();
        if (lane.blocked() != null) {
            String until = lane.blocked().until() == null ? "" : " until " + Ages.time(lane.blocked().until());
            lines.add("Blocked: " + lane.blocked().kind() + until + ": " + lane.blocked().reason());
        }
        Optional<Evidence> cause = lane.firstFailure();
        cause.ifPresent(line -> lines.add("Why: " + Ladder.inWords(line.step()) + ": " + line.detail() + " (" + line.code() + ")"));
        if (!lane.missing().isEmpty()) {
            lines.add("Missing: " + String.join(", ", lane.missing()));
        }
        Optional<String> action = cause.map(Evidence::hint).filter(hint -> !hint.isEmpty())
                .or(() -> Optional.of(lane.hint()).filter(hint -> !hint.isEmpty()));
        action.ifPresent(hint -> lines.add("Do: " + hint));
        if (cause.isEmpty() && lane.blocked() == null) {
            lines.add(calm(lane));
        }
        if (lane.lastError() != null) {
            lines.add("Last error: " + lane.lastError().message() + " (" + lane.lastError().code() + ", "
                    + Ages.time(lane.lastError().at()) + ")");
        }
        return lines;
    }

    private static String calm(LaneStatus lane) {
        if (lane.state() == LadderState.DISABLED) {
            return "The account's file switches it off.";
        }
        if (!lane.state().connected()) {
            return "No step has failed; the venue has not answered yet.";
        }
        return lane.state() == LadderState.TRADING ? "Nothing is in the way: connected and trading."
                : lane.evidence(Step.STRATEGY).isEmpty() ? "Nothing is in the way of its connection. Trading: no, no strategy runs."
                : "Nothing is in the way of its connection.";
    }
}
