package io.nija.deployer.internal;

import java.time.Duration;
import java.util.List;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code undo}: goes back to the jar a plug-in ran before. */
@Component
public final class UndoCommand implements Command {

    private static final String NAME = "NAME";

    private static final CommandSpec SPEC = new CommandSpec("undo", "puts the jar a plug-in ran before back in place",
            "Replaces the plug-in's bundle, and its file in the folder of plug-ins, by the jar that ran before; with the same checks, "
                    + "wait and roll-back as deploy. A plug-in that was deleted comes back. Where the folder holds a "
                    + "file that was refused, the jar that runs is put there again. A second undo takes the first one back.",
            List.of(new Parameter(NAME, "the plug-in, as 'deploy' lists it", true, Domain.TEXT)), List.of(DeployCommand.WAIT),
            Where.RUNNING, Effect.CHANGES, false, List.of("undo broker-kraken"));

    private final Deployer deployer;

    @Activate
    public UndoCommand(@Reference Deployer deployer) {
        this.deployer = deployer;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        Duration limit = DeployCommand.limit(invocation);
        try {
            return deployer.at(desk -> {
                Deployment done = desk.undo(invocation.required(NAME), invocation.caller(), limit);
                return PlugInAnswers.changed(done, desk.listed(done.plugIn()));
            });
        } catch (JarRefused refused) {
            throw new CommandException(Exit.NONE, invocation.required(NAME) + " was not taken back: " + refused.reason() + ".");
        }
    }
}
