package io.nija.console.internal.lanes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.nija.account.LaneId;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.platform.TimeSource;
import io.nija.status.Board;
import io.nija.status.LaneStatus;
import io.nija.status.LadderState;
import io.nija.status.StatusListener;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Waits, in a process that was started for one command, until files are read, keys are found, and each lane that can
 * have a session has one that got an answer or a failure. A running NIJA needs no such wait.
 */
@Component(service = {LaneSettling.class, StatusListener.class})
public final class LaneSettling implements StatusListener {

    /** Files, keys and sessions arrive in bursts; this long without a change means that the burst is over. */
    static final Duration QUIET = Duration.ofMillis(400);
    /** As {@link #QUIET}, while no account is known at all. */
    static final Duration QUIET_WHEN_EMPTY = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(25);

    private final StatusModel status;
    private final CredentialDirectory credentials;
    private final Sessions sessions;
    private final InstalledBrokers brokers;
    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long lastChange;

    @Activate
    public LaneSettling(
            @Reference StatusModel status,
            @Reference CredentialDirectory credentials,
            @Reference Sessions sessions,
            @Reference InstalledBrokers brokers,
            @Reference TimeSource time) {
        this.status = status;
        this.credentials = credentials;
        this.sessions = sessions;
        this.brokers = brokers;
        this.time = time;
        lastChange = time.nanoTime();
    }

    @Override
    public void changed(LaneStatus before, LaneStatus after) {
        lock.lock();
        try {
            lastChange = time.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until accounts and keys are known, and with {@code withSessions} until each session has proven or failed
     * something.
     *
     * @return whether that came about within {@code limit}
     */
    public boolean await(boolean withSessions, Duration limit) throws InterruptedException {
        long begin = time.nanoTime();
        while (!settled(withSessions)) {
            if (time.nanoTime() - begin >= limit.toNanos()) {
                return false;
            }
            lock.lockInterruptibly();
            try {
                changed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    private boolean settled(boolean withSessions) {
        Board board = status.board();
        Duration quiet = board.accounts().isEmpty() ? QUIET_WHEN_EMPTY : QUIET;
        return time.nanoTime() - sinceChange() >= quiet.toNanos()
                && board.lanes().allMatch(lane -> lane.state() == LadderState.DISABLED || settled(lane.lane(), withSessions));
    }

    private long sinceChange() {
        lock.lock();
        try {
            return lastChange;
        } finally {
            lock.unlock();
        }
    }

    private boolean settled(LaneId lane, boolean withSessions) {
        return credentials.report(lane)
                .map(report -> report.state() != CredentialReport.State.PRESENT
                        || !withSessions
                        || brokers.find(lane.broker()).isEmpty()
                        || sessions.find(lane).map(session -> !session.status().evidence().isEmpty()).orElse(false))
                .orElse(false);
    }
}
