package io.nija.alerts.internal.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.alert.OpenAlert;
import io.nija.alerts.internal.AlertDesk;
import io.nija.alerts.internal.AlertDesk.DeliveryStatus;
import io.nija.alerts.internal.Heartbeat;
import io.nija.alerts.internal.book.AlertDocument;
import io.nija.alerts.internal.sink.Outbox;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.status.Failure;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alerts}: what is open, and whether messages and the heartbeat arrive. */
@Component(service = Command.class)
public final class AlertsCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("alerts", "the open alerts, and whether they arrive",
            "Lists what is open, the most severe first, and says how delivery and the heartbeat are. Exit code 0 whatever is open.",
            List.of(), List.of(), Where.RUNNING, Effect.READS, false, List.of("alerts", "alerts --json"));

    private final AlertDesk desk;
    private final Heartbeat heartbeat;

    @Activate
    public AlertsCommand(@Reference AlertDesk desk, @Reference Heartbeat heartbeat) {
        this.desk = desk;
        this.heartbeat = heartbeat;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) {
        List<OpenAlert> open = desk.open();
        DeliveryStatus delivery = desk.delivery();
        Heartbeat.Status beat = heartbeat.status();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alerts", open.stream().map(AlertDocument::of).toList());
        json.put("delivery", document(delivery));
        json.put("heartbeat", document(beat));
        return Answer.of(Exit.OK, json, open.isEmpty() ? Lines.of("No alert is open.") : table(open),
                Lines.of("", "Delivery: " + words(delivery), "Heartbeat: " + words(beat)));
    }

    private static Table table(List<OpenAlert> open) {
        List<List<String>> rows = new ArrayList<>();
        for (OpenAlert each : open) {
            rows.add(List.of(each.alert().severity().name().toLowerCase(Locale.ROOT), each.alert().code(), each.alert().scope().toString(),
                    shown(each.firstAt()), Long.toString(each.count()), each.acknowledged() ? "yes" : "no",
                    (each.alert().sentence() + " " + each.alert().hint()).strip()));
        }
        return new Table(List.of("SEVERITY", "CODE", "ABOUT", "SINCE", "TIMES", "ACKNOWLEDGED", "WHAT"), rows);
    }

    private static String words(DeliveryStatus delivery) {
        Outbox.State state = delivery.state();
        if (!delivery.configured()) {
            return "no address is set (NIJA_ALERT_URL), so alerts are listed and logged only.";
        }
        if (delivery.objection() != null) {
            return "not possible: " + delivery.objection().sentence();
        }
        String waiting = state.waiting() == 0 ? "" : " " + state.waiting() + " wait.";
        String lost = state.givenUp() == 0 ? "" : " " + state.givenUp() + " were given up.";
        if (state.lastFailure() != null) {
            return "failing since " + state.failures() + (state.failures() == 1 ? " try: " : " tries: ") + state.lastFailure().message()
                    + waiting + lost;
        }
        return (state.lastDeliveredAt() == null ? "nothing was sent since NIJA started." : "the last alert arrived at "
                + shown(state.lastDeliveredAt()) + ".") + waiting + lost;
    }

    private static String words(Heartbeat.Status beat) {
        return switch (beat.state()) {
            case OFF -> "off: " + beat.reason();
            case NO_ADDRESS -> "off: " + beat.reason();
            case STOPPED -> "stopped: " + beat.reason();
            case BEATING -> beat.lastAt() == null ? "its first call is due within a minute." : "the last call arrived at "
                    + shown(beat.lastAt()) + ".";
            case FAILING -> "failing: " + beat.reason();
        };
    }

    private static Map<String, Object> document(DeliveryStatus delivery) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("form", delivery.form());
        document.put("configured", delivery.configured());
        document.put("problem", delivery.objection() == null ? null : delivery.objection().sentence());
        document.put("waiting", delivery.state().waiting());
        document.put("givenUp", delivery.state().givenUp());
        document.put("lastDeliveredAt", delivery.state().lastDeliveredAt());
        document.put("failure", document(delivery.state().lastFailure()));
        return document;
    }

    private static Map<String, Object> document(Heartbeat.Status beat) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("state", beat.state().name());
        document.put("reason", beat.reason().isEmpty() ? null : beat.reason());
        document.put("lastAt", beat.lastAt());
        document.put("failure", document(beat.failure()));
        return document;
    }

    private static Map<String, Object> document(Failure failure) {
        if (failure == null) {
            return null;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("code", failure.code());
        document.put("message", failure.message());
        document.put("at", failure.at());
        return document;
    }

    private static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
