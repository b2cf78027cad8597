package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/**
 * The exchange's process is killed in the middle of a flow of orders and started again on the same state, twice.
 * Whatever a client was told before is so after.
 */
class KilledProcessTest {

    private static final int KILLS = 2;
    private static final int ANSWERS = 80;

    @TempDir
    private Path folder;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20)).build();
    private final AtomicLong nonces = new AtomicLong(1_000);
    private Process process;
    private JsonNode ready;

    /** What one client knows for sure. */
    private static final class Client {
        private final String key;
        private final String secret;
        private final Map<String, String> placed = new ConcurrentHashMap<>();
        private final Set<String> canceled = ConcurrentHashMap.newKeySet();
        private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();
        private volatile long lastNonce;

        Client(JsonNode account) {
            key = account.get("key").asString();
            secret = account.get("secret").asString();
        }
    }

    private void start(int port) throws Exception {
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SimulatorProcess.class.getName(), Integer.toString(port), folder.resolve("exchange.state").toString())
                .redirectError(folder.resolve("errors").toFile()).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("{")) {
                ready = Trader.MAPPER.readTree(line);
                return;
            }
        }
        throw new AssertionError("The simulator did not start: "
                + Files.readString(folder.resolve("errors")));
    }

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private JsonNode call(Client client, String endpoint, String form) throws IOException, InterruptedException {
        long nonce = nonces.incrementAndGet();
        JsonNode reply = post(client, endpoint, Long.toString(nonce), form);
        client.lastNonce = nonce;
        return reply;
    }

    private JsonNode post(Client client, String endpoint, String nonce, String form)
            throws IOException, InterruptedException {
        String body = "nonce=" + nonce + form;
        try {
            return Trader.MAPPER.readTree(http.send(HttpRequest.newBuilder(
                    URI.create(ready.get("rest").asString() + "/0/private/" + endpoint)).header("API-Key", client.key)
                    .header("API-Sign", Trader.sign(client.secret, "/0/private/" + endpoint, nonce, body))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString()).body());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Places and cancels until the exchange is dead. */
    private void trade(Client client, CountDownLatch answers) throws InterruptedException {
        List<String> open = new ArrayList<>();
        for (int i = 0; ; i++) {
            String about = null;
            try {
                if (i % 4 == 3 && !open.isEmpty()) {
                    about = open.remove(open.size() / 2);
                    client.inDoubt.add(about);
                    assertThat(call(client, "CancelOrder", "&txid=" + about).get("error")).isEmpty();
                    client.inDoubt.remove(about);
                    client.canceled.add(about);
                } else {
                    boolean market = i % 5 == 4;
                    JsonNode reply = call(client, "AddOrder", "&pair=XBTUSD&type=buy&volume=0.0001&" + (market
                            ? "ordertype=market" : "ordertype=limit&price=" + (20_000 + i)));
                    assertThat(reply.get("error")).isEmpty();
                    String id = reply.get("result").get("txid").get(0).asString();
                    assertThat(client.placed.put(id, market ? "closed" : "open")).as("no id twice").isNull();
                    if (!market) {
                        open.add(id);
                    }
                }
                answers.countDown();
            } catch (IOException dead) {
                return;
            }
        }
    }

    private void compare(Client client) throws Exception {
        List<String> ids = new ArrayList<>(client.placed.keySet());
        for (int from = 0; from < ids.size(); from += 20) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + 20));
            JsonNode orders = call(client, "QueryOrders", "&txid=" + String.join("%2C", some)).get("result");
            for (String id : some) {
                if (!client.inDoubt.contains(id)) {
                    assertThat(orders.has(id)).as("order %s is known", id).isTrue();
                    assertThat(orders.get(id).get("status").asString()).as("order %s", id)
                            .isEqualTo(client.canceled.contains(id) ? "canceled" : client.placed.get(id));
                }
            }
        }
        JsonNode balances = call(client, "Balance", "").get("result");
        for (String asset : List.of("ZUSD", "XXBT")) {
            JsonNode newest = call(client, "Ledgers", "&asset=" + asset).get("result").get("ledger").iterator().next();
            assertThat(new BigDecimal(newest.get("balance").asString()))
                    .isEqualByComparingTo(new BigDecimal(balances.get(asset).asString()));
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedBeforeTheKillIsThereAfterIt() throws Exception {
        start(0);
        List<Client> clients = ready.get("accounts").valueStream().map(Client::new).toList();
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                CountDownLatch answers = new CountDownLatch(ANSWERS);
                List<Future<?>> flows = new ArrayList<>();
                for (Client client : clients) {
                    flows.add(threads.submit(() -> {
                        trade(client, answers);
                        return null;
                    }));
                }
                answers.await();
                process.destroyForcibly().waitFor();
                for (Future<?> flow : flows) {
                    flow.get();
                }
                start(URI.create(ready.get("rest").asString()).getPort());
                for (Client client : clients) {
                    assertThat(post(client, "Balance", Long.toString(client.lastNonce), "").get("error").get(0).asString())
                            .isEqualTo("EAPI:Invalid nonce");
                    compare(client);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(clients).allSatisfy(client -> assertThat(client.canceled).isNotEmpty());
    }
}
