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

import io.nija.launcher.PrivateFolder;
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

    private Path folder;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;

    @Setup(Level.Trial)
    public void start() throws IOException {
        folder = Files.createTempDirectory("nija-benchmark-");
        exchange = Exchange.start(Shell.in(folder.resolve("exchange")), "--tier", "unlimited", "--accounts", "3");
        shell = Shell.in(folder.resolve("nija"));
        exchange.configure(shell, "tier=unlimited");
        // JMH tears nothing down after a failure.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        nija = shell.start("run", "--headless");
        Eventually.get("NIJA is up", LIMIT, () -> nija.err(), log -> log.contains(" is up after "));
    }

    /** Without keys no lane has a session. */
    @Setup(Level.Iteration)
    public void withoutKeys() throws IOException {
        shell.env();
        shell.await("master/kraken", LIMIT, "NOT_CONFIGURED");
    }

    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
        nija.process().destroy();
        nija.process().waitFor();
        exchange.close();
        PrivateFolder.delete(folder);
    }

    /** From the file written to a session whose keys the exchange has accepted. Budget: 2000 ms, two reads included. */
    @Benchmark
    public void keyToSession() throws Exception {
        shell.env(exchange.env("KRAKEN_MASTER", 0).toArray(String[]::new));
        new Board(shell).awaitConnected(1);
    }

    /** One command in a shell, from its process's start to its end. Wanted: 200 ms. */
    @Benchmark
    public Shell.Result statusInAShell() throws Exception {
        return shell.run("status");
    }

    private void end() {
        exchange.process().process().destroyForcibly();
        if (nija != null) {
            nija.process().destroyForcibly();
        }
    }
}
