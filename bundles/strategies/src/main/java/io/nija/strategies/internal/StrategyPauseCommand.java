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

/** {@code strategy pause}. */
@Component(service = Command.class)
public final class StrategyPauseCommand implements Command {

    static final CommandSpec SPEC = new CommandSpec("strategy pause", "pauses a strategy", "It looks at the market and its positions are looked after, but it opens nothing, until 'strategy resume', also after a restart.",
            List.of(StrategyWords.NAME), List.of(), Where.RUNNING, Effect.CHANGES, false, List.of("strategy pause apex-btc"));

    private final StrategyFloor floor;

    @Activate
    public StrategyPauseCommand(@Reference StrategyFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        return StrategyWords.say(floor, invocation, Kept.Word.PAUSED, "It opens nothing until 'strategy resume'.");
    }
}
