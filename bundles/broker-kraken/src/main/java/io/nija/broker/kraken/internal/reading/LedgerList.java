package io.nija.broker.kraken.internal.reading;

import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.broker.LedgerEntry;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.InstrumentBook;

import tools.jackson.databind.JsonNode;

/** Reads Kraken's ledger (sheet, section 7.12). Pure. */
public final class LedgerList {

    private LedgerList() {}

    /** A page of {@code Ledgers}. */
    public static Page<LedgerEntry> page(JsonNode result, LaneId lane, InstrumentBook names) {
        return Page.of(result, "ledger", (id, entry) -> entry(id, entry, lane, names));
    }

    private static LedgerEntry entry(String id, JsonNode entry, LaneId lane, InstrumentBook names) {
        Instant at = KrakenJson.instantOrNull(entry, "time");
        if (at == null) {
            throw new UnexpectedShape("a ledger entry has no time");
        }
        String word = VenueText.clean(KrakenJson.text(entry, "type"), 40);
        String detail = VenueText.clean(KrakenJson.textOrNull(entry, "subtype"), 40);
        return new LedgerEntry(lane, VenueText.clean(id, 40), VenueText.clean(KrakenJson.textOrNull(entry, "refid"), 40), type(word),
                detail.isEmpty() ? word : word + "/" + detail,
                names.asset(VenueText.clean(KrakenJson.text(entry, "asset"), 40)), KrakenJson.decimal(entry, "amount"),
                KrakenJson.decimal(entry, "fee"), KrakenJson.decimalOrNull(entry, "balance"), at);
    }

    /** Kraken adds words now and then. */
    static LedgerEntry.Type type(String word) {
        return switch (word) {
            case "trade" -> LedgerEntry.Type.TRADE;
            case "deposit" -> LedgerEntry.Type.DEPOSIT;
            case "withdrawal" -> LedgerEntry.Type.WITHDRAWAL;
            case "transfer" -> LedgerEntry.Type.TRANSFER;
            case "staking", "reward", "earn", "dividend" -> LedgerEntry.Type.REWARD;
            case "adjustment" -> LedgerEntry.Type.ADJUSTMENT;
            default -> LedgerEntry.Type.OTHER;
        };
    }
}
