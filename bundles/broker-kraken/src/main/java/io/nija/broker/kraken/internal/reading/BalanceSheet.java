package io.nija.broker.kraken.internal.reading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.broker.Balance;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;

import tools.jackson.databind.JsonNode;

/** Reads {@code BalanceEx}, and says whether there is enough for one smallest order. Pure. */
public final class BalanceSheet {

    private BalanceSheet() {}

    /** Every asset Kraken lists, zero ones included, in Kraken's order. */
    public static List<Balance> of(JsonNode result, InstrumentBook names) {
        if (!result.isObject()) {
            throw new UnexpectedShape("the balances are not an object");
        }
        List<Balance> balances = new ArrayList<>();
        for (Map.Entry<String, JsonNode> asset : result.properties()) {
            balances.add(balance(VenueText.clean(asset.getKey(), 40), asset.getValue(), names));
        }
        return List.copyOf(balances);
    }

    private static Balance balance(String venueAsset, JsonNode amounts, InstrumentBook names) {
        BigDecimal total = KrakenJson.decimal(amounts, "balance");
        Balance.Kind kind = kind(venueAsset);
        BigDecimal available = kind != Balance.Kind.SPOT ? BigDecimal.ZERO : total
                .add(orZero(amounts, "credit")).subtract(orZero(amounts, "credit_used")).subtract(orZero(amounts, "hold_trade"));
        return new Balance(names.asset(venueAsset), venueAsset, total, available.max(BigDecimal.ZERO), kind);
    }

    /** Credit and holds are left out where there are none. */
    private static BigDecimal orZero(JsonNode amounts, String field) {
        BigDecimal value = KrakenJson.decimalOrNull(amounts, field);
        return value == null ? BigDecimal.ZERO : value;
    }

    /** By the suffixes of the sheet's section 5.2. */
    public static Balance.Kind kind(String venueAsset) {
        int dot = venueAsset.lastIndexOf('.');
        if (dot < 0) {
            return venueAsset.equals("ETH2") ? Balance.Kind.EARNING : Balance.Kind.SPOT;
        }
        return switch (venueAsset.substring(dot + 1)) {
            case "S", "M", "B", "F", "P" -> Balance.Kind.EARNING;
            case "HOLD" -> Balance.Kind.HELD;
            default -> Balance.Kind.OTHER;
        };
    }

    /** An instrument of which at least the smallest order could be bought or sold now. */
    public static Optional<Instrument> affordable(List<Balance> balances, InstrumentBook book) {
        for (Balance balance : balances) {
            if (balance.kind() != Balance.Kind.SPOT || balance.available().signum() <= 0) {
                continue;
            }
            for (Instrument instrument : book.all()) {
                boolean buys = instrument.symbol().quote().equals(balance.asset())
                        && balance.available().compareTo(instrument.minCost()) >= 0;
                boolean sells = instrument.symbol().base().equals(balance.asset())
                        && balance.available().compareTo(instrument.minQuantity()) >= 0;
                if (tradable(instrument.mode()) && (buys || sells)) {
                    return Optional.of(instrument);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean tradable(MarketMode mode) {
        return switch (mode) {
            case ONLINE, POST_ONLY, LIMIT_ONLY -> true;
            case CANCEL_ONLY, REDUCE_ONLY, MAINTENANCE, OTHER -> false;
        };
    }
}
