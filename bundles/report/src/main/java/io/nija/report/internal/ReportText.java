package io.nija.report.internal;

import static io.nija.report.internal.Markdown.code;
import static io.nija.report.internal.Markdown.plain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.account.KeyVariables;
import io.nija.account.Mode;
import io.nija.platform.Installation;
import io.nija.status.AccountStatus;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;

/** The report as Markdown, with the sections its readers know. A pure function of the situation. */
final class ReportText {

    private final Situation situation;
    private final Conclusions conclusions;
    private final Markdown out = new Markdown();

    private final Map<LaneId, List<String>> agreements;

    private ReportText(Situation situation, Map<LaneId, List<String>> agreements) {
        this.situation = situation;
        this.agreements = agreements;
        this.conclusions = new Conclusions(situation.board());
    }

    static String of(Situation situation) {
        return of(situation, Map.of());
    }

    /** @param agreements what of each lane's orders and holdings is whose, and where journal and venue differ */
    static String of(Situation situation, Map<LaneId, List<String>> agreements) {
        return new ReportText(situation, agreements).render();
    }

    private String render() {
        if (!situation.running()) {
            out.paragraph("NIJA is not running. This report is of a start for this report only, which connected, looked and ended.");
        }
        out.heading(1, "NIJA connection status");
        out.paragraph("Generated " + time(situation.board().generatedAt()) + " (UTC) by NIJA " + plain(situation.board().build())
                + ", from the live status model. Times of evidence are the times of real calls.");
        if (situation.start() == Installation.Start.DEMO) {
            out.paragraph("This is the demonstration: the built-in exchange, keys issued by it, no real money.");
        }
        summary();
        accounts();
        technicalDetails();
        journal();
        brokers();
        missingCredentials();
        howToEnable();
        new ReportAdvice(situation, out).checklist();
        new ReportAdvice(situation, out).troubleshooting();
        return out.toString();
    }

    private void summary() {
        out.heading(2, "Executive summary");
        int counted = conclusions.counted().size();
        String of = " of " + counted + (counted == 1 ? " lane" : " lanes");
        out.paragraph("**connected: " + yes(conclusions.connectedCount() > 0) + "** (" + conclusions.connectedCount() + of
                + conclusions.connectedProvenAt().map(at -> ", proven " + time(at)).orElse("") + ") · **may trade: "
                + yes(conclusions.mayTradeCount() > 0) + "** (" + conclusions.mayTradeCount() + of
                + conclusions.mayTradeProvenAt().map(at -> ", proven " + time(at)).orElse("") + ") · **trading: "
                + conclusions.whyNoTrading().map(why -> "NO**, " + plain(why))
                        .orElseGet(() -> "YES** (" + conclusions.tradingCount() + of + ")"));
        if (counted == 0) {
            out.paragraph(situation.board().accounts().isEmpty()
                    ? "No account is configured. An account is a file `io.nija.account-NAME.cfg` in the configuration folder."
                    : "There is nothing to count: every lane is paper or switched off.");
        }
        out.list(List.of(
                "**connected** means: the venue accepted a signed call with this lane's own keys less than a minute ago.",
                "**may trade** means: rights, clock and balance were read from the venue, and suffice for a smallest order; "
                        + "nothing stands in the way. It does not mean that an order will be sent.",
                "**trading** means: a strategy runs, and mode and switches let it open positions."));
    }

    private void accounts() {
        out.heading(2, "Status per account");
        for (AccountStatus account : situation.board().accounts()) {
            out.heading(3, plain(account.name()) + " (" + code(account.id().value()) + ", "
                    + account.role().name().toLowerCase(Locale.ROOT) + ")");
            if (account.problem() != null) {
                out.paragraph("**The account's file was refused:** " + plain(account.problem()));
            }
            if (account.lanes().isEmpty()) {
                out.paragraph("No broker is named in its file.");
                continue;
            }
            List<List<String>> rows = new ArrayList<>();
            List<List<String>> variables = new ArrayList<>();
            for (LaneStatus lane : account.lanes()) {
                rows.add(List.of(code(lane.lane().broker().value()), lane.mode().name().toLowerCase(Locale.ROOT),
                        state(lane), yes(Conclusions.connected(lane)), mayTrade(lane), time(lane.since()), plain(lane.hint())));
                for (KeyState key : KeyState.of(lane, situation.keys().getOrDefault(lane.lane(), List.of()))) {
                    variables.add(List.of(code(lane.lane().broker().value()), code(key.variable()), key.state()));
                }
            }
            out.table(List.of("broker", "mode", "state", "connected", "may trade", "since", "what to do"), rows);
            if (!variables.isEmpty()) {
                out.table(List.of("broker", "required variable", "state"), variables);
            }
        }
        if (situation.board().accounts().isEmpty()) {
            out.paragraph("There is no account.");
        }
    }

    private static String mayTrade(LaneStatus lane) {
        return Conclusions.provenAt(lane).map(at -> "YES, proven " + time(at)).orElse(yes(Conclusions.mayTrade(lane)));
    }

    private static String state(LaneStatus lane) {
        String state = lane.state().name();
        return lane.blocked() == null ? state : state + ", " + lane.blocked().kind()
                + (lane.blocked().until() == null ? "" : " until " + time(lane.blocked().until()));
    }

