package io.nija.console.internal.command;

import java.util.List;

import io.nija.broker.BrokerSession;
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
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.lanes.Sessions;
import io.nija.credentials.CredentialDirectory;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reconnect}: ends a quarantine or a wait, and connects at once. */
@Component
public final class ReconnectCommand implements Command {

    private static final String LANE = "ACCOUNT/BROKER";

    private static final CommandSpec SPEC = new CommandSpec("reconnect", "connects a lane again at once, ending a quarantine",
            "For after a permission, an IP list or the cause of a quarantine was mended. A new pair of keys that was refused "
                    + "is proven once more. It does not wait for the venue: 'why' shows what came of it.",
            List.of(new Parameter(LANE, "the lane", true, Domain.LANE)),
            List.of(), Where.RUNNING, Effect.CHANGES, true, List.of("reconnect master/kraken"));

    private final StatusModel status;
    private final Sessions sessions;
    private final CredentialDirectory credentials;

    @Activate
    public ReconnectCommand(@Reference StatusModel status, @Reference Sessions sessions, @Reference CredentialDirectory credentials) {
        this.status = status;
        this.sessions = sessions;
        this.credentials = credentials;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        LaneStatus lane = LaneChoice.lane(status.board(), invocation.required(LANE));
        BrokerSession session = sessions.find(lane.lane()).orElseThrow(() -> new CommandException(Exit.NONE,
                lane.lane() + " has no session to reconnect: it is " + lane.state() + ", " + LaneReadings.whyNone(lane)
                        + ". 'why " + lane.lane() + "' says what to do."));
        session.reconnect();
        credentials.retry(lane.lane());
        LaneStatus now = status.lane(lane.lane()).orElse(lane);
        return Answer.of(Exit.OK, LaneJson.ownLane(now),
                Lines.of(lane.lane() + " connects again; it was " + lane.state() + ". 'why " + lane.lane() + "' shows what comes of it."));
    }
}
