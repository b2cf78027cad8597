package io.nija.report.internal;

import static io.nija.report.internal.Markdown.code;
import static io.nija.report.internal.Markdown.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

/** The last two sections: what is proven and what is not, and what to do about the first thing that is not. */
final class ReportAdvice {

    /** What a reader can tick off; the later steps are not his. */
    private static final List<Step> STEPS = List.of(Step.FILE, Step.KEYS, Step.FORMAT, Step.BROKER, Step.VENUE,
            Step.AUTHENTICATION, Step.IDENTITY, Step.CLOCK, Step.PERMISSIONS, Step.BALANCES, Step.INSTRUMENTS);

    private final Situation situation;
    private final Markdown out;

    ReportAdvice(Situation situation, Markdown out) {
        this.situation = situation;
        this.out = out;
    }

    void checklist() {
        out.heading(2, "Checklist");
        for (LaneStatus lane : situation.board().lanes().toList()) {
            out.paragraph(code(lane.lane().toString()) + (lane.state() == LadderState.DISABLED ? " is switched off." : ""));
            if (lane.state() != LadderState.DISABLED) {
                out.list(STEPS.stream().map(step -> item(step, lane.evidence(step))).toList());
            }
        }
        if (situation.board().lanes().findAny().isEmpty()) {
            out.list(List.of("[ ] an account is configured"));
        }
    }

    private static String item(Step step, Optional<Evidence> evidence) {
        String tick = evidence.filter(Evidence::ok).isPresent() ? "[x] " : "[ ] ";
        String known = evidence.isEmpty() ? " (not known yet)" : evidence.get().ok() ? "" : " (" + code(evidence.get().code()) + ")";
        return tick + words(step) + known;
    }

    private static String words(Step step) {
        return switch (step) {
            case FILE -> "the account's file is accepted";
            case KEYS -> "both halves of the key pair are set";
            case FORMAT -> "the keys have the right form and are nobody else's";
            case BROKER -> "the broker's bundle is here";
            case VENUE -> "the venue answers and is open";
            case AUTHENTICATION -> "the venue accepts the keys";
            case IDENTITY -> "the keys belong to this account";
            case CLOCK -> "the clock is right";
            case PERMISSIONS -> "the key has the rights it needs";
            case BALANCES -> "balances are read and suffice for a smallest order";
            case INSTRUMENTS -> "the rules of the instruments are read";
            case STREAM -> "the private stream is open";
            case PATH -> "orders have a way to the venue";
            case LIMITS -> "the venue's limits are counted";
            case RECONCILIATION -> "journal and venue agree";
            case STRATEGY -> "a strategy runs";
        };
    }

    void troubleshooting() {
        out.heading(2, "Troubleshooting");
        List<String> items = new ArrayList<>();
        situation.board().accounts().stream().filter(account -> account.problem() != null).forEach(account ->
                items.add(code(account.id().value()) + ": " + plain(account.problem()) + " Check with "
                        + code("bin/nija config check") + "."));
        situation.board().lanes().filter(lane -> lane.state() != LadderState.DISABLED).forEach(lane -> {
            if (lane.blocked() != null) {
                items.add(code(lane.lane().toString()) + " is " + lane.blocked().kind() + ": " + plain(lane.blocked().reason())
                        + (lane.blocked().until() == null ? "" : " It is tried again by itself at "
                                + ReportText.time(lane.blocked().until()) + "."));
            }
            lane.firstFailure().ifPresent(failure -> items.add(code(lane.lane().toString()) + " stops at **"
                    + failure.step().label() + "**: " + plain(failure.detail()) + " (" + code(failure.code()) + ", "
                    + ReportText.time(failure.at()) + ")"
                    + (failure.hint().isEmpty() ? "" : " Do: " + plain(failure.hint()))
                    + " More: " + code("bin/nija why " + lane.lane()) + "."));
        });
        if (items.isEmpty()) {
            out.paragraph("No step of any lane has failed.");
        } else {
            out.list(items);
        }
        out.paragraph("Clock, disk, ports, file modes and leftovers: " + code("bin/nija doctor") + ".");
    }
}
