package io.nija.simulator.internal.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.exchange.market.Asset;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.History;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.Venue;

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
        Range range = Range.of(parameters, id -> account.trades().find(id).map(TradeRow::time))
                .within(access.key().settings());
        // Only "all" and "no position" can match: nobody has positions here.
        boolean any = type.equals("all") || type.equals("no position");
        History.Page<TradeRow> page = range.page(
                account.trades(parameters.yes("consolidate_taker", true)), any ? null : trade -> false);
        Map<String, Object> trades = new LinkedHashMap<>();
        for (TradeRow trade : page.rows()) {
            trades.put(trade.id(), Records.trade(trade, ledgers));
        }
        return Json.map("trades", trades,
                "count", parameters.yes("without_count", false) ? null : page.count());
    }

    Object queryTrades(Access access) throws Refused {
        boolean ledgers = access.parameters().yes("ledgers", false);
        boolean merged = access.parameters().yes("consolidate_taker", true);
        Map<String, Object> result = new LinkedHashMap<>();
        for (String id : ids(access, "txid")) {
            // A part of what was merged is known by its own id all the same.
            Optional<TradeRow> trade = access.account().trades(merged).find(id)
                    .or(() -> access.account().trades().find(id));
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
        Range range = Range.of(parameters, id -> account.ledger().find(id).map(LedgerRow::time))
                .within(access.key().settings());
        boolean all = assets.isEmpty() && type.equals("all");
        History.Page<LedgerRow> page = range.page(account.ledger(), all ? null
                : row -> (assets.isEmpty() || assets.contains(row.asset()))
                        && (type.equals("all") || type.equals(row.type())));
        Map<String, Object> rows = new LinkedHashMap<>();
        for (LedgerRow row : page.rows()) {
            rows.put(row.id(), Records.ledger(row));
        }
        return Json.map("ledger", rows,
                "count", parameters.yes("without_count", false) ? null : page.count());
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
