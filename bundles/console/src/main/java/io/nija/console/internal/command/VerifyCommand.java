package io.nija.console.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.BrokerSession;
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
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.lanes.Sessions;
import io.nija.platform.TimeSource;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code verify}: asks each lane's venue everything again, now. */
@Component
public final class VerifyCommand implements Command {

    /** Longer than a session's own timeouts for the five calls of a verification. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final CommandSpec SPEC = new CommandSpec("verify", "checks live, now: keys, venue, rights, money, rules, stream",
            "Asks each venue everything again and shows the result step by step: keys present, well formed, authenticated, "
                    + "identity, clock, permissions, balances, instrument rules, private stream. Sends no order. Exit code 0: "
                    + "all lanes that count are connected, 1: some, 2: none.",
            List.of(new Parameter(WhyCommand.LANE, "an account, or one of its brokers; all when left out", false, Domain.ACCOUNT_OR_LANE)),
            List.of(), Where.EITHER, Effect.READS, true, List.of("verify", "verify master/kraken", "verify --json"));

    private final StatusModel status;
    private final Sessions sessions;
    private final TimeSource time;

    @Activate
    public VerifyCommand(@Reference StatusModel status, @Reference Sessions sessions, @Reference TimeSource time) {
        this.status = status;
        this.sessions = sessions;
        this.time = time;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage, InterruptedException {
        Optional<String> words = invocation.argument(WhyCommand.LANE);
        List<LaneStatus> lanes = lanes(status.board(), words);
        Map<LaneId, CompletionStage<List<Evidence>>> asked = new LinkedHashMap<>();
        for (LaneStatus lane : lanes) {
            sessions.find(lane.lane()).map(BrokerSession::verify).ifPresent(answer -> asked.put(lane.lane(), answer));
        }
        Patience patience = new Patience(PATIENCE);
        List<Verified> verified = new ArrayList<>();
        for (LaneStatus lane : lanes) {
            CompletionStage<List<Evidence>> answer = asked.get(lane.lane());
            verified.add(answer == null ? withoutSession(lane) : answered(lane, patience, answer));
        }
        return answer(verified);
    }

    private static List<LaneStatus> lanes(Board board, Optional<String> words) throws Usage {
        return words.isPresent() ? LaneChoice.lanes(board, words.get()) : board.lanes().toList();
    }

    /** Nothing was asked, so nothing is proven now, whatever an earlier session may have proven. */
    private Verified withoutSession(LaneStatus lane) {
        List<Evidence> evidence = beforeTheVenue(lane);
        if (evidence.stream().allMatch(Evidence::ok)) {
            evidence.add(Evidence.failed(Step.VENUE, time.instant(), "NO_SESSION", LaneReadings.whyNone(lane),
                    "See 'why " + lane.lane() + "'."));
        }
        return new Verified(lane, evidence);
    }

    private static List<Evidence> beforeTheVenue(LaneStatus lane) {
        return new ArrayList<>(lane.evidence().stream().filter(line -> line.step().compareTo(Step.VENUE) < 0).toList());
    }

    /** The steps before the venue are the platform's; those from the venue on are what the session just found. */
    private Verified answered(LaneStatus before, Patience patience, CompletionStage<List<Evidence>> answer)
            throws InterruptedException {
        List<Evidence> found = patience.await(answer).orElseGet(() -> List.of(Evidence.failed(Step.VENUE, time.instant(),
                "NO_ANSWER_IN_TIME", patience.lateness(), "See 'why " + before.lane() + "'.")));
        LaneStatus now = status.lane(before.lane()).orElse(before);
        List<Evidence> all = beforeTheVenue(now);
        found.stream().filter(line -> line.step().compareTo(Step.VENUE) >= 0).forEach(all::add);
        return new Verified(now, all);
    }

    private Answer answer(List<Verified> verified) {
        Instant now = time.instant();
        long counted = verified.stream().filter(Verified::counts).count();
        long connected = verified.stream().filter(Verified::counts).filter(Verified::connected).count();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("generatedAt", now);
        json.put("connected", connected);
        json.put("counted", counted);
        json.put("lanes", verified.stream().map(VerifyCommand::json).toList());
        List<Block> text = new ArrayList<>();
        for (Verified lane : verified) {
            text.add(Lines.of(lane.status().lane() + (lane.connected() ? ": connected" : ": not connected") + ", "
                    + lane.status().state() + " (" + LaneJson.word(lane.status().mode()) + ")"));
            text.add(new Table(List.of("", "STEP", "TIME", "AGE", "FOUND"), Ladder.rows(lane.evidence(), now)));
            lane.cause().filter(line -> !line.hint().isEmpty()).ifPresent(line -> text.add(Lines.of("Do: " + line.hint())));
            text.add(Lines.of(""));
        }
        text.add(Lines.of(counted == 0 ? "There is no lane that counts."
                : connected + " of " + counted + (counted == 1 ? " lane" : " lanes") + " connected."));
        return new Answer(connected == 0 ? Exit.NONE : connected == counted ? Exit.OK : Exit.SOME, json, text, List.of());
    }

    private static Map<String, Object> json(Verified verified) {
        Map<String, Object> json = LaneJson.ownLane(verified.status());
        json.put("evidence", LaneJson.evidence(verified.evidence()));
        json.put("connected", verified.connected());
        json.put("cause", LaneJson.cause(verified.cause().orElse(null)));
        return json;
    }

    /**
     * A lane after its verification.
     *
     * @param status as the platform sees it now
     * @param evidence all steps, those from the venue on just proven
     */
    private record Verified(LaneStatus status, List<Evidence> evidence) {

        boolean counts() {
            return status.mode() != Mode.PAPER && status.state() != LadderState.DISABLED;
        }

        /** The venue knows these keys now, and they are this account's; a suspended venue does not change that. */
        boolean connected() {
            return status.state() != LadderState.DISABLED
                    && proven(Step.AUTHENTICATION)
                    && evidence.stream().noneMatch(line -> line.step() == Step.IDENTITY && !line.ok());
        }

        private boolean proven(Step step) {
            return evidence.stream().anyMatch(line -> line.step() == step && line.ok());
        }

        Optional<Evidence> cause() {
            return evidence.stream().filter(line -> !line.ok()).findFirst();
        }
    }
}
