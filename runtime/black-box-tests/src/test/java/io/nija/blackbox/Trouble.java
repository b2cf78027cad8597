package io.nija.blackbox;

import java.util.ArrayList;
import java.util.List;

import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import tools.jackson.databind.JsonNode;

/**
 * One way in which the lane {@code master/kraken} can be in trouble.
 *
 * @param name as it stands in the test's name
 * @param code what {@code why} must name as the cause
 * @param words what its page must say, among them what to do
 * @param make makes it so, on a lane that was fine or had no keys
 */
record Trouble(String name, String code, List<String> words, Making make) {

    /** Makes the trouble. */
    interface Making {
        void on(Shell shell, Exchange exchange, Fresh key) throws Exception;
    }

    /** A key of the master's own venue account that no other case has used, so that no nonce or lock-out is inherited. */
    record Fresh(String key, String secret, String fingerprint) {}

    @Override
    public String toString() {
        return name + " -> " + code;
    }

    static Trouble env(String name, String code, List<String> words, Lines lines) {
        return new Trouble(name, code, words, (shell, exchange, key) -> shell.env(lines.of(key)));
    }

    /** The lines of a {@code .env}. */
    interface Lines {
        String[] of(Fresh key);
    }

    static Trouble right(String missing, String label) {
        return new Trouble("the key may not " + missing, "KRAKEN_PERMISSION_MISSING", List.of(label, missing),
                (shell, exchange, key) -> {
                    List<String> rights = new ArrayList<>(List.of("query-funds", "query-open-trades", "query-closed-trades",
                            "modify-trades", "close-trades", "query-ledger", "create-ws-token"));
                    rights.remove(missing);
                    exchange.control("PATCH", "/keys/" + key.fingerprint(),
                            "{\"permissions\":[\"" + String.join("\",\"", rights) + "\"]}");
                    shell.env(pair(key));
                });
    }

    static Trouble fault(String name, String code, String spec, String... words) {
        return new Trouble(name, code, List.of(words), (shell, exchange, key) -> {
            exchange.control("POST", "/faults", "{\"spec\":\"" + spec + "\"}");
            shell.env(pair(key));
        });
    }

    static Trouble control(String name, String code, String method, String path, String body, String... words) {
        return new Trouble(name, code, List.of(words), (shell, exchange, key) -> {
            exchange.control(method, path.replace("KEY", key.fingerprint()), body);
            shell.env(pair(key));
        });
    }

    static String[] pair(Fresh key) {
        return new String[] {"KRAKEN_MASTER_API_KEY=" + key.key(), "KRAKEN_MASTER_API_SECRET=" + key.secret()};
    }

    static List<Trouble> all() {
        List<Trouble> all = new ArrayList<>(keys());
        all.addAll(rights());
        all.addAll(venue());
        all.addAll(files());
        all.add(emptyAccount());
        return all;
    }

    /** The last of all, because it takes the money away. */
    private static Trouble emptyAccount() {
        return new Trouble("an empty account", "KRAKEN_NO_FUNDS", List.of("deposit"), (shell, exchange, key) -> {
            VenueCall.send(exchange.rest(), "CancelAll", key.key(), key.secret(), "1");
            for (JsonNode account : exchange.control("GET", "/accounts", null).path("accounts")) {
                if (account.path("id").asString().equals(exchange.id(0))) {
                    for (String asset : account.path("balances").propertyNames()) {
                        exchange.control("POST", "/accounts/" + exchange.id(0) + "/balances",
                                "{\"asset\":\"" + asset + "\",\"balance\":\"0\"}");
                    }
                }
            }
            shell.env(pair(key));
        });
    }

