package io.nija.broker.kraken.internal.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLException;

import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;

/**
 * HTTP by OkHttp, with threads and connections of its own. A body can be written once only, which (with
 * {@code retryOnConnectionFailure(false)}) keeps OkHttp from ever sending a POST again by itself.
 */
final class OkHttpTransport implements Transport {

    /** All of AssetPairs is about 1.5 MB; nothing else comes near. */
    private static final long LONGEST_ANSWER = 16L << 20;

    /** More than are ever under way at once: a lane writes one at a time and gives up on each after the call limit. */
    private static final int AT_ONCE = 16;

    private static final Duration GRACE = Duration.ofMillis(500);

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final OkHttpClient client;
    private final ThreadPoolExecutor threads;
    private final HttpUrl base;
    private final String userAgent;
    private final TimeSource time;
    private final Timers timers;
    private final Executor late;

    OkHttpTransport(OkHttpClient root, HttpUrl base, String userAgent, TimeSource time, Timers timers, Executor late,
            String name) {
        this.timers = timers;
        this.late = late;
        this.base = base;
        this.userAgent = userAgent;
        this.time = time;
        // The dispatcher keeps the limit; it hands on the next call while the thread of the last one is still ending.
        this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 20, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "kraken-http " + name);
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        this.client = root.newBuilder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(4, 45, TimeUnit.SECONDS))
                .addNetworkInterceptor(chain -> {
                    Writing writing = chain.request().tag(Writing.class);
                    if (writing == null || !writing.begin(time.nanoTime())) {
                        throw writing != null && writing.begun ? new SentOnce() : new TurnLost();
                    }
                    return writing.keep(chain.proceed(chain.request()));
                })
                .build();
    }

    @Override
    public CompletableFuture<WireResult> exchange(WireRequest request, BooleanSupplier beginWrite) {
        CompletableFuture<WireResult> result = new CompletableFuture<>();
        Writing writing = new Writing(beginWrite);
        Call call;
        try {
            call = client.newCall(http(request, writing));
        } catch (IllegalArgumentException notPossible) {
            // Its message may quote a header, so it is not passed on.
            result.complete(new WireResult.Failed(WireResult.Fault.CANCELLED, "the request cannot be written", false,
                    time.instant()));
            return result;
        }
        if (request.limit() != null) {
            call.timeout().timeout(request.limit().toNanos(), TimeUnit.NANOSECONDS);
        }
        // The system's name look-up cannot be interrupted; nobody waits for it longer than the call may take.
        Timers.Timer end = timers.after(Duration.ofNanos(call.timeout().timeoutNanos()).plus(GRACE), late, () -> {
            boolean written = !writing.abandon();
            call.cancel();
            result.complete(new WireResult.Failed(written ? WireResult.Fault.TIMEOUT : WireResult.Fault.CONNECT_TIMEOUT,
                    "timeout", written, time.instant()));
        });
        result.whenComplete((done, failure) -> end.close());
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                result.complete(receive(answered, response, writing));
            }

            @Override
            public void onFailure(Call failed, IOException failure) {
                result.complete(failure(failed, failure, writing));
            }
        });
        return result;
    }

    private Request http(WireRequest request, Writing writing) {
        HttpUrl url = base.resolve(request.path());
        if (url == null || !url.host().equals(base.host()) || url.port() != base.port()) {
            throw new IllegalArgumentException("not a path of the venue");
        }
        Request.Builder builder = new Request.Builder().url(url)
                .header("User-Agent", userAgent).header("Accept", "application/json").tag(Writing.class, writing);
        if (request.body() != null) {
            builder.header("API-Key", request.key()).header("API-Sign", request.signature()).post(new OnceBody(request.body()));
        }
        return builder.build();
    }

    private WireResult receive(Call call, Response response, Writing writing) {
        try (response) {
            BufferedSource source = response.body().source();
            if (source.request(LONGEST_ANSWER + 1)) {
                return new WireResult.Failed(WireResult.Fault.TOO_LARGE, "more than " + LONGEST_ANSWER + " bytes", true,
                        time.instant());
            }
            byte[] body = source.readByteArray();
            return new WireResult.Answered(response.code(), body, writing.retryAfter, time.instant(),
                    Duration.ofNanos(Math.max(0, time.nanoTime() - writing.since)));
        } catch (IOException brokenOff) {
            return failure(call, brokenOff, writing);
        }
    }

    private WireResult.Failed failure(Call call, IOException failure, Writing writing) {
        return new WireResult.Failed(fault(call, failure, writing.begun), detail(failure), writing.begun, time.instant());
    }

    private static WireResult.Fault fault(Call call, IOException failure, boolean written) {
        if (failure instanceof TurnLost) {
            return WireResult.Fault.TURN_LOST;
        }
        if (failure instanceof SocketTimeoutException) {
            return written ? WireResult.Fault.TIMEOUT : WireResult.Fault.CONNECT_TIMEOUT;
        }
        if (failure instanceof InterruptedIOException) {
            return "timeout".equals(failure.getMessage())
                    ? written ? WireResult.Fault.TIMEOUT : WireResult.Fault.CONNECT_TIMEOUT
                    : WireResult.Fault.CANCELLED;
        }
        if (failure instanceof UnknownHostException) {
            return WireResult.Fault.DNS;
        }
        if (failure instanceof SSLException) {
            return written ? WireResult.Fault.RESET : WireResult.Fault.TLS;
        }
        if (call.isCanceled()) {
            return WireResult.Fault.CANCELLED;
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException || !written) {
            return WireResult.Fault.REFUSED;
        }
        return WireResult.Fault.RESET;
    }

    private static String detail(IOException failure) {
        String text = VenueText.clean(failure.getMessage(), 160);
        return text.isEmpty() ? failure.getClass().getSimpleName() : text;
    }

    @Override
    public void close(Duration limit) {
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

    /** Remembers whether, and when, a call's first byte may have been written. */
    private static final class Writing {

        private final BooleanSupplier permission;
        private boolean abandoned;
        private volatile boolean begun;
        private volatile long since;
        private volatile String retryAfter;

        Writing(BooleanSupplier permission) {
            this.permission = permission;
        }

        synchronized boolean begin(long nanos) {
            if (begun || abandoned || !permission.getAsBoolean()) {
                return false;
            }
            since = nanos;
            begun = true;
            return true;
        }

        /**
         * Takes the header out of the answer: with {@code Retry-After: 0} OkHttp would send a GET again by itself, and
         * what the venue answered would be lost.
         */
        Response keep(Response response) {
            retryAfter = response.header("Retry-After");
            return retryAfter == null ? response : response.newBuilder().removeHeader("Retry-After").build();
        }

        /** Never writes any more; answers whether it had not begun. */
        synchronized boolean abandon() {
            abandoned = true;
            return !begun;
        }
    }

    /** The very bytes that were signed, under a media type without parameters, once. */
    private static final class OnceBody extends RequestBody {

        private final byte[] bytes;

        OnceBody(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return FORM;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    /** OkHttp wanted to send again what was sent already; what became of the first time is not known here. */
    private static final class SentOnce extends IOException {
        private static final long serialVersionUID = 1L;

        SentOnce() {
            super("a second attempt by the HTTP client was stopped");
        }
    }

    /** Another call went first. */
    private static final class TurnLost extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
