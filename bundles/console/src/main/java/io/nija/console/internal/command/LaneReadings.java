package io.nija.console.internal.command;

import java.util.Optional;
import java.util.function.Predicate;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.console.internal.lanes.Sessions;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;

/** Walks over the lanes of a board that a list is about; a lane without a session is unknown, not empty. */
final class LaneReadings {

    private LaneReadings() {}

    /** Reads one lane. */
    @FunctionalInterface
    interface Reader {

        void read(LaneId lane, BrokerSession session);
    }

    /** Calls {@code reader} for each wanted lane that has a session, and tells {@code readings} why the others have none. */
    static <T> void each(Board board, Predicate<LaneId> wanted, Sessions sessions, Reader reader, Readings<T> readings) {
        board.lanes()
                .filter(lane -> lane.state() != LadderState.DISABLED && wanted.test(lane.lane()))
                .forEach(lane -> {
                    Optional<BrokerSession> session = sessions.find(lane.lane());
                    if (session.isPresent()) {
                        reader.read(lane.lane(), session.get());
                    } else {
                        readings.add(lane.lane().toString(), new Observation.Missing<>(lane.state().name(), whyNone(lane)));
                    }
                });
    }

    /** Why a lane has no session, in plain words. */
    static String whyNone(LaneStatus lane) {
        return lane.firstFailure().map(Evidence::detail)
                .orElse(lane.state() == LadderState.DISABLED ? "the account's file switches it off" : "there is no session yet");
    }
}
