package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.exchange.market.Asset;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.LedgerRow;

/** Balances and ledger rows as the channel {@code balances} writes them (reference sheet §13.2). Pure. */
final class BalanceText {

    private static final Set<String> CATEGORIES = Set.of("trade", "credit", "deposit", "withdrawal", "conversion");

    private BalanceText() {}

    /** @param zeros whether assets of which there is nothing are among them */
    static List<Object> all(Map<Asset, BigDecimal> balances, boolean zeros) {
        List<Object> rows = new ArrayList<>();
        balances.forEach((asset, balance) -> {
            if (zeros || balance.signum() != 0) {
                rows.add(Json.map("asset", asset.name(), "asset_class", "currency", "balance", balance,
                        "wallets", List.of(Json.map("type", "spot", "id", "main", "balance", balance))));
            }
        });
        return rows;
    }

    static Map<String, Object> row(LedgerRow row) {
        return Json.map("ledger_id", row.id(), "ref_id", row.refid(), "timestamp", Stamp.micros(row.time()),
                "type", row.type(), "subtype", "", "asset", row.asset().name(), "asset_class", "currency",
                "category", CATEGORIES.contains(row.type()) ? row.type() : null,
                "wallet_type", "spot", "wallet_id", "main", "amount", row.amount(), "fee", row.fee(),
                "balance", row.balance());
    }
}
