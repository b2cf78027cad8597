package io.nija.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.nija.broker.kraken.internal.wire.KrakenForm;
import io.nija.broker.kraken.internal.wire.KrakenSigner;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.credentials.Credentials;
import io.nija.credentials.internal.BenchmarkedKeys;

/** From an order's fields to the bytes and headers that go on the wire: form, nonce, SHA-256, HMAC-SHA-512, base64. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class SignBenchmark {

    private final Credentials credentials = BenchmarkedKeys.kraken();
    private final KrakenSigner signer = new KrakenSigner();
    private final KrakenForm form = new KrakenForm();
    private long nonce = 1_763_823_000_000_000_000L;

    /** One AddOrder. Budget: 2.5 µs. */
    @Benchmark
    public WireRequest signAndEncodeAddOrder() {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("pair", "XBTUSD");
        order.put("type", "buy");
        order.put("ordertype", "limit");
        order.put("price", "37500.0");
        order.put("volume", "1.25000000");
        order.put("cl_ord_id", "6d1b345e-2821-40e2-ad83-4ecb18a06876");
        PrivateCall call = PrivateCall.checkOrder(order);
        long next = ++nonce;
        return credentials.use(scope -> signer.request(scope, call, next, form));
    }
}
