package io.nija.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import javax.inject.Inject;

import io.nija.broker.BrokerSession;
import io.nija.credentials.Credentials;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.testkit.Provision;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A session exists exactly while account, broker and keys do. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KeysTest {

    @Inject
    private BundleContext context;
    private Inside inside;

    @Configuration
    public Option[] configuration() throws Exception {
        return Provision.of(getClass()).exchange("--accounts", "5", "--seed", "5", "--tier", "unlimited").options();
    }

    @Before
    public void beginWithoutKeys() throws Exception {
        inside = new Inside(context);
        Inside.env("");
        inside.await(Inside.MASTER, LadderState.NOT_CONFIGURED);
        inside.await(Inside.DAIVON, LadderState.NOT_CONFIGURED);
        inside.await(Inside.TANIA, LadderState.NOT_CONFIGURED);
        inside.await("no session", () -> inside.sessions().isEmpty());
    }

    @Test
    public void keysPresentMakeSessionsInParallelAndKeysAbsentEndThem() throws Exception {
        Inside.env(Inside.keysForAll());
        inside.await(Inside.MASTER, LadderState.FUNDED);
        inside.await(Inside.DAIVON, LadderState.FUNDED);
        inside.await(Inside.TANIA, LadderState.FUNDED);
        assertEquals(3, inside.sessions().size());

        BrokerSession master = inside.session(Inside.MASTER).orElseThrow();
        Inside.env("KRAKEN_MASTER_API_KEY=" + Inside.key(0), "KRAKEN_MASTER_API_SECRET=" + Inside.secret(0));
        inside.await(Inside.TANIA, LadderState.NOT_CONFIGURED);
        inside.await(Inside.DAIVON, LadderState.NOT_CONFIGURED);
        assertSame("the master's session was not touched", master, inside.session(Inside.MASTER).orElseThrow());
        assertTrue(inside.lane(Inside.MASTER).orElseThrow().toString(), inside.lane(Inside.MASTER).orElseThrow().state().mayTrade());
    }

    @Test
    public void halfAPairMakesNoSessionAndNamesTheOtherHalf() throws Exception {
        Inside.env("KRAKEN_USER_DAIVON_API_SECRET=" + Inside.secret(1));
        inside.await(Inside.DAIVON, LadderState.MISCONFIGURED);
        assertEquals(0, inside.sessions().size());
        assertEquals("[KRAKEN_USER_DAIVON_API_KEY]", inside.lane(Inside.DAIVON).orElseThrow().missing().toString());
    }

    @Test
    public void aKeyTwiceMakesNoSessionUnlessOneIsAlreadyRunning() throws Exception {
        Inside.env("KRAKEN_USER_DAIVON_API_KEY=" + Inside.key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + Inside.secret(1));
        inside.await(Inside.DAIVON, LadderState.FUNDED);
        Inside.env("KRAKEN_USER_DAIVON_API_KEY=" + Inside.key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + Inside.secret(1),
                "KRAKEN_USER_TANIA_API_KEY=" + Inside.key(1), "KRAKEN_USER_TANIA_API_SECRET=" + Inside.secret(1));
        inside.await(Inside.TANIA, LadderState.MISCONFIGURED);
        assertTrue(inside.lane(Inside.TANIA).orElseThrow().hint(),
                inside.lane(Inside.TANIA).orElseThrow().toString().contains("daivon_frazier"));
        assertTrue(inside.lane(Inside.DAIVON).orElseThrow().toString(), inside.lane(Inside.DAIVON).orElseThrow().state().mayTrade());
        assertEquals(1, inside.sessions().size());
    }

    @Test
    public void keysSwappedBetweenAccountsAreNoticedByWhoTheyBelongTo() throws Exception {
        Inside.env(Inside.keysForAll());
        inside.await(Inside.DAIVON, LadderState.FUNDED);
        inside.await(Inside.TANIA, LadderState.FUNDED);
        Inside.env("KRAKEN_USER_DAIVON_API_KEY=" + Inside.key(2), "KRAKEN_USER_DAIVON_API_SECRET=" + Inside.secret(2),
                "KRAKEN_USER_TANIA_API_KEY=" + Inside.key(1), "KRAKEN_USER_TANIA_API_SECRET=" + Inside.secret(1));
        inside.await(Inside.DAIVON, LadderState.MISCONFIGURED);
        inside.await(Inside.TANIA, LadderState.MISCONFIGURED);
        assertEquals(Step.IDENTITY, inside.lane(Inside.TANIA).flatMap(LaneStatus::firstFailure).orElseThrow().step());
    }

    @Test
    public void oneBadKeyAmongThreeCostsTheOthersNothing() throws Exception {
        String[] keys = Inside.keysForAll();
        keys[5] = "KRAKEN_USER_TANIA_API_SECRET=" + Inside.secret(4);
        Inside.env(keys);
        inside.await(Inside.MASTER, LadderState.FUNDED);
        inside.await(Inside.DAIVON, LadderState.FUNDED);
        inside.await("tania is quarantined", () -> inside.lane(Inside.TANIA).orElseThrow().blocked() != null);
        assertEquals("KRAKEN_INVALID_SIGNATURE", inside.lane(Inside.TANIA).orElseThrow().lastError().code());
    }

    @Test
    public void withoutTheBrokersBundleTheLaneSaysSoAndComesBackWithIt() throws Exception {
        Inside.env(Inside.keysForAll());
        inside.await(Inside.MASTER, LadderState.FUNDED);
        Bundle broker = inside.bundle("io.nija.broker.kraken");
        broker.stop();
        inside.await(Inside.MASTER, LadderState.NO_BROKER);
        assertNotNull("the keys are still known", context.getServiceReference(Credentials.class));
        assertEquals(0, inside.sessions().size());
        broker.start();
        inside.await(Inside.MASTER, LadderState.FUNDED);
    }

    @Test
    public void noThreadOfASessionOutlivesIt() throws Exception {
        Inside.env(Inside.keysForAll());
        inside.await(Inside.MASTER, LadderState.FUNDED);
        inside.await(Inside.TANIA, LadderState.FUNDED);
        Inside.env("");
        inside.await("no session", () -> inside.sessions().isEmpty());
        inside.await("no thread of a session", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("tania_gilbert") || thread.getName().contains("master")));
    }
}
