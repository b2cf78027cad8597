package io.nija.broker.kraken.internal.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;

import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import okhttp3.CookieJar;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The one client that all sessions' clients are derived from; they share what is costly to make (TLS) and nothing
 * that could carry one lane's trouble into another: each has its own threads and connections. It is made when it is
 * first needed, never in an activation. Thread-safe.
 */
public final class HttpRoot {

    private final HttpUrl base;
    private final HttpSettings settings;
    private final TimeSource time;
    private final Timers timers;
    private final Executor late;
    private final boolean simulator;
    private OkHttpClient client;

    /**
     * The root for one venue.
     *
     * @param late runs what has to be done about calls that outlast their limit
     */
    public HttpRoot(VenueAddresses.Accepted addresses, HttpSettings settings, TimeSource time, Timers timers, Executor late) {
        this.timers = timers;
        this.late = late;
        this.base = HttpUrl.get(addresses.rest() + "/");
        this.simulator = addresses.simulator();
        this.settings = settings;
        this.time = time;
    }

    /** A transport of its own for {@code name}, which stands in its threads' names. */
    public Transport transport(String name) {
        return new OkHttpTransport(client(), base, settings.userAgent(), time, timers, late, name);
    }

    /** A client for WebSockets, under the same rules of time limits, names and TLS; whoever uses it derives one with its own threads. */
    public OkHttpClient forStreams(String url) {
        boolean secure = url.startsWith("wss:");
        return client().newBuilder().connectionSpecs(List.of(secure ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT)).build();
    }

    public String userAgent() {
        return settings.userAgent();
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = new OkHttpClient.Builder()
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .cookieJar(CookieJar.NO_COOKIES)
                    .connectTimeout(settings.connect())
                    .readTimeout(settings.call())
                    .writeTimeout(settings.call())
                    .callTimeout(settings.call())
                    // One connection for each call under way: a connection that hangs must not take a cancel with it.
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .connectionSpecs(List.of(base.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                    .proxy(proxy())
                    .dns(simulator ? HttpRoot::loopbackOnly : Dns.SYSTEM)
                    .build();
        }
        return client;
    }

    private Proxy proxy() {
        return simulator || settings.proxyHost().isEmpty() ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(settings.proxyHost(), settings.proxyPort()));
    }

    /** {@code localhost} means this machine, whatever a hosts file says. */
    private static List<InetAddress> loopbackOnly(String host) throws UnknownHostException {
        if (!VenueAddresses.isLoopback(host)) {
            throw new UnknownHostException("a simulator is on this machine only");
        }
        return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress(host, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    }

    /** Lets go of what the root itself holds. */
    public synchronized void close() {
        if (client != null) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
            client = null;
        }
    }
}
