package io.nija.alerts.internal.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.nija.platform.Installation;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the calls to the outside, on threads of its own because they wait. Nothing it says or names holds an address. It
 * sends each request once: no redirects, no repetition by OkHttp, no cookies.
 */
@Component(service = Calls.class)
public final class Courier implements Calls {

    /** The alerts' and the heartbeat's call, and one of each that hangs in the system's name look-up. */
    private static final int THREADS = 4;
    private static final long READ = 2_048;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String userAgent;
    private final Timers timers;
    private final Workers workers;
    private final ThreadPoolExecutor threads;
    private OkHttpClient client;

    @Activate
    public Courier(@Reference Installation installation, @Reference Timers timers, @Reference Workers workers) {
        userAgent = "nija/" + installation.build();
        this.timers = timers;
        this.workers = workers;
        threads = new ThreadPoolExecutor(0, THREADS, 20, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "nija-alerts-call");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<Delivery> submit(String variable, Duration limit, Function<Exchange, Delivery> work) {
        CompletableFuture<Delivery> result = new CompletableFuture<>();
        Timers.Timer end = timers.after(limit.plus(GRACE), workers.shared(), () -> result.complete(Answers.late(variable)));
        result.whenComplete((done, failure) -> end.close());
        try {
            threads.execute(() -> result.complete(run(variable, limit, work)));
        } catch (RejectedExecutionException stuckOrStopping) {
            result.complete(Answers.failed("SINK_STUCK", "Earlier calls still hang, so no other was made.",
                    "Look whether this machine can look up names.", null));
        }
        return result;
    }

    private Delivery run(String variable, Duration limit, Function<Exchange, Delivery> work) {
        try {
            OkHttpClient limited = client().newBuilder().callTimeout(limit).connectTimeout(limit).readTimeout(limit)
                    .writeTimeout(limit).build();
            return work.apply((named, request) -> call(limited, named, request));
        } catch (IllegalStateException withdrawn) {
            return Answers.failed("SINK_CHANGED", "The value of " + variable + " changed while it was used.", "", null);
        } catch (RuntimeException | LinkageError unexpected) {
            // Its message could hold an address.
            return Answers.failed("SINK_FAILED", "The call could not be made (" + unexpected.getClass().getSimpleName() + ").",
                    "Look at " + variable + ".", null);
        }
    }

    private Delivery call(OkHttpClient limited, String variable, Request request) {
        Request named = request.newBuilder().header("User-Agent", userAgent).build();
        try (Response response = limited.newCall(named).execute()) {
            return Answers.answered(variable, response.code(), response.header("Retry-After"), beginning(response));
        } catch (IOException failure) {
            return Answers.failure(variable, failure);
        }
    }

    /** Whatever the service says at length is of no use. */
    private static String beginning(Response response) {
        try {
            return response.peekBody(READ).string();
        } catch (IOException brokenOff) {
            return "";
        }
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = new OkHttpClient.Builder()
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .cookieJar(CookieJar.NO_COOKIES)
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .connectionPool(new ConnectionPool(2, 70, TimeUnit.SECONDS))
                    .proxySelector(new DirectToThisMachine())
                    .dns(Courier::lookUp)
                    .build();
        }
        return client;
    }

    /** {@code localhost} means this machine, whatever a hosts file says: HTTP is allowed there. */
    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        return host.equals("localhost")
                ? List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
                        InetAddress.getByAddress(host, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                : Dns.SYSTEM.lookup(host);
    }

    /** Java's own proxy settings hold for the world outside only. */
    private static final class DirectToThisMachine extends ProxySelector {

        @Override
        public List<Proxy> select(URI address) {
            ProxySelector system = ProxySelector.getDefault();
            boolean direct = system == null || address.getHost() == null || SinkAddress.isLoopback(address.getHost());
            return direct ? List.of(Proxy.NO_PROXY) : system.select(address);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            ProxySelector system = ProxySelector.getDefault();
            if (system != null) {
                system.connectFailed(address, proxy, failure);
            }
        }
    }

    @Deactivate
    public void stop() {
        threads.shutdown();
        synchronized (this) {
            if (client != null) {
                client.dispatcher().cancelAll();
            }
        }
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopNow) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (client != null) {
                client.dispatcher().executorService().shutdown();
                client.connectionPool().evictAll();
            }
        }
    }
}
