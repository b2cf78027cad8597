package io.nija.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** Inside the container: what the tests ask of the framework. */
final class Inside {

    static final LaneId MASTER = LaneId.of("master", "kraken");
    static final LaneId DAIVON = LaneId.of("daivon_frazier", "kraken");
    static final LaneId TANIA = LaneId.of("tania_gilbert", "kraken");
    static final Duration SOON = Duration.ofSeconds(60);

    private final BundleContext context;

    Inside(BundleContext context) {
        this.context = context;
    }

    /** Waits for a condition; fails with the board and what is unsatisfied. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        await(() -> what + "; " + board(), condition);
    }

    /** Waits for a condition; fails with what {@code failure} says then. */
    void await(Supplier<String> failure, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        Exception trouble = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
                trouble = null;
            } catch (RuntimeException notNow) {
                // A service may be on its way out while it is asked.
                trouble = notNow;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError("not within " + SOON + ": " + failure.get(), trouble);
    }

    /** Waits until a lane has come as far as {@code state}: a connected one may be further, for each step includes those below it. */
    void await(LaneId lane, LadderState state) throws Exception {
        await(lane + " is " + state, () -> lane(lane).map(LaneStatus::state).filter(now -> reached(now, state)).isPresent());
    }

    private static boolean reached(LadderState now, LadderState wanted) {
        return wanted.connected() ? now.connected() && now.compareTo(wanted) >= 0 : now == wanted;
    }

    Optional<LaneStatus> lane(LaneId lane) {
        return service(StatusModel.class).flatMap(model -> model.lane(lane));
    }

    String board() {
        return service(StatusModel.class).map(model -> model.board().lanes().map(LaneStatus::toString).toList().toString())
                .orElse("there is no status model");
    }

    <T> Optional<T> service(Class<T> type) {
        return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
    }

    List<ServiceReference<BrokerSession>> sessions() throws InvalidSyntaxException {
        Collection<ServiceReference<BrokerSession>> found = context.getServiceReferences(BrokerSession.class, null);
        return new ArrayList<>(found);
    }

    Optional<BrokerSession> session(LaneId lane) throws InvalidSyntaxException {
        return sessions().stream().filter(reference -> lane.account().value().equals(reference.getProperty("account")))
                .map(context::getService).findFirst();
    }

    Bundle bundle(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().equals(name)) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + name);
    }

    List<Bundle> ours() {
        List<Bundle> ours = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith("io.nija.")
                    && (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                ours.add(bundle);
            }
        }
        return ours;
    }

    /** What NIJA shows of a key. */
    String fingerprint(String key) throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return java.util.HexFormat.of().formatHex(digest).substring(0, 8);
    }

    static String key(int account) {
        return System.getProperty("test.exchange.key." + account);
    }

    static String secret(int account) {
        return System.getProperty("test.exchange.secret." + account);
    }

    /** Writes {@code .env} as an editor does: whole, private, at once. */
    static void env(String... lines) throws IOException {
        Path file = Path.of(System.getProperty("test.config"), ".env");
        Path temporary = file.resolveSibling(".env.tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The three accounts' own keys. */
    static String[] keysForAll() {
        return new String[] {"KRAKEN_MASTER_API_KEY=" + key(0), "KRAKEN_MASTER_API_SECRET=" + secret(0),
            "KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1),
            "KRAKEN_USER_TANIA_API_KEY=" + key(2), "KRAKEN_USER_TANIA_API_SECRET=" + secret(2)};
    }
}
