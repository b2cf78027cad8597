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
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.lanes.Sessions;
import io.nija.order.TradeTrial;
import io.nija.platform.Installation;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code verify}: asks each lane's venue everything again, now. */
@Component
public final class VerifyCommand implements Command {

    /** Longer than a session's own timeouts for the five calls of a verification. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Option TRADE = Option.flag("--trade", "place the smallest order, far from the market, and cancel it");
    private static final Option FILL = Option.flag("--fill", "with --trade: buy it and sell it");
    private static final Option YES = Option.flag("--yes", "do not ask before a real order");

    private static final CommandSpec SPEC = new CommandSpec("verify", "checks live, now: keys, venue, rights, money, rules, stream",
            "Asks each venue everything again and shows the result step by step: keys present, well formed, authenticated, "
                    + "identity, clock, permissions, balances, instrument rules, private stream. Sends no order without --trade: then the "
                    + "smallest order that the venue takes is placed far from the market and cancelled, on each connected lane, through the same "
                    + "pipeline as every order; with --fill it is bought and sold, which costs the spread and the fees. That is the only order a lane in "
                    + "mode observe sends; a real one on a lane that is not armed needs a typed yes. Exit code 0: "
                    + "all lanes that count are connected (and did the trade), 1: some, 2: none; 3: --trade without a running NIJA.",
            List.of(new Parameter(WhyCommand.LANE, "an account, or one of its brokers; all when left out", false, Domain.ACCOUNT_OR_LANE)),
            List.of(TRADE, FILL, YES), Where.EITHER, Effect.CHANGES, true, List.of("verify", "verify master/kraken", "verify master/kraken --trade"));

    private final StatusModel status;
    private final Installation installation;
    private final Sessions sessions;
    private final TimeSource time;

    /** Trading is another bundle, and not there while its journal is not. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile TradeTrial trial;

    @Activate
    public VerifyCommand(@Reference StatusModel status, @Reference Sessions sessions, @Reference TimeSource time,
            @Reference Installation installation) {
        this.installation = installation;
        this.status = status;
        this.sessions = sessions;
        this.time = time;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        boolean trade = invocation.has(TRADE.name());
        if (invocation.has(FILL.name()) && !trade) {
            throw new Usage("--fill is a way of --trade; give both, or neither.");
        }
        if (trade && installation.start() == Installation.Start.COMMAND) {
            throw new CommandException(Exit.NOT_RUNNING, "NIJA is not running on the data folder " + installation.data()
                    + ", and an order is only sent by a running one, which keeps its journal. Start it with 'nija run'; nothing was sent.");
        }
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
        Map<LaneId, VerifiedTrade> trades = trade ? trades(verified, invocation) : Map.of();
        return answer(verified, trade, invocation.has(FILL.name()), trades);
    }

    /** All are planned, and a person has said yes to all real ones, before the first is sent. */
    private Map<LaneId, VerifiedTrade> trades(List<Verified> verified, Invocation invocation) throws CommandException, InterruptedException {
        TradeTrial service = trial;
        if (service == null) {
            throw new CommandException(Exit.NONE, "Nothing can be sent now, because the journal or trading is not there; 'doctor' says why."
                    + " Nothing was sent.");
        }
        return VerifiedTrade.all(service, verified.stream().filter(Verified::connected).map(lane -> lane.status().lane()).toList(),
                invocation.has(FILL.name()), invocation, YES);
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
        // What trading knows of the lane is no call of the session's: it is as old as it says.
        now.evidence().stream().filter(line -> line.step().compareTo(Step.RECONCILIATION) >= 0
                && all.stream().noneMatch(one -> one.step() == line.step())).forEach(all::add);
        return new Verified(now, all);
    }

    private Answer answer(List<Verified> verified, boolean trade, boolean fill, Map<LaneId, VerifiedTrade> trades) {
        Instant now = time.instant();
        long counted = verified.stream().filter(Verified::counts).count();
        long connected = verified.stream().filter(Verified::counts).filter(Verified::connected).count();
        long traded = verified.stream().filter(Verified::counts).filter(lane -> Optional.ofNullable(trades.get(lane.status().lane()))
                .filter(VerifiedTrade::done).isPresent()).count();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("generatedAt", now);
        json.put("connected", connected);
        json.put("counted", counted);
        if (trade) {
            json.put("traded", traded);
        }
        json.put("lanes", verified.stream().map(lane -> json(lane, trades.get(lane.status().lane()))).toList());
        List<Block> text = new ArrayList<>();
        for (Verified lane : verified) {
            text.add(Lines.of(lane.status().lane() + (lane.connected() ? ": connected" : ": not connected") + ", "
                    + lane.status().state() + " (" + LaneJson.word(lane.status().mode()) + ")"));
            text.add(new Table(List.of("", "STEP", "TIME", "AGE", "FOUND"), Ladder.rows(lane.evidence(), now)));
            Optional.ofNullable(trades.get(lane.status().lane())).ifPresent(done -> text.addAll(done.text()));
            lane.cause().filter(line -> !line.hint().isEmpty()).ifPresent(line -> text.add(Lines.of("Do: " + line.hint())));
            text.add(Lines.of(""));
        }
        text.add(Lines.of(counted == 0 ? "There is no lane that counts."
                : connected + " of " + counted + (counted == 1 ? " lane" : " lanes") + " connected."
                        + (!trade ? "" : " " + traded + (fill ? " bought the smallest order and sold it again." : " placed an order and took it back."))));
        long well = trade ? traded : connected;
        return new Answer(well == 0 ? Exit.NONE : well == counted ? Exit.OK : Exit.SOME, json, text, List.of());
    }

    private static Map<String, Object> json(Verified verified, VerifiedTrade trade) {
        Map<String, Object> json = LaneJson.ownLane(verified.status());
        json.put("evidence", LaneJson.evidence(verified.evidence()));
        json.put("connected", verified.connected());
        json.put("cause", LaneJson.cause(verified.cause().orElse(null)));
        if (trade != null) {
            json.put("trade", trade.json());
        }
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
