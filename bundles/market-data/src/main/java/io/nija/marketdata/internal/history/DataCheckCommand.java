package io.nija.marketdata.internal.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.marketdata.internal.history.CandleStore.Stored;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code data check}: what is missing in imported candles, and what contradicts. */
@Component(service = Command.class)
public final class DataCheckCommand implements Command {

    /** A person reads so many; --json has all. */
    private static final int SHOWN = 20;

    private static final CommandSpec SPEC = new CommandSpec("data check", "what is missing in imported candles, and what contradicts",
            "Of what was imported: times without a candle (nobody traded, or nobody knows), files that cannot be read with line and cause, and candles that are "
                    + "not what the shorter ones of the same time make, where all of these are there. Exit 0: nothing contradicts and every file can be read; 1: "
                    + "something does; 2: nothing was imported of what was asked for.",
            List.of(), List.of(new Option("--venue", "VENUE", "only of this venue", Domain.BROKER),
                    new Option("--symbol", "SYMBOL", "only this instrument", Domain.SYMBOL)),
            Where.EITHER, Effect.READS, false, List.of("data check", "data check --symbol BTC/USD --json"));

    private final CandleStore store;

    @Activate
    public DataCheckCommand(@Reference Installation installation) {
        store = new CandleStore(DataArguments.folder(installation));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation asked) throws CommandException {
        List<String> notes = new ArrayList<>();
        List<Map<String, Object>> holes = new ArrayList<>();
        List<Map<String, Object>> contradictions = new ArrayList<>();
        List<Stored> all;
        try {
            all = store.all(notes::add).stream().filter(one -> wanted(asked, one)).toList();
            for (Stored one : all) {
                List<Row> rows = store.rows(one.key());
                StoreCheck.holes(rows, one.key().interval()).forEach(hole -> holes.add(json(one, hole)));
                for (Stored part : all) {
                    if (shorter(part, one)) {
                        StoreCheck.contradictions(rows, one.key().interval(), store.rows(part.key()), part.key().interval())
                                .forEach(found -> contradictions.add(json(one, part, found)));
                    }
                }
            }
        } catch (Unreadable e) {
            throw new CommandException(Exit.NONE, e.getMessage() + " Nothing was checked.");
        } catch (IOException e) {
            throw new CommandException(Exit.NONE, "What was imported cannot be read: " + e.getMessage() + ".");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("checked", all.size());
        json.put("missing", holes);
        json.put("contradictions", contradictions);
        json.put("unreadable", List.copyOf(notes));
        int exit = !notes.isEmpty() || !contradictions.isEmpty() ? Exit.SOME : all.isEmpty() ? Exit.NONE : Exit.OK;
        return new Answer(exit, json, text(all.size(), holes, contradictions), notes);
    }

    private static boolean wanted(Invocation asked, Stored one) {
        return asked.option("--venue").map(venue -> venue.toLowerCase(Locale.ROOT).equals(one.key().venue().value())).orElse(true)
                && asked.option("--symbol").map(symbol -> symbol.toUpperCase(Locale.ROOT).equals(one.key().symbol().toString())).orElse(true);
    }

    private static boolean shorter(Stored part, Stored of) {
        return part.key().venue().equals(of.key().venue()) && part.key().symbol().equals(of.key().symbol())
                && part.key().interval().compareTo(of.key().interval()) < 0 && of.key().interval().toSeconds() % part.key().interval().toSeconds() == 0;
    }

    private static List<Answer.Block> text(int checked, List<Map<String, Object>> holes, List<Map<String, Object>> contradictions) {
        List<Answer.Block> text = new ArrayList<>();
        text.add(Lines.of(checked == 0 ? "Nothing of that was imported; 'data import' does that." : checked + " files of candles; times without candles: "
                + holes.size() + "; candles that the shorter ones contradict: " + contradictions.size() + "."));
        if (!holes.isEmpty()) {
            text.add(new Table(List.of("CANDLES", "MISSING FROM", "COUNT"), holes.stream().limit(SHOWN)
                    .map(hole -> words(hole, "candles", "from", "count")).toList()));
        }
        if (!contradictions.isEmpty()) {
            text.add(new Table(List.of("CANDLES", "TIME", "KEPT", "MADE OF", "IS"), contradictions.stream().limit(SHOWN)
                    .map(found -> words(found, "candles", "time", "kept", "of", "made")).toList()));
        }
        if (Math.max(holes.size(), contradictions.size()) > SHOWN) {
            text.add(Lines.of("The first " + SHOWN + " are shown; --json has all."));
        }
        return text;
    }

    private static List<String> words(Map<String, Object> json, String... names) {
        return java.util.Arrays.stream(names).map(name -> String.valueOf(json.get(name))).toList();
    }

    private static Map<String, Object> json(Stored one, StoreCheck.Hole hole) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("candles", one.key().words());
        json.put("from", hole.from());
        json.put("to", hole.from().plus(one.key().interval().multipliedBy(hole.count())));
        json.put("count", hole.count());
        return json;
    }

    private static Map<String, Object> json(Stored one, Stored part, StoreCheck.Contradiction found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("candles", one.key().words());
        json.put("time", found.kept().begin());
        json.put("kept", found.kept().line());
        json.put("of", Intervals.words(part.key().interval()));
        json.put("made", found.made().line());
        return json;
    }
}
