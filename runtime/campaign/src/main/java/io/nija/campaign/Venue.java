package io.nija.campaign;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The exchange, a process of its own that outlives every NIJA, and its control address. */
final class Venue {

    private static final Duration READY = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final Process process;
    private final Document ready;

    private Venue(Process process, Document ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Starts it with three accounts, and waits until it answers. */
    static Venue start(Programs programs, long seed) throws IOException {
        Process process = programs.start("exchange", "simulator", "--accounts", "3", "--tier", "unlimited", "--seed", Long.toString(seed));
        long limit = System.nanoTime() + READY.toNanos();
        while (true) {
            String said = Files.readString(programs.output("exchange"));
            if (said.endsWith("\n")) {
                return new Venue(process, Document.read(said));
            }
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new IOException("The exchange did not start: " + programs.lastWords("exchange"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    String rest() {
        return ready.path("rest").text();
    }

    long pid() {
        return process.pid();
    }

    /** Points a NIJA here: address and keys, where a person would write them. */
    void configure(Path config, List<String> variables) throws IOException {
        Files.write(config.resolve("io.nija.broker.kraken.cfg"), List.of("simulator = true", "rest.url = " + rest(),
                "ws.public.url = " + ready.path("wsPublic").text(), "ws.private.url = " + ready.path("wsPrivate").text(), "tier = unlimited",
                // The faults of its moments are those of calls by REST.
                "trading.path = rest"));
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < variables.size(); i++) {
            Document account = ready.path("accounts").path(i);
            keys.append(variables.get(i)).append("_API_KEY=").append(account.path("key").text()).append('\n')
                    .append(variables.get(i)).append("_API_SECRET=").append(account.path("secret").text()).append('\n');
        }
        Path file = Files.createFile(config.resolve(".env"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, keys);
    }

    /** The books of an account, with a key of their own. */
    VenueBooks books(int account) throws IOException, InterruptedException {
        Document key = control("POST", "/keys", "{\"account\":\"" + ready.path("accounts").path(account).path("id").text() + "\"}");
        return new VenueBooks(rest(), key.path("key").text(), key.path("secret").text());
    }

    /** What a market is worth about now, in whole dollars. */
    int price(Market market) throws IOException, InterruptedException {
        Document answer = Document.read(send(HttpRequest.newBuilder(URI.create(rest() + "/0/public/Ticker?pair=" + market.altname()))));
        return new BigDecimal(answer.path("result").path(market.pair()).path("a").path(0).text()).intValue();
    }

    /** From now on these faults and no others. @param spec may be empty */
    void faults(String spec) throws IOException, InterruptedException {
        control("DELETE", "/faults", null);
        if (!spec.isEmpty()) {
            control("POST", "/faults", "{\"spec\":\"" + spec + "\"}");
        }
    }

    /** The number of the newest request that it acted on. */
    long newest() throws IOException, InterruptedException {
        long newest = 0;
        for (Document request : control("GET", "/log?limit=50000", null).path("requests")) {
            newest = Math.max(newest, Long.parseLong(request.path("number").text()));
        }
        return newest;
    }

    /** The requests after {@code number}, in the order in which it acted on them. */
    Document requests(long number) throws IOException, InterruptedException {
        return control("GET", "/log?limit=50000&after=" + number, null).path("requests");
    }

    private Document control(String method, String path, String body) throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(URI.create(ready.path("control").text() + path)).header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
        return answer.isEmpty() ? Document.read("{}") : Document.read(answer);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw new IOException("The exchange answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
