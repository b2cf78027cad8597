package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be true of the simulation itself, so that what it finds can be believed. */
class SimulationTest {

    /** A short range; `simulate` plays longer ones. */
    static final List<Long> CLEAN = List.of(1L, 2L, 3L);

    @TempDir
    private Path folder;

    private static void clean(Result result) {
        assertThat(result.invariant() + result.text()).as("simulate --seed " + result.seed()).isEmpty();
        assertThat(result.orders()).as("orders of seed " + result.seed()).isGreaterThanOrEqualTo(Simulation.ORDERS);
    }

    @Test
    void aShortRangeOfSeedsIsCleanWithAtLeastTwoHundredOrdersEach() {
        CLEAN.stream().skip(1).forEach(seed -> clean(Simulation.run(seed, folder, false, Set.of())));
    }

    @Test
    void theSameSeedIsTheSameRun() {
        Result first = Simulation.run(CLEAN.get(0), folder, false, Set.of());
        Result second = Simulation.run(CLEAN.get(0), folder, true, Set.of());
        clean(first);
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(second.trace()).isNotEmpty();
    }
}
