package io.nija.configuration.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.nija.configuration.internal.FolderReader.Found;

/**
 * Decides when a change of a file is complete. Editors and copies write in steps: they empty a file and fill it,
 * move the old one away and the new one in. So a change counts when two looks found the same, and what looks
 * unfinished must stay so for longer. Not thread-safe: used on one queue.
 */
final class Settling {

    /** Between two looks while something is changing. */
    static final Duration CONFIRM = Duration.ofMillis(100);
    /** A file whose last line has no end may still be growing. */
    static final Duration OPEN_END = Duration.ofMillis(500);
    /** Between the moment an editor moves the old file away and the moment the new one is there. */
    static final Duration GONE = Duration.ofMillis(350);
    /** Between truncating a file and writing it. */
    static final Duration EMPTY = Duration.ofSeconds(2);

    private final Map<String, Candidate> candidates = new HashMap<>();
    private final Map<String, FileContent> settled = new HashMap<>();

    private record Candidate(FileContent content, long since) {}

    /**
     * A change that is complete.
     *
     * @param file its name
     * @param found what is there now, or null when the file is gone
     */
    record Change(String file, Found found) {}

    /**
     * Takes one look into account.
     *
     * @param found what was read
     * @param atRest files that may be believed at once, because nobody has written to them for a while
     * @param now in nanoseconds of a clock that never goes back
     * @return what became complete with this look
     */
    List<Change> observe(Map<String, Found> found, Set<String> atRest, long now) {
        List<Change> changes = new ArrayList<>();
        Set<String> names = new HashSet<>(settled.keySet());
        names.addAll(candidates.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            Found here = found.get(name);
            FileContent content = here == null ? null : here.content();
            if (Objects.equals(content, settled.get(name))) {
                candidates.remove(name);
                continue;
            }
            Candidate candidate = candidates.get(name);
            boolean complete = atRest.contains(name);
            if (candidate == null || !Objects.equals(candidate.content(), content)) {
                candidates.put(name, new Candidate(content, now));
            } else {
                complete |= now - candidate.since() >= quiet(content).toNanos();
            }
            if (complete) {
                settle(name, content);
                changes.add(new Change(name, here));
            }
        }
        return changes;
    }

    private void settle(String name, FileContent content) {
        candidates.remove(name);
        if (content == null) {
            settled.remove(name);
        } else {
            settled.put(name, content);
        }
    }

    private static Duration quiet(FileContent content) {
        if (content == null || content instanceof FileContent.Unreadable) {
            return GONE;
        }
        byte[] bytes = ((FileContent.Bytes) content).bytes();
        if (bytes.length == 0) {
            return EMPTY;
        }
        return bytes[bytes.length - 1] == '\n' ? Duration.ZERO : OPEN_END;
    }

    /** Whether something has changed but is not yet complete, so that the next look should come soon. */
    boolean isUnsettled() {
        return !candidates.isEmpty();
    }
}
