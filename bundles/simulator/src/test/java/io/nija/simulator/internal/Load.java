package io.nija.simulator.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.platform.internal.SystemTime;
import io.nija.simulator.internal.venue.Tier;

/** A bounded load of signed private calls, to be started by hand: {@code Load [calls] [clients]}. Prints what it saw. */
final class Load {

    private Load() {}

    public static void main(String[] args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        long begin = System.nanoTime();
        try (Exchange exchange = Exchange.start(ExchangeOptions.plain().withTier(Tier.UNLIMITED)
                .withAccounts(ExchangeOptions.numbered(clients)), new SystemTime())) {
            System.out.println("started in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
            run(exchange, "Balance", "", calls / 4, clients);
            run(exchange, "Balance", "", calls, clients);
            run(exchange, "AddOrder", "&pair=XBTUSD&type=buy&ordertype=limit&price=30000&volume=0.0001&timeinforce=IOC",
                    calls, clients);
        }
    }

    private static void run(Exchange exchange, String endpoint, String rest, int calls, int clients) throws Exception {
        AtomicLong refused = new AtomicLong();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long begin = System.nanoTime();
        for (Exchange.Keys keys : exchange.accounts()) {
            all.add(CompletableFuture.runAsync(() -> call(exchange, keys, endpoint, rest, calls / clients, refused)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
        long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        System.out.println(endpoint + ": " + calls + " calls by " + clients + " clients in " + millis + " ms, "
                + calls * 1000L / millis + " a second, " + refused + " refused");
    }

    private static void call(Exchange exchange, Exchange.Keys keys, String endpoint, String rest, int calls,
            AtomicLong refused) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI uri = URI.create(exchange.rest() + "/0/private/" + endpoint);
        try {
            for (int i = 0; i < calls; i++) {
                String nonce = Long.toString(System.nanoTime() + 1_000_000_000_000L);
                String body = "nonce=" + nonce + rest;
                HttpRequest request = HttpRequest.newBuilder(uri).header("API-Key", keys.key())
                        .header("API-Sign", Trader.sign(keys.secret(), uri.getPath(), nonce, body))
                        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
                if (!http.send(request, HttpResponse.BodyHandlers.ofString()).body().startsWith("{\"error\":[],")) {
                    refused.incrementAndGet();
                }
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
