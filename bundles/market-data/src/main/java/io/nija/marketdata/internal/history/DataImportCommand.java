package io.nija.marketdata.internal.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
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
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code data import}: candles, or trades as candles, into the store. */
@Component(service = Command.class)
public final class DataImportCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("data import", "keeps candles, or candles of trades, from a CSV file",
            "Reads a file of candles (" + Row.HEADER + ", or Kraken's download with the number of trades as a seventh column) or of trades "
                    + "(time,price,volume, or columns with these names) and keeps its candles. Either all of the file is kept or nothing. "
                    + "What is there already stays; a candle that is there with other numbers is refused unless --replace is said.",
            List.of(new Parameter("FILE", "the file", true, Domain.FILE)),
            List.of(new Option("--symbol", "SYMBOL", "the instrument", Domain.SYMBOL),
                    new Option("--venue", "VENUE", "the venue; kraken when not given", Domain.BROKER),
                    new Option("--interval", "INTERVAL", "the length of a candle; of candles found out when not given, of trades 1m", Domain.TEXT),
                    Option.flag("--replace", "take the file's candles in place of those with other numbers")),
            Where.EITHER, Effect.CHANGES, false,
            List.of("data import XBTUSD_60.csv --symbol BTC/USD", "data import BCHEUR.csv --symbol BCH/EUR --interval 5m"));

    private final CandleStore store;

    @Activate
    public DataImportCommand(@Reference Installation installation) {
        store = new CandleStore(DataArguments.folder(installation));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private record Found(List<Row> rows, Duration interval) {}

    @Override
    public Answer run(Invocation asked) throws CommandException {
        Optional<Duration> wanted = DataArguments.interval(asked);
        DataArguments.key(asked, Duration.ofMinutes(1));
        Path file = Path.of(asked.required("FILE"));
        List<String> notes = new ArrayList<>();
        try {
            Found found = CandleFile.is(file) ? candles(file, wanted, notes) : trades(file, wanted.orElse(Duration.ofMinutes(1)), notes);
            if (found.rows().isEmpty()) {
                throw new Unreadable(file + " has no line but the names of its columns.");
            }
            CandleStore.Key key = DataArguments.key(asked, found.interval());
            return answer(file, key, store.add(key, found.rows(), asked.has("--replace")), notes);
        } catch (Unreadable e) {
            throw new CommandException(Exit.NONE, e.getMessage() + " Nothing was imported.");
        } catch (IOException e) {
            throw new CommandException(Exit.NONE, "The candles could not be kept: " + e.getMessage() + ". Nothing was imported.");
        }
    }

    private static Found candles(Path file, Optional<Duration> wanted, List<String> notes) throws Unreadable {
        CandleFile.Read read = CandleFile.read(file, wanted.orElse(null));
        Duration interval = wanted.orElseGet(() -> CandleFile.interval(read.rows()));
        if (interval == null) {
            throw new Unreadable("How long the candles of " + file + " are cannot be told from their times; say --interval.");
        }
        if (wanted.isEmpty() && read.rows().get(0).begin().getEpochSecond() % interval.toSeconds() != 0) {
            throw new Unreadable("The candles of " + file + " seem to be of " + Intervals.words(interval) + ", but the first begins at " + read.rows().get(0).begin()
                    + "; say --interval.");
        }
        DataArguments.note(notes, read.repeated(), "line says again what another says, and counts once", "lines say again what another says, and count once");
        DataArguments.note(notes, read.disordered(), "line was older than the one before it; they are kept in the order of time",
                "lines were older than the one before them; they are kept in the order of time");
        return new Found(read.rows(), interval);
    }

    private static Found trades(Path file, Duration interval, List<String> notes) throws Unreadable {
        TradeFile.Made made = TradeFile.read(file, interval);
        DataArguments.note(notes, made.repeated(), "trade came twice, with the same id, and counts once", "trades came twice, with the same id, and count once");
        DataArguments.note(notes, made.disordered(), "trade was older than the one before it, and is in its candle all the same",
                "trades were older than the one before them, and are in their candles all the same");
        return new Found(made.rows(), interval);
    }

    private Answer answer(Path file, CandleStore.Key key, CandleStore.Merged merged, List<String> notes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("venue", key.venue().value());
        json.put("symbol", key.symbol().toString());
        json.put("interval", Intervals.words(key.interval()));
        json.put("added", merged.added());
        json.put("equal", merged.equal());
        json.put("replaced", merged.changed());
        json.put("candles", merged.all());
        json.put("notes", notes);
        return new Answer(Exit.OK, json, List.of(Lines.of(key.words() + ": " + merged.added() + " candles are new, " + merged.equal() + " were there already"
                + (merged.changed() == 0 ? "" : ", " + merged.changed() + " were replaced") + "; " + merged.all() + " in all, in " + store.file(key) + ".")), notes);
    }
}
