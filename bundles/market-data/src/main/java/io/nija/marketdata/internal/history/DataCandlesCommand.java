package io.nija.marketdata.internal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code data candles}: candles of a file of trades, or of what was imported. */
@Component(service = Command.class)
public final class DataCandlesCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("data candles", "makes candles of a file of trades, or shows imported ones",
            "Writes candles as CSV (" + Row.HEADER + ", the time in Unix seconds), to standard output or into a file. Of a file of trades (--trades), or of what "
                    + "was imported (--venue and --symbol). Times in which nobody traded have no line; with --fill they have one at the last close, without volume.",
            List.of(),
            List.of(new Option("--trades", "FILE", "the trades: time,price,volume, or columns with these names", Domain.FILE),
                    new Option("--venue", "VENUE", "of imported candles: the venue", Domain.BROKER),
                    new Option("--symbol", "SYMBOL", "of imported candles: the instrument", Domain.SYMBOL),
                    new Option("--interval", "INTERVAL", "the length of a candle: a number with s, m, h, d or w; 1m when not given", Domain.TEXT),
                    new Option("--out", "FILE", "the file to write, replaced as a whole", Domain.FILE),
                    Option.flag("--fill", "a candle without volume where nobody traded")),
            Where.EITHER, Effect.READS, false,
            List.of("data candles --trades BCHEUR.csv --interval 1h", "data candles --trades XBTUSD.csv --interval 5m --out candles.csv",
                    "data candles --venue kraken --symbol BTC/USD --interval 1h"));

    private final CandleStore store;

    @Activate
    public DataCandlesCommand(@Reference Installation installation) {
        store = new CandleStore(DataArguments.folder(installation));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation asked) throws CommandException {
        if (asked.has("--trades") == (asked.has("--venue") || asked.has("--symbol"))) {
            throw new CommandException(Exit.USAGE, "Say --trades FILE, or --venue and --symbol for what was imported.");
        }
        Duration interval = DataArguments.interval(asked).orElse(Duration.ofMinutes(1));
        List<String> notes = new ArrayList<>();
        try {
            List<Row> rows = asked.has("--trades") ? made(Path.of(asked.option("--trades").orElseThrow()), interval, notes) : imported(asked, interval);
            return answer(asked, interval, asked.has("--fill") ? filled(rows, interval) : rows, notes);
        } catch (Unreadable e) {
            throw new CommandException(Exit.NONE, e.getMessage() + " No candles were made.");
        }
    }

    private static List<Row> made(Path file, Duration interval, List<String> notes) throws Unreadable {
        TradeFile.Made made = TradeFile.read(file, interval);
        DataArguments.note(notes, made.repeated(), "trade came twice, with the same id, and counts once", "trades came twice, with the same id, and count once");
        DataArguments.note(notes, made.disordered(), "trade was older than the one before it, and is in its candle all the same",
                "trades were older than the one before them, and are in their candles all the same");
        return made.rows();
    }

    private List<Row> imported(Invocation asked, Duration interval) throws CommandException, Unreadable {
        CandleStore.Key key = DataArguments.key(asked, interval);
        List<Row> rows = store.rows(key);
        if (rows.isEmpty()) {
            throw new CommandException(Exit.NONE, "There are no candles of " + key.words() + "; 'data list' shows what there is, 'data import' adds some.");
        }
        return rows;
    }

    private static List<Row> filled(List<Row> rows, Duration interval) {
        List<Row> all = new ArrayList<>();
        for (Row row : rows) {
            Row last = all.isEmpty() ? row : all.get(all.size() - 1);
            for (var at = last.begin().plus(interval); at.isBefore(row.begin()); at = at.plus(interval)) {
                all.add(new Row(at, last.close(), last.close(), last.close(), last.close(), java.math.BigDecimal.ZERO));
            }
            all.add(row);
        }
        return all;
    }

    private static Answer answer(Invocation asked, Duration interval, List<Row> rows, List<String> notes) throws CommandException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interval", Intervals.words(interval));
        json.put("count", rows.size());
        json.put("from", rows.isEmpty() ? null : rows.get(0).begin());
        json.put("to", rows.isEmpty() ? null : rows.get(rows.size() - 1).begin().plus(interval));
        json.put("notes", notes);
        if (asked.has("--out")) {
            Path file = Path.of(asked.option("--out").orElseThrow()).toAbsolutePath().normalize();
            if (file.getParent() == null || !Files.isDirectory(file.getParent()) || Files.isDirectory(file)) {
                throw new CommandException(Exit.NONE, file + " cannot be written: name a file in a folder that is there.");
            }
            try {
                CandleStore.write(file, rows);
            } catch (IOException e) {
                throw new CommandException(Exit.NONE, file + " was not written: " + e.getMessage() + ".");
            }
            json.put("file", file.toString());
            return new Answer(Exit.OK, json, List.of(Lines.of(rows.size() + " candles of " + Intervals.words(interval) + " are in " + file + ".")), notes);
        }
        json.put("candles", rows.stream().map(DataArguments::json).toList());
        List<String> lines = new ArrayList<>(List.of(Row.HEADER));
        rows.forEach(row -> lines.add(row.line()));
        return new Answer(Exit.OK, json, List.of(new Lines(lines)), notes);
    }
}
