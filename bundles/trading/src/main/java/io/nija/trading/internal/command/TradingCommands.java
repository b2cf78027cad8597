package io.nija.trading.internal.command;

import java.util.List;

import io.nija.command.CommandSpec;
import io.nija.command.ExpectedCommands;

import org.osgi.service.component.annotations.Component;

/** The commands of this bundle, which are there themselves only while it trades. */
@Component(service = ExpectedCommands.class)
public final class TradingCommands implements ExpectedCommands {

    @Override
    public List<CommandSpec> specs() {
        return List.of(AdoptCommand.SPEC, AmendCommand.SPEC, ArmCommand.SPEC, CancelCommand.SPEC, DecisionsCommand.SPEC, DisarmCommand.SPEC,
                EntriesOffCommand.SPEC, FillsCommand.SPEC, FlattenCommand.SPEC, HaltCommand.SPEC, LedgerCommand.SPEC, LedgerExplainCommand.SPEC,
                OrderCommand.SPEC, PositionsCommand.SPEC, ProtectCommand.SPEC, ReduceOnlyCommand.SPEC, ResumeCommand.SPEC, StoryCommand.SPEC,
                TodayCommand.SPEC);
    }

    @Override
    public String missing() {
        return "Trading has not begun, or its journal cannot be opened, so nothing was done; ask again in a moment, and 'doctor' if it stays.";
    }
}
