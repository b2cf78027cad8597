package io.nija.trading.internal.command;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.AmendIntent;
import io.nija.journal.Answered;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.IntentState;
import io.nija.journal.JournalRecord;
import io.nija.journal.Note;
import io.nija.journal.OrderEvent;
import io.nija.journal.Sent;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code story}: one order's life as the journal has it. */
@Component(service = Command.class)
public final class StoryCommand implements Command {

    static final CommandSpec SPEC = new CommandSpec("story", "one order's life, from the intent to its end",
            "Everything the journal has about an order, in order: what was meant, what was sent, what the venue answered, what was "
                    + "inferred, and each fill.",
            List.of(new Parameter("ORDER", "NIJA's id, its client order id, or the venue's", true, Domain.TEXT)), List.of(), Where.RUNNING,
            Effect.READS, true, List.of("story o17"));

    private final TradingFloor floor;

    @Activate
    public StoryCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        String name = invocation.required("ORDER");
        IntentState state = OrdersAtHand.state(floor, name).orElseThrow(() -> new CommandException(Exit.NONE,
                "The journal knows no order '" + name + "' of NIJA's; 'orders --all' lists them."));
        long number = state.intent().number();
        TrackedOrder order = OrdersAtHand.find(floor, state.intent().lane(), number).orElseThrow();
        List<Map<String, Object>> events = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : floor.journal().history().story(number)) {
            Line line = line(entry.record());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", entry.writtenAt());
            json.put("what", line.what());
            json.put("detail", line.detail());
            events.add(json);
            rows.add(List.of(entry.writtenAt().truncatedTo(ChronoUnit.MILLIS).toString(), line.what(), line.detail()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("order", OrderText.json(state.intent().lane(), order));
        json.put("events", events);
        List<String> notes = new ArrayList<>();
        floor.find(state.intent().lane()).map(lane -> lane.snapshot().unprovable().get(number))
                .ifPresent(why -> notes.add("It cannot be proven what became of it: " + why));
        return new Answer(Exit.OK, json, List.of(Lines.of(OrderText.words(order) + ", on " + state.intent().lane(), OrderText.where(order), ""),
                new Table(List.of("TIME", "WHAT", "DETAIL"), rows)), notes);
    }

    private record Line(String what, String detail) {}

    private static Line line(JournalRecord record) {
        if (record instanceof Intent intent) {
            return new Line("intended", "by " + intent.origin() + ", " + Words.word(intent.purpose()) + ", client order id "
                    + intent.placement().clientOrderId() + ", not after " + intent.placement().deadline()
                    + (intent.explanation().isEmpty() ? "" : "; " + intent.explanation()));
        }
        if (record instanceof Sent sent) {
            return new Line(Words.word(sent.action()) + " sent", sent.deadline() == null ? "" : "not after " + sent.deadline());
        }
        if (record instanceof Answered answered) {
            return new Line(Words.word(answered.action()) + " " + Words.word(answered.result()), answered.result() == Answered.Result.CONFIRMED
                    ? "as " + answered.order().venueOrderId() : answered.reason() + " [" + answered.code() + "]");
        }
        if (record instanceof AmendIntent amend) {
            return new Line("change intended", "by " + amend.origin() + ": quantity " + or(amend.amendment().quantity()) + ", limit "
                    + or(amend.amendment().limit()) + ", stop " + or(amend.amendment().stop()));
        }
        if (record instanceof OrderEvent event) {
            return new Line(event.from() + " → " + event.to(), (event.inferred() ? "inferred; " : "") + "filled "
                    + Words.plain(event.filled()) + (event.reason().isEmpty() ? "" : "; " + event.reason()));
        }
        if (record instanceof FillApplied fill) {
            return new Line("fill", Words.plain(fill.trade().quantity()) + " at " + Words.plain(fill.trade().price()) + ", "
                    + Words.fee(fill.trade()) + ", trade " + fill.trade().venueTradeId());
        }
        if (record instanceof Note note) {
            return new Line(note.topic(), note.text() + " [" + note.code() + "]");
        }
        return new Line(record.getClass().getSimpleName(), "");
    }

    private static String or(java.math.BigDecimal number) {
        return number == null ? "as it was" : number.toPlainString();
    }
}
