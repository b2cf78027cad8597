package io.nija.console.internal.oneshot;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Callable;

import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.console.internal.language.Arguments;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.LaneSettling;
import io.nija.console.internal.lanes.LanesCondition;
import io.nija.console.internal.talk.CommandRunner;
import io.nija.console.internal.talk.Conversation;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Runs the command that this process was started for. Only then it offers a {@link Callable} of the exit code, with
 * the service property {@value #ONE_SHOT}; the launcher calls it once on a thread that may wait.
 */
@Component(service = {}, immediate = true)
public final class OneShot implements Callable<Integer> {

    /** Service property of the callable. */
    public static final String ONE_SHOT = "nija.oneshot";
    /** Framework property: the command line's words, joined by NUL. */
    public static final String WORDS = "nija.command.words";
    /** Framework property: {@code true} when a person is at the terminal and can be asked. */
    public static final String TTY = "nija.command.tty";
    /** Framework property: {@code true} when standard output is a terminal that may be coloured. */
    public static final String COLOUR = "nija.command.color";

    /** How long a command's bundle may take to offer it, and lanes to settle. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CommandRegistry registry;
    private final CommandRunner runner;
    private final LanesCondition lanes;
    private final Installation installation;
    private final TimeSource time;
    private final List<String> words;
    private final StoppableConversation conversation;
    private final ServiceRegistration<?> registration;
    private final Object changed = new Object();
    private LaneSettling settling;
    private Thread caller;
    private boolean closed;

    @Activate
    public OneShot(
            BundleContext context,
            @Reference CommandRegistry registry,
            @Reference CommandRunner runner,
            @Reference LanesCondition lanes,
            @Reference Installation installation,
            @Reference TimeSource time) {
        this(context, registry, runner, lanes, installation, time, conversation(context));
    }

    OneShot(BundleContext context, CommandRegistry registry, CommandRunner runner, LanesCondition lanes,
            Installation installation, TimeSource time, Conversation conversation) {
        this.registry = registry;
        this.runner = runner;
        this.lanes = lanes;
        this.installation = installation;
        this.time = time;
        this.conversation = new StoppableConversation(conversation);
        String joined = context.getProperty(WORDS);
        words = joined == null || joined.isEmpty() ? List.of() : List.of(joined.split("\0", -1));
        registration = installation.start() == Installation.Start.COMMAND ? register(context) : null;
    }

    private ServiceRegistration<?> register(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ONE_SHOT, true);
        return context.registerService(Callable.class, this, properties);
    }

    /** The descriptors themselves: Gogo replaces {@code System.out} by one that depends on the thread. */
    private static Conversation conversation(BundleContext context) {
        return new ProcessConversation(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)),
                Boolean.parseBoolean(context.getProperty(TTY)), Boolean.parseBoolean(context.getProperty(COLOUR)));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setSettling(LaneSettling service) {
        synchronized (changed) {
            settling = service;
            changed.notifyAll();
        }
    }

    void unsetSettling(LaneSettling service) {
        synchronized (changed) {
            settling = settling == service ? null : settling;
        }
    }

    @Deactivate
    void close() {
        if (registration != null) {
            registration.unregister();
        }
        synchronized (changed) {
            closed = true;
            if (caller != null) {
                caller.interrupt();
            }
        }
    }

    /**
     * Runs the command. When the platform stops meanwhile: {@link Exit#OK} for a command that ran until it was stopped,
     * {@link Exit#NONE} for any other, because it has no answer.
     */
    @Override
    public Integer call() {
        synchronized (changed) {
            if (closed) {
                return ended();
            }
            caller = Thread.currentThread();
        }
        try (CommandRegistry.Subscription watch = registry.onChange(this::registryChanged)) {
            prepare();
            return runner.run(words, conversation);
        } catch (CommandException refused) {
            return CommandRunner.refuse(refused.exit(), refused.getMessage(), Arguments.wantsJson(words), conversation);
        } catch (InterruptedException stopped) {
            return conversation.stopped() ? Exit.OK : ended();
        } finally {
            synchronized (changed) {
                caller = null;
                if (closed) {
                    // Ours, and not meant for what the caller does next.
                    Thread.interrupted();
                }
            }
        }
    }

    private int ended() {
        conversation.err("The command was ended before it was done.\n");
        return Exit.NONE;
    }

    private void registryChanged() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private void prepare() throws CommandException, InterruptedException {
        long end = time.nanoTime() + PATIENCE.toNanos();
        CommandRegistry.Resolved resolved = resolve(end);
        CommandSpec spec = resolved.command().spec();
        // The words are checked before anything is waited for: a mistyped option should not take ten seconds to be told.
        if (Arguments.parse(spec, resolved.rest()).help()) {
            return;
        }
        if (spec.where() == Where.RUNNING) {
            throw new CommandException(Exit.NOT_RUNNING, "NIJA is not running on the data folder " + installation.data()
                    + ", and '" + spec.name() + "' asks a running one. Start it with 'nija run'.");
        }
        if (spec.lanes()) {
            lanes.open();
            LaneSettling service = settling(end);
            if (service == null || !service.await(true, Duration.ofNanos(Math.max(0, end - time.nanoTime())))) {
                conversation.err("Not every lane has settled within " + PATIENCE.toSeconds() + " s; what follows is what is known.\n");
            }
        }
    }

    /** Commands come with their bundles, and bundles are still starting. */
    private CommandRegistry.Resolved resolve(long end) throws Usage, InterruptedException {
        while (true) {
            synchronized (changed) {
                try {
                    return registry.resolve(words);
                } catch (Usage unknown) {
                    if (words.isEmpty() || !await(end)) {
                        throw unknown;
                    }
                }
            }
        }
    }

    private LaneSettling settling(long end) throws InterruptedException {
        synchronized (changed) {
            while (settling == null) {
                if (!await(end)) {
                    return null;
                }
            }
            return settling;
        }
    }

    /** Waits for a change, holding the monitor; false when the time is over. */
    private boolean await(long end) throws InterruptedException {
        long left = (end - time.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        changed.wait(left);
        return true;
    }
}
