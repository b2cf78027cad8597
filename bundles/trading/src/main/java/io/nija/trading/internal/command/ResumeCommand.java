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

/** {@code resume}: sets {@link Position#OPEN}. */
@Component(service = Command.class)
public final class ResumeCommand implements Command {

    static final CommandSpec SPEC = SwitchWords.spec("resume", "takes a switch back",
            "Takes back what was set for exactly this scope; switches of other scopes stay in force.");

    private final TradingFloor floor;

    @Activate
    public ResumeCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        return SwitchWords.set(floor, invocation, Position.OPEN);
    }
}
