package io.nija.console.internal.talk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.Exit;
import io.nija.console.internal.language.Arguments;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.language.CommandRegistry.Resolved;
import io.nija.console.internal.render.JsonPage;
import io.nija.console.internal.render.PlainText;
import io.nija.console.internal.render.TextPage;
import io.nija.journal.JournalException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one command line: finds the command, checks its arguments, runs it on the caller's thread, shows the
 * answer, and says the exit code. What changes something is logged with who asked. Thread-safe.
 *
 * <p>With {@code --json} a refusal is one JSON document too: {@code {"error":{"exit","message"}}}; the sentence
 * also stands on standard error.
 */
@Component(service = CommandRunner.class)
public final class CommandRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("nija.audit");

    private final CommandRegistry registry;

    @Activate
    public CommandRunner(@Reference CommandRegistry registry) {
        this.registry = registry;
    }

    /**
     * Runs {@code words} and shows what comes of it.
     *
     * @return the exit code, one of {@link Exit}
     * @throws InterruptedException when the other end has gone or the platform stops; nothing more is shown
     */
    public int run(List<String> words, Conversation conversation) throws InterruptedException {
        try {
            Resolved resolved = registry.resolve(words);
            Command command = resolved.command();
            CommandSpec spec = command.spec();
            Arguments arguments = Arguments.parse(spec, resolved.rest());
            if (arguments.help()) {
                return show(CommandRegistry.page(spec), arguments.json(), conversation);
            }
            if (spec.where() == CommandSpec.Where.LOCAL && conversation.through().equals("console")
                    && !CommandRegistry.isLaunchers(command)) {
                // It would hold the console, and print what belongs to a process of its own.
                throw new CommandException(Exit.USAGE, spec.name() + " runs in a process of its own; give it in a shell: bin/nija "
                        + spec.name() + ".");
            }
            Arguments located = arguments.within(conversation.directory(), spec);
            return spec.effect() == Effect.READS
                    ? execute(command, located, conversation)
                    : audited(command, located, words, conversation);
        } catch (CommandException refused) {
            return refuse(refused.exit(), refused.getMessage(), Arguments.wantsJson(words), conversation);
        }
    }

    private int audited(Command command, Arguments arguments, List<String> words, Conversation conversation)
            throws CommandException, InterruptedException {
        String line = words.stream().map(CommandRunner::quoted).collect(Collectors.joining(" "));
        AUDIT.info("{} by {} asks: {}", conversation.through(), conversation.user(), line);
        try {
            int exit = execute(command, arguments, conversation);
            AUDIT.info("{} by {} was answered with exit code {}: {}", conversation.through(), conversation.user(), exit, line);
            return exit;
        } catch (CommandException refused) {
            AUDIT.info("{} by {} was refused with exit code {}: {}: {}", conversation.through(), conversation.user(),
                    refused.exit(), line, PlainText.line(refused.getMessage()));
            throw refused;
        } catch (InterruptedException gone) {
            AUDIT.info("{} by {} went away during: {}", conversation.through(), conversation.user(), line);
            throw gone;
        }
    }

    private static String quoted(String word) {
        String clean = PlainText.cell(word);
        return clean.isEmpty() || clean.indexOf(' ') >= 0 ? "'" + clean + "'" : clean;
    }

    private static int execute(Command command, Arguments arguments, Conversation conversation)
            throws CommandException, InterruptedException {
        Answer answer;
        try {
            answer = command.run(new BoundInvocation(arguments, conversation));
        } catch (JournalException unread) {
            // No mistake of ours: its sentence says what is damaged and what helps.
            throw new CommandException(Exit.NONE, "What it asks for cannot be read from the journal. " + unread.getMessage() + " ["
                    + unread.code() + "]");
        } catch (RuntimeException | LinkageError unexpected) {
            // A mistake of ours, or a bundle that went while its command ran: the log has the details, the person a sentence.
            LOG.error("The command '{}' failed.", command.spec().name(), unexpected);
            throw new CommandException(Exit.NONE, command.spec().name() + " failed for a reason that is ours ("
                    + unexpected.getClass().getSimpleName() + "); the log has the details. Try it again; if it stays, report it.");
        }
        return show(answer, arguments.json(), conversation);
    }

    private static int show(Answer answer, boolean json, Conversation conversation) {
        if (!json) {
            String text = TextPage.of(answer.text(), conversation.terminal());
            if (!text.isEmpty()) {
                conversation.out(text);
            }
        } else if (answer.json() != null) {
            conversation.out(JsonPage.of(answer.json(), conversation.terminal()));
        }
        answer.notes().forEach(note -> conversation.err(PlainText.line(note) + "\n"));
        return answer.exit();
    }

    /** The exit code in a word, for programs. */
    private static String code(int exit) {
        return switch (exit) {
            case Exit.SOME -> "SOME";
            case Exit.NOT_RUNNING -> "NOT_RUNNING";
            case Exit.CONFIGURATION -> "CONFIGURATION";
            case Exit.OCCUPIED -> "OCCUPIED";
            case Exit.USAGE -> "USAGE";
            default -> "FAILED";
        };
    }

    /** Shows a refusal; the launcher does the same for what it refuses itself. */
    public static int refuse(int exit, String message, boolean json, Conversation conversation) {
        String sentence = PlainText.line(String.valueOf(message));
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code(exit));
            error.put("exit", exit);
            error.put("message", sentence);
            conversation.out(JsonPage.of(Map.of("error", error), conversation.terminal()));
        }
        conversation.err(sentence + "\n");
        return exit;
    }
}
