package io.nija.accounts.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.IdentityPins;
import io.nija.broker.IdentityPins.Environment;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;
import io.nija.status.Step;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code account rebind}: the account is another one at the venue from now on, and somebody says that this is meant. */
@Component
public final class AccountRebindCommand implements Command {

    private static final String LANE = "ACCOUNT/BROKER";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final CommandSpec SPEC = new CommandSpec("account rebind", "accepts that a lane's keys belong to another venue account",
            "The first authentication of a lane pins it to the account at the venue; keys of another account are refused from "
                    + "then on. This accepts the account that the keys in use belong to now, if no other lane is pinned to it, "
                    + "and is written to the audit log.",
            List.of(new Parameter(LANE, "the lane", true, Domain.LANE)), List.of(), Where.RUNNING, Effect.CHANGES, true,
            List.of("account rebind master/kraken"));

    private final StatusModel status;
    private final IdentityPins pins;
    private final Map<LaneId, BrokerSession> sessions = new ConcurrentHashMap<>();
    private final Map<BrokerId, Broker> brokers = new ConcurrentHashMap<>();

    @Activate
    public AccountRebindCommand(@Reference StatusModel status, @Reference IdentityPins pins) {
        this.status = status;
        this.pins = pins;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(BrokerSession session) {
        sessions.put(session.lane(), session);
    }

    void removeSession(BrokerSession session) {
        sessions.remove(session.lane(), session);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        brokers.put(broker.id(), broker);
    }

    void removeBroker(Broker broker) {
        brokers.remove(broker.id(), broker);
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        LaneStatus lane = lane(invocation.required(LANE));
        BrokerSession session = sessions.get(lane.lane());
        Broker broker = brokers.get(lane.lane().broker());
        if (session == null || broker == null) {
            throw new CommandException(Exit.NONE, lane.lane() + " has no session, so nobody knows which venue account its keys "
                    + "belong to: it is " + lane.state() + ". 'why " + lane.lane() + "' says what to do.");
        }
        Optional<Evidence> identity = lane.evidence(Step.IDENTITY);
        if (identity.filter(Evidence::ok).isPresent()) {
            return answer(lane, "Nothing was changed: the keys of " + lane.lane() + " belong to the venue account it is pinned to.");
        }
        pins.rebind(lane.lane(), broker.forcedMode() == Mode.SANDBOX ? Environment.SANDBOX : Environment.REAL);
        verify(session);
        LaneStatus now = status.lane(lane.lane()).orElse(lane);
        Optional<Evidence> found = now.evidence(Step.IDENTITY);
        if (found.filter(Evidence::ok).isEmpty()) {
            throw new CommandException(Exit.NONE, lane.lane() + " was not bound to the account its keys belong to: "
                    + found.map(Evidence::detail).orElse("the venue has not told which one that is.")
                    + found.map(Evidence::hint).filter(hint -> !hint.isEmpty()).map(hint -> " " + hint).orElse(""));
        }
        return answer(now, lane.lane() + " is bound to the venue account that its keys belong to now.");
    }

    private LaneStatus lane(String words) throws CommandException {
        LaneId wanted;
        try {
            wanted = LaneId.parse(words);
        } catch (IllegalArgumentException notALane) {
            throw new CommandException(Exit.USAGE, notALane.getMessage());
        }
        return status.lane(wanted).orElseThrow(() -> new CommandException(Exit.USAGE, "There is no lane '" + wanted
                + "'; the lanes are " + String.join(", ", status.board().lanes().map(known -> known.lane().toString()).toList()) + "."));
    }

    /** Asks the venue again, so that the session claims the account; what it finds stands in the status afterwards. */
    private static void verify(BrokerSession session) throws CommandException, InterruptedException {
        try {
            session.verify().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new CommandException(Exit.NONE, "The venue did not answer within " + PATIENCE.toSeconds()
                    + " s; the next authentication of " + session.lane() + " binds it.");
        } catch (ExecutionException failed) {
            throw new CommandException(Exit.NONE, "The session of " + session.lane() + " failed: " + Plain.text(failed.getMessage()));
        }
    }

    private static Answer answer(LaneStatus lane, String sentence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.lane().account().value());
        json.put("broker", lane.lane().broker().value());
        json.put("state", lane.state().name());
        json.put("identity", lane.evidence(Step.IDENTITY).map(Evidence::code).orElse(null));
        return Answer.of(Exit.OK, json, Lines.of(sentence));
    }
}
