package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.account.LaneId;
import io.nija.credentials.KeyFormat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that take their time to close, on real threads. */
class QueuedPublisherTest {

    private static final Duration AGES = Duration.ofSeconds(60);

    private final HandOver threads = new HandOver();
    private final List<String> events = new CopyOnWriteArrayList<>();
    /** While a lane's latch is closed, its session does not end. */
    private final Map<LaneId, CountDownLatch> closing = new ConcurrentHashMap<>();
    private final QueuedPublisher publisher = new QueuedPublisher(this::publish, threads, lane -> events.add("forget " + lane.account()));

    @AfterEach
    void end() throws Exception {
        closing.values().forEach(CountDownLatch::countDown);
        threads.close();
    }

    private KeyRing.Publication publish(LaneCredentials credentials) {
        events.add("+" + credentials.lane().account() + " " + credentials.fingerprint());
        return new KeyRing.Publication() {

            @Override
            public void sourceChanged() {
                events.add("~" + credentials.lane().account());
            }

            @Override
            public void end(Runnable then) {
                CountDownLatch latch = closing.get(credentials.lane());
                try {
                    if (latch != null && !latch.await(AGES.toSeconds(), TimeUnit.SECONDS)) {
                        throw new IllegalStateException("it was never let go");
                    }
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                events.add("-" + credentials.lane().account() + " " + credentials.fingerprint());
                then.run();
            }
        };
    }

    private static LaneCredentials keys(LaneId lane, int number) {
        return new LaneCredentials(lane, new KeyPair(Desk.MASTER_KEYS, "a test", ".env", SecretText.of(Desk.key(number)),
                SecretText.of(Desk.secret(number))), KeyFormat.Encoding.BASE64);
    }

    private void settled(LaneId lane) throws Exception {
        publisher.settled(lane).get(AGES.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aSessionThatIsClosingKeepsNoOtherLaneWaitingAndItsOwnNewKeysWaitForIt() throws Exception {
        LaneCredentials old = keys(Desk.MASTER, 1);
        LaneCredentials young = keys(Desk.MASTER, 2);
        LaneCredentials other = keys(Desk.DAIVON, 3);
        LaneCredentials othersNext = keys(Desk.DAIVON, 4);
        KeyRing.Publication masters = publisher.publish(old);
        KeyRing.Publication daivons = publisher.publish(other);
        settled(Desk.MASTER);
        closing.put(Desk.MASTER, new CountDownLatch(1));
        masters.end(() -> events.add("withdrawn"));
        publisher.publish(young);

        daivons.end(() -> { });
        publisher.publish(othersNext).sourceChanged();
        settled(Desk.DAIVON);
        assertThat(events).contains("+daivon_frazier " + othersNext.fingerprint(), "~daivon_frazier")
                .doesNotContain("withdrawn", "-master " + old.fingerprint(), "+master " + young.fingerprint());

        closing.get(Desk.MASTER).countDown();
        settled(Desk.MASTER);
        assertThat(events).containsSubsequence("+master " + old.fingerprint(), "-master " + old.fingerprint(), "forget master",
                "+master " + young.fingerprint());
        assertThat(events).containsSubsequence("-master " + old.fingerprint(), "withdrawn");
        assertThat(publisher.await(AGES)).isTrue();
    }

    @Test
    void aKeyThatGoesToAnotherLaneIsGivenOutWhenTheFirstHasGivenItBack() throws Exception {
        LaneCredentials first = keys(Desk.MASTER, 1);
        KeyRing.Publication given = publisher.publish(first);
        settled(Desk.MASTER);
        closing.put(Desk.MASTER, new CountDownLatch(1));
        given.end(() -> { });
        publisher.publish(keys(Desk.DAIVON, 1));
        assertThat(publisher.settled(Desk.DAIVON)).isNotDone();
        closing.get(Desk.MASTER).countDown();
        settled(Desk.DAIVON);
        assertThat(events).containsSubsequence("-master " + first.fingerprint(), "+daivon_frazier " + first.fingerprint());
    }

    @Test
    void aMistakeInOneHandOverDoesNotStopTheNext() throws Exception {
        QueuedPublisher failing = new QueuedPublisher(credentials -> {
            events.add("tried");
            throw new IllegalStateException("the framework stops");
        }, threads, lane -> events.add("forget"));
        failing.publish(keys(Desk.MASTER, 1)).end(() -> events.add("withdrawn"));
        failing.publish(keys(Desk.MASTER, 2));
        failing.settled(Desk.MASTER).get(AGES.toSeconds(), TimeUnit.SECONDS);
        assertThat(events).containsExactly("tried", "withdrawn", "forget", "tried");
    }
}
