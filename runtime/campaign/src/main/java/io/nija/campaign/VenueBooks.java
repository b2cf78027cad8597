package io.nija.campaign;

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


import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;


/**
 * One account's books at the exchange, read over REST with a key of its own. Shares no code with NIJA: signatures are plain
 * JDK, and pages are read to their end.
 */
public final class VenueBooks {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();

    private final String rest;
    private final String key;
    private final byte[] secret;
    private long nonce = System.currentTimeMillis() * 1_000;

    /** @param rest without {@code /0} */
    public VenueBooks(String rest, String key, String secret) {
        this.rest = rest;
        this.key = key;
        this.secret = Base64.getDecoder().decode(secret);
    }

    /**
     * An order as the exchange has it.
     *
     * @param opened when the exchange took it, in seconds by its clock
     * @param price its limit; zero when it has none
     */
    public record Order(String account, String id, String clientOrderId, String pair, String side, String type, BigDecimal volume,
            BigDecimal filled, boolean open, BigDecimal opened, BigDecimal price) {

        /** Whether it waits to sell when the price falls. */
        boolean stop() {
            return side.equals("sell") && type.startsWith("stop-loss");
        }
    }

    /**
     * A trade as the exchange booked it.
     *
     * @param time in seconds by the exchange's clock
     */
    public record Trade(String account, String id, String order, String pair, String side, BigDecimal volume, BigDecimal price, BigDecimal fee,
            BigDecimal time) {}

    /** All that the account ever ordered. */
    public List<Order> orders(String account) throws IOException, InterruptedException {
        List<Order> orders = new ArrayList<>();
        ask("OpenOrders", Map.of()).path("open").members().entrySet().forEach(entry -> orders.add(order(account, entry.getKey(), entry.getValue())));
        pages("ClosedOrders", "closed").forEach((id, order) -> orders.add(order(account, id, order)));
        return orders;
    }

    private static Order order(String account, String id, Document order) {
        String status = order.path("status").text();
        return new Order(account, id, order.path("cl_ord_id").text(), order.path("descr").path("pair").text(),
                order.path("descr").path("type").text(), order.path("descr").path("ordertype").text(), decimal(order, "vol"), decimal(order, "vol_exec"),
                status.equals("open") || status.equals("pending"), decimal(order, "opentm"),
                decimal(order.path("descr"), "price"));
    }

    /** All that the account ever traded. */
    public List<Trade> trades(String account) throws IOException, InterruptedException {
        List<Trade> trades = new ArrayList<>();
        pages("TradesHistory", "trades").forEach((id, trade) -> trades.add(new Trade(account, id, trade.path("ordertxid").text(),
                trade.path("pair").text(), trade.path("type").text(), decimal(trade, "vol"), decimal(trade, "price"),
                decimal(trade, "fee"), decimal(trade, "time"))));
        return trades;
    }

    /** What the account has, by the exchange's name of the asset. */
    public Map<String, BigDecimal> balances() throws IOException, InterruptedException {
        Map<String, BigDecimal> balances = new TreeMap<>();
        ask("Balance", Map.of()).members().entrySet().forEach(entry -> balances.put(entry.getKey(), new BigDecimal(entry.getValue().text())));
        return balances;
    }

    private Map<String, Document> pages(String endpoint, String list) throws IOException, InterruptedException {
        Map<String, Document> all = new LinkedHashMap<>();
        while (true) {
            Document page = ask(endpoint, endpoint.equals("TradesHistory")
                    ? Map.of("ofs", Integer.toString(all.size()), "consolidate_taker", "false") : Map.of("ofs", Integer.toString(all.size())));
            int before = all.size();
            int count = Integer.parseInt(page.path("count").text());
            page.path(list).members().entrySet().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            if (all.size() >= count || all.size() == before) {
                return all;
            }
        }
    }

    private static BigDecimal decimal(Document node, String field) {
        return new BigDecimal(node.path(field).text()).stripTrailingZeros();
    }

    private Document ask(String endpoint, Map<String, String> parameters) throws IOException, InterruptedException {
        String path = "/0/private/" + endpoint;
        StringBuilder body = new StringBuilder("nonce=" + ++nonce);
        parameters.forEach((name, value) -> body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + path)).timeout(Duration.ofSeconds(30))
                .header("API-Key", key).header("API-Sign", signature(path, body.toString()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        Document answer = Document.read(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!answer.path("error").isEmpty()) {
            throw new IOException("The exchange answers " + endpoint + " with " + answer.path("error"));
        }
        return answer.path("result");
    }

    private String signature(String path, String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((nonce + body).getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(secret, "HmacSHA512"));
            mac.update(path.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(digest));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256 and HmacSHA512.", impossible);
        }
    }
}
