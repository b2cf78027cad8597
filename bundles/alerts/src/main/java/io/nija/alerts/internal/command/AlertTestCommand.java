package io.nija.alerts.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.alerts.internal.AlertDesk;
import io.nija.alerts.internal.sink.Delivery;
import io.nija.alerts.internal.sink.Sink;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.SecretReport;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alert test}: sends one message now and says what came of it. */
@Component(service = Command.class)
public final class AlertTestCommand implements Command {

    /** The longest call the configuration allows, and a little. */
    private static final long PATIENCE = 65;

    private static final CommandSpec SPEC = new CommandSpec("alert test", "sends one test alert, and says whether it arrived",
            "Sends a message to the address in NIJA_ALERT_URL now, whatever else waits, and says what came of it. The address and the "
                    + "token (NIJA_ALERT_TOKEN) are found where keys are: environment, secret files, .env; how the service wants its "
                    + "messages stands in io.nija.alerts.cfg. Exit code 0: the service took it, 2: it did not, 4: no usable address.",
            List.of(), List.of(), Where.RUNNING, Effect.CHANGES, false, List.of("alert test", "alert test --json"));

    private final AlertDesk desk;
    private final CredentialDirectory credentials;

    @Activate
    public AlertTestCommand(@Reference AlertDesk desk, @Reference CredentialDirectory credentials) {
        this.desk = desk;
        this.credentials = credentials;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        Optional<CompletionStage<Delivery>> sent = desk.test();
        if (sent.isEmpty()) {
            SecretReport found = credentials.secret(Sink.URL).orElse(null);
            throw new CommandException(Exit.CONFIGURATION, found == null || found.state() == SecretReport.State.PRESENT
                    ? "Nothing was sent: " + Sink.URL + " is being looked for; try again in a moment."
                    : "Nothing was sent: " + found.detail() + " " + found.hint());
        }
        Delivery delivery = await(sent.get());
        if (delivery instanceof Delivery.Failed failed) {
            throw new CommandException(failed.code().equals("SINK_ADDRESS") ? Exit.CONFIGURATION : Exit.NONE,
                    "The test alert did not arrive: " + failed.sentence());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("delivered", true);
        json.put("form", desk.delivery().form());
        return Answer.of(Exit.OK, json, Lines.of("The service took the test alert. Look whether you can read it."));
    }

    private static Delivery await(CompletionStage<Delivery> sent) throws CommandException, InterruptedException {
        try {
            return sent.toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stopping) {
            throw new CommandException(Exit.NONE, "The test alert did not arrive: nobody answered within " + PATIENCE + " s.");
        }
    }
}
