package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be true of the simulation itself, so that what it finds can be believed. */
class SimulationTest {

    private static final long SEED = 5;

    @TempDir
    private Path folder;

    @Test
    void theSameSeedIsTheSameRun() {
        Result first = Simulation.run(SEED, folder, false, Set.of());
        Result second = Simulation.run(SEED, folder, true, Set.of());
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(second.trace()).isNotEmpty();
    }
}
