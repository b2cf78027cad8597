package io.nija.deployer.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
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

/** {@code trust}: vouches for a jar that did not come with this NIJA. */
@Component
public final class TrustCommand implements Command {

    private static final String NAME = "NAME";

    private static final CommandSpec SPEC = new CommandSpec("trust", "vouches for a plug-in's jar that NIJA does not know",
            "While any lane may send real orders, a jar whose SHA-256 neither came with this NIJA nor was vouched for is not taken; it "
                    + "waits. This vouches for the very bytes that are in the folder of plug-ins now, or for a SHA-256, and is "
                    + "remembered and written into the history.",
            List.of(new Parameter(NAME, "the plug-in's file, or a SHA-256", true, Domain.TEXT)), List.of(),
            Where.RUNNING, Effect.CHANGES, false, List.of("trust broker-kraken"));

    private final Deployer deployer;

    @Activate
    public TrustCommand(@Reference Deployer deployer) {
        this.deployer = deployer;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        try {
            PlugInDesk.Trusted trusted = deployer.at(desk -> desk.trust(invocation.required(NAME), invocation.caller()));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("sha256", trusted.sha256());
            json.put("file", trusted.file());
            json.put("trusted", true);
            return Answer.of(Exit.OK, json, Lines.of("The jar with the SHA-256 " + trusted.sha256()
                    + (trusted.file() == null ? "" : ", " + trusted.file() + ",") + " is trusted from now on."));
        } catch (JarRefused refused) {
            throw new CommandException(Exit.NONE, invocation.required(NAME) + " is not trusted: " + refused.reason() + ".");
        }
    }
}
