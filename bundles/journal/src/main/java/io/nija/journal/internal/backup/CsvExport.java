package io.nija.journal.internal.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.journal.Entry;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalHistory;
import io.nija.journal.Unreadable;
import io.nija.journal.internal.codec.Encoded;
import io.nija.journal.internal.codec.RecordCodec;
import io.nija.order.Trade;

/** The journal as tables for spreadsheets and other programs. */
public final class CsvExport {

    private CsvExport() {}

    /** Every record, in order. */
    public static long records(JournalHistory history, Appendable out) throws IOException {
        RecordCodec codec = new RecordCodec();
        CsvTable table = new CsvTable(out, List.of("sequence", "at", "kind", "account", "broker", "intent", "record"));
        return rows(each -> history.replay(0, each), table, (Entry entry) -> record(codec, entry));
    }

    /** Every fill, by the venue's clock. */
    public static long fills(JournalHistory history, LaneId lane, Appendable out) throws IOException {
        CsvTable table = new CsvTable(out, List.of("at", "account", "broker", "symbol", "side", "price", "quantity", "cost",
                "fee", "feeCurrency", "maker", "venueTradeId", "venueOrderId", "intent", "strategy"));
        return rows(each -> history.fills(lane, Instant.MIN, Instant.MAX, each), table, CsvExport::fill);
    }

    private interface Cells<T> {
        List<String> of(T each);
    }

    private static <T> long rows(Consumer<Consumer<T>> all, CsvTable table, Cells<T> cells) throws IOException {
        long[] count = {0};
        try {
            all.accept(each -> {
                try {
                    table.row(cells.of(each));
                    count[0]++;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count[0];
    }

    private static List<String> record(RecordCodec codec, Entry entry) {
        if (entry.record() instanceof Unreadable damaged) {
            return cells(entry.sequence(), entry.writtenAt(), "DAMAGED", null, null, null, damaged.reason());
        }
        Encoded encoded = codec.encode(entry.record());
        LaneId lane = entry.record().lane();
        return cells(entry.sequence(), entry.writtenAt(), encoded.kind(), lane == null ? null : lane.account(),
                lane == null ? null : lane.broker(), entry.record().intent(), encoded.body());
    }

    private static List<String> fill(FillApplied fill) {
        Trade trade = fill.trade();
        return cells(trade.at(), trade.lane().account(), trade.lane().broker(), trade.symbol(), trade.side(), trade.price(),
                trade.quantity(), trade.cost(), trade.fee(), trade.feeCurrency(), trade.maker(), trade.venueTradeId(),
                trade.venueOrderId(), fill.intent(), fill.strategy());
    }

    private static List<String> cells(Object... values) {
        return Arrays.stream(values).map(value -> value == null ? ""
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString()).toList();
    }
}
