package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.IntentHold;
import io.nija.platform.TimeSource;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a jar in the place of another, watches what comes of it, and takes it back when that is not good. */
final class Swap {

    private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

    private final PlugInBundles bundles;
    private final Comeback comeback;
    private final TimeSource time;
    private final Supplier<Collection<IntentHold>> holds;

    Swap(PlugInBundles bundles, Comeback comeback, TimeSource time, Supplier<Collection<IntentHold>> holds) {
        this.bundles = bundles;
        this.comeback = comeback;
        this.time = time;
        this.holds = holds;
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * The new jar runs.
         *
         * @param lanes those that were connected before, and are again
         * @param took from the stop of the old jar until all was back
         */
        record Done(Bundle bundle, Set<LaneId> lanes, Duration took) implements Result {}

        /**
         * The new jar does not run.
         *
         * @param reason why not: a clause without full stop
         * @param consequence what runs now: a clause without full stop
         * @param restored whether the old jar runs again, or nothing ran before
         */
        record Failed(String reason, String consequence, boolean restored) implements Result {}
    }

    /** Something that may go wrong while bundles are handled. */
    private interface Work {
        void run() throws BundleException, IOException, InterruptedException;
    }

    /** Installs and starts a bundle; uninstalls it when it does not work. */
    Result add(String file, Path jar, Duration limit) throws InterruptedException {
        Comeback.Before before = comeback.before(null);
        long begin = time.nanoTime();
        Bundle bundle;
        try {
            bundle = bundles.install(file, jar);
        } catch (BundleException | IOException refused) {
            return new Result.Failed("the framework does not take it (" + Words.cause(refused) + ")", "nothing changed", true);
        }
        Optional<String> failure = attempt(() -> bundles.start(bundle));
        if (failure.isEmpty()) {
            failure = comeback.await(bundle, before, limit);
        }
        if (failure.isEmpty()) {
            return new Result.Done(bundle, Set.of(), Duration.ofNanos(time.nanoTime() - begin));
        }
        Optional<String> stays = attempt(() -> bundles.uninstall(bundle));
        return new Result.Failed(failure.get(), stays.map(why -> "it could not be uninstalled: " + why)
                .orElse("it was uninstalled again"), stays.isEmpty());
    }

    /**
     * Replaces a bundle's content; its id and location stay.
     *
     * @param old a copy of what runs, or null when there is none
     */
    Result replace(Bundle bundle, Path jar, Path old, Duration limit) throws InterruptedException {
        Comeback.Before before = comeback.before(bundle);
        boolean ran = bundle.getState() == Bundle.ACTIVE;
        List<IntentHold.Held> held = hold(before.brokers());
        try {
            long begin = time.nanoTime();
            Optional<String> failure = exchange(bundle, jar, before, limit);
            Duration took = Duration.ofNanos(time.nanoTime() - begin);
            if (failure.isEmpty()) {
                return new Result.Done(bundle, before.lanes(), took);
            }
            if (bundles.stopping()) {
                return new Result.Failed(failure.get(), "NIJA stops meanwhile", false);
            }
            return back(bundle, old, ran, before, failure.get(), limit);
        } finally {
            held.forEach(Swap::release);
        }
    }

    /** Stops and uninstalls; answers why that failed. */
    Optional<String> remove(Bundle bundle) throws InterruptedException {
        List<IntentHold.Held> held = hold(Comeback.brokers(bundle));
        try {
            return attempt(() -> bundles.uninstall(bundle));
        } finally {
            held.forEach(Swap::release);
        }
    }

    private Result back(Bundle bundle, Path old, boolean ran, Comeback.Before before, String reason, Duration limit)
            throws InterruptedException {
        if (old == null) {
            return new Result.Failed(reason, "there is no copy of what ran before, so it stays", false);
        }
        if (!ran) {
            Optional<String> stays = attempt(() -> {
                bundles.stop(bundle);
                bundles.update(bundle, old);
            });
            return new Result.Failed(reason, "the jar before it did not run either, and is in place again" + stays.map(why ->
                    " as far as possible: " + why).orElse(""), stays.isEmpty());
        }
        Optional<String> failure = exchange(bundle, old, before, limit);
        return failure.isEmpty()
                ? new Result.Failed(reason, "the jar before it, " + bundle.getVersion() + ", runs again", true)
                : new Result.Failed(reason, "the jar before it, " + bundle.getVersion() + ", was put back, but " + failure.get(),
                        false);
    }

    private Optional<String> exchange(Bundle bundle, Path jar, Comeback.Before before, Duration limit)
            throws InterruptedException {
        Optional<String> failure = attempt(() -> {
            bundles.stop(bundle);
            bundles.update(bundle, jar);
            bundles.start(bundle);
        });
        return failure.isPresent() ? failure : comeback.await(bundle, before, limit);
    }

    private static Optional<String> attempt(Work work) throws InterruptedException {
        try {
            work.run();
            return Optional.empty();
        } catch (BundleException | IOException | IllegalStateException failed) {
            return Optional.of("the framework cannot start it (" + Words.cause(failed) + ")");
        }
    }

    private List<IntentHold.Held> hold(Set<BrokerId> brokers) {
        List<IntentHold.Held> held = new ArrayList<>();
        for (IntentHold hold : holds.get()) {
            for (BrokerId broker : brokers) {
                try {
                    held.add(hold.hold(broker));
                } catch (RuntimeException failed) {
                    LOG.error("Intents for {} could not be held while its plug-in is replaced: {}", broker, Words.cause(failed));
                }
            }
        }
        return held;
    }

    private static void release(IntentHold.Held held) {
        try {
            held.close();
        } catch (RuntimeException failed) {
            LOG.error("Intents that were held while a plug-in was replaced could not be released: {}", Words.cause(failed));
        }
    }
}
