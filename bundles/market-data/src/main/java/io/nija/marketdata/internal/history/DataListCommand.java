package io.nija.marketdata.internal.history;

import java.io.IOException;
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
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code data list}: what was imported. */
@Component(service = Command.class)
public final class DataListCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("data list", "the candles that were imported",
            "Each venue, instrument and interval with its first and last candle, and how many are missing between them: nobody traded then, or nobody knows. "
                    + "A file that cannot be read is named, and the exit code is 1.",
            List.of(), List.of(), Where.EITHER, Effect.READS, false, List.of("data list", "data list --json"));

    private final CandleStore store;

    @Activate
    public DataListCommand(@Reference Installation installation) {
        store = new CandleStore(DataArguments.folder(installation));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation asked) throws CommandException {
        List<String> notes = new ArrayList<>();
        List<CandleStore.Stored> all;
        try {
            all = store.all(notes::add);
        } catch (IOException e) {
            throw new CommandException(Exit.NONE, "What was imported cannot be read: " + e.getMessage() + ".");
        }
        Table table = new Table(List.of("VENUE", "SYMBOL", "INTERVAL", "CANDLES", "FIRST", "LAST", "MISSING", "FILE"), all.stream().map(one -> java.util.Arrays.asList(
                one.key().venue().value(), one.key().symbol().toString(), Intervals.words(one.key().interval()), "" + one.candles(),
                one.first() == null ? null : one.first().toString(), one.last() == null ? null : one.last().toString(), "" + one.missing(),
                one.file().toString())).toList());
        return new Answer(notes.isEmpty() ? Exit.OK : Exit.SOME, Map.of("history", all.stream().map(DataListCommand::json).toList(), "unreadable", notes),
                all.isEmpty() ? List.of(Lines.of("No candles were imported; 'data import' does that.")) : List.of(table), notes);
    }

    private static Map<String, Object> json(CandleStore.Stored one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("venue", one.key().venue().value());
        json.put("symbol", one.key().symbol().toString());
        json.put("interval", Intervals.words(one.key().interval()));
        json.put("candles", one.candles());
        json.put("first", one.first());
        json.put("last", one.last());
        json.put("missing", one.missing());
        json.put("file", one.file().toString());
        return json;
    }
}
