package io.nija.console.internal.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.fake.FakeFramework;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class GogoCommandsTest {

    @TempDir
    Path root;

    private final FakeFramework framework = new FakeFramework();
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Desk desk;
    private CommandProcessorImpl processor;
    private GogoCommands commands;
    private CommandSession session;

    @BeforeEach
    void console() {
        threadIo.start();
        processor = new CommandProcessorImpl(threadIo);
        desk = new Desk(root);
        desk.registry.add(FakeCommand.echo("echo"));
        commands = new GogoCommands(framework.context(), processor, desk.registry, desk.runner);
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err);
        session.currentDir(Path.of("/somewhere"));
        session.put("SCOPE", "nija:*");
    }

    @AfterEach
    void close() {
        commands.close();
        processor.stop();
        threadIo.stop();
    }

    /** What Gogo's own tracker does with the services. */
    private String execute(String line) throws Exception {
        for (FakeFramework.Registered service : framework.with(CommandProcessor.COMMAND_SCOPE, "nija")) {
            String name = (String) service.properties().get(CommandProcessor.COMMAND_FUNCTION);
            processor.removeCommand("nija", name);
            processor.addCommand("nija", (Function) service.service(), name);
        }
        out.reset();
        err.reset();
        assertThat(session.execute(line)).isNull();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void commandsAreReachedWithAndWithoutTheirScope() throws Exception {
        assertThat(execute("nija:status")).startsWith("ACCOUNT");
        assertThat(execute("status --json")).startsWith("{\"generatedAt\"");
        assertThat(execute("why master/kraken")).startsWith("master/kraken is FUNDED");
        assertThat(execute("orders --account=master --symbol BTC/USD")).startsWith("ORDER");
        assertThat(execute("echo 'two words' --out x")).startsWith("Optional[two words] Optional.empty false Optional.empty Optional[/somewhere/x]");
    }

    @Test
    void aMistakeIsOneSentenceAndNoException() throws Exception {
        assertThat(execute("why nobody")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("There is no account 'nobody'.").hasLineCount(1);
    }

    @Test
    void commandsComeAndGoWithTheirBundles() throws Exception {
        assertThat(names()).contains("status", "exit").doesNotContain("config");
        FakeCommand check = FakeCommand.echo("config check");
        FakeCommand show = FakeCommand.echo("config show");
        desk.registry.add(check);
        desk.registry.add(show);
        assertThat(names()).containsOnlyOnce("config");
        assertThat(execute("config check a")).startsWith("Optional[a]");
        desk.registry.remove(check);
        assertThat(names()).contains("config");
        desk.registry.remove(show);
        assertThat(names()).doesNotContain("config");
        commands.close();
        assertThat(framework.services).isEmpty();
    }

    private List<Object> names() {
        return framework.with(CommandProcessor.COMMAND_SCOPE, "nija").stream()
                .<Object>map(service -> service.properties().get(CommandProcessor.COMMAND_FUNCTION))
                .toList();
    }

    @Test
    void exitStopsTheFramework() throws Exception {
        execute("exit");
        assertThat(framework.stops).hasValue(1);
    }

    @Test
    void withoutATerminalNobodyIsAsked() throws Exception {
        desk.registry.add(new FakeCommand(FakeCommand.spec("sure", Where.RUNNING, Effect.READS, false),
                invocation -> Answer.of(0, Map.of(), Lines.of(invocation.caller() + " " + invocation.ask("Sure? ", false)))));
        assertThat(execute("sure")).isEqualTo(System.getProperty("user.name") + " (console) Optional.empty\n");
    }

    @Test
    void anInterruptedCommandSaysSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        desk.registry.add(new FakeCommand(FakeCommand.spec("wait", Where.RUNNING, Effect.READS, false), invocation -> {
            Thread.currentThread().interrupt();
            begun.countDown();
            invocation.awaitStop();
            return Answer.of(0, Map.of());
        }));
        execute("wait");
        assertThat(begun.getCount()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Cancelled.\n");
    }
}
