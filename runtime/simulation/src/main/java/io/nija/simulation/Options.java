package io.nija.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param one the only seed, to be told with its last steps; null for a range
 * @param from the first seed
 * @param to the last seed
 * @param threads how many seeds at a time
 * @param without troubles that are not to happen
 * @param mutants planted bugs to hunt for; empty for none
 * @param minutes after so many nothing new is begun; 0 for no limit
 */
record Options(Long one, long from, long to, int threads, Set<String> without, List<Mutation> mutants, int minutes) {

    static final String USAGE = """
            simulate --seed N                     one seed, with its last steps
            simulate --seeds N..M                 a range of seeds; 'simulate' alone is --seeds 1..1000
            simulate --mutants [NAME,NAME]        hunts planted bugs, all or these, each with the clean seeds of the range
                 --threads N                      so many seeds at a time (1)
                 --minutes N                      begins nothing new after so many minutes
                 --without NAME,NAME              leaves troubles out: weather lag disk session swap person switch jump crash clock
            Exit code 0: clean, or every planted bug was found; 1: not so; 64: usage.
            """;

    /** @throws IllegalArgumentException with words for people */
    static Options of(String... arguments) {
        Long one = null;
        long from = 1;
        long to = 0;
        int threads = 1;
        int minutes = 0;
        Set<String> without = Set.of();
        List<Mutation> mutants = List.of();
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length && !arguments[i + 1].startsWith("--") ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--seed" -> one = number(arguments[i], value);
                case "--seeds" -> {
                    String[] ends = value.split("\\.\\.", 2);
                    from = ends.length == 2 ? number(arguments[i], ends[0]) : 1;
                    to = number(arguments[i], ends[ends.length - 1]);
                }
                case "--threads" -> threads = (int) Math.max(1, number(arguments[i], value));
                case "--minutes" -> minutes = (int) number(arguments[i], value);
                case "--without" -> without = known(value);
                case "--mutants" -> mutants = mutants(value);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".");
            }
            i += value.isEmpty() ? 0 : 1;
        }
        return new Options(one, from, to > 0 ? to : mutants.isEmpty() ? 1_000 : 60, threads, without, mutants, minutes);
    }

    private static long number(String option, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(option + " wants a number, not '" + text + "'.", none);
        }
    }

    private static Set<String> known(String names) {
        Set<String> without = new HashSet<>(List.of(names.split(",")));
        Set<String> unknown = new HashSet<>(without);
        unknown.removeAll(Temper.TROUBLES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no trouble " + unknown + ".");
        }
        return without;
    }

    private static List<Mutation> mutants(String names) {
        if (names.isEmpty()) {
            return Mutations.all();
        }
        List<Mutation> wanted = new ArrayList<>();
        for (String name : names.split(",")) {
            wanted.add(Mutations.all().stream().filter(mutation -> mutation.name().equals(name)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no planted bug '" + name + "'.")));
        }
        return wanted;
    }
}
