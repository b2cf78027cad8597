package io.nija.credentials.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How close a variable's name that is set comes to one that is looked for. */
final class NearMiss {

    /** More than two slips are another name, not a slip. */
    private static final int SLIPS = 2;

    /** Anything that is not one. */
    static final int NONE = Integer.MAX_VALUE;

    private NearMiss() {}

    /**
     * Zero for a name that differs in capitals or separators only, 1 or 2 for so many slips (a letter too many, too
     * few, another one, or two exchanged), 3 for one whole word too many or too few; else {@link #NONE}.
     */
    static int distance(String set, String wanted) {
        String one = set.toUpperCase(Locale.ROOT);
        String other = wanted.toUpperCase(Locale.ROOT);
        if (letters(one).equals(letters(other))) {
            return 0;
        }
        if (Math.abs(one.length() - other.length()) <= SLIPS && !halfChanged(one, other)) {
            int slips = damerauLevenshtein(one, other);
            if (slips <= SLIPS) {
                return slips;
            }
        }
        return oneWordApart(words(one), words(other)) ? SLIPS + 1 : NONE;
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Z0-9]", "");
    }

    /** A key's variable is never a misspelt secret's. */
    private static boolean halfChanged(String one, String other) {
        return one.contains("SECRET") != other.contains("SECRET") && one.contains("KEY") != other.contains("KEY");
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.split("[^A-Z0-9]+"));
    }

    /** Whether the longer one is the shorter one with one word put in; the broker's name comes first in both. */
    private static boolean oneWordApart(List<String> one, List<String> other) {
        List<String> longer = one.size() > other.size() ? one : other;
        List<String> shorter = longer == one ? other : one;
        if (longer.size() != shorter.size() + 1 || shorter.size() < 3 || !longer.get(0).equals(shorter.get(0))) {
            return false;
        }
        int same = 0;
        while (same < shorter.size() && longer.get(same).equals(shorter.get(same))) {
            same++;
        }
        return longer.subList(same + 1, longer.size()).equals(shorter.subList(same, shorter.size()));
    }

    /** The number of letters put in, left out, replaced, or exchanged with their neighbour (optimal string alignment). */
    static int damerauLevenshtein(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= other.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int replaced = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
