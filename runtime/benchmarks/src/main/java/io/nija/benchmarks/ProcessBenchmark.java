package io.nija.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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

import io.nija.launcher.PrivateFolder;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

/** The packaged distribution, measured from outside like its users do; the exchange is a process of its own. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 7)
@Fork(1)
@State(Scope.Benchmark)
public class ProcessBenchmark {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 5_000_000;

    private Path folder;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;

    @Setup(Level.Trial)
    public void startExchange() throws IOException {
        folder = Files.createTempDirectory("nija-benchmark-");
        exchange = Exchange.start(Shell.in(folder.resolve("exchange")), "--tier", "unlimited", "--accounts", "3");
        shell = Shell.in(folder.resolve("nija"));
        exchange.configure(shell, "tier=unlimited");
        // JMH tears nothing down after a failure.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    }

    /** Each measurement begins without keys and without a running NIJA. */
    @Setup(Level.Iteration)
    public void forget() throws IOException {
        shell.env();
    }

    @TearDown(Level.Iteration)
    public void stopNija() throws InterruptedException {
        if (nija != null) {
            nija.process().destroy();
            nija.process().waitFor();
        }
    }

    @TearDown(Level.Trial)
    public void stopExchange() {
        exchange.close();
        PrivateFolder.delete(folder);
    }

    /** {@code nija run} until all three accounts are authenticated. Budget: 2500 ms. */
    @Benchmark
    public void startUntilEveryLaneShowsItsState() throws Exception {
        shell.env(exchange.envForAll());
        nija = shell.start("run", "--headless");
        new Board(shell).awaitConnected(3);
    }

    /** {@code nija run} without a key until it says that it is up. Budget of JVM and framework: 1200 ms. */
    @Benchmark
    public void startWithoutKeys() throws Exception {
        nija = shell.start("run", "--headless");
        awaitUp();
    }

    private void awaitUp() throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!nija.err().contains(" is up after ")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not up within " + LIMIT);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void end() {
        exchange.process().process().destroyForcibly();
        if (nija != null) {
            nija.process().destroyForcibly();
        }
    }
}
