package io.nija.credentials.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialRequest;
import io.nija.credentials.Credentials;
import io.nija.credentials.KeyFormat;
import io.nija.credentials.Secret;
import io.nija.market.InstrumentBook;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

/** A credential desk over a folder, an environment and a clock of its own. */
final class Desk implements AutoCloseable {

    static final LaneId MASTER = LaneId.of("master", "kraken");
    static final LaneId DAIVON = LaneId.of("daivon_frazier", "kraken");

    static final KeyVariables MASTER_KEYS = new KeyVariables("KRAKEN_MASTER_API_KEY", "KRAKEN_MASTER_API_SECRET");
    static final KeyVariables LEGACY_KEYS = new KeyVariables("KRAKEN_API_KEY", "KRAKEN_API_SECRET");
    static final KeyVariables DAIVON_KEYS = new KeyVariables("KRAKEN_USER_DAIVON_API_KEY", "KRAKEN_USER_DAIVON_API_SECRET");
    static final KeyVariables DAIVON_FULL =
            new KeyVariables("KRAKEN_USER_DAIVON_FRAZIER_API_KEY", "KRAKEN_USER_DAIVON_FRAZIER_API_SECRET");

    static final KeyFormat KRAKEN = new KeyFormat(Pattern.compile("[A-Za-z0-9+/]{56}"), "56 characters of A-Z, a-z, 0-9, + and /",
            Pattern.compile("[A-Za-z0-9+/]{86}=="), "88 characters of base64 that end in ==", KeyFormat.Encoding.BASE64);

    final Path home;
    final Path config;
    final Path working;
    final Map<String, String> environment = new ConcurrentSkipListMap<>();
    final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    final Map<LaneId, Credentials> published = new ConcurrentSkipListMap<>();
    final Map<String, Secret> secrets = new ConcurrentSkipListMap<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    private CredentialDesk desk;

    Desk(Path folder) {
        home = folder.resolve("home");
        config = folder.resolve("checkout/config");
        working = folder.resolve("working");
        try {
            for (Path each : List.of(home, config, working)) {
                Files.createDirectories(each);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String key(int number) {
        byte[] bytes = new byte[42];
        Arrays.fill(bytes, (byte) (17 * number + 3));
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String secret(int number) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) (29 * number + 7));
        return Base64.getEncoder().encodeToString(bytes);
    }

    CredentialDesk desk() {
        if (desk == null) {
            KeyPlaces places = new KeyPlaces(true, () -> environment, working, config.resolve(".env"),
                    List.of(working.resolve(".env"), home.resolve(".env"), config.resolveSibling(".env")));
            desk = new CredentialDesk(this::publish, new SecretShelf(this::publish), Runnable::run, places, time, time, new DirectWorkers());
        }
        return desk;
    }

    private Runnable publish(SingleSecret secret) {
        events.add("+" + secret.variable());
        secrets.put(secret.variable(), secret);
        return () -> {
            events.add("-" + secret.variable());
            secrets.remove(secret.variable());
        };
    }

    private KeyRing.Publication publish(LaneCredentials credentials) {
        LaneId lane = credentials.lane();
        events.add("+" + lane.account());
        published.put(lane, credentials);
        return new KeyRing.Publication() {

            @Override
            public void sourceChanged() {
                events.add("~" + lane.account());
            }

            @Override
            public void end(Runnable then) {
                events.add("-" + lane.account());
                published.remove(lane);
                then.run();
            }
        };
    }

    Desk broker() {
        desk().addBroker(new Like(new BrokerId("kraken"), KRAKEN));
        return this;
    }

    /** A broker that takes whatever it is given. */
    Desk broker(String id) {
        desk().addBroker(new Like(new BrokerId(id), KeyFormat.ANY));
        return this;
    }

    CredentialRequest ask(LaneId lane, KeyVariables... candidates) {
        CredentialRequest request = new Request(lane, List.of(candidates));
        desk().addRequest(request);
        return request;
    }

    Desk askAll() {
        ask(MASTER, MASTER_KEYS, LEGACY_KEYS);
        ask(DAIVON, DAIVON_KEYS, DAIVON_FULL);
        return this;
    }

    CredentialReport report(LaneId lane) {
        return desk().report(lane).orElseThrow();
    }

    CredentialReport master() {
        return report(MASTER);
    }

    List<String> warnings() {
        return desk().warnings().stream().map(io.nija.credentials.CredentialDirectory.Warning::code).toList();
    }

    Desk env(String... lines) {
        write(config.resolve(".env"), String.join("\n", lines) + "\n", "rw-------");
        return this;
    }

    void write(Path file, String text, String mode) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(mode));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Long enough for a change to count. */
    void settle() {
        time.advance(CredentialDesk.LOOK.multipliedBy(2));
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    public void close() {
        try {
            if (desk != null) {
                desk.stop();
            }
        } catch (Exception notClosed) {
            throw new IllegalStateException(notClosed);
        }
    }

    record Request(LaneId lane, List<KeyVariables> candidates) implements CredentialRequest {}

    private record Like(BrokerId id, KeyFormat keyFormat) implements Broker {

        @Override
        public String displayName() {
            return id.toString();
        }

        @Override
        public Mode forcedMode() {
            return Mode.OBSERVE;
        }

        @Override
        public Observation<InstrumentBook> instruments() {
            return new Observation.Missing<>("NONE", "a test has none");
        }
    }
}
