package io.nija.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/** The exchange in a process of its own, as {@code nija simulator} starts it, and its control address. */
public final class Exchange implements AutoCloseable {

    private final Shell.Running process;
    private final JsonNode ready;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Exchange(Shell.Running process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    public static Exchange start(Shell shell, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("simulator"));
        words.addAll(List.of(options));
        Shell.Running process = shell.start(words.toArray(String[]::new));
        String line = Eventually.get("the exchange is ready", Duration.ofSeconds(180), process::out,
                out -> out.endsWith("\n") || !process.process().isAlive());
        if (!line.endsWith("\n")) {
            throw new IllegalStateException("The exchange ended before it was ready: " + process.err());
        }
        return new Exchange(process, Shell.JSON.readTree(line));
    }

    public String rest() {
        return ready.path("rest").asString();
    }

    public String sockets() {
        return ready.path("wsPublic").asString();
    }

    public int port() {
        return URI.create(rest()).getPort();
    }

    public String controlAddress() {
        return ready.path("control").asString();
    }

    public int accounts() {
        return ready.path("accounts").size();
    }

    public Shell.Running process() {
        return process;
    }

    public String key(int account) {
        return ready.path("accounts").path(account).path("key").asString();
    }

    public String secret(int account) {
        return ready.path("accounts").path(account).path("secret").asString();
    }

    public String id(int account) {
        return ready.path("accounts").path(account).path("id").asString();
    }

    /** Points the Kraken broker of {@code shell} here. */
    public void configure(Shell shell, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("simulator=true", "rest.url=" + rest(),
                "ws.public.url=" + ready.path("wsPublic").asString(), "ws.private.url=" + ready.path("wsPrivate").asString()));
        lines.addAll(List.of(more));
        shell.write(shell.config.resolve("io.nija.broker.kraken.cfg"), lines.toArray(String[]::new));
    }

    /** The lines of a {@code .env} that gives the account's keys to the variables beginning with {@code prefix}. */
    public List<String> env(String prefix, int account) {
        return List.of(prefix + "_API_KEY=" + key(account), prefix + "_API_SECRET=" + secret(account));
    }

    /** Keys for the three shipped accounts. */
    public String[] envForAll() {
        List<String> lines = new ArrayList<>();
        lines.addAll(env("KRAKEN_MASTER", 0));
        lines.addAll(env("KRAKEN_USER_DAIVON", 1));
        lines.addAll(env("KRAKEN_USER_TANIA", 2));
        return lines.toArray(String[]::new);
    }

    /** Sends a request to the control address and answers its document. */
    public JsonNode control(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ready.path("control").asString() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + " " + body + " -> " + response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? null : Shell.JSON.readTree(response.body());
    }

    /** Which connections are open, as the exchange sees them: the clients' ports. */
    public Set<Integer> clients() throws IOException, InterruptedException {
        Set<Integer> ports = new TreeSet<>();
        control("GET", "/", null).path("clients").forEach(port -> ports.add(port.asInt()));
        return ports;
    }

    public void kill() throws InterruptedException {
        process.process().destroyForcibly();
        process.process().waitFor();
    }

    @Override
    public void close() {
        process.close();
        try {
            Files.deleteIfExists(process.outFile());
        } catch (IOException leftover) {
            throw new java.io.UncheckedIOException(leftover);
        }
    }
}
