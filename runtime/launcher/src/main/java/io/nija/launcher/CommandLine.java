package io.nija.launcher;

import java.util.List;
import java.util.OptionalInt;

/** What the words after {@code nija} ask for. The launcher knows two commands itself; all others belong to bundles. */
sealed interface CommandLine {

    /**
     * Start the platform.
     *
     * @param headless no console, even at a terminal
     * @param check resolve everything, say what fails, and end
     */
    record Run(boolean headless, boolean check) implements CommandLine {}

    /**
     * Start the platform with the built-in exchange.
     *
     * @param headless no console, even at a terminal
     */
    record Demo(boolean headless) implements CommandLine {}

    /**
     * Show that orders survive crashes.
     *
     * @param rounds how often NIJA is killed; as often as fits into ninety seconds when empty
     */
    record CrashDemo(OptionalInt rounds) implements CommandLine {}

    /**
     * A command of a bundle.
     *
     * @param words the command and its arguments, never empty
     */
    record Words(List<String> words) implements CommandLine {

        public Words {
            words = List.copyOf(words);
        }
    }

    /** @throws Refusal when a flag of {@code run} or {@code demo} is unknown, or nothing was asked */
    static CommandLine parse(List<String> arguments) throws Refusal {
        if (arguments.isEmpty()) {
            throw new Refusal(Refusal.USAGE,
                    "Say what to do, for example: nija run, nija demo, nija status; nija help lists all commands.");
        }
        String first = arguments.get(0);
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (first) {
            case "run" -> wantsHelp(rest) ? help(first) : run(rest);
            case "demo" -> wantsHelp(rest) ? help(first) : demo(rest);
            case "--help", "-h", "-?" -> new Words(List.of("help"));
            case "--version" -> new Words(List.of("version"));
            default -> new Words(arguments);
        };
    }

    private static CommandLine run(List<String> flags) throws Refusal {
        boolean headless = false;
        boolean check = false;
        for (String flag : flags) {
            switch (flag) {
                case "--headless" -> headless = true;
                case "--check" -> check = true;
                default -> throw unknown("run", flag, "--headless and --check");
            }
        }
        return new Run(headless, check);
    }

    private static CommandLine demo(List<String> flags) throws Refusal {
        if (flags.contains("--crash")) {
            return crash(flags);
        }
        boolean headless = false;
        for (String flag : flags) {
            if (!flag.equals("--headless")) {
                throw unknown("demo", flag, "--headless, or --crash with --rounds N");
            }
            headless = true;
        }
        return new Demo(headless);
    }

    private static CommandLine crash(List<String> flags) throws Refusal {
        OptionalInt rounds = OptionalInt.empty();
        for (int i = 0; i < flags.size(); i++) {
            switch (flags.get(i)) {
                case "--crash", "--headless" -> {
                    // It never has a console.
                }
                case "--rounds" -> rounds = rounds(i + 1 < flags.size() ? flags.get(++i) : "");
                default -> throw unknown("demo --crash", flags.get(i), "--rounds N");
            }
        }
        return new CrashDemo(rounds);
    }

    private static OptionalInt rounds(String text) throws Refusal {
        if (text.matches("[1-9][0-9]{0,2}")) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        throw new Refusal(Refusal.USAGE, "nija demo --crash --rounds needs a whole number from 1 to 999, not \"" + Plain.text(text) + "\".");
    }

    private static boolean wantsHelp(List<String> flags) {
        return flags.contains("--help") || flags.contains("-h");
    }

    private static CommandLine help(String command) {
        return new Words(List.of("help", command));
    }

    private static Refusal unknown(String command, String flag, String known) {
        return new Refusal(Refusal.USAGE,
                "nija " + command + " does not know \"" + Plain.text(flag) + "\"; it takes " + known + ".");
    }
}
