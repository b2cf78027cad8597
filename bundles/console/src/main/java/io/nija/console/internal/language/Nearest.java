package io.nija.console.internal.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a mistyped one was probably meant to be. */
public final class Nearest {

    private Nearest() {}

    /**
     * The nearest of {@code known} by edits (insert, delete, replace, swap of neighbours), regardless of case; empty
     * when even that one needs more edits than a third of the word, since a wild guess helps nobody. The first in
     * alphabetical order wins a tie. A word that is the beginning of a known one counts as near.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String typed = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, (typed.length() + 2) / 3);
        Optional<String> byEdits = known.stream()
                .sorted()
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> distance(typed, candidate.toLowerCase(Locale.ROOT)) <= limit);
        if (byEdits.isPresent() || typed.length() < 2) {
            return byEdits;
        }
        return known.stream().sorted().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed)).findFirst();
    }

    /** {@code "; did you mean 'x'?"}, or a full stop when nothing is near. */
    public static String question(String word, Collection<String> known) {
        return to(word, known).map(near -> "; did you mean '" + near + "'?").orElse(".");
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
