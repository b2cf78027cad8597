package io.nija.simulator.internal.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.nija.simulator.internal.fault.FaultAction;
import io.nija.simulator.internal.fault.FaultLanguage;
import io.nija.simulator.internal.fault.FaultPlan;
import io.nija.exchange.market.PairRule;
import io.nija.simulator.internal.protocol.Json;
import io.nija.simulator.internal.protocol.Reply;
import io.nija.exchange.state.Memory;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Mode;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Venue;

/** What can be asked of the control address, and changed through it. The README lists it. Thread-safe. */
final class ControlRoutes {

    private static final int LOG_PAGE = 1_000;

    private final Venue venue;
    private final FaultRules faults;
    private final RequestLog log;
    private final ApiServer server;
    private final Supplier<Map<String, Object>> about;
    private final Events events;
    private final Optional<Memory> memory;
    private final ControlAccounts accounts;

    ControlRoutes(Venue venue, FaultRules faults, RequestLog log, ApiServer server, Events events,
            Optional<Memory> memory, Supplier<Map<String, Object>> about) {
        this.venue = venue;
        this.faults = faults;
        this.log = log;
        this.server = server;
        this.about = about;
        this.events = events;
        this.memory = memory;
        accounts = new ControlAccounts(venue);
    }

    long now() {
        return venue.now();
    }

    /** @throws IllegalArgumentException with a sentence for whoever asked */
    Reply answer(String method, String path, Map<String, List<String>> query, byte[] body) {
        String[] parts = path.replaceAll("^/|/$", "").split("/", 4);
        String name = parts.length > 1 ? parts[1] : "";
        JsonNode json = json(body);
        synchronized (venue) {
            server.catchUp();
            venue.settle();
            Object document = switch (method + " " + parts[0] + (parts.length > 2 ? "/" + parts[2] : "")) {
                case "GET " -> status();
                case "GET accounts" -> accounts.list();
                case "POST accounts" -> accounts.open(json);
                case "DELETE accounts" -> accounts.close(name);
                case "POST accounts/balances" -> accounts.change(name, json);
                case "POST accounts/orders" -> order(name, json);
                case "PUT accounts/staked" -> accounts.stake(name, json);
                case "POST jump" -> jump(json);
                case "GET keys" -> accounts.keys();
                case "POST keys" -> accounts.issue(json);
                case "PATCH keys" -> accounts.change(accounts.key(name), json);
                case "DELETE keys" -> accounts.remove(name);
                case "GET counters" -> counters();
                case "PUT mode" -> mode(json);
                case "PUT tier" -> tier(json);
                case "GET variants" -> venue.variants().all();
                case "PUT variants" -> variants(json);
                case "PUT clock" -> clock(json);
                case "GET sockets" -> Json.map("sockets", server.sockets().about());
                case "GET faults" -> faults();
                case "POST faults" -> Json.map("ids", faults.add(text(json, "spec")));
                case "DELETE faults" -> removeFault(name);
                case "POST gone" -> gone(json);
                case "DELETE gone" -> comeBack();
                case "GET log" -> log(query);
                case "DELETE log" -> clearLog();
                default -> null;
            };
            return document != null ? Reply.json(200, document) : Reply.json(404,
                    Map.of("error", "There is nothing at " + method + " /" + String.join("/", parts) + "."));
        }
    }

    /** {@code {"side":"buy","pair":"XBTUSD","volume":"0.01"}} and perhaps a price: the owner's order at the screen. */
    private Object order(String account, JsonNode json) {
        String side = text(json, "side");
        String price = json.has("price") ? "," + text(json, "price") : "";
        FaultAction.HumanOrder order = (FaultAction.HumanOrder) event("order(" + account + "," + side + ","
                + text(json, "pair") + "," + text(json, "volume") + price + ")");
        return Json.map("txid", events.place(venue.time(), order, account).id());
    }

    /** {@code {"pair":"XBTUSD","percent":"-5"}} */
    private Object jump(JsonNode json) {
        FaultAction.Happening jump = event("jump(" + text(json, "pair") + "," + text(json, "percent") + ")");
        return Json.map("event", jump.toString(), "outcome", events.happen(venue.time(), jump, ""));
    }

