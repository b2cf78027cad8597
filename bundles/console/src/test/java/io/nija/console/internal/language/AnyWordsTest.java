package io.nija.console.internal.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import io.nija.command.CommandException;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.fake.Recording;
import io.nija.console.internal.talk.CommandRunner;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyWordsTest {

    private final CommandRegistry registry = new CommandRegistry();

    AnyWordsTest() {
        registry.add(FakeCommand.echo("echo"));
        registry.add(FakeCommand.echo("config check"));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> known = Arbitraries.of("echo", "config", "check", "help", "run", "--json", "--help", "-h", "--", "-", "",
                "--flag", "--value", "--value=1", "--out", "--out=x", "--tsv", "a", "master/kraken");
        return Arbitraries.oneOf(known, known, Arbitraries.strings().ofMaxLength(12)).list().ofMaxSize(8);
    }

    @Property(tries = 2000)
    void noWordsDoAnythingButRunOrAreRefusedInOneSentence(@ForAll("lines") List<String> words) throws InterruptedException {
        Recording recording = new Recording();
        int exit = new CommandRunner(registry).run(words, recording);
        assertThat(exit).isIn(0, 5, 64);
        if (exit != 0) {
            assertThat(recording.err()).endsWith("\n").hasLineCount(1).doesNotContain("Exception").doesNotContain("\tat ");
        } else {
            assertThat(recording.err()).isEmpty();
        }
        assertThat(recording.err() + recording.out()).doesNotContain("\u001b");
    }

    @Property(tries = 2000)
    void resolvingEitherFindsACommandOrIsAUsageError(@ForAll List<String> words) {
        try {
            assertThat(registry.resolve(new ArrayList<>(words)).command()).isNotNull();
        } catch (CommandException refused) {
            assertThat(refused.exit()).isEqualTo(64);
        }
    }

    @Property
    void theNearestOfAListIsTheWordItselfWhenItIsThere(@ForAll String word, @ForAll List<String> others) {
        List<String> known = new ArrayList<>(others);
        known.add(word);
        assertThat(Nearest.to(word, known)).hasValueSatisfying(near -> assertThat(near).isEqualToIgnoringCase(word));
    }
}
