package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.FeeSchedule;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Venue;

/** {@code Assets} and {@code AssetPairs} (reference sheet §6.3, §6.4). */
final class Listings {

    private final Venue venue;

    Listings(Venue venue) {
        this.venue = venue;
    }

    Object assets(Parameters parameters) throws Refused {
        if (tokenized(parameters, "aclass")) {
            return Map.of();
        }
        boolean newNames = parameters.whole("assetVersion", 0, 1, 0) == 1;
        List<Asset> wanted = new ArrayList<>();
        for (String name : parameters.list("asset")) {
            Optional<Asset> asset = venue.listing().asset(name);
            if (asset.isEmpty()) {
                throw new Refused("EQuery:Unknown asset");
            }
            wanted.add(asset.get());
        }
        Map<String, Object> result = new LinkedHashMap<>();
        for (Asset asset : wanted.isEmpty() ? venue.listing().assets() : wanted) {
            result.put(newNames ? asset.name() : asset.id(), Json.map(
                    "aclass", "currency",
                    "altname", newNames ? asset.name() : asset.altname(),
                    "decimals", asset.decimals(),
                    "display_decimals", asset.displayDecimals(),
                    "collateral_value", asset.id().equals("XTZ") ? null : new BigDecimal("1.0"),
                    "status", "enabled"));
        }
        return result;
    }

    Object pairs(Parameters parameters) throws Refused {
        if (tokenized(parameters, "aclass_base")) {
            return Map.of();
        }
        boolean newNames = parameters.whole("assetVersion", 0, 1, 0) == 1;
        String info = parameters.text("info").orElse("info");
        if (!List.of("info", "leverage", "fees", "margin").contains(info)) {
            throw Refused.argument("info");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        for (PairRule rule : wanted(parameters)) {
            result.put(newNames ? rule.symbol() : rule.id(), switch (info) {
                case "leverage" -> Json.map("leverage_buy", List.of(), "leverage_sell", List.of());
                case "fees" -> fees(rule);
                case "margin" -> Json.map("margin_call", 80, "margin_stop", 40, "margin_level", 40);
                default -> full(rule, newNames);
            });
        }
        return result;
    }

    private static boolean tokenized(Parameters parameters, String name) throws Refused {
        String kind = parameters.text(name).orElse("currency");
        if (!List.of("currency", "tokenized_asset").contains(kind)) {
            throw Refused.argument(name);
        }
        return kind.equals("tokenized_asset");
    }

    /** The pairs named in {@code pair}, or all. */
    List<PairRule> wanted(Parameters parameters) throws Refused {
        List<PairRule> wanted = new ArrayList<>();
        for (String name : parameters.list("pair")) {
            wanted.add(pair(name));
        }
        return wanted.isEmpty() ? venue.listing().pairs() : wanted;
    }

    /** The one pair named in {@code pair}. */
    PairRule one(Parameters parameters) throws Refused {
        return pair(parameters.required("pair"));
    }

    private PairRule pair(String name) throws Refused {
        Optional<PairRule> pair = venue.listing().pair(name);
        if (pair.isEmpty()) {
            throw new Refused("EQuery:Unknown asset pair");
        }
        return pair.get();
    }

    private Map<String, Object> full(PairRule rule, boolean newNames) {
        Map<String, Object> full = Json.map(
                "altname", newNames ? rule.symbol() : rule.altname(),
                "wsname", rule.wsname(),
                "aclass_base", "currency",
                "base", newNames ? rule.base().name() : rule.base().id(),
                "aclass_quote", "currency",
                "quote", newNames ? rule.quote().name() : rule.quote().id(),
                "lot", "unit",
                "cost_decimals", rule.costDecimals(),
                "pair_decimals", rule.pairDecimals(),
                "lot_decimals", PairRule.LOT_DECIMALS,
                "lot_multiplier", rule.sparse() ? null : 1,
                "leverage_buy", List.of(),
                "leverage_sell", List.of());
        full.putAll(fees(rule));
        full.putAll(Json.map(
                "margin_call", 80,
                "margin_stop", 40,
                "ordermin", rule.orderMin().toPlainString(),
                "costmin", rule.costMin().toPlainString(),
                "tick_size", rule.tickSize().toPlainString(),
                // A pair that leaves out its status is online; one that is not says so.
                "status", rule.sparse() && venue.modes().own(rule).word().equals("online") ? null
                        : venue.modes().own(rule).word()));
        return full;
    }

    private static Map<String, Object> fees(PairRule rule) {
        return Json.map("fees", schedule(rule, false), "fees_maker", schedule(rule, true),
                "fee_volume_currency", "ZUSD");
    }

    private static List<List<BigDecimal>> schedule(PairRule rule, boolean maker) {
        return rule.fees().steps().stream()
                .map((FeeSchedule.Step step) -> List.of(step.volume(), step.percent(maker))).toList();
    }
}
