package io.nija.console.internal.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.fake.FakeFramework;

import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.builtins.Completers;
import org.jline.builtins.Completers.CompletionData;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSessionsTest {

    @TempDir
    Path root;

    private final FakeFramework framework = new FakeFramework();
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private Desk desk;
    private CommandProcessorImpl processor;
    private GogoCommands commands;
    private ConsoleSessions sessions;
    private CommandSession session;
    private LineReader reader;

    @BeforeEach
    void interactiveSession() throws Exception {
        threadIo.start();
        processor = new CommandProcessorImpl(threadIo);
        desk = new Desk(root);
        desk.registry.add(FakeCommand.echo("config check"));
        desk.broker("kraken", "somewhere");
        commands = new GogoCommands(framework.context(), processor, desk.registry, desk.runner);
        sessions = new ConsoleSessions(framework.context(), null, desk.registry, desk.brokers, desk.installation, desk.time);
        sessions.setStatus(() -> desk.board);
        processor.addListener(sessions);
        for (FakeFramework.Registered service : List.copyOf(framework.services)) {
            processor.addCommand("nija", (Function) service.service(), (String) service.properties().get(CommandProcessor.COMMAND_FUNCTION));
        }
        Terminal terminal = new DumbTerminal(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream());
        reader = LineReaderBuilder.builder().terminal(terminal).parser(new Parser()).build();
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), OutputStream.nullOutputStream());
        session.put(Shell.VAR_READER, reader);
        session.put(Shell.VAR_COMPLETIONS, new HashMap<>(Map.of("gogo:cat", List.<CompletionData>of())));
    }

    @AfterEach
    void close() {
        commands.close();
        processor.stop();
        threadIo.stop();
    }

    /** What gogo.jline does when somebody presses Tab at the end of {@code line}. */
    private List<String> tab(String line) {
        List<Candidate> candidates = new ArrayList<>();
        new Completers.Completer(new Completers.CompletionEnvironment() {
            @Override
            public Map<String, List<CompletionData>> getCompletions() {
                return Shell.getCompletions(session);
            }

            @Override
            public java.util.Set<String> getCommands() {
                return Shell.getCommands(session);
            }

            @Override
            public String resolveCommand(String command) {
                return Shell.resolve(session, command);
            }

            @Override
            public String commandName(String command) {
                return command.substring(command.indexOf(':') + 1);
            }

            @Override
            public Object evaluate(LineReader at, ParsedLine parsed, String function) throws Exception {
                session.put(Shell.VAR_COMMAND_LINE, parsed);
                return session.execute(function);
            }
        }).complete(reader, new Parser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
        return candidates.stream().map(Candidate::value).toList();
    }

    @Test
    void aSessionIsPreparedBeforeItsFirstLine() throws Exception {
        session.execute("nija:version");
        assertThat(session.get(Shell.VAR_PROMPT)).isEqualTo("nija> ");
        assertThat(session.get(Shell.VAR_SCOPE)).isEqualTo("nija:gogo:*");
        Path history = (Path) session.get(LineReader.HISTORY_FILE);
        assertThat(history).isEqualTo(desk.installation.data().resolve("console.history"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rw-------");
    }

    @Test
    void anOlderHistoryIsKeptAndMadePrivate() throws Exception {
        Files.createDirectories(desk.installation.data());
        Path history = Files.writeString(desk.installation.data().resolve("console.history"), "status\n");
        Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-r--r--"));
        session.execute("nija:version");
        assertThat(history).content(StandardCharsets.UTF_8).isEqualTo("status\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rw-------");
    }

    @Test
    void aSessionWithoutAReaderIsLeftAlone() throws Exception {
        CommandSession script = processor.createSession(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), OutputStream.nullOutputStream());
        script.execute("nija:version");
        assertThat(script.get(Shell.VAR_PROMPT)).isNull();
    }

    @Test
    void tabCompletesCommandsArgumentsAndOptions() throws Exception {
        session.execute("nija:version");
        assertThat(tab("sta")).contains("status", "why").doesNotContain("_complete");
        assertThat(tab("why ")).contains("master/kraken", "tania_gilbert").doesNotHaveDuplicates();
        assertThat(tab("nija:why ma")).contains("master");
        assertThat(tab("orders --")).contains("--account", "--json", "--all").doesNotHaveDuplicates();
        assertThat(tab("orders --symbol ")).contains("BTC/USD").doesNotHaveDuplicates();
        assertThat(tab("config ")).contains("check");
    }

    @Test
    void commandsThatComeLaterAreCompletedToo() throws Exception {
        session.execute("nija:version");
        desk.registry.add(FakeCommand.echo("config show"));
        assertThat(tab("config ")).contains("show");
    }

    @Test
    void anUnknownCommandIsOneSentenceWithTheNearestOne() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandSession console = processor.createSession(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), err);
        console.put(Shell.VAR_READER, reader);
        console.execute("nija:version");
        assertThat(console.execute("statsu --json")).isNull();
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("statsu").contains("did you mean 'status'?")
                .doesNotContain("Exception");
    }

    @Test
    void aSessionKeepsNothingOfAReplacedConsole() throws Exception {
        session.execute("nija:version");
        sessions.close();
        assertThat(session.get(ConsoleSessions.DEFAULT)).isNull();
        assertThat(session.get(Shell.VAR_COMPLETIONS)).isExactlyInstanceOf(HashMap.class);
        assertThat(Shell.getCompletions(session)).containsOnlyKeys("gogo:cat");
    }
}
