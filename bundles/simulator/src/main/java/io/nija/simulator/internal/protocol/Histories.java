package io.nija.simulator.internal.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.simulator.internal.market.Asset;
import io.nija.simulator.internal.venue.Account;
import io.nija.simulator.internal.venue.LedgerRow;
import io.nija.simulator.internal.venue.Refused;
import io.nija.simulator.internal.venue.TradeRow;
import io.nija.simulator.internal.venue.Venue;

/** {@code TradesHistory}, {@code QueryTrades}, {@code Ledgers}, {@code QueryLedgers} (reference sheet §7.9–7.13). */
final class Histories {

    private static final int MOST_IDS = 20;
    private static final Set<String> TRADE_TYPES =
            Set.of("all", "any position", "closed position", "closing position", "no position");
    private static final Set<String> LEDGER_TYPES = Set.of("all", "trade", "deposit", "withdrawal", "transfer",
            "margin", "adjustment", "rollover", "credit", "settled", "staking", "dividend", "sale", "nft_rebate",
            "spend", "receive", "reward", "earn");

    private final Venue venue;

    Histories(Venue venue) {
        this.venue = venue;
    }

    Object trades(Access access) throws Refused {
        Parameters parameters = access.parameters();
        String type = parameters.text("type").orElse("all");
        if (!TRADE_TYPES.contains(type)) {
            throw Refused.argument("type");
        }
        boolean ledgers = parameters.yes("ledgers", false);
        Account account = access.account();
        Range range = Range.of(parameters, id -> account.trades().find(id).map(TradeRow::time));
        // Only "all" and "no position" can match: nobody has positions here.
        boolean any = type.equals("all") || type.equals("no position");
        List<TradeRow> matching = account.trades().newestFirst()
                .filter(trade -> any && range.covers(trade.time()) && access.key().settings().covers(trade.time()))
                .toList();
        Map<String, Object> trades = new LinkedHashMap<>();
        for (TradeRow trade : range.page(matching)) {
            trades.put(trade.id(), Records.trade(trade, ledgers));
        }
        return Json.map("trades", trades,
                "count", parameters.yes("without_count", false) ? null : matching.size());
    }

    Object queryTrades(Access access) throws Refused {
        boolean ledgers = access.parameters().yes("ledgers", false);
        Map<String, Object> result = new LinkedHashMap<>();
        for (String id : ids(access, "txid")) {
            Optional<TradeRow> trade = access.account().trades().find(id);
            if (trade.isEmpty()) {
                throw new Refused("ETrade:Invalid request");
            }
            result.put(id, Records.trade(trade.get(), ledgers));
        }
        return result;
    }

    Object ledgers(Access access) throws Refused {
        Parameters parameters = access.parameters();
        String type = parameters.text("type").orElse("all");
        if (!LEDGER_TYPES.contains(type)) {
            throw Refused.argument("type");
        }
        Set<Asset> assets = assets(parameters);
        Account account = access.account();
        Range range = Range.of(parameters, id -> account.ledger().find(id).map(LedgerRow::time));
        List<LedgerRow> matching = account.ledger().newestFirst()
                .filter(row -> assets.isEmpty() || assets.contains(row.asset()))
                .filter(row -> type.equals("all") || type.equals(row.type()))
                .filter(row -> range.covers(row.time()) && access.key().settings().covers(row.time()))
                .toList();
        Map<String, Object> rows = new LinkedHashMap<>();
        for (LedgerRow row : range.page(matching)) {
            rows.put(row.id(), Records.ledger(row));
        }
        return Json.map("ledger", rows,
                "count", parameters.yes("without_count", false) ? null : matching.size());
    }

    private Set<Asset> assets(Parameters parameters) throws Refused {
        Set<String> names = parameters.list("asset").stream().filter(name -> !name.equals("all"))
                .collect(Collectors.toSet());
        Set<Asset> assets = names.stream().map(name -> venue.listing().asset(name)).flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (assets.size() < names.size()) {
            throw new Refused("EQuery:Unknown asset");
        }
        return assets;
    }

    Object queryLedgers(Access access) throws Refused {
        Map<String, Object> result = new LinkedHashMap<>();
        for (String id : ids(access, "id")) {
            Optional<LedgerRow> row = access.account().ledger().find(id);
            if (row.isEmpty()) {
                throw Refused.argument("id");
            }
            result.put(id, Records.ledger(row.get()));
        }
        return result;
    }

    private static List<String> ids(Access access, String name) throws Refused {
        List<String> ids = access.parameters().list(name);
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw Refused.argument(name);
        }
        return ids;
    }
}
