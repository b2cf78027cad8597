package io.nija.alerts.internal.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLHandshakeException;

import io.nija.alerts.internal.Samples;
import io.nija.credentials.Secret;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real calls to a server on this machine. */
class CourierTest {

    private static final String TOPIC = "Zx81secret-topic";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final Courier courier = new Courier(new Samples.Home(Path.of("."), Installation.Start.RUN), time, new DirectWorkers());
    private MockWebServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MockWebServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        courier.stop();
    }

    private Delivery send(Form form, String address, String token) throws Exception {
        Secret secret = token.isEmpty() ? null : Samples.secret(Sink.TOKEN, token);
        Sink sink = new Sink(form, "77", Samples.secret(Sink.URL, address), secret);
        return courier.submit(Sink.URL, Duration.ofSeconds(30), exchange -> sink.deliver(exchange, Letter.test(time.instant(), "9.9.9")))
                .toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getPort() + "/" + TOPIC;
    }

    @Test
    void ntfyGetsOnePost() throws Exception {
        server.enqueue(new MockResponse.Builder().code(200).body("{}").build());
        assertThat(send(Form.NTFY, address(), "tk_x")).isEqualTo(new Delivery.Arrived());
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/" + TOPIC);
        assertThat(request.getHeaders().get("Title")).isEqualTo("NIJA test alert");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer tk_x");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("nija/9.9.9");
        assertThat(request.getBody().utf8()).contains("This is a test of NIJA");
    }

    @Test
    void telegramGetsItsMethod() throws Exception {
        server.enqueue(new MockResponse.Builder().code(200).body("{\"ok\":true}").build());
        assertThat(send(Form.TELEGRAM, "http://127.0.0.1:" + server.getPort(), "12:ab")).isEqualTo(new Delivery.Arrived());
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/bot12:ab/sendMessage");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(request.getBody().utf8()).contains("\"chat_id\":\"77\"");
    }

    @Test
    void anAddressOfNoKnownServiceGetsJson() throws Exception {
        server.enqueue(new MockResponse.Builder().code(204).build());
        assertThat(send(null, address(), "")).isEqualTo(new Delivery.Arrived());
        assertThat(server.takeRequest().getBody().utf8()).contains("\"kind\":\"TEST\"");
    }

    @ParameterizedTest
    @CsvSource({"400,SINK_REFUSED", "401,SINK_NOT_ALLOWED", "403,SINK_NOT_ALLOWED", "404,SINK_NOT_FOUND", "410,SINK_NOT_FOUND",
        "429,SINK_BUSY", "500,SINK_FAILED", "503,SINK_FAILED", "302,SINK_MOVED"})
    void everyOtherAnswerIsAFailureInWords(int status, String code) throws Exception {
        server.enqueue(new MockResponse.Builder().code(status).addHeader("Location", address() + "/elsewhere").body(TOPIC).build());
        Delivery delivery = send(Form.NTFY, address(), "tk_x");
        assertThat(delivery).isInstanceOfSatisfying(Delivery.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.sentence()).contains(Integer.toString(status)).contains(Sink.URL).doesNotContain(TOPIC).doesNotContain("127.0.0.1");
        });
        assertThat(server.getRequestCount()).as("asked once, and no redirect followed").isEqualTo(1);
    }

    @Test
    void theTimeAServiceAsksForIsUnderstood() throws Exception {
        server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "17").build());
        server.enqueue(new MockResponse.Builder().code(429).body("{\"ok\":false,\"parameters\":{\"retry_after\": 23}}").build());
        server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "999999").build());
        assertThat(((Delivery.Failed) send(Form.NTFY, address(), "")).notBefore()).isEqualTo(Duration.ofSeconds(17));
        assertThat(((Delivery.Failed) send(Form.NTFY, address(), "")).notBefore()).isEqualTo(Duration.ofSeconds(23));
        assertThat(((Delivery.Failed) send(Form.NTFY, address(), "")).notBefore()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void nobodyListeningIsOneClearSentence() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Delivery delivery = send(Form.NTFY, "http://127.0.0.1:" + port + "/" + TOPIC, "");
        assertThat(delivery).isInstanceOfSatisfying(Delivery.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("SINK_UNREACHABLE");
            assertThat(failed.sentence()).startsWith("Nobody listens at the address in NIJA_ALERT_URL.").doesNotContain(TOPIC);
        });
    }

    @Test
    void everyKindOfFailureIsPutIntoWordsWithoutItsOwn() {
        assertThat(List.of(new SSLHandshakeException(TOPIC), new UnknownHostException(TOPIC), new ConnectException(TOPIC),
                new SocketTimeoutException(TOPIC), new SocketException(TOPIC)).stream().map(failure -> Answers.failure(Sink.URL, failure)))
                .allSatisfy(failed -> assertThat(failed.sentence()).contains(Sink.URL).doesNotContain(TOPIC))
                .extracting(Delivery.Failed::code)
                .containsExactly("SINK_TLS", "SINK_UNKNOWN_HOST", "SINK_UNREACHABLE", "SINK_TIMEOUT", "SINK_BROKEN_OFF");
    }

    @Test
    void whatMayNotBeSentToIsNotCalled() throws Exception {
        assertThat(send(Form.NTFY, "http://10.1.2.3/" + TOPIC, "")).isInstanceOfSatisfying(Delivery.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("SINK_ADDRESS");
            assertThat(failed.sentence()).doesNotContain(TOPIC).doesNotContain("10.1.2.3");
        });
    }

    @Test
    void aCallThatHangsIsAnsweredForWhenItsTimeIsOver() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try {
            var hanging = courier.submit(Sink.URL, Duration.ofSeconds(30), exchange -> {
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return new Delivery.Arrived();
            }).toCompletableFuture();
            assertThat(hanging).isNotDone();
            time.advance(Duration.ofSeconds(31));
            assertThat(hanging).isCompletedWithValueMatching(delivery -> ((Delivery.Failed) delivery).code().equals("SINK_TIMEOUT"));
        } finally {
            release.countDown();
        }
    }

    @Test
    void noMoreThreadsHangThanThereAre() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try {
            for (int i = 0; i < 4; i++) {
                courier.submit(Sink.URL, Duration.ofSeconds(30), exchange -> {
                    try {
                        release.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return new Delivery.Arrived();
                });
            }
            Delivery fifth = courier.submit(Sink.URL, Duration.ofSeconds(30), exchange -> new Delivery.Arrived()).toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(((Delivery.Failed) fifth).code()).isEqualTo("SINK_STUCK");
        } finally {
            release.countDown();
        }
    }
}
