package io.nija.simulator.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the exchange for tests, with a signature of its own making. */
final class Trader implements AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    final Exchange exchange;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicLong nonces = new AtomicLong(1_000_000);
    private String key;
    private String secret;

    Trader(Exchange exchange) {
        this.exchange = exchange;
        as(exchange.accounts().get(0));
    }

    Trader as(Exchange.Keys keys) {
        return as(keys.key(), keys.secret());
    }

    Trader as(String otherKey, String otherSecret) {
        key = otherKey;
        secret = otherSecret;
        return this;
    }

    String key() {
        return key;
    }

    long nonce() {
        return nonces.incrementAndGet();
    }

    /** Goes on with higher nonces. */
    void nonceFrom(long first) {
        nonces.set(first);
    }

    JsonNode open(String endpointAndQuery) throws Exception {
        return MAPPER.readTree(send(HttpRequest.newBuilder(uri("/0/public/" + endpointAndQuery)).build()).body());
    }

    JsonNode result(String endpointAndQuery) throws Exception {
        JsonNode reply = open(endpointAndQuery);
        if (!reply.get("error").isEmpty()) {
            throw new AssertionError(endpointAndQuery + " was refused: " + reply);
        }
        return reply.get("result");
    }

    /** Calls a private endpoint with a form. */
    JsonNode call(String endpoint, String... namesAndValues) throws Exception {
        return MAPPER.readTree(raw(endpoint, namesAndValues).body());
    }

    HttpResponse<String> raw(String endpoint, String... namesAndValues) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("nonce", Long.toString(nonce()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        String body = form.entrySet().stream().map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return post(endpoint, form.get("nonce"), body, "application/x-www-form-urlencoded");
    }

    /** Calls a private endpoint with JSON. */
    JsonNode json(String endpoint, Map<String, Object> values) throws Exception {
        Map<String, Object> all = new LinkedHashMap<>(values);
        String nonce = Long.toString(nonce());
        all.put("nonce", nonce);
        return MAPPER.readTree(post(endpoint, nonce, MAPPER.writeValueAsString(all), "application/json").body());
    }

    JsonNode wanted(String endpoint, String... namesAndValues) throws Exception {
        JsonNode reply = call(endpoint, namesAndValues);
        if (!reply.get("error").isEmpty()) {
            throw new AssertionError(endpoint + " was refused: " + reply);
        }
        return reply.get("result");
    }

    /** The error texts of a private call, joined; empty when there is none. */
    String refusal(String endpoint, String... namesAndValues) throws Exception {
        return refusal(call(endpoint, namesAndValues));
    }

    static String refusal(JsonNode reply) {
        if (reply.get("error").isEmpty() != reply.has("result")) {
            throw new AssertionError("Either errors or a result: " + reply);
        }
        return reply.get("error").valueStream().map(JsonNode::asString).collect(Collectors.joining("|"));
    }

    HttpResponse<String> post(String endpoint, String nonce, String body, String type) throws Exception {
        return send(signed(endpoint, nonce, body, type, sign(secret, "/0/private/" + endpoint, nonce, body)));
    }

    HttpRequest signed(String endpoint, String nonce, String body, String type, String signature) {
        return HttpRequest.newBuilder(uri("/0/private/" + endpoint)).header("API-Key", key)
                .header("API-Sign", signature).header("Content-Type", type).timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode control(String method, String path, Object body) throws Exception {
        return MAPPER.readTree(rawControl(method, path, body).body());
    }

    HttpResponse<String> rawControl(String method, String path, Object body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(exchange.control() + path))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body))).build());
    }

    URI uri(String path) {
        return URI.create(exchange.rest() + path);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Written from the reference sheet, apart from the exchange's own code. */
    static String sign(String secret, String path, String nonce, String body) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest((nonce + body).getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA512"));
        mac.update(path.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(hash));
    }

    @Override
    public void close() {
        exchange.close();
    }
}
