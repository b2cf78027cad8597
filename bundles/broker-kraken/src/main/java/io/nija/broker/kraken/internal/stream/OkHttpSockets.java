package io.nija.broker.kraken.internal.stream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.broker.kraken.internal.wire.VenueText;

import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Sockets by OkHttp, with threads of their own: one for each socket, on which its frames are handled. */
public final class OkHttpSockets implements StreamSockets {

    private static final int AT_ONCE = 64;

    private final OkHttpClient client;
    private final ThreadPoolExecutor threads;
    private final Request request;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Nothing is opened yet.
     *
     * @param root what time limits, proxy, name look-up and TLS are taken from
     * @param url {@code ws://} or {@code wss://}
     * @param name stands in the threads' names
     */
    public OkHttpSockets(OkHttpClient root, String url, String userAgent, String name) {
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 20, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "kraken-stream " + name);
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        client = root.newBuilder().dispatcher(dispatcher).connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
        request = new Request.Builder().url(url).header("User-Agent", userAgent).build();
    }

    @Override
    public StreamSocket open(StreamSocket.Listener listener) {
        if (closed) {
            throw new IllegalStateException("the streams were closed");
        }
        Open socket = new Open(listener);
        open.add(socket);
        socket.begin(client.newWebSocket(request, socket));
        if (closed) {
            socket.abandon();
        }
        return socket;
    }

    @Override
    public void close(Duration limit) {
        closed = true;
        open.forEach(Open::abandon);
        client.dispatcher().cancelAll();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopNow) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        client.connectionPool().evictAll();
    }

    private final class Open extends WebSocketListener implements StreamSocket {

        private final Listener listener;
        private final AtomicReference<WebSocket> socket = new AtomicReference<>();
        private volatile boolean abandoned;

        Open(Listener listener) {
            this.listener = listener;
        }

        void begin(WebSocket begun) {
            socket.set(begun);
            if (abandoned) {
                begun.cancel();
            }
        }

        @Override
        public boolean send(String text) {
            WebSocket begun = socket.get();
            return begun != null && begun.send(text);
        }

        @Override
        public void abandon() {
            abandoned = true;
            open.remove(this);
            WebSocket begun = socket.get();
            if (begun != null) {
                begun.cancel();
            }
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            socket.set(opened);
            listener.opened();
        }

        @Override
        public void onMessage(WebSocket told, String text) {
            listener.text(text);
        }

        @Override
        public void onClosing(WebSocket closing, int code, String reason) {
            ended(new Ended(0, code, "Kraken closed it" + (reason.isEmpty() ? "" : ": " + VenueText.clean(reason, 80))));
        }

        @Override
        public void onFailure(WebSocket failed, Throwable failure, Response response) {
            String text = VenueText.clean(failure.getMessage(), 120);
            ended(new Ended(response == null ? 0 : response.code(), 0, text.isEmpty() ? failure.getClass().getSimpleName() : text));
        }

        private void ended(Ended how) {
            open.remove(this);
            if (!abandoned) {
                listener.ended(how);
            }
            abandon();
        }
    }
}
