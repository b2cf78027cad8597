package io.nija.deployer.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.nija.command.Answer;
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

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code deploy}: puts a jar in place of the one that runs, or lists what is there. */
@Component
public final class DeployCommand implements Command {

    private static final String FILE = "FILE";
    static final Option WAIT = new Option("--wait", "SECONDS", "how long lanes may take to come back, 1 to 300; 10 when left out",
            Domain.TEXT);

    private static final CommandSpec SPEC = new CommandSpec("deploy", "deploys a plug-in's jar, and takes it back if it does not work",
            "Checks the jar as if it had been copied into the folder of plug-ins: whole, of an allowed manifest, for this Java, with "
                    + "everything it needs. Then holds the broker's new orders, replaces the bundle, waits until each lane that was "
                    + "connected is connected again, and puts the jar before it back if that does not happen. Other brokers' lanes "
                    + "are not touched. Without FILE it lists the plug-ins, and the files that are refused, with the reason.",
            List.of(new Parameter(FILE, "the jar; the list when left out", false, Domain.FILE)), List.of(WAIT),
            Where.RUNNING, Effect.CHANGES, false, List.of("deploy", "deploy ~/broker-kraken.jar"));

    private final Deployer deployer;

    @Activate
    public DeployCommand(@Reference Deployer deployer) {
        this.deployer = deployer;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        Duration limit = limit(invocation);
        Optional<String> file = invocation.argument(FILE);
        try {
            if (file.isEmpty()) {
                return deployer.at(desk -> PlugInAnswers.list(desk.list()));
            }
            return deployer.at(desk -> {
                Deployment done = desk.deploy(Path.of(file.get()), invocation.caller(), limit);
                return PlugInAnswers.changed(done, desk.listed(done.plugIn()));
            });
        } catch (JarRefused refused) {
            throw new CommandException(Exit.NONE, file.map(name -> name + " was not deployed: ").orElse("") + refused.reason() + ".");
        }
    }

    /** @throws CommandException when it is not a number of seconds in the range */
    static Duration limit(Invocation invocation) throws CommandException {
        Optional<String> words = invocation.option(WAIT.name());
        if (words.isEmpty()) {
            return Deployer.LIMIT;
        }
        if (!words.get().matches("[1-9]\\d{0,2}") || Integer.parseInt(words.get()) > 300) {
            throw new CommandException(Exit.USAGE, WAIT.name() + " takes a number of seconds from 1 to 300.");
        }
        return Duration.ofSeconds(Integer.parseInt(words.get()));
    }
}
