package io.nija.marketdata.internal.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.account.BrokerId;
import io.nija.market.MarketEvent;
import io.nija.market.Symbol;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imported candles, for what a venue's own history does not reach back to. */
public final class ImportedPast {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.marketdata");

    private final CandleStore store;

    /** @param data the data folder */
    public ImportedPast(Path data) {
        store = new CandleStore(data.resolve(DataArguments.FOLDER));
    }

    /**
     * What was imported of a time before the venue's history begins. Reads a file. Empty unless what was imported reaches to that
     * history: what lies between them nobody would know, and a hole must not look like a time without trades.
     *
     * @param from the first that is wanted
     * @param until where the venue's own begin
     */
    public List<MarketEvent.Candle> before(BrokerId venue, Symbol symbol, Duration interval, Instant from, Instant until) {
        CandleStore.Key key = new CandleStore.Key(venue, symbol, interval);
        if (interval.getNano() != 0 || !Files.exists(store.file(key))) {
            return List.of();
        }
        List<Row> rows;
        try {
            rows = CandleFile.between(store.file(key), interval, from, until);
        } catch (Unreadable e) {
            LOG.warn("Imported candles are not used for a warm-up: {} 'data import' with --replace writes the file anew once it is moved away. "
                    + "[HISTORY_UNREADABLE]", e.getMessage());
            return List.of();
        }
        boolean reaches = !rows.isEmpty() && !rows.get(rows.size() - 1).begin().plus(interval).isBefore(until);
        return reaches ? rows.stream().map(row -> new MarketEvent.Candle(symbol, interval, row.begin(), row.open(), row.high(), row.low(), row.close(), null,
                row.volume(), row.volume().signum() == 0 ? 0 : 1, true)).toList() : List.of();
    }
}
