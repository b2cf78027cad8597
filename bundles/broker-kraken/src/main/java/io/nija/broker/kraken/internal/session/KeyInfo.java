package io.nija.broker.kraken.internal.session;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;

import tools.jackson.databind.JsonNode;

/**
 * What {@code GetApiKeyInfo} tells. Both spellings of the fields are documented, and both are read.
 *
 * @param name as it was called on Kraken's page; empty when unknown
 * @param nonce the last nonce Kraken has seen, or null
 * @param rights the names of the rights, as they came
 * @param identity Kraken's internal id of the account (called iban); empty when it tells none
 * @param validUntil when the key expires, or null for never
 * @param dateLimited whether history can only be read within dates
 * @param anyAddress whether the key may be used from every address; null when it is not told
 */
record KeyInfo(
        String name,
        BigInteger nonce,
        Set<String> rights,
        Optional<String> identity,
        Instant validUntil,
        boolean dateLimited,
        Boolean anyAddress) {

    static KeyInfo of(JsonNode result) {
        JsonNode list = result.get("permissions");
        if (list == null || !list.isArray()) {
            throw new UnexpectedShape("'permissions' is not a list");
        }
        Set<String> rights = new LinkedHashSet<>();
        list.forEach(right -> rights.add(VenueText.clean(right.asString(), 60)));
        String name = either(result, "api_key_name", "apiKeyName");
        String identity = KrakenJson.textOrNull(result, "iban");
        return new KeyInfo(VenueText.clean(name, 60), KrakenJson.wholeOrNull(result, "nonce"), Set.copyOf(rights),
                Optional.ofNullable(identity).map(String::strip).filter(text -> !text.isEmpty()),
                KrakenJson.instantOrNull(result, result.has("valid_until") ? "valid_until" : "validUntil"),
                set(result, "query_from", "queryFrom") || set(result, "query_to", "queryTo"), anyAddress(result));
    }

    private static String either(JsonNode result, String snake, String camel) {
        String value = KrakenJson.textOrNull(result, snake);
        return value == null ? KrakenJson.textOrNull(result, camel) : value;
    }

    private static boolean set(JsonNode result, String snake, String camel) {
        BigDecimal value = KrakenJson.decimalOrNull(result, result.has(snake) ? snake : camel);
        return value != null && value.signum() != 0;
    }

    private static Boolean anyAddress(JsonNode result) {
        JsonNode list = result.has("ip_allowlist") ? result.get("ip_allowlist") : result.get("ipAllowlist");
        if (list == null || !list.isArray()) {
            return null;
        }
        for (JsonNode address : list) {
            if (address.isString() && !address.asString().isBlank()) {
                return false;
            }
        }
        return true;
    }
}
