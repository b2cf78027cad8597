package io.nija.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A service on this machine that alerts can be sent to, and that answers as a test says. */
public final class Inbox implements AutoCloseable {

    /** One request. */
    public record Post(String method, String path, String title, String authorization, String body) {}

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    private Inbox(HttpServer server) {
        this.server = server;
    }

    public static Inbox open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        Inbox inbox = new Inbox(server);
        server.createContext("/", inbox::take);
        server.start();
        return inbox;
    }

    private void take(HttpExchange exchange) {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add(new Post(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Title"), exchange.getRequestHeaders().getFirst("Authorization"), body));
            // Services like to repeat what they were sent.
            byte[] echo = (exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, echo.length);
            exchange.getResponseBody().write(echo);
        } catch (IOException callerLeft) {
            throw new UncheckedIOException(callerLeft);
        }
    }

    /** Answers with another status from now on. */
    public void answer(int code) {
        status = code;
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    public List<Post> posts() {
        return List.copyOf(posts);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
