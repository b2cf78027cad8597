package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be true of the simulation itself, so that what it finds can be believed. */
class SimulationTest {

    /** What is clean today; it grows as findings are mended, and `simulate` plays long ranges. */
    static final List<Long> CLEAN = List.of(1L);

    /** Clean or not: it ends the same way. */
    private static final long AGAIN = 3;

    @TempDir
    private Path folder;

    private static void clean(Result result) {
        assertThat(result.invariant() + result.text()).as("simulate --seed " + result.seed()).isEmpty();
        assertThat(result.orders()).as("orders of seed " + result.seed()).isGreaterThanOrEqualTo(Simulation.ORDERS);
    }

    @Test
    void aShortRangeOfSeedsIsCleanWithAtLeastTwoHundredOrdersEach() {
        CLEAN.forEach(seed -> clean(Simulation.run(seed, folder, false, Set.of())));
    }

    @Test
    void theSameSeedIsTheSameRun() {
        Result first = Simulation.run(AGAIN, folder, false, Set.of());
        Result second = Simulation.run(AGAIN, folder, true, Set.of());
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(second.trace()).isNotEmpty();
    }
}
