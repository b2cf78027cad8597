package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.Venue;

/** What is listed, as the channel {@code instrument} writes it (reference sheet §11). Guarded by the venue's lock. */
final class InstrumentText {

    private final Venue venue;

    InstrumentText(Venue venue) {
        this.venue = venue;
    }

    Frame snapshot() {
        List<Object> assets = new ArrayList<>();
        for (Asset asset : venue.listing().assets()) {
            assets.add(Json.map("id", asset.name(), "status", "enabled", "precision", asset.decimals(),
                    "precision_display", asset.displayDecimals(), "borrowable", false,
                    "collateral_value", new BigDecimal("1.00"), "multiplier", new BigDecimal("1.0")));
        }
        return frame("snapshot", assets, venue.listing().pairs());
    }

    /** Pairs whose market changed. */
    Frame update(List<PairRule> changed) {
        return frame("update", List.of(), changed);
    }

    private Frame frame(String type, List<Object> assets, List<PairRule> rules) {
        List<Object> pairs = new ArrayList<>();
        for (PairRule rule : rules) {
            pairs.add(pair(rule));
        }
        return Frame.of("instrument", "", Json.map("channel", "instrument", "type", type,
                "data", Json.map("assets", assets, "pairs", pairs)));
    }

    private Map<String, Object> pair(PairRule rule) {
        return Json.map("symbol", rule.symbol(), "base", rule.base().name(), "quote", rule.quote().name(),
                "status", venue.modes().of(rule).word(), "qty_precision", PairRule.LOT_DECIMALS,
                "qty_increment", PairRule.volume(1), "price_precision", rule.pairDecimals(),
                "cost_precision", rule.costDecimals(), "marginable", false, "has_index", true,
                "cost_min", rule.costMin(), "tick_size", rule.tickSize(), "price_increment", rule.tickSize(),
                "qty_min", rule.orderMin());
    }
}
