package io.nija.broker.kraken.internal.session;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.broker.SessionStatus;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session has proven and what stands in its way. Written on the session's queue only; the snapshot is for
 * everybody. A change is one line in the log, a repetition is none.
 */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final LaneId lane;
    private final String source;
    private final Map<Step, Evidence> evidence = new EnumMap<>(Step.class);
    private Blocked blocked;
    private Failure lastError;
    private volatile SessionStatus snapshot = new SessionStatus(List.of(), null, null);

    /** @param source where the keys were found, for hints */
    Standing(LaneId lane, String source) {
        this.lane = lane;
        this.source = source;
    }

    void ok(Step step, Instant at, String detail) {
        put(Evidence.ok(step, at, detail));
    }

    void failed(Step step, Problem problem) {
        put(Evidence.failed(step, problem.at(), problem.code(), problem.message(), remedy(problem)));
    }

    void failed(Step step, Instant at, String code, String detail, String hint) {
        put(Evidence.failed(step, at, code, detail, hint));
    }

    /** An operator who reads of trouble must also read when there is nothing to do about it. */
    private static String remedy(Problem problem) {
        if (!problem.hint().isEmpty()) {
            return problem.hint();
        }
        return switch (problem.cause()) {
            case UNREACHABLE, EDGE, LIMIT, ENGINE, SERVICE, UNREADABLE, UNKNOWN, TURN_LOST ->
                    "Nothing to do yet: NIJA asks again by itself. If it lasts, see status.kraken.com.";
            case KEY, NONCE, LOCKOUT, RIGHT, REQUEST, UNKNOWN_METHOD, LOCAL -> "";
        };
    }

    /** Replaces what was known of a step. */
    void put(Evidence finding) {
        Evidence line = new Evidence(finding.step(), finding.ok(), finding.at(), finding.code(), finding.detail(),
                finding.hint().replace("{lane}", lane.toString()).replace("{source}", source));
        Evidence before = evidence.put(line.step(), line);
        if (before == null || before.ok() != line.ok() || !before.code().equals(line.code())) {
            tell(before, line);
        }
        if (!line.ok()) {
            lastError = new Failure(line.code(), line.detail(), line.at());
        }
        publish();
    }

    private static void tell(Evidence before, Evidence line) {
        if (!line.ok()) {
            LOG.warn("{}: {} {}", line.step().label(), line.code(), line.detail());
        } else if (!line.code().equals("OK")) {
            LOG.warn("{}: {} {}", line.step().label(), line.code(), line.detail());
        } else if (before != null || line.step() == Step.AUTHENTICATION) {
            LOG.info("{}: {}", line.step().label(), line.detail());
        } else {
            LOG.debug("{}: {}", line.step().label(), line.detail());
        }
    }

    /** What is known of a step is not true any more, and nothing takes its place. */
    void forget(Step... steps) {
        for (Step step : steps) {
            evidence.remove(step);
        }
        publish();
    }

    void blocked(Blocked reason) {
        boolean news = reason != null && (blocked == null || blocked.kind() != reason.kind());
        if (news) {
            LOG.warn("{}: {}", reason.kind(), reason.reason());
        } else if (reason == null && blocked != null) {
            LOG.info("{} has ended.", blocked.kind());
        }
        blocked = reason;
        publish();
    }

    Blocked blocked() {
        return blocked;
    }

    boolean proven(Step step) {
        Evidence line = evidence.get(step);
        return line != null && line.ok();
    }

    /** A failure that belongs to no step. */
    void error(Problem problem) {
        lastError = new Failure(problem.code(), problem.message(), problem.at());
        publish();
    }

    private void publish() {
        snapshot = new SessionStatus(List.copyOf(evidence.values()), blocked, lastError);
    }

    /** Any thread. */
    SessionStatus snapshot() {
        return snapshot;
    }
}
