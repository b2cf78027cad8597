package io.nija.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void runTakesItsTwoFlagsInAnyOrder() throws Refusal {
        assertThat(parse("run")).isEqualTo(new CommandLine.Run(false, false));
        assertThat(parse("run", "--check", "--headless")).isEqualTo(new CommandLine.Run(true, true));
    }

    @Test
    void demoTakesHeadlessOnly() throws Refusal {
        assertThat(parse("demo", "--headless")).isEqualTo(new CommandLine.Demo(true));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> parse("demo", "--check"))
                .withMessage("nija demo does not know \"--check\"; it takes --headless, or --crash with --rounds N.")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(64));
    }

    @Test
    void demoCrashTakesANumberOfRounds() throws Refusal {
        assertThat(parse("demo", "--crash")).isEqualTo(new CommandLine.CrashDemo(OptionalInt.empty()));
        assertThat(parse("demo", "--crash", "--rounds", "2")).isEqualTo(new CommandLine.CrashDemo(OptionalInt.of(2)));
        assertThat(parse("demo", "--rounds", "12", "--crash", "--headless")).isEqualTo(new CommandLine.CrashDemo(OptionalInt.of(12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1000", "two"})
    void roundsThatAreNoNumberAreNamed(String rounds) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> parse("demo", "--crash", "--rounds", rounds))
                .withMessage("nija demo --crash --rounds needs a whole number from 1 to 999, not \"" + rounds + "\".")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast", "headless", "", "--headless=true"})
    void anUnknownWordAfterRunIsNamed(String word) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> parse("run", word))
                .withMessage("nija run does not know \"" + word + "\"; it takes --headless and --check.")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(64));
    }

    @Test
    void nothingAtAllIsAUsageError() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(CommandLineTest::parse)
                .withMessageStartingWith("Say what to do")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(64));
    }

    @Test
    void helpOfRunIsAQuestionForTheBundleThatKnowsIt() throws Refusal {
        assertThat(parse("run", "--help")).isEqualTo(new CommandLine.Words(List.of("help", "run")));
        assertThat(parse("--help")).isEqualTo(new CommandLine.Words(List.of("help")));
        assertThat(parse("--version")).isEqualTo(new CommandLine.Words(List.of("version")));
    }

    @Test
    void everythingElseIsPassedOnAsItIs() throws Refusal {
        assertThat(parse("why", "master/kraken", "--json"))
                .isEqualTo(new CommandLine.Words(List.of("why", "master/kraken", "--json")));
    }

    @Test
    void anEscapeSequenceInAFlagDoesNotReachTheTerminal() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> parse("run", "\u001b[2J"))
                .withMessageContaining("\"?[2J\"");
    }

    private static CommandLine parse(String... words) throws Refusal {
        return CommandLine.parse(List.of(words));
    }
}
