package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.broker.kraken.internal.testing.QuickServer;
import io.nija.broker.kraken.internal.testing.TestCredentials;
import io.nija.broker.kraken.internal.wire.WireResult.Fault;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.internal.SystemTimers;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportTest {

    private final SystemTime time = new SystemTime();
    private final SystemTimers timers = new SystemTimers();
    private final TestCredentials keys = new TestCredentials("master", "K".repeat(56), TestCredentials.SECRET);
    private MockWebServer server;
    private HttpRoot root;
    private Transport transport;

    @BeforeEach
    void begin() throws IOException {
        server = new MockWebServer();
        server.start();
        open("http://127.0.0.1:" + server.getPort(), Duration.ofSeconds(10));
    }

    private void open(String url, Duration call) {
        root = new HttpRoot(new VenueAddresses.Accepted(url, true),
                new HttpSettings("nija/test", Duration.ofSeconds(30), call, "", 0), time, timers, Runnable::run);
        transport = root.transport("test");
    }

    @AfterEach
    void end() {
        transport.close(Duration.ofSeconds(2));
        root.close();
        server.close();
        timers.stop();
    }

    private WireRequest order() {
        return new KrakenSigner().request(keys, PrivateCall.checkOrder(Map.of("price", "+5%")), 7, new KrakenForm());
    }

    private WireResult send(WireRequest request) throws Exception {
        return transport.exchange(request, () -> true).get(20, TimeUnit.SECONDS);
    }

    private static MockResponse.Builder ok(String body) {
        return new MockResponse.Builder().code(200).body(body);
    }

    @Test
    void theSignedBytesAreTheSentBytesUnderABareMediaType() throws Exception {
        server.enqueue(ok("{}").build());
        WireRequest request = order();
        assertThat(send(request)).isInstanceOfSatisfying(WireResult.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(200);
            assertThat(new String(answered.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
        });
        RecordedRequest seen = server.takeRequest();
        assertThat(seen.getBody().toByteArray()).isEqualTo(request.body());
        assertThat(seen.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(seen.getHeaders().get("API-Key")).isEqualTo("K".repeat(56));
        assertThat(seen.getHeaders().get("API-Sign")).isEqualTo(request.signature());
        assertThat(seen.getHeaders().get("User-Agent")).isEqualTo("nija/test");
        assertThat(seen.getTarget()).isEqualTo("/0/private/AddOrder");
    }

    @Test
    void aPostIsNeverSentAgainWhateverComesBack() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
        server.enqueue(ok("{}").build());
        assertThat(send(order())).isInstanceOfSatisfying(WireResult.Answered.class, answered -> assertThat(answered.status()).isEqualTo(503));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aReadIsNotSentAgainEitherAndTheAnswerIsTheFirstOne() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
        server.enqueue(ok("{}").build());
        assertThat(send(WireRequest.get("/0/public/Time", null))).isInstanceOfSatisfying(WireResult.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(503);
            assertThat(answered.retryAfter()).isEqualTo("0");
        });
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 401, 407, 300, 503})
    void noStatusMakesTheClientSendAnOrderTwice(int status) throws Exception {
        server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").addHeader("Location", "/elsewhere").build());
        server.enqueue(ok("{}").build());
        Reply<?> reply = ReplyReader.read(send(order()));
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(reply).isInstanceOfSatisfying(Reply.Bad.class, bad ->
                assertThat(((Problem) bad.problem()).fate()).isEqualTo(Fate.UNCERTAIN));
    }

    @Test
    void aCallIsNotHeldUpByAnotherOneThatHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (QuickServer quick = new QuickServer((path, body) -> {
            if (path.endsWith("AddOrder")) {
                await(end);
            }
            return "{}";
        })) {
            open("http://127.0.0.1:" + quick.port(), Duration.ofSeconds(60));
            var hanging = transport.exchange(order(), () -> true);
            assertThat(send(WireRequest.get("/0/public/Time", null))).isInstanceOf(WireResult.Answered.class);
            assertThat(hanging).isNotDone();
            end.countDown();
            assertThat(hanging.get(20, TimeUnit.SECONDS)).isInstanceOf(WireResult.Answered.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", server.url("/elsewhere").toString()).build());
        assertThat(send(order())).isInstanceOfSatisfying(WireResult.Answered.class, answered -> assertThat(answered.status()).isEqualTo(307));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksAfterTheRequestIsAResetThatMayHaveArrived() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        server.enqueue(ok("{}").build());
        assertThat(send(order())).isInstanceOfSatisfying(WireResult.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.RESET);
            assertThat(failed.written()).isTrue();
        });
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anAnswerCutShortIsNotAnAnswer() throws Exception {
        server.enqueue(ok("{\"error\":[],\"result\":{\"a\":1}}").onResponseBody(new SocketEffect.CloseSocket()).build());
        assertThat(ReplyReader.read(send(order()))).isInstanceOfSatisfying(Reply.Bad.class,
                bad -> assertThat(((Problem) bad.problem()).fate()).isEqualTo(Fate.UNCERTAIN));
    }

    @Test
    void aVenueThatDoesNotAnswerIsGivenUpAfterTheLimit() throws Exception {
        transport.close(Duration.ofSeconds(1));
        open("http://127.0.0.1:" + server.getPort(), Duration.ofMillis(300));
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        assertThat(send(order())).isInstanceOfSatisfying(WireResult.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.TIMEOUT);
            assertThat(failed.written()).isTrue();
        });
    }

    @Test
    void aClosedPortIsNotReached() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        open("http://127.0.0.1:" + port, Duration.ofSeconds(5));
        assertThat(send(order())).isInstanceOfSatisfying(WireResult.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.REFUSED);
            assertThat(failed.written()).isFalse();
        });
    }

    @Test
    void aNameThatDoesNotResolveIsSaidToBeThat() throws Exception {
        open("http://simulator.example:80", Duration.ofSeconds(5));
        assertThat(send(order())).isInstanceOfSatisfying(WireResult.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.DNS);
            assertThat(failed.written()).isFalse();
        });
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsATlsFailureBeforeAnythingIsSent() throws Exception {
        // It answers at once: a web server would wait for the end of a line, which a greeting in TLS has only by chance.
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket client = plain.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException ended) {
                    // The client hung up, or the test is over: either is what it waits for.
                }
            });
            answering.start();
            open("https://127.0.0.1:" + plain.getLocalPort(), Duration.ofSeconds(60));
            assertThat(send(order())).isInstanceOfSatisfying(WireResult.Failed.class, failed -> {
                assertThat(failed.fault()).isEqualTo(Fault.TLS);
                assertThat(failed.written()).isFalse();
            });
            plain.close();
            answering.join();
        }
    }

    @Test
    void localhostIsThisMachine() throws Exception {
        server.enqueue(ok("{}").build());
        open("http://localhost:" + server.getPort(), Duration.ofSeconds(5));
        assertThat(send(WireRequest.get("/0/public/Time", null))).isInstanceOf(WireResult.Answered.class);
    }

    @Test
    void aTurnThatIsLostBeforeTheFirstByteWritesNothing() throws Exception {
        assertThat(transport.exchange(order(), () -> false).get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(
                WireResult.Failed.class, failed -> {
                    assertThat(failed.fault()).isEqualTo(Fault.TURN_LOST);
                    assertThat(failed.written()).isFalse();
                });
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void moreCallsThanGoAtOnceWaitForTheirTurn() throws Exception {
        try (QuickServer quick = new QuickServer((path, body) -> "{}")) {
            open("http://127.0.0.1:" + quick.port(), Duration.ofSeconds(10));
            List<CompletableFuture<WireResult>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                results.add(transport.exchange(order(), () -> true));
            }
            for (CompletableFuture<WireResult> result : results) {
                assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(WireResult.Answered.class);
            }
        }
    }

    @Test
    void closingCancelsWhatIsUnderWay() throws Exception {
        server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        var hanging = transport.exchange(order(), () -> true);
        server.takeRequest();
        transport.close(Duration.ofSeconds(2));
        assertThat(hanging.get(5, TimeUnit.SECONDS)).isInstanceOfSatisfying(WireResult.Failed.class,
                failed -> assertThat(failed.written()).isTrue());
        assertThat(transport.exchange(order(), () -> true).get(5, TimeUnit.SECONDS)).isInstanceOf(WireResult.Failed.class);
    }
}
