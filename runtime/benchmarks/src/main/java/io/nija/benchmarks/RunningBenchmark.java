package io.nija.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

/** A NIJA that runs, as its operator meets it. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
@Fork(1)
@State(Scope.Benchmark)
public class RunningBenchmark {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;
    private long said;

    @Setup(Level.Trial)
    public void start() throws IOException {
        Path folder = Files.createTempDirectory("nija-benchmark-");
        exchange = Exchange.start(Shell.in(folder.resolve("exchange")), "--tier", "unlimited");
        shell = Shell.in(folder.resolve("nija"));
        exchange.configure(shell);
        nija = shell.start("run", "--headless");
        Eventually.get("NIJA is up", LIMIT, () -> nija.err(), log -> log.contains(" is up after "));
    }

    /** Without keys no lane has a session. */
    @Setup(Level.Iteration)
    public void withoutKeys() throws IOException {
        shell.env();
        shell.await("master/kraken", LIMIT, "NOT_CONFIGURED");
        said = Files.size(nija.errFile());
    }

    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
        nija.process().destroy();
        nija.process().waitFor();
        exchange.close();
    }

    /** From the file written to a session whose keys the exchange has accepted. Budget: 2000 ms, two reads included. */
    @Benchmark
    public void keyToSession() throws Exception {
        shell.env(exchange.env("KRAKEN_MASTER", 0).toArray(String[]::new));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!authenticated()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + LIMIT);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private boolean authenticated() throws IOException {
        byte[] log = Files.readAllBytes(nija.errFile());
        String fresh = new String(log, (int) said, log.length - (int) said, java.nio.charset.StandardCharsets.UTF_8);
        return fresh.contains("master/kraken is AUTHENTICATED") || fresh.contains("master/kraken is PERMITTED")
                || fresh.contains("master/kraken is FUNDED");
    }

    /** One command in a shell, from its process's start to its end. Wanted: 200 ms. */
    @Benchmark
    public Shell.Result statusInAShell() throws Exception {
        return shell.run("status");
    }
}
