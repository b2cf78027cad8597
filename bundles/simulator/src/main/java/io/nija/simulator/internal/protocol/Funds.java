package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.FeeSchedule;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** {@code Balance}, {@code BalanceEx}, {@code TradeBalance}, {@code TradeVolume} and the harmless part of funding. */
final class Funds {

    private final Venue venue;
    private final Listings listings;

    Funds(Venue venue, Listings listings) {
        this.venue = venue;
        this.listings = listings;
    }

    Object balance(Access access) {
        Map<String, Object> result = new LinkedHashMap<>();
        access.account().balances().forEach((asset, balance) -> {
            if (shown(balance)) {
                result.put(asset.id(), balance.toPlainString());
            }
        });
        access.account().staked().forEach((name, amount) -> result.put(name, amount.toPlainString()));
        return result;
    }

    Object extended(Access access) {
        Map<String, Object> result = new LinkedHashMap<>();
        access.account().balances().forEach((asset, balance) -> {
            if (shown(balance)) {
                result.put(asset.id(), Json.map("balance", balance.toPlainString(),
                        "hold_trade", access.account().held(asset).toPlainString()));
            }
        });
        access.account().staked().forEach((name, amount) -> result.put(name, Json.map("balance", amount.toPlainString(), "hold_trade", "0")));
        return result;
    }

    private boolean shown(BigDecimal balance) {
        return balance.signum() != 0 || venue.variants().yes(Variants.Name.ZERO_BALANCES);
    }

    Object tradeBalance(Access access) throws Refused {
        Optional<Asset> asset = venue.listing().asset(access.parameters().text("asset").orElse("ZUSD"));
        if (asset.isEmpty()) {
            throw new Refused("EQuery:Unknown asset");
        }
        BigDecimal all = BigDecimal.ZERO;
        BigDecimal held = BigDecimal.ZERO;
        for (Map.Entry<Asset, BigDecimal> entry : access.account().balances().entrySet()) {
            BigDecimal usd = venue.usd(entry.getKey());
            all = all.add(entry.getValue().multiply(usd));
            held = held.add(access.account().held(entry.getKey()).multiply(usd));
        }
        BigDecimal rate = venue.usd(asset.get());
        String equity = worth(all, rate);
        String none = worth(BigDecimal.ZERO, rate);
        return Json.map("eb", equity, "tb", equity, "m", none, "uv", worth(held, rate), "n", none, "c", none,
                "v", none, "e", equity, "mf", equity);
    }

    private static String worth(BigDecimal usd, BigDecimal rate) {
        return usd.divide(rate, 4, RoundingMode.DOWN).toPlainString();
    }

    Object tradeVolume(Access access) throws Refused {
        BigDecimal volume = access.account().turnover(venue.time());
        Map<String, Object> result = Json.map("currency", "ZUSD",
                "volume", volume.setScale(4, RoundingMode.DOWN).toPlainString());
        if (access.parameters().text("pair").isPresent()) {
            Map<String, Object> taker = new LinkedHashMap<>();
            Map<String, Object> maker = new LinkedHashMap<>();
            for (PairRule rule : listings.wanted(access.parameters())) {
                taker.put(rule.id(), tier(rule.fees(), volume, false));
                maker.put(rule.id(), tier(rule.fees(), volume, true));
            }
            result.put("fees", taker);
            result.put("fees_maker", maker);
        }
        return result;
    }

    private static Map<String, Object> tier(FeeSchedule schedule, BigDecimal volume, boolean maker) {
        List<FeeSchedule.Step> steps = schedule.steps();
        int tier = schedule.tier(volume);
        FeeSchedule.Step next = tier + 1 < steps.size() ? steps.get(tier + 1) : null;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("fee", four(steps.get(tier).percent(maker)));
        shown.put("minfee", four(steps.get(steps.size() - 1).percent(maker)));
        shown.put("maxfee", four(steps.get(0).percent(maker)));
        shown.put("nextfee", next == null ? null : four(next.percent(maker)));
        shown.put("nextvolume", next == null ? null : four(next.volume()));
        shown.put("tiervolume", four(steps.get(tier).volume()));
        return shown;
    }

    private static String four(BigDecimal number) {
        return number.setScale(4, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** Only tells that the key could withdraw; nothing can be withdrawn here. */
    Object withdrawMethods(Access access) {
        List<Object> methods = new ArrayList<>();
        for (Asset asset : venue.listing().assets()) {
            methods.add(Json.map("asset", asset.id(), "method", asset.name() + " (simulated)",
                    "network", "none", "minimum", "0"));
        }
        return methods;
    }
}
