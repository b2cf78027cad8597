package io.nija.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.testkit.Provision;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The files of running accounts are edited into nonsense in more than fifty ways, and mended again. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class NonsenseFilesTest {

    private static final List<LaneId> LANES = List.of(Inside.MASTER, Inside.DAIVON, Inside.TANIA);

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws Exception {
        return Provision.of(getClass()).exchange("--accounts", "3", "--seed", "13", "--tier", "unlimited").options();
    }

    private static String good(LaneId lane) {
        return "# as it should be\nname = The " + lane.account() + "\nrole = " + (lane.equals(Inside.MASTER) ? "master" : "user")
                + "\nbrokers = kraken\nmode.kraken = observe\nenabled = true\nrisk = careful\ncurrency = USD\nzone = UTC\n";
    }

    /** Every way to spoil a good file. */
    private static List<byte[]> damaged(String good) {
        List<byte[]> damaged = new ArrayList<>();
        replaced(damaged, good, "role = (master|user)", "role = boss", "role = MASTER!", "role = master,user");
        replaced(damaged, good, "enabled = true", "enabled = yes", "enabled = 1", "enabled = wahr", "enabled = true false");
        replaced(damaged, good, "brokers = kraken", "brokers =", "brokers = Kraken!", "brokers = kra ken", "brokers = ../kraken",
                "#brokers = kraken", "broker = kraken");
        replaced(damaged, good, "mode.kraken = observe", "mode.kraken = armed", "mode.kraken = live;", "mode.kraken = observe live",
                "mode.)(x = live");
        replaced(damaged, good, "risk = careful", "risk = Careful!", "risk = -x", "capital = -1", "capital = 1e3", "capital = five",
                "capital = NaN", "capital = 0x10", "key.kraken = ONLY_ONE_HALF", "secret.kraken = ONLY_ONE_HALF",
                "key.kraken = abc\nsecret.kraken = def");
        replaced(damaged, good, "currency = USD", "currency = US", "currency = dollars and cents", "currency = U-D");
        replaced(damaged, good, "zone = UTC", "zone = Mars/Olympus", "zone = ../../etc", "zone = 25:00");
        replaced(damaged, good, "name = .*", "name = " + "x".repeat(81));
        for (String line : List.of("role=user\n", "name=again\n", "=value\n", "x=\\uZZZZ\n", "x=\\u12\n", "last=line\\", "a\u0007=1\n",
                "api.secret=0123456789abcdef0123\n", "private.key=-----BEGIN\n")) {
            damaged.add((good + line).getBytes(StandardCharsets.UTF_8));
        }
        for (String text : List.of("", " ", "\n\n\n", "\0\0\0", "PK\u0003\u0004", "<config/>", "{\"role\":\"master\"}", "role", "\ufeff")) {
            damaged.add(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        damaged.add(good.getBytes(StandardCharsets.UTF_16));
        damaged.add(good.replace("The", "Zo\u00eb").getBytes(StandardCharsets.ISO_8859_1));
        damaged.add(Arrays.copyOf(bytes, good.indexOf("brokers")));
        damaged.add(Arrays.copyOf(bytes, bytes.length + 512));
        damaged.add(Arrays.copyOfRange(bytes, bytes.length - 30, bytes.length));
        return damaged;
    }

    private static void replaced(List<byte[]> damaged, String good, String what, String... by) {
        for (String with : by) {
            damaged.add(good.replaceFirst(what, java.util.regex.Matcher.quoteReplacement(with)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String name(LaneId lane) {
        return "io.nija.account-" + lane.account() + ".cfg";
    }

    private static void write(LaneId lane, byte[] content) throws IOException {
        Files.write(Path.of(System.getProperty("test.config"), name(lane)), content);
    }

    @Test
    public void nonsenseInAFileNeverChangesARunningLane() throws Exception {
        Inside inside = new Inside(context);
        Inside.env(Inside.keysForAll());
        for (LaneId lane : LANES) {
            write(lane, good(lane).getBytes(StandardCharsets.UTF_8));
        }
        Map<LaneId, BrokerSession> sessions = new HashMap<>();
        Map<LaneId, Instant> since = new HashMap<>();
        for (LaneId lane : LANES) {
            inside.await(lane, LadderState.RECONCILED);
            awaitState(inside, lane, FileReport.State.APPLIED, good(lane));
            sessions.put(lane, inside.session(lane).orElseThrow());
            since.put(lane, inside.lane(lane).orElseThrow().since());
        }
        List<byte[]> kinds = damaged(good(Inside.MASTER));
        assertTrue(kinds.size() + " kinds", kinds.size() > 50);
        try (Load load = Load.on(inside, LANES.toArray(LaneId[]::new))) {
            for (int first = 0; first < kinds.size(); first += LANES.size()) {
                // Each account's file is spoiled in another way, so that three kinds are tried at once.
                for (int i = 0; i < LANES.size(); i++) {
                    write(LANES.get(i), damaged(good(LANES.get(i))).get((first + i) % kinds.size()));
                }
                for (int i = 0; i < LANES.size(); i++) {
                    awaitState(inside, LANES.get(i), FileReport.State.REFUSED_KEPT,
                            new String(damaged(good(LANES.get(i))).get((first + i) % kinds.size()), StandardCharsets.UTF_8));
                }
                LANES.forEach(lane -> assertUntouched(inside, lane, sessions.get(lane), since.get(lane)));
                for (LaneId lane : LANES) {
                    write(lane, good(lane).getBytes(StandardCharsets.UTF_8));
                }
                for (LaneId lane : LANES) {
                    awaitState(inside, lane, FileReport.State.APPLIED, good(lane));
                }
            }
            load.close();
            assertEquals(List.of(), load.failed());
            LANES.forEach(lane -> assertTrue(lane + " was called", load.confirmed(lane) > 0));
        }
        LANES.forEach(lane -> assertUntouched(inside, lane, sessions.get(lane), since.get(lane)));
    }

    private static void awaitState(Inside inside, LaneId lane, FileReport.State state, String content) throws Exception {
        inside.await(() -> name(lane) + " is " + state + " with: " + content + "\n" + report(inside, lane),
                () -> report(inside, lane).state() == state);
    }

    private static FileReport report(Inside inside, LaneId lane) {
        return inside.service(ConfigurationFiles.class).orElseThrow().files().stream()
                .filter(report -> report.file().equals(name(lane))).findFirst().orElseThrow();
    }

    private static void assertUntouched(Inside inside, LaneId lane, BrokerSession session, Instant since) {
        try {
            assertSame(lane + " has its session", session, inside.session(lane).orElseThrow());
        } catch (org.osgi.framework.InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
        LaneStatus status = inside.lane(lane).orElseThrow();
        assertEquals(status.toString(), LadderState.RECONCILED, status.state());
        assertEquals("in that state without a break", since, status.since());
        assertTrue(status.toString(), status.evidence().stream().filter(line -> line.step() != Step.STRATEGY).allMatch(Evidence::ok));
        assertTrue(status.toString(), status.evidence(Step.STREAM).isPresent());
    }
}