    private static List<Trouble> keys() {
        return List.of(
                env("no keys", "KEYS_ABSENT", List.of("KRAKEN_MASTER_API_KEY", "KRAKEN_MASTER_API_SECRET"),
                        key -> new String[] {"# nothing yet"}),
                env("a misspelt variable", "VARIABLE_MISSPELT", List.of("KRAKEN_MASTER_APIKEY", "KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_APIKEY=" + key.key(), "KRAKEN_MASTER_APISECRET=" + key.secret()}),
                env("a variable in the wrong case", "VARIABLE_MISSPELT", List.of("kraken_master_api_key"),
                        key -> new String[] {"kraken_master_api_key=" + key.key(),
                            "kraken_master_api_secret=" + key.secret()}),
                env("empty values", "KEYS_EMPTY", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=", "KRAKEN_MASTER_API_SECRET="}),
                env("blank values", "KEYS_BLANK", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=\"   \"", "KRAKEN_MASTER_API_SECRET=\"   \""}),
                env("placeholders", "KEYS_PLACEHOLDER", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=your_key_here",
                            "KRAKEN_MASTER_API_SECRET=your_secret_here"}),
                env("the secret is missing", "SECRET_MISSING", List.of("KRAKEN_MASTER_API_SECRET"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=" + key.key()}),
                env("the key is missing", "KEY_MISSING", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_SECRET=" + key.secret()}),
                env("the halves are swapped", "HALVES_SWAPPED", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=" + key.secret(),
                            "KRAKEN_MASTER_API_SECRET=" + key.key()}),
                env("a truncated key", "KEY_MALFORMED", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=" + key.key().substring(0, 20),
                            "KRAKEN_MASTER_API_SECRET=" + key.secret()}),
                env("a truncated secret", "SECRET_MALFORMED", List.of("KRAKEN_MASTER_API_SECRET"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=" + key.key(),
                            "KRAKEN_MASTER_API_SECRET=" + key.secret().substring(0, 30)}),
                env("a blank inside the key", "VALUE_HAS_BLANKS", List.of("KRAKEN_MASTER_API_KEY"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY='" + key.key().substring(0, 20) + " "
                                + key.key().substring(20) + "'", "KRAKEN_MASTER_API_SECRET=" + key.secret()}),
                env("the same key in two accounts", "KEY_DUPLICATE", List.of("daivon_frazier"),
                        key -> new String[] {"KRAKEN_MASTER_API_KEY=" + key.key(),
                            "KRAKEN_MASTER_API_SECRET=" + key.secret(), "KRAKEN_USER_DAIVON_API_KEY=" + key.key(),
                            "KRAKEN_USER_DAIVON_API_SECRET=" + key.secret()}),
                new Trouble("keys of another account", "KRAKEN_IDENTITY_CHANGED",
                        List.of("another account", "account rebind"), (shell, exchange, key) ->
                        shell.env("KRAKEN_MASTER_API_KEY=" + exchange.key(3), "KRAKEN_MASTER_API_SECRET=" + exchange.secret(3))),
                new Trouble("a key that no simulator issued", "KRAKEN_SIMULATOR_KEY", List.of("simulator"),
                        (shell, exchange, key) -> shell.env("KRAKEN_MASTER_API_KEY=" + "A".repeat(56),
                                "KRAKEN_MASTER_API_SECRET=" + key.secret())),
                new Trouble("the wrong secret", "KRAKEN_INVALID_SIGNATURE", List.of("KRAKEN_MASTER_API_SECRET", "QUARANTINED"),
                        (shell, exchange, key) -> shell.env("KRAKEN_MASTER_API_KEY=" + key.key(),
                                "KRAKEN_MASTER_API_SECRET=" + exchange.secret(1))),
                control("a deleted key", "KRAKEN_INVALID_KEY", "DELETE", "/keys/KEY", null, "KRAKEN_MASTER_API_KEY",
                        "QUARANTINED"),
                new Trouble("a nonce used up by another program", "KRAKEN_NONCE_REJECTED", List.of("make a new", "KRAKEN_MASTER_API_KEY", "QUARANTINED"),
                        (shell, exchange, key) -> {
                            VenueCall.send(exchange.rest(), "Balance", key.key(), key.secret(), "18446744073709551615");
                            shell.env(pair(key));
                        }),
                new Trouble("a key that has expired", "KRAKEN_INVALID_KEY", List.of("KRAKEN_MASTER_API_KEY"),
                        (shell, exchange, key) -> {
                            exchange.control("PATCH", "/keys/" + key.fingerprint(), "{\"validUntil\":1700000000}");
                            shell.env(pair(key));
                        }));
    }