    private void technicalDetails() {
        out.heading(2, "Technical details");
        for (LaneStatus lane : situation.board().lanes().toList()) {
            out.heading(3, code(lane.lane().toString()));
            List<List<String>> rows = new ArrayList<>();
            for (Evidence line : lane.evidence()) {
                rows.add(List.of(line.step().label(), line.ok() ? "ok" : "**no**", time(line.at()), code(line.code()),
                        plain(line.detail())));
            }
            out.table(List.of("step", "proven", "at", "code", "evidence"), rows);
            List<String> more = new ArrayList<>();
            if (lane.blocked() != null) {
                more.add("Blocked: " + lane.blocked().kind() + ", " + plain(lane.blocked().reason()));
            }
            if (lane.equity() != null) {
                more.add("Equity: " + plain(lane.equity().toString()));
            }
            if (lane.openOrders() != null) {
                more.add("Open orders at the venue: " + lane.openOrders());
            }
            if (lane.lastError() != null) {
                more.add("Last error: " + time(lane.lastError().at()) + " " + code(lane.lastError().code()) + " "
                        + plain(lane.lastError().message()));
            }
            if (!more.isEmpty()) {
                out.list(more);
            }
            List<String> agreement = agreements.getOrDefault(lane.lane(), List.of());
            if (!agreement.isEmpty()) {
                out.paragraph("Journal and venue, and whose each order and holding is:");
                out.list(agreement.stream().map(Markdown::plain).toList());
            }
        }
        if (situation.board().lanes().findAny().isEmpty()) {
            out.paragraph("There is no lane.");
        }
    }

    private void journal() {
        if (situation.journal() != null) {
            out.heading(2, "Journal");
            out.list(situation.journal().lines());
        }
    }

    private void brokers() {
        out.heading(2, "Active brokers");
        if (situation.brokers().isEmpty()) {
            out.paragraph("None: no bundle of a broker is here. Put its jar into the folder `deploy`.");
        } else {
            brokerTable();
        }
        if (!situation.refused().isEmpty()) {
            out.paragraph("Files in the folder of plug-ins that are not taken:");
            out.table(List.of("file", "code", "why", "runs instead"), situation.refused().stream().map(plugIn -> List.of(
                    code(plugIn.file()), code(plugIn.code()), plain(plugIn.message()),
                    plugIn.runs() == null ? "" : plain(plugIn.runs()))).toList());
        }
    }

    private void brokerTable() {
        List<List<String>> rows = new ArrayList<>();
        for (Situation.PresentBroker broker : situation.brokers()) {
            long connected = situation.board().countedLanes()
                    .filter(lane -> lane.lane().broker().value().equals(broker.id())).filter(Conclusions::connected).count();
            String instruments = broker.instruments() == null ? "unknown" : broker.instruments().toString();
            rows.add(List.of(code(broker.id()), plain(broker.name()), plain(broker.bundle() + " " + broker.version()),
                    broker.mode() == Mode.OBSERVE ? "" : broker.mode().name().toLowerCase(Locale.ROOT),
                    Long.toString(connected),
                    broker.instrumentsNote().isEmpty() ? instruments : instruments + ", " + plain(broker.instrumentsNote())));
        }
        out.table(List.of("broker", "name", "bundle", "forced mode", "lanes connected", "instruments"), rows);
    }

    private void missingCredentials() {
        out.heading(2, "How missing credentials are handled");
        out.list(List.of(
                "Keys are optional. A lane without keys is NOT\\_CONFIGURED, which is no error: it is skipped, and everything else goes on.",
                "Exactly one usable half, a malformed value, a key used twice or the keys of another account make a lane "
                        + "MISCONFIGURED; no call is made with them.",
                "Keys are looked for in the environment, in secret files, and in " + code(situation.config() + "/.env")
                        + ", in this order; the first place that holds either half decides.",
                "Keys set in " + code(".env") + " or in secret files are taken up while NIJA runs, within about two seconds; "
                        + "keys that vanish end their session at once."));
        List<String> without = situation.board().lanes().filter(lane -> lane.state() == LadderState.NOT_CONFIGURED)
                .map(lane -> code(lane.lane().toString())).toList();
        out.paragraph(without.isEmpty() ? "Now without keys: none." : "Now without keys: " + String.join(", ", without) + ".");
        if (!situation.warnings().isEmpty()) {
            out.list(situation.warnings().stream().map(warning -> code(warning.code()) + " " + plain(warning.message())).toList());
        }
    }

    private void howToEnable() {
        out.heading(2, "How to enable");
        List<LaneStatus> missing = situation.board().lanes()
                .filter(lane -> lane.state() != LadderState.DISABLED && !lane.missing().isEmpty()).toList();
        if (missing.isEmpty()) {
            out.paragraph("No variable is missing.");
        }
        for (LaneStatus lane : missing) {
            out.paragraph("For " + code(lane.lane().toString()) + " put into " + code(situation.config() + "/.env")
                    + " (mode 0600), each with its value behind the sign:");
            out.block(lane.missing().stream().map(variable -> variable + "=").toList());
            out.paragraph("Then: " + code("bin/nija verify " + lane.lane()) + legacy(lane));
        }
        out.list(List.of(
                "Create the keys at the broker without the right to withdraw, and one pair for each account.",
                code("bin/nija why ACCOUNT/BROKER") + " names the first step that is not proven and what to do about it.",
                code("bin/nija reconnect ACCOUNT/BROKER") + " after a permission, an IP list or a quarantine was put right.",
                "A switched-off account or broker is enabled in its file " + code("io.nija.account-NAME.cfg") + "; "
                        + code("bin/nija config check") + " says whether the file is good."));
    }

    private String legacy(LaneStatus lane) {
        List<KeyVariables> pairs = situation.keys().getOrDefault(lane.lane(), List.of());
        Optional<KeyVariables> other = pairs.stream()
                .filter(pair -> !lane.missing().contains(pair.key()) && !lane.missing().contains(pair.secret())).findFirst();
        return lane.missing().size() < 2 ? "" : other.map(pair -> " (" + code(pair.key()) + " and " + code(pair.secret())
                + " are understood too)").orElse("");
    }

    static String time(Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String yes(boolean is) {
        return is ? "YES" : "NO";
    }
}
