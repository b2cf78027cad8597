package io.nija.console.internal.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.lanes.KnownNames;
import io.nija.console.internal.language.Completion.Candidate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    @TempDir
    Path root;

    private Completion completion;

    @BeforeEach
    void seed() throws Exception {
        Desk desk = new Desk(root);
        desk.registry.add(FakeCommand.echo("config check"));
        desk.registry.add(FakeCommand.echo("echo"));
        desk.broker("kraken", "somewhere");
        Files.createDirectories(root.resolve("folder"));
        Files.createFile(root.resolve("file.md"));
        completion = new Completion(desk.registry, new KnownNames(desk.board, desk.brokers, desk.registry, root));
    }

    private List<String> after(String... words) {
        return completion.candidates(List.of(words), words.length - 1, words[words.length - 1]).stream().map(Candidate::value).toList();
    }

    @Test
    void argumentsAreCompletedFromWhatIsThere() {
        assertThat(after("why", "")).contains("master", "master/kraken", "tania_gilbert/kraken");
        assertThat(after("reconnect", "")).contains("master/kraken").doesNotContain("master");
        assertThat(after("help", "")).contains("status", "config");
        assertThat(after("why", "master", "")).isEmpty();
    }

    @Test
    void optionsAreCompletedOnceAndTheirValuesFromTheirDomain() {
        assertThat(after("orders", "-")).contains("--all", "--account", "--json");
        assertThat(after("orders", "--all", "-")).doesNotContain("--all");
        assertThat(after("orders", "--account", "")).containsExactly("master", "daivon_frazier", "tania_gilbert");
        assertThat(after("orders", "--broker", "")).containsExactly("kraken");
        assertThat(after("orders", "--symbol", "B")).contains("BTC/USD");
    }

    @Test
    void theSecondWordOfACommandIsCompleted() {
        assertThat(after("config", "")).contains("check");
        assertThat(after("config", "check", "--value", "")).contains("BTC/USD");
        assertThat(after("config", "check", "x")).contains("master");
    }

    @Test
    void filesAreCompletedWithTheirFolders() {
        assertThat(after("echo", "--out", "")).contains("folder/", "file.md");
        assertThat(after("echo", "--out", "nowhere/")).isEmpty();
    }

    @Test
    void anOptionsValueIsNoArgument() {
        assertThat(after("echo", "--value", "x", "")).contains("master");
    }
}