    private static List<Trouble> rights() {
        return List.of(
                right("query-funds", "Query"),
                right("query-open-trades", "Query open orders & trades"),
                right("query-closed-trades", "Query closed orders & trades"),
                right("modify-trades", "Create & modify orders"),
                right("close-trades", "Cancel & close orders"),
                right("create-ws-token", "WebSocket interface"));
    }

    private static List<Trouble> venue() {
        return List.of(
                control("a clock off by a minute", "KRAKEN_CLOCK_OFF", "PUT", "/clock", "{\"skewMillis\":60000}", "clock"),
                control("maintenance", "KRAKEN_MAINTENANCE", "PUT", "/mode", "{\"mode\":\"maintenance\"}", "SUSPENDED"),
                control("only cancels are accepted", "KRAKEN_CANCEL_ONLY", "PUT", "/mode", "{\"mode\":\"cancel_only\"}",
                        "SUSPENDED"),
                control("the exchange is gone", "KRAKEN_UNREACHABLE", "POST", "/gone", "{\"seconds\":60}", "reach"),
                fault("a lock-out", "KRAKEN_LOCKOUT", "private=error(EGeneral:Temporary lockout)", "QUARANTINED"),
                fault("calls are limited", "KRAKEN_RATE_LIMIT", "private=error(EAPI:Rate limit exceeded)", "THROTTLED"),
                fault("an account that was disabled", "KRAKEN_ACCOUNT_DISABLED",
                        "private=error(EAuth:Account temporary disabled)", "Kraken"),
                fault("the exchange is busy", "KRAKEN_BUSY", "private=error(EService:Busy)", "Kraken"),
                fault("an unknown error", "KRAKEN_UNKNOWN_ERROR", "private=error(EOdd:Never seen)", "EOdd"),
                fault("no answer", "KRAKEN_TIMEOUT", "private=hang", "answer"),
                fault("a reset connection", "KRAKEN_RESET", "private=reset", "connection"),
                fault("a gateway's error", "KRAKEN_HTTP_503", "private=status(503)", "503"),
                fault("a page instead of data", "KRAKEN_UNREADABLE_ANSWER", "private=html(200)", "Kraken"),
                fault("half an answer", "KRAKEN_UNREADABLE_ANSWER", "private=truncate", "Kraken"),
                fault("blocked at the edge", "KRAKEN_EDGE_BLOCKED", "private=html(403)", "403"),
                fault("too many requests at the edge", "KRAKEN_EDGE_RATE_LIMIT", "private=status(429,60)", "THROTTLED"));
    }

    private static List<Trouble> files() {
        return List.of(
                new Trouble("a broken TLS connection", "KRAKEN_TLS", List.of("TLS"), (shell, exchange, key) -> {
                    shell.env(pair(key));
                    shell.write(shell.config.resolve("io.nija.broker.kraken.cfg"), "simulator=true",
                            "rest.url=" + exchange.rest().replace("http:", "https:"),
                            "ws.public.url=ws://127.0.0.1:1/v2", "ws.private.url=ws://127.0.0.1:1/v2");
                }),
                new Trouble("an account switched off", "ACCOUNT_DISABLED", List.of("DISABLED"), (shell, exchange, key) ->
                        shell.write(shell.config.resolve("io.nija.account-master.cfg"), "name=Master", "role=master",
                                "brokers=kraken", "enabled=false")));
    }
}
