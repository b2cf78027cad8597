package io.nija.console.internal.gogo;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.command.Exit;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.talk.CommandRunner;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps one Gogo function registered for each first word of a command ({@code nija:status}, {@code nija:config}), and
 * {@code nija:exit}, which stops NIJA.
 */
@Component(service = {}, immediate = true)
public final class GogoCommands {

    /** The scope of our functions. */
    static final String SCOPE = "nija";

    private final BundleContext context;
    private final CommandRegistry registry;
    private final CommandRunner runner;
    private final CommandRegistry.Subscription watch;
    private final Object lock = new Object();
    private final Map<String, ServiceRegistration<Function>> functions = new HashMap<>();
    private boolean closed;

    @Activate
    public GogoCommands(
            BundleContext context,
            @Reference CommandProcessor gogo,
            @Reference CommandRegistry registry,
            @Reference CommandRunner runner) {
        this.context = context;
        this.registry = registry;
        this.runner = runner;
        synchronized (lock) {
            functions.put("exit", register(context, "exit", (session, arguments) -> exit()));
        }
        watch = registry.onChange(this::refresh);
        refresh();
    }

    private void refresh() {
        Set<String> wanted = registry.specs().stream().map(spec -> spec.name().split(" ")[0]).collect(Collectors.toSet());
        wanted.add("exit");
        synchronized (lock) {
            if (closed) {
                return;
            }
            functions.entrySet().removeIf(entry -> {
                boolean gone = !wanted.contains(entry.getKey());
                if (gone) {
                    entry.getValue().unregister();
                }
                return gone;
            });
            wanted.stream().filter(word -> !functions.containsKey(word)).forEach(word ->
                    functions.put(word, register(context, word, (session, arguments) -> run(word, session, arguments))));
        }
    }

    static ServiceRegistration<Function> register(BundleContext context, String name, Function function) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, SCOPE);
        properties.put(CommandProcessor.COMMAND_FUNCTION, name);
        return context.registerService(Function.class, function, properties);
    }

    /** Answers null: whatever is returned, the console would print it once more. */
    private Object run(String word, CommandSession session, List<Object> arguments) {
        List<String> words = new ArrayList<>();
        words.add(word);
        arguments.forEach(argument -> words.add(String.valueOf(argument)));
        Process process = Process.Utils.current();
        GogoConversation conversation = new GogoConversation(session, process);
        try {
            process.error(runner.run(words, conversation));
        } catch (InterruptedException cancelled) {
            conversation.err("Cancelled.\n");
            process.error(Exit.NONE);
        }
        return null;
    }

    private Object exit() throws BundleException {
        // Returns at once; the framework stops on a thread of its own.
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        return null;
    }

    @Deactivate
    void close() {
        watch.close();
        synchronized (lock) {
            closed = true;
            functions.values().forEach(ServiceRegistration::unregister);
            functions.clear();
        }
    }
}
