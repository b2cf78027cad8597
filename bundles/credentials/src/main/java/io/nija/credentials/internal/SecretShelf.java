package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.nija.credentials.SecretReport;
import io.nija.credentials.SecretReport.State;
import io.nija.credentials.SecretRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single secrets that somebody asked for. The first source that holds a value, or something that cannot be read,
 * decides. Not thread-safe but for the reports.
 */
final class SecretShelf {

    /** What may be asked for begins so; keys of accounts are asked for by lanes only. */
    static final String PREFIX = "NIJA_";

    /** Longer than any address or token. */
    private static final int LONGEST = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.credentials");

    private final Function<SingleSecret, Runnable> publisher;
    private final List<SecretRequest> requests = new ArrayList<>();
    private final Map<String, Issued> issued = new TreeMap<>();
    private volatile Map<String, SecretReport> reports = Map.of();

    private record Issued(SingleSecret secret, Runnable end) {}

    /** A finding, with the value when it is usable; the value belongs to the snapshot. */
    private record Result(SecretReport report, SecretText text) {}

    /** @param publisher makes a secret available to others, and answers how to end that */
    SecretShelf(Function<SingleSecret, Runnable> publisher) {
        this.publisher = publisher;
    }

    void add(SecretRequest request) {
        requests.add(request);
    }

    void remove(SecretRequest request) {
        requests.removeIf(other -> other == request);
    }

    /** The variables to look at: none that is not ours to give. */
    List<String> variables() {
        return requests.stream().map(SecretRequest::variable).filter(name -> name.startsWith(PREFIX)).distinct().toList();
    }

    /** The last finding, or null when nobody asked. Any thread. */
    SecretReport report(String variable) {
        return reports.get(variable);
    }

    /**
     * Looks again.
     *
     * @param sources in order
     * @param keys the variables of lanes' keys, which are never given out
     * @param envFile where to put a value, in words
     */
    void look(List<Source> sources, Set<String> keys, String envFile) {
        Map<String, SecretReport> now = new TreeMap<>();
        Map<String, SecretReport> before = reports;
        for (SecretRequest request : requests) {
            String variable = request.variable();
            if (now.containsKey(variable)) {
                continue;
            }
            Result result = keys.contains(variable) || !variable.startsWith(PREFIX) ? reserved(variable)
                    : find(variable, sources, envFile);
            now.put(variable, result.report());
            say(request, before.get(variable), result.report());
            issue(variable, result.text());
        }
        reports = Map.copyOf(now);
        for (String variable : List.copyOf(issued.keySet())) {
            if (!now.containsKey(variable)) {
                withdraw(variable);
            }
        }
    }

    private static Result reserved(String variable) {
        return new Result(new SecretReport(variable, State.MALFORMED, "SECRET_NAME_RESERVED", variable
                + " may hold a lane's key, so it is not given out as anything else.", "Use another variable for the key."), null);
    }

    private static Result find(String variable, List<Source> sources, String envFile) {
        Half useless = null;
        for (Source source : sources) {
            Half half = Half.look(source, variable);
            if (half.presence() == Half.Presence.UNREADABLE) {
                Found.Unreadable unreadable = (Found.Unreadable) half.found();
                return new Result(new SecretReport(variable, State.UNREADABLE, unreadable.code(), half.inWords() + ".",
                        "Make " + unreadable.place() + " a readable text file of at most 1 MiB, owned by the user NIJA runs as."), null);
            }
            if (half.isSet()) {
                return judged(half);
            }
            useless = useless == null && half.presence() != Half.Presence.UNSET ? half : useless;
        }
        return new Result(new SecretReport(variable, State.ABSENT, "SECRET_ABSENT",
                useless == null ? variable + " is not set." : useless.inWords() + ".", "Set " + variable + " in " + envFile + "."), null);
    }

    private static Result judged(Half half) {
        SecretText text = half.text().stripped();
        if (text.length() > LONGEST || text.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
            text.wipe();
            return new Result(new SecretReport(half.variable(), State.MALFORMED, "SECRET_MALFORMED", half.inWords()
                    + ", but has a line break or another control character in it, or more than " + LONGEST + " characters.",
                    "Write the value alone, on one line."), null);
        }
        return new Result(new SecretReport(half.variable(), State.PRESENT, "SECRET_PRESENT", half.inWords() + ".", ""), text);
    }

    private void issue(String variable, SecretText text) {
        Issued running = issued.get(variable);
        if (running != null && text != null && running.secret().is(text)) {
            text.wipe();
            return;
        }
        if (running != null) {
            withdraw(variable);
        }
        if (text != null) {
            SingleSecret secret = new SingleSecret(variable, text);
            issued.put(variable, new Issued(secret, publisher.apply(secret)));
        }
    }

    private void withdraw(String variable) {
        Issued gone = issued.remove(variable);
        gone.end().run();
        gone.secret().withdraw();
    }

    void withdrawAll() {
        List.copyOf(issued.keySet()).forEach(this::withdraw);
    }

    /** One line when it is another than before; that nothing is there is normal. */
    private static void say(SecretRequest request, SecretReport before, SecretReport now) {
        if (before != null && before.detail().equals(now.detail())) {
            return;
        }
        switch (now.state()) {
            case PRESENT -> LOG.info("{} It is {}.", now.detail(), request.purpose());
            case ABSENT -> {
                if (before != null) {
                    LOG.info("{} It was {}. [{}]", now.detail(), request.purpose(), now.code());
                }
            }
            case UNREADABLE, MALFORMED -> LOG.warn("{} It should be {}. {} [{}]", now.detail(), request.purpose(), now.hint(), now.code());
        }
    }
}
