package io.nija.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Invocation;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialRequest;
import io.nija.platform.Installation;
import io.nija.status.Board;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    Path folder;

    private Answer run(Map<String, String> options) throws Exception {
        Board board = Boards.situation(Boards.withoutKeys(Boards.DAIVON)).board();
        RequestedKeys keys = new RequestedKeys();
        keys.add(new Request(Boards.DAIVON, List.of(Boards.variables(Boards.DAIVON))));
        return new ReportCommand(new Place(folder), () -> board, new NoWarnings(), new PresentBrokers(), keys)
                .run(new Words(options));
    }

    @Test
    void theReportIsTextForPeopleAndADocumentWithTheSameFactsForPrograms() throws Exception {
        Answer answer = run(Map.of());

        assertThat(answer.exit()).isZero();
        String shown = String.join("\n", ((Answer.Lines) answer.text().get(0)).lines()) + "\n";
        assertThat(answer.json().get("markdown")).isEqualTo(shown);
        assertThat(answer.json().get("running")).isEqualTo(true);
        assertThat(answer.json().get("connected")).isEqualTo(answer("NO", null));
        assertThat(answer.json().get("trading")).isEqualTo(answer("NO", "no strategy runs"));
        assertThat(answer.json().get("accounts").toString()).contains("KRAKEN_USER_DAIVON_API_KEY").contains("state=not set");
    }

    private static Map<String, Object> answer(String answer, String reason) {
        Map<String, Object> expected = new java.util.HashMap<>(Map.of("answer", answer, "lanes", 0L, "of", 1));
        expected.put("provenAt", null);
        expected.put("reason", reason);
        return expected;
    }

    @Test
    void withAFileStandardOutputStaysEmpty() throws Exception {
        Path file = folder.resolve("report.md");
        Answer answer = run(Map.of("--out", file.toString()));

        assertThat(answer.text()).isEmpty();
        assertThat(answer.notes()).containsExactly("The report was written to " + file + ".");
        assertThat(Files.readString(file)).isEqualTo(answer.json().get("markdown"));
        assertThat(answer.json().get("file")).isEqualTo(file.toString());
    }

    @Test
    void aHyphenIsStandardOutput() throws Exception {
        assertThat(run(Map.of("--out", "-")).text()).hasSize(1);
    }

    @Test
    void redactedNothingNamesThePerson() throws Exception {
        Answer answer = run(Map.of("--redact", ""));

        assertThat(answer.toString()).doesNotContainIgnoringCase("daivon").doesNotContain(folder.toString());
        assertThat(answer.json().get("redacted")).isEqualTo(true);
    }

    private record Request(LaneId lane, List<KeyVariables> candidates) implements CredentialRequest {}

    private static final class NoWarnings implements CredentialDirectory {

        @Override
        public Optional<CredentialReport> report(LaneId lane) {
            return Optional.empty();
        }

        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public void refresh() {}
    }

    private record Place(Path config) implements Installation {

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

        @Override
        public Start start() {
            return Start.RUN;
        }
    }

    private record Words(Map<String, String> options) implements Invocation {

        @Override
        public Optional<String> argument(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name));
        }

        @Override
        public boolean has(String name) {
            return options.containsKey(name);
        }

        @Override
        public boolean json() {
            return false;
        }

        @Override
        public String caller() {
            return "test";
        }

        @Override
        public void out(String line) {}

        @Override
        public void err(String line) {}

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            return Optional.empty();
        }

        @Override
        public void awaitStop() {}
    }
}
