package io.nija.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.inject.Inject;
import javax.management.ObjectName;

import io.nija.status.LadderState;
import io.nija.strategy.StrategyBoard;
import io.nija.strategy.StrategyBoard.State;
import io.nija.strategy.StrategyBoard.StrategyStatus;
import io.nija.testkit.Provision;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;

/** A broker, and a strategy, whose files are replaced again and again, with three accounts at work. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapTest {

    private static final String KRAKEN = "io.nija.broker.kraken";
    private static final String DUAL_RSI = "io.nija.strategy.dual.rsi";
    /** Compiled code of callers may hold the last class it met, so a generation or two may linger; they must not add up. */
    private static final int LINGERING = 3;

    @Inject
    private BundleContext context;
    private Inside inside;
    private Path folder;

    @Configuration
    public Option[] configuration() throws Exception {
        // Named here because inside the container the library that reads heap dumps is not visible.
        return Provision.of(getClass()).plugInsInFolder()
                .property("heap.library", HeapFactory.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .property("heap.walk", Path.of("src/test/java/io/nija/container/HeapWalk.java").toAbsolutePath().toString())
                .exchange("--accounts", "3", "--seed", "13", "--tier", "unlimited").options();
    }

    @Before
    public void connect() throws Exception {
        inside = new Inside(context);
        folder = Path.of(System.getProperty("test.deploy"));
        Inside.env(Inside.keysForAll());
        awaitLanes();
    }

    private void awaitLanes() throws Exception {
        inside.await(Inside.MASTER, LadderState.RECONCILED);
        inside.await(Inside.DAIVON, LadderState.RECONCILED);
        inside.await(Inside.TANIA, LadderState.RECONCILED);
    }

    @Test
    public void replacedBundlesAreForgotten() throws Exception {
        int updates = Boolean.getBoolean("nija.long") ? 100 : 6;
        Bundle kraken = inside.bundle(KRAKEN);
        long id = kraken.getBundleId();
        List<WeakReference<ClassLoader>> generations = new ArrayList<>();
        for (int update = 1; update <= updates; update++) {
            generations.add(new WeakReference<>(kraken.adapt(BundleWiring.class).getClassLoader()));
            ClassLoader before = generations.get(update - 1).get();
            Version version = new Version(0, 2, update);
            next("broker-kraken.jar", version);
            inside.await("kraken is " + version, () -> kraken.getVersion().equals(version) && kraken.getState() == Bundle.ACTIVE);
            awaitLanes();
            assertEquals("the same bundle", id, inside.bundle(KRAKEN).getBundleId());
            assertEquals("nija:deploy/broker-kraken.jar", kraken.getLocation());
            assertNotSame(before, kraken.adapt(BundleWiring.class).getClassLoader());
            before = null;
            if (update > LINGERING && alive(generations) > LINGERING) {
                throw new AssertionError(alive(generations) + " of " + update + " replaced generations are still in memory\n"
                        + holders(KRAKEN + ".internal.KrakenSession"));
            }
        }
        assertEquals(updates, generations.size());
    }

    @Test
    public void replacedStrategiesAreForgotten() throws Exception {
        Path file = Path.of(System.getProperty("test.config"), "io.nija.strategy.dual_rsi-swap.cfg");
        Files.writeString(file, "lanes = master/kraken\nsymbols = BTC/USD\ninterval = 5s\n");
        inside.await(() -> "it runs; " + strategies(), () -> runs(strategies(), new Version(0, 1, 0)));
        int updates = Boolean.getBoolean("nija.long") ? 200 : 5;
        Bundle bundle = inside.bundle(DUAL_RSI);
        long id = bundle.getBundleId();
        List<WeakReference<ClassLoader>> generations = new ArrayList<>();
        for (int update = 1; update <= updates; update++) {
            generations.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            Version version = new Version(0, 2, update);
            next("strategy-dual-rsi.jar", version);
            inside.await(() -> "the next one runs; " + strategies(), () -> runs(strategies(), version));
            assertEquals("the same bundle", id, inside.bundle(DUAL_RSI).getBundleId());
            if (update > LINGERING && alive(generations) > LINGERING) {
                throw new AssertionError(alive(generations) + " of " + update + " replaced generations are still in memory\n"
                        + holders(DUAL_RSI + ".internal.DualRsi"));
            }
        }
        Files.delete(file);
    }

    private List<StrategyStatus> strategies() {
        return inside.service(StrategyBoard.class).map(StrategyBoard::all).orElse(List.of());
    }

    private static boolean runs(List<StrategyStatus> strategies, Version version) {
        return strategies.size() == 1 && (DUAL_RSI + " " + version).equals(strategies.get(0).bundle()) && strategies.get(0).runs().size() == 1
                && strategies.get(0).runs().get(0).state() == State.RUNNING;
    }

    private static long alive(List<WeakReference<ClassLoader>> generations) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        long alive;
        do {
            System.gc();
            alive = generations.stream().filter(generation -> generation.get() != null).count();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        } while (alive > LINGERING && System.nanoTime() < end);
        return alive;
    }

    /** The same bundle with another version, as the next build would be. */
    private void next(String name, Version version) throws Exception {
        Path file = folder.resolve(name);
        Path part = file.resolveSibling(".next.part");
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version.toString());
            try (OutputStream out = Files.newOutputStream(part); JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (ZipEntry entry : jar.stream().filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(copy);
                    }
                    copy.closeEntry();
                }
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Dumps the heap and lets a process of its own say who holds what. */
    private static String holders(String type) throws Exception {
        Path folder = Files.createTempDirectory("nija-heap");
        Path dump = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("com.sun.management:type=HotSpotDiagnostic"), "dumpHeap",
                new Object[] {dump.toString(), true}, new String[] {String.class.getName(), boolean.class.getName()});
        Path words = folder.resolve("words");
        Process walk = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("test.heap.library"), System.getProperty("test.heap.walk"), dump.toString(),
                type).redirectErrorStream(true).redirectOutput(words.toFile()).start();
        walk.waitFor();
        String said = Files.readString(words, StandardCharsets.UTF_8);
        try (Stream<Path> leftovers = Files.walk(folder)) {
            for (Path leftover : leftovers.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(leftover);
            }
        }
        return said;
    }

    @Test
    public void whoHoldsABundleCanBeSaid() throws Exception {
        String said = holders(KRAKEN + ".internal.KrakenSession");
        assertTrue(said, said.contains("generations of " + KRAKEN) && said.contains("root: ") && !said.contains("Exception"));
    }

    @Test
    public void aDeletedFileUninstallsTheBundleAndTheSameFileBringsItBack() throws Exception {
        Path file = folder.resolve("broker-kraken.jar");
        Path aside = Files.move(file, file.resolveSibling("aside.jar.part"));
        inside.await(Inside.MASTER, LadderState.NO_BROKER);
        inside.await("no session", () -> inside.sessions().isEmpty());
        Files.move(aside, file);
        awaitLanes();
    }
}
