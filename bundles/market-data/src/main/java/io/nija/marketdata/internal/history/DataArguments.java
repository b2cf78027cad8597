package io.nija.marketdata.internal.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.nija.account.BrokerId;
import io.nija.command.CommandException;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.market.Symbol;
import io.nija.platform.Installation;

/** What the commands about history have in common. Pure. */
final class DataArguments {

    /** Below the data folder. */
    static final String FOLDER = "history";

    private DataArguments() {}

    /** Where imported candles are. */
    static Path folder(Installation installation) {
        return installation.data().resolve(FOLDER);
    }

    static Optional<Duration> interval(Invocation asked) throws CommandException {
        try {
            return asked.option("--interval").map(Intervals::parse);
        } catch (IllegalArgumentException e) {
            throw new CommandException(Exit.USAGE, e.getMessage());
        }
    }

    /** The venue, kraken when none is said, and the instrument. */
    static CandleStore.Key key(Invocation asked, Duration interval) throws CommandException {
        String venue = asked.option("--venue").orElse("kraken").toLowerCase(Locale.ROOT);
        String symbol = asked.option("--symbol").orElseThrow(() -> new CommandException(Exit.USAGE, "Say --symbol, for example --symbol BTC/USD."))
                .toUpperCase(Locale.ROOT);
        if (!venue.matches("[a-z][a-z0-9_-]{0,30}") || !symbol.matches("[A-Z0-9.]{1,20}/[A-Z0-9.]{1,20}")) {
            throw new CommandException(Exit.USAGE, "A venue is a name like kraken and an instrument a name like BTC/USD; '" + venue + "' and '" + symbol + "' are not.");
        }
        return new CandleStore.Key(new BrokerId(venue), Symbol.parse(symbol), interval);
    }

    static void note(List<String> notes, long count, String one, String many) {
        if (count > 0) {
            notes.add(count + " " + (count == 1 ? one : many) + ".");
        }
    }

    static Map<String, Object> json(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", row.begin());
        json.put("open", row.open().toPlainString());
        json.put("high", row.high().toPlainString());
        json.put("low", row.low().toPlainString());
        json.put("close", row.close().toPlainString());
        json.put("volume", row.volume().toPlainString());
        return json;
    }
}
