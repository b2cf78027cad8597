package io.nija.tck;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.nija.tck.internal.Runs;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The compatibility kit: plays its cases with a broker in the framework it runs in. The kit's bundle must have been started
 * before the platform's, because it brings the clock; the broker's jar lies in the folder of plug-ins.
 */
public final class CompatibilityKit {

    private CompatibilityKit() {}

    /**
     * Plays every case, and closes the venue.
     *
     * @param told each case as it ends
     */
    public static Result play(BrokerUnderTest subject, Consumer<Result.Line> told) throws Exception {
        return play(subject, told, id -> true);
    }

    /** Plays the cases whose ids are wanted. */
    public static Result play(BrokerUnderTest subject, Consumer<Result.Line> told, Predicate<String> wanted) throws Exception {
        BundleContext context = FrameworkUtil.getBundle(CompatibilityKit.class).getBundleContext();
        try (Venue venue = subject.venue(); Runs runs = new Runs(context, subject)) {
            Instant begin = Instant.now();
            Path jar = runs.jar();
            String sha256 = runs.sha256();
            String version = runs.version();
            List<Result.Line> lines = runs.play(wanted, told);
            return new Result(context.getBundle().getVersion().toString(), subject.id(), version, jar.getFileName().toString(), sha256, begin,
                    Duration.between(begin, Instant.now()), lines);
        }
    }

    /** How many cases there are. */
    public static int size() {
        return Runs.size();
    }
}
