package io.nija.strategies.internal;

import java.util.List;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code strategy resume}. */
@Component(service = Command.class)
public final class StrategyResumeCommand implements Command {

    static final CommandSpec SPEC = new CommandSpec("strategy resume", "lets a strategy trade again", "Ends a pause or a stop. One that failed begins anew from history.",
            List.of(StrategyWords.NAME), List.of(), Where.RUNNING, Effect.CHANGES, false, List.of("strategy resume apex-btc"));

    private final StrategyFloor floor;

    @Activate
    public StrategyResumeCommand(@Reference StrategyFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        return StrategyWords.say(floor, invocation, Kept.Word.RESUMED, "");
    }
}
