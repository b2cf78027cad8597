package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planted bugs fit into the sources as they are now, and the referee sees one when it is there. */
class MutationsTest {

    private static final Path BUNDLES = Path.of("..", "..", "bundles");
    private static final long SEED = 6;

    @TempDir
    private Path folder;

    static Iterable<Mutation> planted() {
        return Mutations.all();
    }

    /** A source that changed under a planted bug must be looked at: the bug is planted anew, or the list proves less than it says. */
    @ParameterizedTest
    @MethodSource("planted")
    void everyPlantedBugFitsOnceAndCompiles(Mutation mutation) throws IOException {
        assertThat(new Mutant(mutation, BUNDLES, System.getProperty("java.class.path"))).isNotNull();
    }

    @Test
    void anOrderThatIsSentBeforeItsIntentIsDurableIsSeen() throws IOException {
        Mutation late = Mutations.all().stream().filter(mutation -> mutation.name().equals("sent-before-the-intent-is-durable")).findFirst().orElseThrow();
        assertThat(new Mutant(late, BUNDLES, System.getProperty("java.class.path")).run(SEED, folder)).isEqualTo("DURABLE_BEFORE_SENT");
    }
}
