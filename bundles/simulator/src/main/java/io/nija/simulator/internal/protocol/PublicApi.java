package io.nija.simulator.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Venue;

/** The public endpoints (reference sheet §6). */
final class PublicApi {

    private final Map<String, Answerer> endpoints = new HashMap<>();

    private interface Answerer {
        Object answer(Parameters parameters, long now) throws Refused;
    }

    PublicApi(Venue venue, Listings listings) {
        MarketData data = new MarketData(venue, listings);
        endpoints.put("Time", (parameters, now) ->
                Json.map("unixtime", Formats.seconds(now), "rfc1123", Formats.rfc1123(now)));
        endpoints.put("SystemStatus", (parameters, now) ->
                Json.map("status", venue.modes().all().word(), "timestamp", Formats.iso(now)));
        endpoints.put("Assets", (parameters, now) -> listings.assets(parameters));
        endpoints.put("AssetPairs", (parameters, now) -> listings.pairs(parameters));
        endpoints.put("Ticker", (parameters, now) -> data.ticker(parameters));
        endpoints.put("OHLC", (parameters, now) -> data.candles(parameters));
        endpoints.put("Depth", (parameters, now) -> data.depth(parameters));
        endpoints.put("Trades", (parameters, now) -> data.trades(parameters));
        endpoints.put("Spread", (parameters, now) -> data.spread(parameters));
    }

    Set<String> names() {
        return endpoints.keySet();
    }

    boolean has(String name) {
        return endpoints.containsKey(name);
    }

    Object answer(String name, Parameters parameters, long now) throws Refused {
        return endpoints.get(name).answer(parameters, now);
    }
}
