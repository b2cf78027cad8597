package io.nija.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void aRangeNamesItsFirstAndItsLastSeed() {
        Options options = Options.of("--seeds", "5..9", "--threads", "2", "--without", "crash,clock");
        assertThat(options.from()).isEqualTo(5);
        assertThat(options.to()).isEqualTo(9);
        assertThat(options.threads()).isEqualTo(2);
        assertThat(options.without()).containsExactlyInAnyOrder("crash", "clock");
    }

    @Test
    void oneNumberIsTheLastSeedOfARangeFromOne() {
        assertThat(Options.of("--seeds", "40")).extracting(Options::from, Options::to).containsExactly(1L, 40L);
    }

    @Test
    void withoutAListAllPlantedBugsAreHunted() {
        assertThat(Options.of("--mutants").mutants()).isEqualTo(Mutations.all());
    }

    @Test
    void whatIsNotUnderstoodIsRefusedInWords() {
        assertThatThrownBy(() -> Options.of("--seeds", "many")).hasMessageContaining("--seeds wants a number, not 'many'");
        assertThatThrownBy(() -> Options.of("--without", "thunder")).hasMessageContaining("[thunder]");
        assertThatThrownBy(() -> Options.of("--mutants", "none-such")).hasMessageContaining("'none-such'");
        assertThatThrownBy(() -> Options.of("--fast")).hasMessageContaining("no option --fast");
    }
}
