package io.nija.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.platform.Timers.Timer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimersTest {

    private final SystemTimers timers = new SystemTimers();

    @AfterEach
    void stop() {
        timers.stop();
    }

    @Test
    void aTaskIsHandedToItsExecutorAndNeverRunsOnTheTimersThread() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        StringBuffer thread = new StringBuffer();
        timers.after(Duration.ofMillis(1), task -> new Thread(task, "mine").start(), () -> {
            thread.append(Thread.currentThread().getName());
            ran.countDown();
        });
        assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(thread).hasToString("mine");
    }

    @Test
    void aSingleTaskThatIsRefusedIsOfferedAgain() throws Exception {
        AtomicInteger offers = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(1);
        timers.after(Duration.ofMillis(1), task -> {
            if (offers.incrementAndGet() < 3) {
                throw new java.util.concurrent.RejectedExecutionException("full, as the test wants");
            }
            task.run();
        }, ran::countDown);
        assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(offers).hasValue(3);
    }

    @Test
    void aPeriodicTaskStillUnderWayIsNotHandedOverAgain() throws Exception {
        AtomicInteger handed = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        try (Timer every = timers.every(Duration.ofMillis(1), task -> {
            handed.incrementAndGet();
            first.countDown();
        }, () -> { })) {
            assertThat(first.await(5, TimeUnit.SECONDS)).isTrue();
            CountDownLatch later = new CountDownLatch(1);
            timers.after(Duration.ofMillis(50), Runnable::run, later::countDown);
            assertThat(later.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(handed).hasValue(1);
    }
}
