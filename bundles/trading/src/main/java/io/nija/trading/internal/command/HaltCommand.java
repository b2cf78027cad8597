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

/** {@code halt}: sets {@link Position#HALT}. */
@Component(service = Command.class)
public final class HaltCommand implements Command {

    static final CommandSpec SPEC = SwitchWords.spec("halt", "sends nothing more but your cancels and flatten",
            "Nothing is sent but a person's cancels and flatten; stops at the venue stay.");

    private final TradingFloor floor;

    @Activate
    public HaltCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        return SwitchWords.set(floor, invocation, Position.HALT);
    }
}
