package io.nija.simulator.internal.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import io.nija.exchange.market.Asset;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Ids;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Venue;

/** Accounts, balances and keys at the control address. The caller holds the venue's lock. */
final class ControlAccounts {

    private static final Set<String> SETTINGS = Set.of("account", "key", "secret", "name", "permissions",
            "ipAllowlist", "nonceWindow", "validUntil", "queryFrom", "queryTo");

    private final Venue venue;

    ControlAccounts(Venue venue) {
        this.venue = venue;
    }

    Object list() {
        return Json.map("accounts", venue.accounts().stream().map(this::shown).toList());
    }

    private Map<String, Object> shown(Account account) {
        Map<String, Object> balances = new LinkedHashMap<>();
        account.balances().forEach((asset, balance) -> balances.put(asset.id(), Json.map(
                "balance", balance.toPlainString(), "held", account.held(asset).toPlainString())));
        return Json.map("id", account.id(), "iban", account.iban(), "openOrders", account.openOrders().size(),
                "trades", account.trades().size(), "balances", balances,
                "keys", venue.keys().stream().filter(key -> key.account().equals(account.id()))
                        .map(this::fingerprint).toList());
    }

    Object open(JsonNode json) {
        Account account = venue.openAccount(ControlRoutes.text(json, "id"));
        ApiKey key = venue.issueKey(account, ApiKey.Settings.trading("simulator"));
        return Json.map("id", account.id(), "iban", account.iban(), "key", key.key(), "secret", key.secretText(),
                "fingerprint", fingerprint(key));
    }

    Object close(String id) {
        venue.closeAccount(id);
        return list();
    }

    /** {@code {"asset":"ZUSD","amount":"-100"}} or {@code {"asset":"ZUSD","balance":"0"}}, and perhaps a type. */
    Object change(String id, JsonNode json) {
        Account account = venue.account(id);
        String name = ControlRoutes.text(json, "asset");
        Asset asset = venue.listing().asset(name).orElseThrow(() ->
                new IllegalArgumentException("There is no asset '" + name + "'."));
        BigDecimal amount = json.has("balance")
                ? amount(json, "balance", asset).subtract(account.balances().get(asset))
                : amount(json, "amount", asset);
        if (account.available(asset).add(amount).signum() < 0) {
            throw new IllegalArgumentException("The account has only " + account.available(asset).toPlainString() + " "
                    + asset.id() + " that no order holds.");
        }
        String type = json.has("type") ? ControlRoutes.text(json, "type") : amount.signum() < 0 ? "withdrawal" : "deposit";
        LedgerRow row = venue.adjust(account, asset, amount, type);
        return Json.map("ledger", row.id(), "amount", row.amount().toPlainString(),
                "balance", row.balance().toPlainString());
    }

    /** {@code {"asset":"XTZ.S","balance":"12.5"}}: a holding under a name with a suffix, which no order can use. */
    Object stake(String id, JsonNode json) {
        String name = ControlRoutes.text(json, "asset");
        String balance = ControlRoutes.text(json, "balance");
        if (!name.matches("[A-Z0-9]{2,10}\\.[A-Z]{1,4}")) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a staked holding; it ends in a point and letters, as XTZ.S.");
        }
        if (!balance.matches("\\d{1,15}(\\.\\d{1,10})?")) {
            throw new IllegalArgumentException("The body needs the decimal number 'balance'.");
        }
        venue.account(id).staked(name, new BigDecimal(balance));
        return Json.map("staked", venue.account(id).staked());
    }

    private static BigDecimal amount(JsonNode json, String name, Asset asset) {
        String text = ControlRoutes.text(json, name);
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,12})?")) {
            throw new IllegalArgumentException("The body needs the decimal number '" + name + "'.");
        }
        return new BigDecimal(text).setScale(asset.decimals(), RoundingMode.DOWN);
    }

    Object keys() {
        return Json.map("keys", venue.keys().stream().map(this::shown).toList());
    }

    private Map<String, Object> shown(ApiKey key) {
        ApiKey.Settings settings = key.settings();
        return Json.map("account", key.account(), "fingerprint", fingerprint(key), "name", settings.name(),
                "permissions", settings.permissions().stream().sorted().map(Permission::word).toList(),
                "ipAllowlist", settings.addresses(), "nonceWindow", Long.toUnsignedString(settings.nonceWindow()),
                "validUntil", settings.validUntil(), "queryFrom", settings.queryFrom(), "queryTo", settings.queryTo());
    }

    Object issue(JsonNode json) {
        Account account = venue.account(ControlRoutes.text(json, "account"));
        ApiKey.Settings settings = settings(ApiKey.Settings.trading("simulator"), json);
        ApiKey key = json.has("key")
                ? venue.addKey(account, ControlRoutes.text(json, "key"), ControlRoutes.text(json, "secret"), settings)
                : venue.issueKey(account, settings);
        Map<String, Object> shown = shown(key);
        shown.put("key", key.key());
        shown.put("secret", key.secretText());
        return shown;
    }

    Object change(ApiKey key, JsonNode json) {
        venue.changeKey(key, settings(key.settings(), json));
        return shown(key);
    }

    Object remove(String fingerprint) {
        venue.removeKey(key(fingerprint));
        return keys();
    }

    ApiKey key(String fingerprint) {
        return venue.keys().stream().filter(key -> fingerprint(key).equals(fingerprint)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("There is no key with the fingerprint '" + fingerprint + "'."));
    }

    String fingerprint(ApiKey key) {
        return Ids.fingerprint(key.key());
    }

    private static ApiKey.Settings settings(ApiKey.Settings old, JsonNode json) {
        json.propertyNames().stream().filter(name -> !SETTINGS.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("A key has no setting '" + name + "'.");
        });
        return new ApiKey.Settings(
                json.has("name") ? ControlRoutes.text(json, "name") : old.name(),
                json.has("permissions") ? texts(json, "permissions").stream().map(Permission::parse)
                        .collect(Collectors.toSet()) : old.permissions(),
                json.has("ipAllowlist") ? texts(json, "ipAllowlist") : old.addresses(),
                json.has("nonceWindow") ? ControlRoutes.whole(json, "nonceWindow") : old.nonceWindow(),
                json.has("validUntil") ? ControlRoutes.whole(json, "validUntil") : old.validUntil(),
                json.has("queryFrom") ? ControlRoutes.whole(json, "queryFrom") : old.queryFrom(),
                json.has("queryTo") ? ControlRoutes.whole(json, "queryTo") : old.queryTo());
    }

    private static List<String> texts(JsonNode json, String name) {
        JsonNode list = json.get(name);
        if (!list.isArray()) {
            throw new IllegalArgumentException("The body needs the list '" + name + "'.");
        }
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
