package io.nija.broker.kraken.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.broker.kraken.internal.wire.HttpRoot;
import io.nija.broker.kraken.internal.wire.HttpSettings;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.platform.internal.SharedWorkers;
import io.nija.platform.internal.SystemTime;
import io.nija.platform.internal.SystemTimers;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link over real sockets: frames arrive, a cut connection is made again, a refused one is not hammered, nothing outlives it. */
class StreamOnTheWireTest {

    private static final int LIMIT_SECONDS = 60;

    private final MockWebServer server = new MockWebServer();
    private final SystemTime time = new SystemTime();
    private final SystemTimers timers = new SystemTimers();
    private final SharedWorkers workers = new SharedWorkers();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocket> venueSide = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private HttpRoot root;
    private Streams.Lazily sockets;
    private StreamLink link;

    @BeforeEach
    void begin() throws Exception {
        server.start();
        String url = "http://127.0.0.1:" + server.getPort();
        VenueAddresses.Accepted addresses = new VenueAddresses.Accepted(url, url.replace("http", "ws") + "/v2", url.replace("http", "ws") + "/v2", true);
        root = new HttpRoot(addresses, new HttpSettings("nija/test", Duration.ofSeconds(20), Duration.ofSeconds(20), "", 8080), time, timers,
                workers.shared());
        Streams streams = Streams.of(addresses, root, new ConnectBudget(time));
        sockets = new Streams.Lazily(() -> streams.publicly("test"));
        link = new StreamLink("test", sockets::get, () -> CompletableFuture.completedFuture(new StreamLink.Ready.Go()), streams.budget(), time,
                timers, workers.shared(), new StreamLink.Owner() {
                    @Override
                    public void opened() {
                        heard.add("opened");
                        link.send("{\"method\":\"ping\",\"req_id\":1}");
                    }

                    @Override
                    public void lost(String code, String reason) {
                        heard.add(code);
                    }

                    @Override
                    public void tick() {}

                    @Override
                    public void book(BookFrame frame) {
                        heard.add(frame.symbol());
                    }

                    @Override
                    public void frame(Frame frame) {
                        heard.add(frame);
                    }
                });
    }

    @AfterEach
    void end() {
        link.close();
        sockets.close(Duration.ofSeconds(20));
        root.close();
        server.close();
        timers.stop();
        workers.stop();
    }

    private void accept() {
        server.enqueue(new MockResponse.Builder().webSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                venueSide.add(socket);
            }

            @Override
            public void onMessage(WebSocket socket, String text) {
                asked.add(text);
            }
        }).build());
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void framesArriveBothWays() throws Exception {
        accept();
        link.begin();
        WebSocket venue = next(venueSide);
        assertThat(next(heard)).isEqualTo("opened");
        assertThat(next(asked)).contains("ping");
        venue.send(Samples.BOOK_A);
        venue.send(Samples.HEARTBEAT);
        assertThat(next(heard)).isEqualTo("BTC/USD");
        assertThat(next(heard)).isEqualTo(new Frame.Heartbeat());
    }

    @Test
    void aConnectionThatTheVenueEndsIsMadeAgain() throws Exception {
        accept();
        accept();
        link.begin();
        WebSocket first = next(venueSide);
        assertThat(next(heard)).isEqualTo("opened");
        first.close(1001, "restarting");
        assertThat(next(heard)).isEqualTo("KRAKEN_STREAM_ENDED");
        next(venueSide).send(Samples.HEARTBEAT);
        assertThat(next(heard)).isEqualTo("opened");
        assertThat(next(heard)).isEqualTo(new Frame.Heartbeat());
        assertThat(link.reconnections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsNoWebSocketIsARefusal() throws Exception {
        server.enqueue(new MockResponse.Builder().code(403).build());
        link.begin();
        assertThat(next(heard)).isEqualTo("KRAKEN_STREAM_REFUSED");
    }

    @Test
    void noThreadOutlivesTheStream() throws Exception {
        accept();
        link.begin();
        assertThat(next(heard)).isEqualTo("opened");
        link.close();
        sockets.close(Duration.ofSeconds(20));
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("kraken-stream test")) {
                // It may be on its very last step.
                thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
