package io.nija.report.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.credentials.CredentialDirectory;
import io.nija.journal.JournalMonitor;
import io.nija.platform.Installation;
import io.nija.status.StatusModel;
import io.nija.status.Step;
import io.nija.status.TradingFacts;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code report}: what is connected, what may trade, what trades, and why not. In a start of its own whoever runs
 * commands waits until the lanes have settled, because {@link CommandSpec#lanes()} says so.
 */
@Component
public final class ReportCommand implements Command {

    private static final String STANDARD_OUTPUT = "-";

    private static final CommandSpec SPEC = new CommandSpec(
            "report",
            "the connection status report in Markdown",
            "Answers in one document: connected YES or NO, may trade YES or NO with the time of the proof, trading YES or NO and "
                    + "why; then the status of each account with its variables, the evidence, the brokers, how to enable what is "
                    + "missing, a checklist and what to do about the first step that fails. Everything in it is from the live status "
                    + "model. When NIJA does not run, the lanes are connected for the report and the report says so. "
                    + "Exit code 0 when the report was made, whatever it says.",
            List.of(),
            List.of(
                    new CommandSpec.Option("--out", "FILE",
                            "write it into FILE (mode 0600, replaced as a whole) instead of standard output", CommandSpec.Domain.FILE),
                    CommandSpec.Option.flag("--redact", "hide names, ids, fingerprints and amounts, to show it to strangers")),
            CommandSpec.Where.EITHER,
            CommandSpec.Effect.READS,
            true,
            List.of("report", "report --out connection.md", "report --redact", "report --json"));

    private final Installation installation;
    private final StatusModel status;
    private final CredentialDirectory credentials;
    private final PresentBrokers brokers;
    private final RequestedKeys keys;
    private volatile JournalMonitor journal;
    private volatile TradingFacts trading;

    @Activate
    public ReportCommand(
            @Reference Installation installation,
            @Reference StatusModel status,
            @Reference CredentialDirectory credentials,
            @Reference PresentBrokers brokers,
            @Reference RequestedKeys keys) {
        this.installation = installation;
        this.status = status;
        this.credentials = credentials;
        this.brokers = brokers;
        this.keys = keys;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setJournal(JournalMonitor present) {
        journal = present;
    }

    void unsetJournal(JournalMonitor gone) {
        journal = journal == gone ? null : journal;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setTrading(TradingFacts present) {
        trading = present;
    }

    void unsetTrading(TradingFacts gone) {
        trading = trading == gone ? null : trading;
    }

    /** What is whose at each venue; it is about holdings, so strangers are not shown it. */
    private Map<LaneId, List<String>> agreements(Situation situation) {
        TradingFacts facts = trading;
        Map<LaneId, List<String>> agreements = new HashMap<>();
        if (facts != null) {
            situation.board().lanes().filter(lane -> lane.evidence(Step.RECONCILIATION).isPresent())
                    .forEach(lane -> agreements.put(lane.lane(), facts.agreement(lane.lane())));
        }
        return agreements;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        JournalMonitor monitor = journal;
        Situation whole = new Situation(installation.start(), status.board(), keys.byLane(), credentials.warnings(),
                brokers.all(), brokers.refused(), monitor == null ? null : new JournalState(monitor.health(), monitor.storage()),
                installation.config().toString());
        boolean redact = invocation.has("--redact");
        Situation shown = redact ? Redaction.of(whole) : whole;
        String markdown = ReportText.of(shown, redact ? Map.of() : agreements(whole));
        Optional<String> out = invocation.option("--out").filter(file -> !file.equals(STANDARD_OUTPUT));
        if (out.isEmpty()) {
            return new Answer(Exit.OK, ReportDocument.of(shown, markdown, redact, null),
                    List.of(new Answer.Lines(markdown.lines().toList())), List.of());
        }
        String file = ReportFile.write(out.get(), markdown).toString();
        return new Answer(Exit.OK, ReportDocument.of(shown, markdown, redact, file), List.of(),
                List.of("The report was written to " + file + "."));
    }
}
