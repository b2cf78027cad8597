package io.nija.report.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.account.Mode;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

/** The three answers a report gives: is it connected, may it trade, does it trade. A pure function of the board. */
record Conclusions(Board board) {

    /** The steps that together prove that a lane may trade. */
    /** Codes of {@link Step#STRATEGY} that say that none runs; others say why one that runs may not open positions. */
    private static final Set<String> NO_STRATEGY = Set.of("NO_STRATEGY", "STRATEGY_NOT_RUNNING");
    private static final Set<Step> RIGHT_TO_TRADE = Set.of(Step.AUTHENTICATION, Step.PERMISSIONS, Step.BALANCES);

    /** The lanes that count: neither paper nor switched off. */
    List<LaneStatus> counted() {
        return board.countedLanes().toList();
    }

    static boolean connected(LaneStatus lane) {
        return lane.state().connected();
    }

    /** Keys, rights and money are proven, and nothing stands in the way. */
    static boolean mayTrade(LaneStatus lane) {
        return lane.state().mayTrade() && lane.blocked() == null;
    }

    static boolean trades(LaneStatus lane) {
        return lane.state() == LadderState.TRADING && lane.blocked() == null;
    }

    long connectedCount() {
        return board.countedLanes().filter(Conclusions::connected).count();
    }

    long mayTradeCount() {
        return board.countedLanes().filter(Conclusions::mayTrade).count();
    }

    long tradingCount() {
        return board.countedLanes().filter(Conclusions::trades).count();
    }

    /** From when the proof is that a lane may trade: the oldest of its parts. Empty when it may not. */
    static Optional<Instant> provenAt(LaneStatus lane) {
        return mayTrade(lane) ? oldest(lane.evidence().stream().filter(line -> RIGHT_TO_TRADE.contains(line.step()))) : Optional.empty();
    }

    /** From when the proof is that the lanes that may trade may: the oldest of all. */
    Optional<Instant> mayTradeProvenAt() {
        return board.countedLanes().map(Conclusions::provenAt).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** From when the proof is that the connected lanes are: the oldest of all. */
    Optional<Instant> connectedProvenAt() {
        return oldest(board.countedLanes().filter(Conclusions::connected)
                .flatMap(lane -> lane.evidence(Step.AUTHENTICATION).stream()));
    }

    private static Optional<Instant> oldest(Stream<Evidence> evidence) {
        return evidence.filter(Evidence::ok).map(Evidence::at).min(Comparator.naturalOrder());
    }

    /** Why nothing trades, in words; empty when something does. */
    Optional<String> whyNoTrading() {
        if (tradingCount() > 0) {
            return Optional.empty();
        }
        List<String> onPaper = board.lanes().filter(lane -> lane.mode() == Mode.PAPER && trades(lane)).map(lane -> lane.lane().toString()).toList();
        if (!onPaper.isEmpty()) {
            return Optional.of("only with play money, on " + String.join(", ", onPaper));
        }
        if (board.countedLanes().noneMatch(lane -> lane.evidence(Step.STRATEGY).filter(step -> step.ok() || !NO_STRATEGY.contains(step.code()))
                .isPresent())) {
            return Optional.of("no strategy runs");
        }
        return Optional.of(mayTradeCount() == 0 ? "a strategy runs, but no lane may trade"
                : "a strategy runs, but no lane that it runs on may open positions now");
    }
}
