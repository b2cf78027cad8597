package io.nija.launcher.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import io.nija.launcher.Folders;
import io.nija.launcher.feature.ListedBundle;

@Timeout(120)
class PlatformTest {

    @TempDir
    private Path folder;
    private Platform platform;

    @BeforeEach
    void create() throws Exception {
        Folders folders = new Folders(folder, folder, folder.resolve("data"), folder, folder);
        platform = new Platform(new FrameworkSettings(folders, "command", "1", folder.resolve("cache"))
                .command(List.of("version", "--json"), false, false));
    }

    @AfterEach
    void stop() throws Exception {
        platform.stopAndWait();
    }

    @Test
    void bundlesThatNeedEachOtherStart() throws Exception {
        platform.install(List.of(
                listed(Jars.named(folder.resolve("b.jar"), "b", "Import-Package", "a.api;version=\"[1,2)\""), 20),
                listed(Jars.named(folder.resolve("a.jar"), "a", "Export-Package", "a.api;version=1.2"), 15)));
        platform.start();
        assertThat(platform.problems()).isEmpty();
        assertThat(platform.active()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aMissingPackageIsNamedWithItsRange() throws Exception {
        platform.install(List.of(listed(
                Jars.named(folder.resolve("b.jar"), "b", "Import-Package", "okhttp3;version=\"[5.5,6)\",java.util"), 20)));
        platform.resolve();
        assertThat(platform.problems()).containsExactly(new Problem("The bundle b does not resolve: it needs the package "
                + "okhttp3 [5.5.0,6.0.0), which no installed bundle offers.", true));
    }

    @Test
    void whoeverNeedsAnUnresolvedBundleNamesIt() throws Exception {
        platform.install(List.of(
                listed(Jars.named(folder.resolve("a.jar"), "a", "Export-Package", "a.api", "Import-Package", "gone"), 15),
                listed(Jars.named(folder.resolve("b.jar"), "b", "Import-Package", "a.api"), 20)));
        platform.resolve();
        assertThat(platform.problems()).extracting(Problem::sentence).containsExactly(
                "The bundle a does not resolve: it needs the package gone, which no installed bundle offers.",
                "The bundle b does not resolve: it needs a, which does not resolve itself.");
    }

    @Test
    void aPlugInThatFailsIsNamedAndTheRestRuns() throws Exception {
        Path failing = bundle("failing", Failing.class);
        platform.install(List.of(listed(Jars.named(folder.resolve("a.jar"), "a"), 15)));
        platform.installPlugIns(List.of(new PlugIns.PlugIn(failing, failing, "failing", 30)));
        platform.start();
        assertThat(platform.problems())
                .containsExactly(new Problem("The bundle failing did not start: the venue's door is locked.", false));
        assertThat(platform.active()).containsExactly("a");
    }

    @Test
    void theOneShotCommandIsCalledAndSeesItsWords() throws Exception {
        platform.install(List.of(listed(bundle("shot", Shot.class), 20)));
        platform.start();
        assertThat(platform.problems()).isEmpty();
        assertThat(platform.oneShot(10_000).call()).isEqualTo("version--json".length());
    }

    @Test
    void withoutACommandThereIsNothingToCall() throws Exception {
        platform.start();
        assertThat(platform.oneShot(50)).isNull();
    }

    @Test
    void aStopEndsTheWaitForTheCommand() throws Exception {
        platform.start();
        CompletableFuture<Callable<Integer>> offered = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                offered.complete(platform.oneShot(TimeUnit.HOURS.toMillis(1)));
            } catch (InterruptedException | RuntimeException e) {
                offered.completeExceptionally(e);
            }
        });
        waiting.setDaemon(true);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        platform.stop();
        assertThat(offered.get(60, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aStopBeforeTheStartLeavesNothingRunningAndIsNoError() throws Exception {
        platform.install(List.of(listed(bundle("shot", Shot.class), 20)));
        platform.stop();
        platform.start();
        platform.awaitStop();
        assertThat(platform.active()).isEmpty();
        assertThat(platform.oneShot(10_000)).isNull();
    }

    @Test
    void aBundleThatObjectsStopsEverything() throws Exception {
        assertThat(platform.objection()).isEmpty();
        platform.install(List.of(listed(Jars.named(folder.resolve("a.jar"), "a"), 15), listed(bundle("objector", Objector.class), 20)));
        platform.start();
        platform.awaitStop();
        assertThat(platform.objection()).contains("The journal is of a newer NIJA?[2J.");
        assertThat(platform.stopping()).isTrue();
        assertThat(platform.active()).isEmpty();
    }

    @Test
    void whatIsStillStartingIsAwaitedUntilItIsDone() throws Exception {
        platform.install(List.of(listed(bundle("slow", Slow.class), 20)));
        platform.start();
        platform.awaitBegun(60_000);
        assertThat(System.getProperty(Slow.DONE)).isEqualTo("true");
        platform.awaitBegun(60_000);
    }

    @Test
    void whatObjectsWhileItIsAwaitedEndsTheWait() throws Exception {
        platform.install(List.of(listed(bundle("late", Late.class), 20)));
        platform.start();
        platform.awaitBegun(TimeUnit.HOURS.toMillis(1));
        assertThat(platform.stopping()).isTrue();
        assertThat(platform.objection()).isPresent();
        platform.awaitStop();
    }

    @Test
    void noWaitIsLongerThanItsLimit() throws Exception {
        platform.install(List.of(listed(bundle("never", Never.class), 20)));
        platform.start();
        platform.awaitBegun(50);
        assertThat(platform.stopping()).isFalse();
    }

    /** It is starting for ever. */
    public static class Never implements BundleActivator {

        protected ServiceRegistration<?> starting;

        @Override
        public void start(BundleContext context) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("nija.starting", "test");
            starting = context.registerService(Supplier.class, () -> "It is starting.", properties);
        }

        @Override
        public void stop(BundleContext context) {
            // the framework withdraws the service
        }
    }

    /** It is done starting some time after its start. */
    public static final class Slow extends Never {

        static final String DONE = "io.nija.launcher.test.done";

        @Override
        public void start(BundleContext context) {
            System.clearProperty(DONE);
            super.start(context);
            Thread later = new Thread(() -> {
                System.setProperty(DONE, "true");
                starting.unregister();
            });
            later.start();
        }
    }

    /** It finds out that NIJA must not run some time after its start. */
    public static final class Late extends Never {

        @Override
        public void start(BundleContext context) {
            super.start(context);
            new Thread(() -> new Objector().start(context)).start();
        }
    }

    private Path bundle(String name, Class<?> activator) throws IOException {
        return Jars.bundle(folder.resolve(name + ".jar"), activator.getSuperclass() == Object.class ? List.of(activator)
                : List.of(activator, activator.getSuperclass(), Objector.class), "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", name, "Bundle-Activator", activator.getName(),
                "Import-Package", "org.osgi.framework");
    }

    private static ListedBundle listed(Path file, int level) {
        return new ListedBundle("g:a:1", level, false, file, "not checked here");
    }

    /** Does not start. */
    public static final class Failing implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("the venue's door is locked");
        }

        @Override
        public void stop(BundleContext context) {
            // nothing was started
        }
    }

    /** Does not let NIJA run. */
    public static final class Objector implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("nija.objection", "JOURNAL_NEWER");
            Supplier<String> sentence = () -> "The journal is of a newer NIJA\u001b[2J.";
            context.registerService(Supplier.class, sentence, properties);
        }

        @Override
        public void stop(BundleContext context) {
            // the framework withdraws the service
        }
    }

    /** Offers a command that tells how long its words are. */
    public static final class Shot implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("nija.oneshot", "true");
            String words = context.getProperty("nija.command.words");
            Callable<Integer> command = () -> words.replace("\0", "").length();
            context.registerService(Callable.class, command, properties);
        }

        @Override
        public void stop(BundleContext context) {
            // the framework withdraws the service
        }
    }
}
