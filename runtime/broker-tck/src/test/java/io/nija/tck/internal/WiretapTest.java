package io.nija.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

import io.nija.tck.Signing.Request;

import org.junit.jupiter.api.Test;

class WiretapTest {

    @Test
    void whatIsSentIsPassedOnAndKeptByteForByte() throws Exception {
        HttpServer venue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        venue.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        venue.start();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Wiretap tap = new Wiretap("127.0.0.1", venue.getAddress().getPort())) {
            for (String body : List.of("nonce=1&text=%2B1", "nonce=2&text=ä")) {
                HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + tap.port() + "/0/private/Balance"))
                        .header("API-Key", "key").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo(body);
            }
            List<Request> kept = tap.requests();
            assertThat(kept).extracting(Request::path).containsExactly("/0/private/Balance", "/0/private/Balance");
            assertThat(kept.get(1).body()).isEqualTo("nonce=2&text=ä".getBytes(StandardCharsets.UTF_8));
            assertThat(kept.get(0).header("api-key")).isEqualTo("key");
        } finally {
            venue.stop(0);
        }
    }
}
