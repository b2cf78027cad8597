package io.nija.broker.kraken.internal.venue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.VenueText;

import tools.jackson.databind.JsonNode;

/**
 * Kraken's names of assets and ours. Names come from Kraken's own list; the only two that differ on its newer
 * interface are XBT (BTC) and XDG (DOGE). Nothing is ever stripped by rule: XTZ, ZRX and XCN are whole names.
 */
final class AssetNames {

    private final Map<String, String> ours = new HashMap<>();

    /** Reads an answer of {@code Assets}. */
    static AssetNames of(JsonNode result) {
        AssetNames names = new AssetNames();
        // Canonical names first: an altname must never take the place of another asset's own name.
        result.propertyStream().forEach(asset -> names.ours.put(asset.getKey(), rename(altname(asset))));
        result.propertyStream().forEach(asset -> names.ours.putIfAbsent(altname(asset), rename(altname(asset))));
        return names;
    }

    private static String altname(Map.Entry<String, JsonNode> asset) {
        String altname = KrakenJson.textOrNull(asset.getValue(), "altname");
        return VenueText.clean(altname == null || altname.isBlank() ? asset.getKey() : altname, 40);
    }

    /** The two renames there are. */
    static String rename(String altname) {
        return switch (altname) {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> altname;
        };
    }

    /** Our name of an asset; a suffix ({@code .F}) stays, and an unknown name is returned as it is. */
    String ours(String venueAsset) {
        String known = ours.get(venueAsset);
        if (known != null) {
            return known;
        }
        int dot = venueAsset.indexOf('.');
        if (dot > 0) {
            String stem = ours.get(venueAsset.substring(0, dot));
            return stem == null ? rename(venueAsset.substring(0, dot)) + venueAsset.substring(dot) : stem + venueAsset.substring(dot);
        }
        String upper = venueAsset.toUpperCase(Locale.ROOT);
        return ours.getOrDefault(upper, rename(venueAsset));
    }

    boolean knows(String venueAsset) {
        return ours.containsKey(venueAsset);
    }
}
