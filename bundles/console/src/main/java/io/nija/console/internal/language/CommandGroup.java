package io.nija.console.internal.language;

import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;

/** The headings under which the help lists commands, in that order. */
enum CommandGroup {
    START("Start"),
    LOOK("Look at the running NIJA"),
    CHANGE("Change the running NIJA"),
    ALWAYS("Work with or without a running NIJA"),
    ALONE("Run on their own");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static CommandGroup of(CommandSpec spec) {
        if (LauncherCommand.NAMES.contains(spec.name())) {
            return START;
        }
        return switch (spec.where()) {
            case RUNNING -> spec.effect() == Effect.READS ? LOOK : CHANGE;
            case EITHER -> ALWAYS;
            case LOCAL -> ALONE;
        };
    }

    /** What a table says about {@link Where} in one word. */
    static String needsRunning(CommandSpec spec) {
        return spec.where() == Where.RUNNING ? "yes" : "no";
    }
}
