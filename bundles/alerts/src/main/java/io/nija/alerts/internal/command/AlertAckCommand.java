package io.nija.alerts.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.nija.alert.Alerts;
import io.nija.alert.OpenAlert;
import io.nija.alerts.internal.book.AlertDocument;
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

/** {@code alert ack}: somebody has seen these alerts. */
@Component(service = Command.class)
public final class AlertAckCommand implements Command {

    private static final String CODE = "CODE|all";

    private static final CommandSpec SPEC = new CommandSpec("alert ack", "acknowledges open alerts: no more reminders",
            "An alert about something that happened is over when it is acknowledged; one about something that lasts stays on the list "
                    + "until it is over, without reminders. Exit code 0 when something was acknowledged, 2 when nothing was open.",
            List.of(new Parameter(CODE, "the code of the alerts, on whatever lane, or all", true, Domain.TEXT)),
            List.of(), Where.RUNNING, Effect.CHANGES, false, List.of("alert ack LANE_DOWN", "alert ack all"));

    private final Alerts alerts;

    @Activate
    public AlertAckCommand(@Reference Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        String word = invocation.required(CODE);
        boolean all = word.equalsIgnoreCase("all");
        String code = word.toUpperCase(Locale.ROOT);
        List<OpenAlert> seen = alerts.acknowledge(open -> all || open.alert().code().equals(code), invocation.caller());
        if (seen.isEmpty() && !all) {
            throw new CommandException(Exit.NONE, "No open alert with the code " + code + " waits to be acknowledged" + others() + ".");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("acknowledged", seen.stream().map(AlertDocument::of).toList());
        return Answer.of(seen.isEmpty() ? Exit.NONE : Exit.OK, json, seen.isEmpty() ? Lines.of("No open alert waits to be acknowledged.")
                : new Lines(seen.stream().map(open -> "Acknowledged: " + open.alert().code() + " " + open.alert().scope()).toList()));
    }

    private String others() {
        String codes = alerts.open().stream().filter(open -> !open.acknowledged()).map(open -> open.alert().code()).distinct()
                .limit(10).collect(Collectors.joining(", "));
        return codes.isEmpty() ? "" : "; those that do are " + codes;
    }
}
