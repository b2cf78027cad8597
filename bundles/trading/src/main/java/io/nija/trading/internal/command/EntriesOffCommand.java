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

/** {@code entries-off}: sets {@link Position#ENTRIES_OFF}. */
@Component(service = Command.class)
public final class EntriesOffCommand implements Command {

    static final CommandSpec SPEC = SwitchWords.spec("entries-off", "no new entries",
            "No new entry is sent; own resting entries are cancelled, exits and protection go on.");

    private final TradingFloor floor;

    @Activate
    public EntriesOffCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        return SwitchWords.set(floor, invocation, Position.ENTRIES_OFF);
    }
}
