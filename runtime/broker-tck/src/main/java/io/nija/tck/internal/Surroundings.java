package io.nija.tck.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.tck.BrokerUnderTest;
import io.nija.tck.Venue;

/**
 * What all cases share. Accounts are {@code a0}, {@code a1}, …: the first {@link #STATIONS} have keys from the beginning, one for
 * each case that goes on at a time.
 */
final class Surroundings {

    static final int STATIONS = 8;
    /** Each for one case, without keys until then. */
    static final int WITHOUT = 8;
    static final int HALF = 9;
    static final int BLANK = 10;
    static final int APPEARS = 11;
    static final int BAD = 12;
    /** Has keys all the time, and nobody disturbs it. */
    static final int QUIET = 13;
    /** Accounts of a NIJA in a process of its own. */
    static final int KILLED = 14;
    static final int RESTARTED = 15;
    /** Somebody else's account, which NIJA never hears of. */
    static final int STRANGER = 16;

    final BrokerUnderTest subject;
    final Venue venue;
    final Nija nija;
    final KitClock clock;
    final Path config;
    final Path data;
    final Path home;
    final EnvFile env;
    private String tier = "";

    Surroundings(BrokerUnderTest subject, Nija nija, KitClock clock) {
        this.subject = subject;
        this.nija = nija;
        this.clock = clock;
        venue = subject.venue();
        config = Path.of(nija.context().getProperty("nija.config"));
        data = Path.of(nija.context().getProperty("nija.data"));
        home = Path.of(nija.context().getProperty("nija.home"));
        env = new EnvFile(config);
    }

    LaneId lane(int account) {
        return LaneId.of("a" + account, subject.id().value());
    }

    /** The account files, the risk profile for practice without stops of its own, the broker's file, and keys for the stations. */
    void arrange() throws Exception {
        Check.that(venue.accounts() >= Venue.ACCOUNTS, "the venue has " + venue.accounts() + " accounts; the kit needs " + Venue.ACCOUNTS);
        Check.that(subject.symbols().size() > STATIONS, "the broker names " + subject.symbols().size() + " instruments; the kit needs "
                + (STATIONS + 1));
        accountFiles(config, 0, KILLED);
        broker(Map.of());
        Map<LaneId, Venue.Keys> keys = new TreeMap<>();
        for (int station = 0; station < STATIONS; station++) {
            keys.put(lane(station), venue.keys(station));
        }
        keys.put(lane(QUIET), venue.keys(QUIET));
        env.keys(keys);
    }

    void accountFiles(Path folder, int from, int to) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "io.nija.account-*.cfg")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        for (int account = from; account < to; account++) {
            write(folder.resolve("io.nija.account-a" + account + ".cfg"), List.of("brokers = " + subject.id(), "risk = open"));
        }
        Path open = folder.resolve("io.nija.risk-open.cfg");
        List<String> lines = new ArrayList<>(Files.readAllLines(open).stream().filter(line -> !line.startsWith("assumed.stop.percent")).toList());
        lines.add("assumed.stop.percent = off");
        write(open, lines);
    }

    /** Writes the broker's file, with other values for some keys, and no tier. */
    void broker(Map<String, String> other) throws IOException {
        broker(config, other, "");
    }

    void broker(Path folder, Map<String, String> other, String limits) throws IOException {
        Map<String, String> values = new TreeMap<>(subject.configuration());
        subject.tier().ifPresent(key -> values.put(key.key(), limits.isEmpty() ? key.unlimited() : limits));
        values.putAll(other);
        write(folder.resolve("io.nija.broker." + subject.id() + ".cfg"), values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue()).toList());
    }

    /** Puts the kit between broker and venue: every request that goes out is kept. */
    Wiretap tap(String addressKey) throws Exception {
        java.net.URI real = java.net.URI.create(subject.configuration().get(addressKey));
        Wiretap tap = new Wiretap(real.getHost(), real.getPort());
        anew("the wiretap", () -> broker(Map.of(addressKey, real.getScheme() + "://127.0.0.1:" + tap.port())));
        return tap;
    }

    void untap(Wiretap tap) throws Exception {
        anew("the end of the wiretap", () -> broker(Map.of()));
        tap.close();
    }

    /** Puts venue and broker on a tier; does nothing when they are on it. */
    void limits(String wanted) throws Exception {
        if (!wanted.equals(tier)) {
            venue.limits(wanted.isEmpty() ? null : wanted);
            anew("the tier '" + wanted + "'", () -> broker(config, Map.of(), wanted));
            tier = wanted;
        }
    }

    private interface Edit {
        void make() throws Exception;
    }

    /** Edits the broker's file, and waits until every session was made anew. */
    private void anew(String what, Edit edit) throws Exception {
        List<Object> before = new ArrayList<>();
        for (int station = 0; station < STATIONS; station++) {
            nija.session(lane(station)).ifPresent(before::add);
        }
        edit.make();
        Check.await("every session was made anew for " + what, () -> {
            for (int station = 0; station < STATIONS; station++) {
                Object session = nija.session(lane(station)).orElse(null);
                if (session == null || before.contains(session)) {
                    return false;
                }
            }
            return true;
        });
    }

    static void write(Path file, List<String> lines) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.write(temporary, lines);
        Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
