package io.nija.simulator.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.platform.internal.SystemTime;
import io.nija.exchange.venue.Tier;

/**
 * A bounded load of signed private calls over sockets kept open, one call after the other per client; started by hand:
 * {@code Load [calls] [clients] [state]}. Prints calls a second, and the processor time of the exchange's own threads per call,
 * which other programs on the machine do not change.
 */
final class Load {

    private static final String PLACE = "&pair=XBTUSD&type=buy&ordertype=limit&price=30000&volume=0.0001";

    private Load() {}

    public static void main(String[] args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        long begin = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        ExchangeOptions options = ExchangeOptions.plain().withTier(Tier.UNLIMITED)
                .withAccounts(ExchangeOptions.numbered(clients));
        try (Exchange exchange = Exchange.start(args.length > 2 ? options.withState(Path.of(args[2])) : options,
                new SystemTime())) {
            System.out.println("started in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms, "
                    + (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000
                    + " ms of processor time");
            run(exchange, "Balance", "", calls / 2, clients);
            run(exchange, "Balance", "", calls, clients);
            run(exchange, "TradesHistory", "", calls, clients);
            run(exchange, "AddOrder", "&pair=XBTUSD&type=buy&ordertype=market&volume=0.0001"
                    + "|&pair=XBTUSD&type=sell&ordertype=market&volume=0.0001", calls, clients);
            run(exchange, "AddOrder", PLACE, 1_000, clients);
            run(exchange, "AddOrder and CancelOrder in turns", "", calls, clients);
            run(exchange, "TradesHistory", "", calls, clients);
        }
    }

    private static void run(Exchange exchange, String endpoint, String rest, int calls, int clients) throws Exception {
        AtomicLong refused = new AtomicLong();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long cpu = cpu();
        long begin = System.nanoTime();
        for (Exchange.Keys keys : exchange.accounts()) {
            all.add(CompletableFuture.runAsync(() -> call(exchange, keys, endpoint, rest, calls / clients, refused),
                    task -> new Thread(task).start()));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
        long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        System.out.println(endpoint + ": " + calls + " calls by " + clients + " clients in " + millis + " ms, "
                + calls * 1000L / millis + " a second, " + refused + " refused, "
                + (cpu() - cpu) / 1000 / calls + " µs of the exchange's threads per call");
    }

    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("nija-simulator")) {
                sum += threads.getThreadCpuTime(id);
            }
        }
        return sum;
    }

    private static void call(Exchange exchange, Exchange.Keys keys, String endpoint, String rest, int calls,
            AtomicLong refused) {
        boolean turns = endpoint.contains(" ");
        String[] rests = rest.split("\\|");
        String cancelled = "";
        try (Socket socket = new Socket("127.0.0.1", URI.create(exchange.rest()).getPort())) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (int i = 0; i < calls; i++) {
                boolean cancels = turns && i % 2 == 1;
                String path = "/0/private/" + (cancels ? "CancelOrder" : turns ? "AddOrder" : endpoint);
                String nonce = Long.toString(System.nanoTime() + 1_000_000_000_000L);
                String body = "nonce=" + nonce + (cancels ? "&txid=" + cancelled : turns ? PLACE : rests[i % rests.length]);
                out.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nAPI-Key: " + keys.key() + "\r\nAPI-Sign: "
                        + Trader.sign(keys.secret(), path, nonce, body) + "\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                String answer = answer(in);
                if (!answer.startsWith("{\"error\":[],")) {
                    refused.incrementAndGet();
                }
                if (turns && !cancels) {
                    int id = answer.indexOf("[\"O") + 2;
                    cancelled = answer.substring(id, id + 19);
                }
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @SuppressWarnings("deprecation")
    private static String answer(DataInputStream in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
