package io.nija.console.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.console.internal.render.Ages;
import io.nija.status.Evidence;
import io.nija.status.Step;

/** The steps of a lane as rows of a table, and as words. */
final class Ladder {

    private Ladder() {}

    /** A row for each step: mark, step, time, age, finding. Satisfied with something to say is {@code !}; not tried yet is a dot. */
    static List<List<String>> rows(List<Evidence> evidence, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            Optional<Evidence> known = evidence.stream().filter(line -> line.step() == step).findFirst();
            if (known.isPresent() || !step.said()) {
                rows.add(known.map(line -> row(line, now)).orElseGet(() -> untried(step)));
            }
        }
        return rows;
    }

    private static List<String> row(Evidence line, Instant now) {
        boolean plain = line.ok() && line.code().equals("OK");
        String found = plain ? line.detail() : line.detail() + " (" + line.code() + ")";
        List<String> row = new ArrayList<>();
        row.add(plain ? "✓" : line.ok() ? "!" : "✗");
        row.add(line.step().label());
        row.add(Ages.time(line.at()));
        row.add(Ages.age(line.at(), now));
        row.add(found);
        return row;
    }

    private static List<String> untried(Step step) {
        List<String> row = new ArrayList<>();
        row.add("·");
        row.add(step.label());
        row.add(null);
        row.add(null);
        row.add("not known yet");
        return row;
    }

    /** What it means that a step is not satisfied. */
    static String inWords(Step step) {
        return switch (step) {
            case FILE -> "the account's file was refused";
            case KEYS -> "the keys are not there";
            case FORMAT -> "the keys cannot be right";
            case BROKER -> "the broker's bundle is not here";
            case VENUE -> "the venue does not answer as it should";
            case AUTHENTICATION -> "no call with these keys is accepted now";
            case IDENTITY -> "the keys are not this account's";
            case CLOCK -> "this machine's clock is off";
            case PERMISSIONS -> "the key lacks rights";
            case BALANCES -> "the money is not known or not enough";
            case INSTRUMENTS -> "the instruments' rules are not known";
            case STREAM -> "the private stream cannot be opened";
            case PATH -> "orders have no way to the venue";
            case LIMITS -> "the venue's limits are used up";
            case RECONCILIATION -> "journal and venue do not agree";
            case STRATEGY -> "no strategy may trade";
        };
    }
}
