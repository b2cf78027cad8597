package io.nija.console.internal.gogo;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.nija.command.Exit;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.lanes.KnownNames;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.language.Completion;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.render.PlainText;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;
import io.nija.status.Board;
import io.nija.status.StatusModel;

import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jline.builtins.Completers.CompletionData;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives interactive sessions NIJA's prompt, our completions, and a history that only their user can read. A session
 * gets them before the first line that it executes, which is the shell's own start-up script. Exists only while
 * gogo.jline does.
 */
@Component(immediate = true)
public final class ConsoleSessions implements CommandSessionListener {

    static final String PROMPT = "nija> ";
    /** Ours first, so that {@code help} is ours. */
    static final String SCOPES = "nija:gogo:*";
    /** The function that completion calls; its first character hides it from the list of commands. */
    static final String COMPLETE = "_complete";
    /** Gogo calls the function of this variable for a word that is no command, with the word before the arguments. */
    static final String DEFAULT = "default";
    private static final String HISTORY = "console.history";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSessions.class);

    private final CommandRegistry registry;
    private final InstalledBrokers brokers;
    private final Installation installation;
    private final TimeSource time;
    private final ServiceRegistration<Function> completing;
    private final BundleContext context;
    private final ReaderRelease readers;
    private final Set<CommandSession> prepared = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private volatile StatusModel status;

    @Activate
    public ConsoleSessions(
            BundleContext context,
            @Reference Shell shell,
            @Reference CommandRegistry registry,
            @Reference InstalledBrokers brokers,
            @Reference Installation installation,
            @Reference TimeSource time) {
        this.context = context;
        this.registry = registry;
        this.brokers = brokers;
        this.installation = installation;
        this.time = time;
        readers = new ReaderRelease(shell);
        context.addBundleListener(readers);
        completing = GogoCommands.register(context, COMPLETE, (session, arguments) -> complete(session));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setStatus(StatusModel model) {
        status = model;
    }

    void unsetStatus(StatusModel model) {
        status = status == model ? null : status;
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        if (session.get(Shell.VAR_READER) instanceof LineReader reader && prepared.add(session)) {
            readers.watch(reader);
            session.put(Shell.VAR_SCOPE, SCOPES);
            session.put(Shell.VAR_PROMPT, PROMPT);
            session.put(DEFAULT, (Function) (any, words) -> unknown(words));
            session.put(Shell.VAR_COMPLETIONS, new CommandCompletions(registry, Shell.getCompletions(session)));
            history(session);
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {
        // Only what comes before a line is of interest.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {
        // Only what comes before a line is of interest.
    }

    /** One sentence with the nearest command, where Gogo would show the name of an exception. */
    private Object unknown(List<Object> line) {
        List<String> words = line.stream().map(String::valueOf).toList();
        String sentence = "There is no command '" + PlainText.cell(words.get(0)) + "'; 'help' lists them.";
        try {
            registry.resolve(words);
        } catch (Usage nearest) {
            sentence = PlainText.line(nearest.getMessage());
        }
        Process process = Process.Utils.current();
        process.err().println(sentence);
        process.error(Exit.USAGE);
        return null;
    }

    /** jline reads the variable at the first prompt; without a private file there is no history. */
    private void history(CommandSession session) {
        Path file = installation.data().resolve(HISTORY);
        try {
            Files.createDirectories(installation.data());
            create(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            session.put(LineReader.HISTORY_FILE, file);
        } catch (IOException | UnsupportedOperationException unusable) {
            session.put(LineReader.HISTORY_FILE, null);
            LOG.warn("The console keeps no history: {} cannot be used: {}", file, unusable.getMessage());
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            LOG.debug("The console's history goes on in {}.", file);
        }
    }

    private List<Candidate> complete(CommandSession session) {
        ParsedLine line = Shell.getParsedLine(session);
        List<String> words = new ArrayList<>(line.words());
        int scope = words.get(0).indexOf(':');
        words.set(0, words.get(0).substring(scope + 1));
        StatusModel model = status;
        Board board = model == null ? new Board(time.instant(), installation.build(), List.of()) : model.board();
        Completion completion = new Completion(registry, new KnownNames(board, brokers, registry, session.currentDir()));
        return completion.candidates(words, line.wordIndex(), line.word()).stream()
                .map(it -> new Candidate(it.value(), it.value(), null, it.description(), null, null, it.complete()))
                .toList();
    }

    /** A session outlives us when this bundle is replaced: it must not keep our classes. */
    @Deactivate
    void close() {
        context.removeBundleListener(readers);
        completing.unregister();
        List<CommandSession> sessions;
        synchronized (prepared) {
            sessions = List.copyOf(prepared);
            prepared.clear();
        }
        for (CommandSession session : sessions) {
            Map<String, List<CompletionData>> completions = Shell.getCompletions(session);
            if (completions instanceof CommandCompletions ours) {
                session.put(Shell.VAR_COMPLETIONS, ours.others());
            }
            session.put(DEFAULT, null);
        }
    }
}
