package io.nija.tck.kraken;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.order.Side;
import io.nija.tck.Venue.BookedOrder;
import io.nija.tck.Venue.BookedTrade;

import tools.jackson.databind.JsonNode;

/** One account's books, read over REST with a key of their own; shares no code with NIJA. Thread-safe. */
final class KrakenBooks {

    private final String rest;
    private final String key;
    private final byte[] secret;
    private long nonce = System.currentTimeMillis() * 1_000;

    KrakenBooks(String rest, String key, String secret) {
        this.rest = rest;
        this.key = key;
        this.secret = Base64.getDecoder().decode(secret);
    }

    /** By NIJA's names: the venue's own short names of two coins are older. */
    static String name(String venues) {
        return venues.replaceAll("^X([A-Z]{3})$|^Z([A-Z]{3})$", "$1$2").replace("XBT", "BTC").replace("XDG", "DOGE");
    }

    static String symbol(String altname) {
        for (String quote : List.of("USDT", "USD", "EUR", "XBT")) {
            if (altname.endsWith(quote)) {
                return name(altname.substring(0, altname.length() - quote.length())) + "/" + name(quote);
            }
        }
        return altname;
    }

    List<BookedOrder> orders() throws IOException, InterruptedException {
        List<BookedOrder> orders = new ArrayList<>();
        for (Map.Entry<String, JsonNode> open : ask("OpenOrders", Map.of()).path("open").properties()) {
            orders.add(order(open.getKey(), open.getValue()));
        }
        pages("ClosedOrders", "closed").forEach((id, order) -> orders.add(order(id, order)));
        return orders;
    }

    private static BookedOrder order(String id, JsonNode order) {
        String status = order.path("status").asString();
        String client = order.path("cl_ord_id").asString("");
        BigDecimal price = new BigDecimal(order.path("descr").path("price").asString("0"));
        return new BookedOrder(id, client.isEmpty() ? null : client, symbol(order.path("descr").path("pair").asString()),
                order.path("descr").path("type").asString().equals("buy") ? Side.BUY : Side.SELL, new BigDecimal(order.path("vol").asString()),
                price.signum() == 0 ? null : price, new BigDecimal(order.path("vol_exec").asString()), status.equals("open") || status.equals("pending"));
    }

    List<BookedTrade> trades() throws IOException, InterruptedException {
        List<BookedTrade> trades = new ArrayList<>();
        pages("TradesHistory", "trades").forEach((id, trade) -> trades.add(new BookedTrade(id, trade.path("ordertxid").asString(),
                new BigDecimal(trade.path("vol").asString()), new BigDecimal(trade.path("price").asString()))));
        return trades;
    }

    Map<String, BigDecimal> balances() throws IOException, InterruptedException {
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (Map.Entry<String, JsonNode> balance : ask("Balance", Map.of()).properties()) {
            balances.put(name(balance.getKey()), new BigDecimal(balance.getValue().asString()));
        }
        return balances;
    }

    private Map<String, JsonNode> pages(String endpoint, String list) throws IOException, InterruptedException {
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

    /** One nonce after the other: the lock is held until the answer is here. */
    synchronized JsonNode ask(String endpoint, Map<String, String> parameters) throws IOException, InterruptedException {
        String path = "/0/private/" + endpoint;
        StringBuilder body = new StringBuilder("nonce=" + ++nonce);
        parameters.forEach((name, value) -> body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        JsonNode answer = Control.send(HttpRequest.newBuilder(URI.create(rest + path)).header("API-Key", key)
                .header("API-Sign", signature(path, Long.toString(nonce), body.toString().getBytes(StandardCharsets.UTF_8), secret))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        if (!answer.path("error").isEmpty()) {
            throw new IOException("The exchange answers " + endpoint + " with " + answer.path("error"));
        }
        return answer.path("result");
    }

    static String signature(String path, String nonce, byte[] body, byte[] secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(nonce.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(secret, "HmacSHA512"));
            mac.update(path.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(sha256.digest(body)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256 and HmacSHA512.", impossible);
        }
    }
}
