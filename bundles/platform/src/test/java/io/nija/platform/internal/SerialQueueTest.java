package io.nija.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.nija.account.LaneId;
import io.nija.platform.SerialQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class SerialQueueTest {

    private final SharedWorkers workers = new SharedWorkers();

    @AfterEach
    void stopWorkers() {
        workers.stop();
    }

    @Test
    void tasksRunOneAtATimeAndInTheOrderOfEachGiver() throws Exception {
        SerialQueue queue = workers.serial("test");
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        Map<Integer, List<Integer>> seen = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(4 * 1000);
        List<Thread> givers = IntStream.range(0, 4).mapToObj(giver -> new Thread(() -> {
            for (int i = 0; i < 1000; i++) {
                int number = i;
                queue.execute(() -> {
                    overlapped.compareAndSet(false, inside.incrementAndGet() != 1);
                    seen.computeIfAbsent(giver, key -> new ArrayList<>()).add(number);
                    inside.decrementAndGet();
                    done.countDown();
                });
            }
        })).toList();
        givers.forEach(Thread::start);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(overlapped).isFalse();
        assertThat(seen).hasSize(4).allSatisfy((giver, numbers) ->
                assertThat(numbers).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList()));
    }

    @Test
    void aFailingTaskDoesNotStopTheQueue() throws Exception {
        SerialQueue queue = workers.serial("test");
        CountDownLatch after = new CountDownLatch(1);
        queue.execute(() -> {
            throw new IllegalStateException("a failure the test wants");
        });
        queue.execute(after::countDown);
        assertThat(after.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatThrowsAnUndeclaredCheckedExceptionDoesNotStopTheQueueEither() throws Exception {
        SerialQueue queue = workers.serial("test");
        CountDownLatch after = new CountDownLatch(1);
        queue.execute(() -> throwUndeclared(new java.security.KeyStoreException("a failure the test wants")));
        queue.execute(after::countDown);
        assertThat(after.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.close(Duration.ofSeconds(5))).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void closingWaitsForWhatIsThereAndTakesNothingMore() {
        SerialQueue queue = workers.serial("test");
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            queue.execute(ran::incrementAndGet);
        }
        assertThat(queue.close(Duration.ofSeconds(5))).isTrue();
        queue.execute(ran::incrementAndGet);
        assertThat(ran).hasValue(100);
        assertThat(queue.closed()).isTrue();
    }

    @Test
    void aTaskThatHangsIsInterruptedWhenTheTimeIsUp() throws Exception {
        SerialQueue queue = workers.serial("test");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        queue.execute(() -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        });
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.close(Duration.ofMillis(50))).isFalse();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aQueueMayBeClosedByItsOwnTask() throws Exception {
        SerialQueue queue = workers.serial("test");
        CountDownLatch closed = new CountDownLatch(1);
        queue.execute(() -> {
            queue.close();
            closed.countDown();
        });
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLanesTasksCarryAccountAndBrokerInTheLogContextAndNobodyElsesDo() throws Exception {
        List<String> context = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        workers.serial(LaneId.of("tania_gilbert", "kraken"), "session").execute(() -> {
            context.add(MDC.get("account") + "/" + MDC.get("broker"));
            done.countDown();
        });
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(context).containsExactly("tania_gilbert/kraken");

        CountDownLatch all = new CountDownLatch(64);
        List<String> others = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int i = 0; i < 64; i++) {
            workers.shared().execute(() -> {
                if (MDC.get("account") != null) {
                    others.add(MDC.get("account"));
                }
                all.countDown();
            });
        }
        assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(others).isEmpty();
    }

    @Test
    void aBusyQueueDoesNotStarveTheOthers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean spinning = new AtomicBoolean(true);
        for (int i = 0; i < 64; i++) {
            SerialQueue busy = workers.serial("busy");
            Runnable[] again = new Runnable[1];
            again[0] = () -> {
                if (spinning.get()) {
                    busy.execute(again[0]);
                }
            };
            busy.execute(again[0]);
        }
        workers.serial("quiet").execute(release::countDown);
        assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        spinning.set(false);
    }
}
