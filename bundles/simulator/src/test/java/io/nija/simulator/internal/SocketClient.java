package io.nija.simulator.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A plain socket of the JDK for tests: it keeps every frame as it came. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    /** Never reached when all is well. */
    static final long LIMIT_SECONDS = 60;

    final List<String> all = new ArrayList<>();
    private final LinkedBlockingDeque<String> frames = new LinkedBlockingDeque<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private volatile int closeCode;
    private boolean reads = true;
    private long ids;

    private SocketClient(URI address, boolean reads) {
        this.reads = reads;
        socket = HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(LIMIT_SECONDS))
                .buildAsync(address, this).join();
    }

    static SocketClient open(Exchange exchange) {
        return new SocketClient(URI.create(exchange.publicSocket()), true);
    }

    /** One that takes nothing from its socket but the first frame. */
    static SocketClient deaf(Exchange exchange) {
        return new SocketClient(URI.create(exchange.publicSocket()), false);
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.add(part.toString());
            part.setLength(0);
        }
        if (reads || !last) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        frames.add("CLOSED");
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        frames.add("BROKEN " + error);
    }

    void send(Object document) {
        sendText(MAPPER.writeValueAsString(document));
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends a request; answers its id. */
    long ask(String method, Map<String, ?> params) {
        long id = ++ids;
        send(Map.of("method", method, "params", params, "req_id", id));
        return id;
    }

    /** Sends a request and waits for the (first) answer. */
    JsonNode call(String method, Map<String, ?> params) throws InterruptedException {
        long id = ask(method, params);
        return await(message -> message.path("req_id").asLong(-1) == id);
    }

    /** The result of a request that is granted. */
    JsonNode result(String method, Map<String, ?> params) throws InterruptedException {
        JsonNode answer = call(method, params);
        if (!answer.path("success").asBoolean()) {
            throw new AssertionError(method + " was refused: " + answer);
        }
        return answer.get("result");
    }

    /** The error of a request that is refused. */
    String refusal(String method, Map<String, ?> params) throws InterruptedException {
        JsonNode answer = call(method, params);
        if (answer.path("success").asBoolean(true)) {
            throw new AssertionError(method + " was granted: " + answer);
        }
        return answer.get("error").asString();
    }

    /** The next frame as it came. */
    String next() throws InterruptedException {
        String frame = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("Nothing came; before: " + all);
        }
        all.add(frame);
        return frame;
    }

    /** Whether something comes within a moment; all frames until then are passed over. */
    boolean hears(String text, Duration moment) throws InterruptedException {
        long end = System.nanoTime() + moment.toNanos();
        for (long left = moment.toNanos(); left > 0; left = end - System.nanoTime()) {
            String frame = frames.poll(left, TimeUnit.NANOSECONDS);
            if (frame != null) {
                all.add(frame);
                if (frame.contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A frame that came already, or null. */
    String ready() {
        String frame = frames.poll();
        if (frame != null) {
            all.add(frame);
        }
        return frame;
    }

    /** The next frame that is wanted; what comes before is passed over. */
    JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            String frame = next();
            if (frame.startsWith("CLOSED") || frame.startsWith("BROKEN")) {
                throw new AssertionError("The socket was closed (" + frame + ") before it came.");
            }
            JsonNode message = frame.startsWith("{") ? tree(frame) : MAPPER.createObjectNode();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    private static JsonNode tree(String frame) {
        try {
            return MAPPER.readTree(frame);
        } catch (tools.jackson.core.JacksonException spoilt) {
            return MAPPER.createObjectNode();
        }
    }

    /** The next message of a channel. */
    JsonNode of(String channel) throws InterruptedException {
        return await(message -> message.path("channel").asString("").equals(channel));
    }

    /** The next event of an order. */
    JsonNode event(String order, String type) throws InterruptedException {
        return await(message -> message.path("channel").asString("").equals("executions")
                && message.at("/data/0/order_id").asString("").equals(order)
                && message.at("/data/0/exec_type").asString("").equals(type)).at("/data/0");
    }

    /** Waits for the end; answers the close code, 0 for an end without one. */
    int end() throws InterruptedException {
        for (String frame = next(); ; frame = next()) {
            if (frame.startsWith("CLOSED") || frame.startsWith("BROKEN")) {
                return frame.startsWith("CLOSED") ? closeCode : 0;
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
