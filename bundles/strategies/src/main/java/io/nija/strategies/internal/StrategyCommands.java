package io.nija.strategies.internal;

import java.util.List;

import io.nija.command.CommandSpec;
import io.nija.command.ExpectedCommands;

import org.osgi.service.component.annotations.Component;

/** The commands of this bundle, which are there themselves only while it runs strategies. */
@Component(service = ExpectedCommands.class)
public final class StrategyCommands implements ExpectedCommands {

    @Override
    public List<CommandSpec> specs() {
        return List.of(StrategiesCommand.SPEC, StrategyPauseCommand.SPEC, StrategyResumeCommand.SPEC, StrategyStopCommand.SPEC);
    }

    @Override
    public String missing() {
        return "No strategy is run yet, because trading has not begun or its journal cannot be opened, so nothing was done; ask again in a moment, "
                + "and 'doctor' if it stays.";
    }
}
