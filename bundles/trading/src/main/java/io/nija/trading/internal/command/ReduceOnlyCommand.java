package io.nija.trading.internal.command;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Invocation;
import io.nija.journal.SwitchChange.Position;
import io.nija.trading.internal.TradingFloor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reduce-only}: sets {@link Position#REDUCE_ONLY}. */
@Component(service = Command.class)
public final class ReduceOnlyCommand implements Command {

    static final CommandSpec SPEC = SwitchWords.spec("reduce-only", "only orders that make positions smaller",
            "Only orders that make a position smaller are sent; own resting entries are cancelled, protection stays.");

    private final TradingFloor floor;

    @Activate
    public ReduceOnlyCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        return SwitchWords.set(floor, invocation, Position.REDUCE_ONLY);
    }
}
