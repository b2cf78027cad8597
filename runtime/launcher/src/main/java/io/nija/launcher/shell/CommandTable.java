package io.nija.launcher.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.launcher.Plain;
import io.nija.launcher.Refusal;

/**
 * What the launcher must know of a bundle's command before it starts a framework: {@code lib/commands.tsv}, written by
 * the build from the commands' own declarations.
 */
public final class CommandTable {

    /** Where a command runs. */
    public enum Where {
        /** In the running NIJA only. */
        RUNNING,
        /** In the running NIJA if there is one, else in a process of its own. */
        EITHER,
        /** Always in a process of its own. */
        LOCAL
    }

    /**
     * One command.
     *
     * @param name one word, or two
     * @param lanes whether it needs the lanes, and so the data folder's lock, in a process of its own
     */
    public record Entry(String name, Where where, boolean lanes) {}

    private final Map<String, Entry> entries;

    private CommandTable(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** Reads the table; one without a file knows nothing, and then every command may run on its own. */
    public static CommandTable read(Path file) throws Refusal {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    Entry entry = entry(line);
                    entries.put(entry.name(), entry);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new Refusal(Refusal.CONFIGURATION, "The file " + file + " of this installation is damaged ("
                        + Plain.text(String.valueOf(e.getMessage())) + "); install NIJA again.");
            }
        }
        return new CommandTable(entries);
    }

    private static Entry entry(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < 3) {
            throw new IllegalArgumentException("not three columns: " + line);
        }
        return new Entry(columns[0], Where.valueOf(columns[1]), Boolean.parseBoolean(columns[2]));
    }

    /** The command these words begin with; empty when the table does not know it. */
    public Optional<Entry> find(List<String> words) {
        if (words.size() > 1) {
            Entry two = entries.get(words.get(0) + " " + words.get(1));
            if (two != null) {
                return Optional.of(two);
            }
        }
        Entry one = entries.get(words.get(0));
        if (one != null) {
            return Optional.of(one);
        }
        // "config" alone, or with a second word that is none of its own: the bundle says what is missing.
        return entries.values().stream().filter(e -> e.name().startsWith(words.get(0) + " ")).findFirst();
    }

    /** Whether the table was found. */
    public boolean known() {
        return !entries.isEmpty();
    }

    /** The command whose first word is nearest to this one, if any is near. */
    public Optional<String> nearest(String word) {
        String best = null;
        int bestDistance = 3;
        for (String name : entries.keySet()) {
            int distance = distance(word, name.split(" ")[0]);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edits of one character that lead from one word to the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
