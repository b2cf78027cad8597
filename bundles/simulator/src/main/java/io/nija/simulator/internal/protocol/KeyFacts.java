package io.nija.simulator.internal.protocol;

import java.util.List;
import java.util.Map;

import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Tokens;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** {@code GetApiKeyInfo} and {@code GetWebSocketsToken} (reference sheet §7.16, §2.5). */
final class KeyFacts {

    private final Venue venue;

    KeyFacts(Venue venue) {
        this.venue = venue;
    }

    Object info(Access access) {
        ApiKey key = access.key();
        ApiKey.Settings settings = key.settings();
        boolean camel = venue.variants().text(Variants.Name.KEY_INFO).equals("camelCase");
        List<String> permissions = settings.permissions().stream().sorted().map(Permission::word).toList();
        Map<String, Object> info = Json.map(
                name("api_key_name", camel), settings.name(),
                name("api_key", camel), key.key(),
                "nonce", key.highestNonce(),
                name("nonce_window", camel), Long.toUnsignedString(settings.nonceWindow()),
                "permissions", permissions,
                "iban", access.account().iban(),
                name("valid_until", camel), Long.toString(settings.validUntil()),
                name("query_from", camel), Long.toString(settings.queryFrom()),
                name("query_to", camel), Long.toString(settings.queryTo()),
                name("created_time", camel), Long.toString(key.createdSeconds()),
                name("modified_time", camel), Long.toString(key.createdSeconds()),
                name("ip_allowlist", camel), settings.addresses().isEmpty() ? List.of("") : settings.addresses(),
                name("last_used", camel), Long.toString(key.lastUsedSeconds()));
        return info;
    }

    private static String name(String snake, boolean camel) {
        if (!camel) {
            return snake;
        }
        StringBuilder text = new StringBuilder();
        for (String word : snake.split("_")) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }

    Object token(Access access) {
        return Json.map("token", venue.tokens().issue(access.key()).text(), "expires", Tokens.SECONDS);
    }
}
