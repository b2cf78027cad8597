package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The planted bugs fit into the sources as they are now, and the referee sees one when it is there. */
class MutationsTest {

    private static final Path BUNDLES = Path.of("..", "..", "bundles");

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

    /** Some of them are hunted in each build, with few seeds; the long form hunts all ({@code simulate --mutants}). */
    @ParameterizedTest
    @CsvSource({"sent-before-the-intent-is-durable, DURABLE_BEFORE_SENT", "resting-not-counted-in-sells, NEVER_OVERSOLD",
            "entry-check-asked-for-exits, EXITS_PASS", "change-sent-before-it-is-durable, DURABLE_BEFORE_SENT",
            "fill-booked-twice, EVERY_FILL_ONCE"})
    void aPlantedBugIsFoundBySeedsThatAreCleanWithoutIt(String name, String invariant) throws IOException {
        Mutation planted = Mutations.all().stream().filter(mutation -> mutation.name().equals(name)).findFirst().orElseThrow();
        Mutant mutant = new Mutant(planted, BUNDLES, System.getProperty("java.class.path"));
        List<String> found = new ArrayList<>();
        for (long seed : SimulationTest.CLEAN) {
            if (!found.contains(invariant)) {
                found.add(mutant.run(seed, folder));
            }
        }
        assertThat(found).contains(invariant);
    }
}
