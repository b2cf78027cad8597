package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What must be true of the simulation itself, so that what it finds can be believed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationTest {

    /** What each build plays, the quick ones of the first; `simulate` plays long ranges, and the README says how far they were clean. */
    static final List<Long> CLEAN = List.of(1L, 3L, 4L, 5L, 6L, 7L, 8L);

    private static final long AGAIN = 3;

    /** A seed that was played already is not played for another test. */
    private final Map<Long, Result> played = new HashMap<>();

    @TempDir
    private Path folder;

    private Result played(long seed) {
        return played.computeIfAbsent(seed, first -> Simulation.run(seed, folder, false, Set.of()));
    }

    private static void clean(Result result) {
        assertThat(result.invariant() + result.text()).as("simulate --seed " + result.seed()).isEmpty();
        assertThat(result.orders()).as("orders of seed " + result.seed()).isGreaterThanOrEqualTo(Simulation.ORDERS);
    }

    @Test
    void aShortRangeOfSeedsIsCleanWithAtLeastTwoHundredOrdersEach() {
        CLEAN.forEach(seed -> clean(played(seed)));
    }

    @Test
    void theSameSeedIsTheSameRun() {
        Result first = played(AGAIN);
        Result second = Simulation.run(AGAIN, folder, true, Set.of());
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(second.trace()).isNotEmpty();
    }
}
