package io.nija.status;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.nija.account.Mode;

/**
 * Every account and lane at one moment.
 *
 * @param generatedAt that moment
 * @param build the running build, for example {@code 0.1.0}
 * @param accounts the master first, then by id
 */
public record Board(Instant generatedAt, String build, List<AccountStatus> accounts) {

    public Board {
        accounts = List.copyOf(accounts);
    }

    /** All lanes of all accounts. */
    public Stream<LaneStatus> lanes() {
        return accounts.stream().flatMap(account -> account.lanes().stream());
    }

    /** The lanes that count for {@link #connection()}: all that are neither paper nor disabled. */
    public Stream<LaneStatus> countedLanes() {
        return lanes().filter(lane -> lane.mode() != Mode.PAPER && lane.state() != LadderState.DISABLED);
    }

    /** Whether all, some or none of the counted lanes are connected; none also when there is nothing to count. */
    public Connection connection() {
        long counted = countedLanes().count();
        long connected = countedLanes().filter(lane -> lane.state().connected()).count();
        if (connected == 0) {
            return Connection.NONE;
        }
        return connected == counted ? Connection.ALL : Connection.SOME;
    }

    /** How many of the counted lanes are connected. */
    public enum Connection {
        ALL,
        SOME,
        NONE
    }
}
