package io.nija.trading.internal.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
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
import io.nija.journal.Receipt;
import io.nija.trading.internal.TradingFloor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code disarm}: a live lane sends no more entries. */
@Component(service = Command.class)
public final class DisarmCommand implements Command {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final CommandSpec SPEC = new CommandSpec("disarm", "a live lane sends no more entries",
            "At once. What rests at the venue stays, exits and protection go on.",
            List.of(new Parameter("ACCOUNT/BROKER", "the lane", true, Domain.LANE)), List.of(), Where.RUNNING, Effect.CHANGES, false,
            List.of("disarm master/kraken"));

    private final TradingFloor floor;

    @Activate
    public DisarmCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        LaneId lane = Words.lane(floor, invocation.required("ACCOUNT/BROKER")).lane();
        boolean kept = Words.await(floor.armory().disarm(lane, Words.by(invocation), "").toCompletableFuture(), PATIENCE)
                .filter(Receipt::forced).isPresent();
        if (kept) {
            floor.passed("arming.durable", lane);
        }
        return new Answer(kept ? Exit.OK : Exit.SOME, Map.of("lane", lane.toString(), "armed", false),
                List.of(Lines.of(lane + " is not armed.")), kept ? List.of()
                        : List.of("It holds now, but could not be written down: a restart would forget it. 'doctor' says what is wrong with the disk."));
    }
}
