package io.nija.blackbox.crash;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.testkit.Shell;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.JsonNode;

/**
 * One account's books at the exchange, read over REST with a key of its own. Shares no code with NIJA: signatures are plain
 * JDK, and pages are read to their end.
 */
final class VenueBooks {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();

    private final String rest;
    private final String key;
    private final byte[] secret;
    private long nonce = System.currentTimeMillis() * 1_000;

    VenueBooks(String rest, String key, String secret) {
        this.rest = rest;
        this.key = key;
        this.secret = Base64.getDecoder().decode(secret);
    }

    /** An order as the exchange has it. */
    record Order(String account, String id, String clientOrderId, String pair, String side, BigDecimal volume, BigDecimal filled, boolean open) {}

    /** A trade as the exchange booked it. */
    record Trade(String account, String id, String order, String pair, String side, BigDecimal volume, BigDecimal price, BigDecimal fee) {}

    /** All that the account ever ordered. */
    List<Order> orders(String account) throws Exception {
        List<Order> orders = new ArrayList<>();
        ask("OpenOrders", Map.of()).path("open").properties().forEach(entry -> orders.add(order(account, entry.getKey(), entry.getValue())));
        pages("ClosedOrders", "closed").forEach((id, order) -> orders.add(order(account, id, order)));
        return orders;
    }

    private static Order order(String account, String id, JsonNode order) {
        String status = order.path("status").asString();
        return new Order(account, id, order.path("cl_ord_id").asString(""), order.path("descr").path("pair").asString(),
                order.path("descr").path("type").asString(), decimal(order, "vol"), decimal(order, "vol_exec"),
                status.equals("open") || status.equals("pending"));
    }

    /** All that the account ever traded. */
    List<Trade> trades(String account) throws Exception {
        List<Trade> trades = new ArrayList<>();
        pages("TradesHistory", "trades").forEach((id, trade) -> trades.add(new Trade(account, id, trade.path("ordertxid").asString(),
                trade.path("pair").asString(), trade.path("type").asString(), decimal(trade, "vol"), decimal(trade, "price"),
                decimal(trade, "fee"))));
        return trades;
    }

    /** What the account has, by the exchange's name of the asset. */
    Map<String, BigDecimal> balances() throws Exception {
        Map<String, BigDecimal> balances = new TreeMap<>();
        ask("Balance", Map.of()).properties().forEach(entry -> balances.put(entry.getKey(), new BigDecimal(entry.getValue().asString())));
        return balances;
    }

    private Map<String, JsonNode> pages(String endpoint, String list) throws Exception {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        while (true) {
            JsonNode page = ask(endpoint, endpoint.equals("TradesHistory")
                    ? Map.of("ofs", Integer.toString(all.size()), "consolidate_taker", "false") : Map.of("ofs", Integer.toString(all.size())));
            int before = all.size();
            page.path(list).properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            if (all.size() >= page.path("count").asInt() || all.size() == before) {
                return all;
            }
        }
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asString()).stripTrailingZeros();
    }

    private JsonNode ask(String endpoint, Map<String, String> parameters) throws IOException, InterruptedException, GeneralSecurityException {
        String path = "/0/private/" + endpoint;
        StringBuilder body = new StringBuilder("nonce=" + ++nonce);
        parameters.forEach((name, value) -> body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((nonce + body.toString()).getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(secret, "HmacSHA512"));
        mac.update(path.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + path)).timeout(Duration.ofSeconds(30))
                .header("API-Key", key).header("API-Sign", Base64.getEncoder().encodeToString(mac.doFinal(digest)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        JsonNode answer = Shell.JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!answer.path("error").isEmpty()) {
            throw new AssertionError(endpoint + ": " + answer.path("error"));
        }
        return answer.path("result");
    }
}
