package io.nija.credentials.internal;

import static io.nija.credentials.internal.Desk.DAIVON;
import static io.nija.credentials.internal.Desk.MASTER;
import static io.nija.credentials.internal.Desk.key;
import static io.nija.credentials.internal.Desk.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.Invocation;
import io.nija.platform.Installation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysSetCommandTest {

    @TempDir
    Path folder;

    private Desk desk;
    private final FakeVenue venue = new FakeVenue();
    private final List<String> prompts = new ArrayList<>();
    private Installation.Start start = Installation.Start.RUN;
    private volatile boolean over;
    private Thread clock;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
        desk.broker().askAll();
        desk.desk().addProof(venue);
        Files.writeString(desk.config.resolve("io.nija.account-master.cfg"), "brokers=kraken\n");
        venue.verdicts.put(key(1), FakeVenue.accepted());
        // The command waits in real time for what the desk finds in virtual time.
        clock = new Thread(() -> {
            while (!over) {
                desk.pass(CredentialDesk.LOOK);
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }, "virtual clock");
        clock.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        over = true;
        clock.join();
        desk.close();
    }

    private Answer set(String lane, String... typed) throws Exception {
        return new KeysSetCommand(desk.desk(), new KeyVerification(desk.desk()), new Here(desk.config, start))
                .run(new Typing(lane, new ArrayDeque<>(List.of(typed)), prompts));
    }

    private void assertRefused(int exit, String words, String lane, String... typed) {
        String before = env();
        assertThatThrownBy(() -> set(lane, typed)).isInstanceOfSatisfying(CommandException.class,
                refused -> assertThat(refused.exit()).isEqualTo(exit)).hasMessageContaining(words)
                .hasMessageNotContaining(key(1)).hasMessageNotContaining(secret(1));
        assertThat(env()).isEqualTo(before);
    }

    private String env() {
        try {
            Path file = desk.config.resolve(".env");
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void whatIsTypedIsKeptPrivatelyAndVerifiedAtOnce() throws Exception {
        desk.env("# mine", "OTHER=1");
        Answer answer = set("master/kraken", "  " + key(1) + " ", secret(1));
        assertThat(env()).isEqualTo("# mine\nOTHER=1\nKRAKEN_MASTER_API_KEY=" + key(1) + "\nKRAKEN_MASTER_API_SECRET=" + secret(1) + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(desk.config.resolve(".env")))).isEqualTo("rw-------");
        assertThat(answer.exit()).isZero();
        assertThat(answer.json().get("result")).isEqualTo("ACCEPTED");
        assertThat(answer.text().toString() + answer.json()).contains("authentication").doesNotContain(key(1), secret(1));
        assertThat(prompts).hasSize(2).allMatch(prompt -> prompt.contains("not shown"));
        assertThat(venue.asked).containsExactly(key(1));
    }

    @Test
    void aSecretOfManyLinesIsKeptAsOneAndReadBackWhole() throws Exception {
        LaneId lane = LaneId.of("master", "coinbase");
        desk.broker("coinbase").ask(lane, new KeyVariables("COINBASE_MASTER_API_KEY", "COINBASE_MASTER_API_SECRET"));
        String pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA+/abc\nAwEH==\n-----END EC PRIVATE KEY-----";
        Answer answer = set("master/coinbase", "organizations/1/apiKeys/2", pem.replace("\n", " \r\n") + "\n");
        assertThat(answer.exit()).as("there is nobody to ask about it").isEqualTo(1);
        assertThat(env()).isEqualTo("COINBASE_MASTER_API_KEY=organizations/1/apiKeys/2\nCOINBASE_MASTER_API_SECRET=\""
                + pem.replace("\n", "\\n") + "\"\n");
        assertThat(desk.published.get(lane).<String>use(scope -> scope.secret())).isEqualTo(pem);
        set("master/coinbase", "organizations/1/apiKeys/3", pem.replace("\n", "\\n") + "\\n");
        assertThat(env()).as("as JSON files have it").contains("apiKeys/3").contains(pem.replace("\n", "\\n") + "\"\n");
    }

    @Test
    void aSessionThatRunsIsAskedInsteadOfAProof() throws Exception {
        desk.desk().addSession(new FakeVenue.Session(MASTER));
        Answer answer = set("master/kraken", key(1), secret(1));
        assertThat(answer.exit()).isZero();
        assertThat(answer.text().toString()).contains("is connected with the new pair");
        assertThat(venue.asked).isEmpty();
    }

    @Test
    void aPairThatTheVenueRefusesIsToldAndARunningSessionKeepsItsOwn() throws Exception {
        desk.env("KRAKEN_MASTER_API_KEY=" + key(3), "KRAKEN_MASTER_API_SECRET=" + secret(3));
        assertThat(desk.desk().await(view -> view.found().getOrDefault(MASTER, "").length() == 8, Duration.ofSeconds(10))).isTrue();
        desk.desk().addSession(new FakeVenue.Session(MASTER));
        venue.verdicts.put(key(1), FakeVenue.refused());
        Answer answer = set("master/kraken", key(1), secret(1));
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.text().toString()).contains("the venue does not know it", "goes on with the pair it has");
        assertThat(desk.published.get(MASTER).<String>use(scope -> scope.key())).isEqualTo(key(3));
    }

    @Test
    void aVenueThatCannotBeReachedVerifiesNothing() throws Exception {
        venue.verdicts.put(key(1), FakeVenue.unreachable());
        Answer answer = set("master/kraken", key(1), secret(1));
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.text().toString()).contains("Not verified: the venue does not answer");
    }

    @Test
    void thePairOfVariablesThatIsInUseIsTheOneThatIsSet() throws Exception {
        desk.env("KRAKEN_API_KEY=" + key(3), "KRAKEN_API_SECRET=" + secret(3));
        set("master/kraken", key(1), secret(1));
        assertThat(env()).isEqualTo("KRAKEN_API_KEY=" + key(1) + "\nKRAKEN_API_SECRET=" + secret(1) + "\n");
    }

    @Test
    void withoutATerminalNothingIsAskedAndNothingChanged() {
        assertRefused(64, "needs a terminal", "master/kraken");
        assertRefused(64, "needs a terminal", "master/kraken", key(1));
    }

    @Test
    void theDemonstrationTakesNoKeys() {
        start = Installation.Start.DEMO;
        assertRefused(2, "demonstration", "master/kraken", key(1), secret(1));
        assertThat(prompts).isEmpty();
    }

    @Test
    void whatStandsBeforeTheFileIsNamedBeforeAnythingIsAsked() throws Exception {
        desk.environment.put("KRAKEN_MASTER_API_SECRET", secret(3));
        desk.environment.put("KRAKEN_MASTER_API_KEY", key(3));
        // An environment does not change in a running process: the desk looks again only because somebody asks again.
        desk.ask(DAIVON, Desk.DAIVON_KEYS);
        assertThat(desk.desk().await(view -> view.found().getOrDefault(MASTER, "").length() == 8, Duration.ofSeconds(10))).isTrue();
        assertRefused(2, "come from the environment", "master/kraken", key(1), secret(1));
        assertThat(prompts).isEmpty();
    }

    @Test
    void whatCannotBeAKeyIsNotWritten() throws Exception {
        assertRefused(2, "The key is empty", "master/kraken", " ", secret(1));
        assertRefused(2, "The secret is a placeholder", "master/kraken", key(1), "your_secret_here");
        assertRefused(2, "characters and is not", "master/kraken", key(1).substring(3), secret(1));
        assertRefused(2, "holds the secret", "master/kraken", secret(1), key(1));
        desk.env("KRAKEN_USER_DAIVON_API_KEY=" + key(1), "KRAKEN_USER_DAIVON_API_SECRET=" + secret(1));
        assertThat(desk.desk().await(view -> view.found().getOrDefault(DAIVON, "").length() == 8, Duration.ofSeconds(10))).isTrue();
        assertRefused(2, "This is the key of daivon_frazier/kraken", "master/kraken", key(1), secret(1));
    }

    @Test
    void aLaneThatNobodyAsksForIsNamed() {
        assertRefused(64, "account add nobody --broker kraken", "nobody/kraken", key(1), secret(1));
        assertRefused(64, "ACCOUNT/BROKER", "master", key(1), secret(1));
    }

    /** Somebody who types the answers, one after the other, and then nothing any more. */
    private record Typing(String lane, ArrayDeque<String> answers, List<String> prompts) implements Invocation {

        @Override
        public Optional<String> argument(String name) {
            return Optional.of(lane);
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return false;
        }

        @Override
        public boolean json() {
            return false;
        }

        @Override
        public String caller() {
            return "a test";
        }

        @Override
        public void out(String line) {
            throw new AssertionError("nothing is said before the answer: " + line);
        }

        @Override
        public void err(String line) {
            throw new AssertionError("nothing is said before the answer: " + line);
        }

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            assertThat(hidden).isTrue();
            if (!answers.isEmpty()) {
                prompts.add(prompt);
            }
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public void awaitStop() {
            throw new AssertionError("this command ends by itself");
        }
    }

    private record Here(Path config, Start start) implements Installation {

        @Override
        public Path home() {
            return config;
        }

        @Override
        public Path data() {
            return config;
        }

        @Override
        public Path deploy() {
            return config;
        }

        @Override
        public Path state() {
            return config;
        }

        @Override
        public String build() {
            return "0.1.0";
        }
    }
}
