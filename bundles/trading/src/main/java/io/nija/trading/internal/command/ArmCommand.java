package io.nija.trading.internal.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
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
import io.nija.journal.Receipt;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code arm}: lets a live lane send real orders. */
@Component(service = Command.class)
public final class ArmCommand implements Command {

    private static final Option YES = Option.flag("--yes", "do not ask");
    private static final Option REASON = new Option("--reason", "TEXT", "why; it is kept", Domain.TEXT);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final CommandSpec SPEC = new CommandSpec("arm", "lets a live lane send real orders",
            "Only for a lane whose account's file says live, with keys that may not withdraw, folders that nobody else may write into, and "
                    + "a journal that agrees with the venue. It holds for these keys, through restarts, until 'disarm'.",
            List.of(new Parameter("ACCOUNT/BROKER", "the lane", true, Domain.LANE)), List.of(YES, REASON), Where.RUNNING, Effect.DANGEROUS,
            true, List.of("arm master/kraken"));

    private final TradingFloor floor;

    @Activate
    public ArmCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        Known lane = Words.known(floor, Words.lane(floor, invocation.required("ACCOUNT/BROKER")).lane());
        List<String> objections = floor.armory().objections(lane);
        if (!objections.isEmpty()) {
            return Words.refused("ARMING_REFUSED", lane.id() + " is not armed: " + String.join(" ", objections));
        }
        Confirmation.require(invocation, YES, lane.id() + " will send real orders with real money. Type yes to arm it: ");
        Optional<Receipt> receipt = Words.await(floor.armory().arm(lane.id(), Words.by(invocation),
                invocation.option(REASON.name()).orElse("")).toCompletableFuture(), PATIENCE);
        if (receipt.filter(Receipt::forced).isEmpty()) {
            return Words.refused("JOURNAL", lane.id() + " is not armed: it could not be written down. 'doctor' says what is wrong with the disk.");
        }
        floor.passed("arming.durable", lane.id());
        return Answer.of(Exit.OK, Map.of("lane", lane.id().toString(), "armed", true), Lines.of(lane.id() + " is armed: it may send real orders."));
    }
}
