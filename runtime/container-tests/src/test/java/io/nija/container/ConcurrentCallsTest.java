package io.nija.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.inject.Inject;

import io.nija.broker.BrokerSession;
import io.nija.broker.Outcome;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Validation;
import io.nija.status.LadderState;
import io.nija.testkit.Provision;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Ten thousand private calls at once on one session, and again after its bundle was restarted. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ConcurrentCallsTest {

    private static final int CALLS = 10_000;
    private static final int AFTER_RESTART = 200;
    private static final int CALLERS = 32;

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws Exception {
        return Provision.of(getClass()).exchange("--accounts", "1", "--seed", "9", "--tier", "unlimited").options();
    }

    @Test
    public void noncesRiseOnTheWireAlsoAcrossARestart() throws Exception {
        Inside inside = new Inside(context);
        Inside.env("KRAKEN_MASTER_API_KEY=" + Inside.key(0), "KRAKEN_MASTER_API_SECRET=" + Inside.secret(0));
        inside.await(Inside.MASTER, LadderState.FUNDED);
        assertEquals(Map.of("Confirmed", CALLS), validate(inside.session(Inside.MASTER).orElseThrow(), CALLS));

        Bundle broker = inside.bundle("io.nija.broker.kraken");
        broker.stop();
        broker.start();
        inside.await(Inside.MASTER, LadderState.FUNDED);
        assertEquals(Map.of("Confirmed", AFTER_RESTART), validate(inside.session(Inside.MASTER).orElseThrow(), AFTER_RESTART));

        List<Long> nonces = noncesOnTheWire();
        assertTrue("the exchange saw " + nonces.size() + " private calls", nonces.size() >= CALLS + AFTER_RESTART);
        for (int i = 1; i < nonces.size(); i++) {
            assertTrue("call " + i + ": " + nonces.get(i) + " after " + nonces.get(i - 1), nonces.get(i) > nonces.get(i - 1));
        }
    }

    /** Outcomes by kind. */
    private static Map<String, Integer> validate(BrokerSession session, int calls) throws Exception {
        OrderRequest order = new OrderRequest(Symbol.parse("BTC/USD"), Side.BUY, OrderType.LIMIT, new BigDecimal("0.001"),
                new BigDecimal("20000.0"), TimeInForce.GTC, false);
        List<CompletableFuture<Outcome<Validation>>> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int from = caller;
            Thread thread = new Thread(() -> {
                for (int i = from; i < calls; i += CALLERS) {
                    CompletableFuture<Outcome<Validation>> answer = session.validate(order).toCompletableFuture();
                    answers.add(answer);
                    answer.join();
                }
            });
            callers.add(thread);
            thread.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        Map<String, Integer> kinds = new HashMap<>();
        for (CompletableFuture<Outcome<Validation>> answer : answers) {
            Outcome<Validation> outcome = answer.get(30, TimeUnit.SECONDS);
            String kind = outcome instanceof Outcome.Confirmed ? "Confirmed" : outcome.toString();
            kinds.merge(kind, 1, Integer::sum);
        }
        return kinds;
    }

    private static List<Long> noncesOnTheWire() throws Exception {
        HttpResponse<String> log = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(System.getProperty("test.exchange.control") + "/log?limit=100000")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(log.body(), 200, log.statusCode());
        List<Long> nonces = new ArrayList<>();
        Matcher nonce = Pattern.compile("\"nonce\"\\s*:\\s*\"?(\\d+)").matcher(log.body());
        while (nonce.find()) {
            nonces.add(Long.valueOf(nonce.group(1)));
        }
        return nonces;
    }
}