    /** An event in the words of the faults, so that both are checked alike. */
    private FaultAction.Happening event(String text) {
        FaultAction.Happening event = (FaultAction.Happening) FaultLanguage.parse("at(0)=" + text).get(0).action();
        events.check(event);
        return event;
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode tree = body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("The body is not JSON.", unreadable);
        }
        throw new IllegalArgumentException("The body is not a JSON object.");
    }

    static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull() || value.isContainer()) {
            throw new IllegalArgumentException("The body needs the text '" + name + "'.");
        }
        return value.asString();
    }

    static long whole(JsonNode json, String name) {
        String text = text(json, name);
        if (!text.matches("-?\\d{1,18}")) {
            throw new IllegalArgumentException("The body needs the whole number '" + name + "'.");
        }
        return Long.parseLong(text);
    }

    private Object status() {
        Map<String, Object> status = new LinkedHashMap<>(about.get());
        status.put("time", Instant.ofEpochSecond(0, venue.now()).toString());
        status.put("speed", venue.clock().speed());
        memory.ifPresent(kept -> status.put("state", kept.about()));
        status.put("skewMillis", venue.clock().skew().toMillis());
        status.put("tier", venue.tier().word());
        status.put("mode", venue.modes().all().word());
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (PairRule pair : venue.listing().pairs()) {
            if (venue.modes().own(pair) != Mode.ONLINE) {
                pairs.put(pair.id(), venue.modes().own(pair).word());
            }
        }
        status.put("pairModes", pairs);
        status.put("gone", server.isGone());
        status.put("clients", server.clients());
        return status;
    }

    private Object counters() {
        List<Object> keys = venue.keys().stream().map(key -> (Object) Json.map(
                "account", key.account(), "key", accounts.fingerprint(key),
                "counter", points(key.calls().points(venue.clock().nanoTime())),
                "nonce", key.highestNonce(), "accepted", key.accepted(), "nonceRefusals", key.nonceRefusals(),
                "lockedOutSeconds", venue.lockedFor(key))).toList();
        Map<String, Object> engine = new LinkedHashMap<>();
        for (Account account : venue.accounts()) {
            Map<String, Object> pairs = new LinkedHashMap<>();
            account.engineCounters().forEach((pair, counter) ->
                    pairs.put(pair, points(counter.points(venue.clock().nanoTime()))));
            engine.put(account.id(), pairs);
        }
        return Json.map("keys", keys, "engine", engine);
    }

    private static BigDecimal points(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3);
    }

    private Object mode(JsonNode json) {
        Mode mode = Mode.parse(text(json, "mode"));
        if (json.has("pair")) {
            PairRule pair = venue.listing().pair(text(json, "pair")).orElseThrow(() ->
                    new IllegalArgumentException("There is no pair '" + text(json, "pair") + "'."));
            venue.mode(pair, mode);
        } else {
            venue.mode(mode);
        }
        return status();
    }

    private Object tier(JsonNode json) {
        venue.tier(Tier.parse(text(json, "tier")));
        return status();
    }

    private Object variants(JsonNode json) {
        json.properties().forEach(entry -> venue.variants().choose(entry.getKey(), entry.getValue().asString()));
        return venue.variants().all();
    }

    private Object clock(JsonNode json) {
        venue.clock().skew(Duration.ofMillis(whole(json, "skewMillis")));
        memory.ifPresent(Memory::skewed);
        return status();
    }

    private Object faults() {
        return Json.map("faults", faults.plan().standing().stream().map((FaultPlan.Standing standing) -> Json.map(
                "id", standing.id(), "spec", standing.rule().toString(), "matches", standing.matches(),
                "strikes", standing.strikes())).toList());
    }

    private Object removeFault(String id) {
        if (id.isEmpty()) {
            faults.plan().clear();
        } else if (!id.matches("\\d{1,18}") || !faults.plan().remove(Long.parseLong(id))) {
            throw new IllegalArgumentException("There is no fault '" + id + "'.");
        }
        return faults();
    }

    private Object gone(JsonNode json) {
        long seconds = json.has("seconds") ? whole(json, "seconds") : 0;
        if (seconds < 0 || seconds > 86_400) {
            throw new IllegalArgumentException("The exchange can be gone for up to 86400 seconds.");
        }
        server.gone(Duration.ofSeconds(seconds));
        return status();
    }

    private Object comeBack() {
        try {
            server.comeBack();
        } catch (IOException occupied) {
            throw new IllegalArgumentException("The exchange cannot come back: port " + server.port()
                    + " is used by something else now.", occupied);
        }
        return status();
    }

    private Object log(Map<String, List<String>> query) {
        String after = first(query, "after", "0");
        String limit = first(query, "limit", Integer.toString(LOG_PAGE));
        if (!after.matches("\\d{1,18}") || !limit.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("The numbers 'after' and 'limit' are wrong.");
        }
        return Json.map("requests", log.after(Long.parseLong(after), first(query, "key", ""), Integer.parseInt(limit))
                .stream().map(entry -> Json.map("number", entry.number(), "time", entry.time().toString(),
                        "method", entry.method(), "account", entry.account(), "key", entry.key(),
                        "nonce", entry.nonce(), "outcome", entry.outcome())).toList());
    }

    private Object clearLog() {
        log.clear();
        return Json.map("requests", List.of());
    }

    private static String first(Map<String, List<String>> query, String name, String otherwise) {
        return query.getOrDefault(name, List.of(otherwise)).get(0);
    }
}
