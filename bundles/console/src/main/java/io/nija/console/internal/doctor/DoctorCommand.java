package io.nija.console.internal.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.configuration.ConfigurationFiles;
import io.nija.console.internal.doctor.Finding.Level;
import io.nija.console.internal.lanes.LaneSettling;
import io.nija.credentials.CredentialDirectory;
import io.nija.platform.Installation;
import io.nija.platform.Installation.Start;
import io.nija.plugin.RefusedPlugIns;
import io.nija.status.Checkup;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code doctor}: works with whatever of the platform is here, and names what is not. */
@Component
public final class DoctorCommand implements Command {

    private static final Path PROC_LOCKS = Path.of("/proc/locks");
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final CommandSpec SPEC = new CommandSpec("doctor", "what may be wrong with machine, folders and files",
            "Java, clock, disk, folders and who may write them, lock files, duplicate or half keys, .env, refused "
                    + "configuration files and plug-ins, and editors' leftovers. Exit code 0: all well, 1: warnings, 2: something fails. "
                    + "What could not be found out is 'unknown' and does not count.",
            List.of(), List.of(), Where.EITHER, Effect.READS, false, List.of("doctor", "doctor --json"));

    private final Installation installation;
    private volatile StatusModel status;
    private volatile CredentialDirectory credentials;
    private volatile ConfigurationFiles files;
    private volatile LaneSettling settling;
    private final List<Checkup> checkups = new CopyOnWriteArrayList<>();
    private volatile RefusedPlugIns refused;

    @Activate
    public DoctorCommand(@Reference Installation installation) {
        this.installation = installation;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setStatus(StatusModel model) {
        status = model;
    }

    void unsetStatus(StatusModel model) {
        status = status == model ? null : status;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setCredentials(CredentialDirectory directory) {
        credentials = directory;
    }

    void unsetCredentials(CredentialDirectory directory) {
        credentials = credentials == directory ? null : credentials;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setFiles(ConfigurationFiles folder) {
        files = folder;
    }

    void unsetFiles(ConfigurationFiles folder) {
        files = files == folder ? null : files;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setSettling(LaneSettling lanes) {
        settling = lanes;
    }

    void unsetSettling(LaneSettling lanes) {
        settling = settling == lanes ? null : settling;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheckup(Checkup checkup) {
        checkups.add(checkup);
    }

    void removeCheckup(Checkup checkup) {
        checkups.remove(checkup);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setRefused(RefusedPlugIns plugIns) {
        refused = plugIns;
    }

    void unsetRefused(RefusedPlugIns plugIns) {
        refused = refused == plugIns ? null : refused;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws InterruptedException {
        LaneSettling lanes = settling;
        if (installation.start() == Start.COMMAND && lanes != null) {
            lanes.await(false, SETTLING);
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")"));
        findings.addAll(new FolderChecks(installation, System.getProperty("user.name")).findings());
        findings.addAll(new LockChecks(lockFolders(), PROC_LOCKS).findings());
        findings.addAll(platform());
        findings.addAll(plugIns());
        checkups.forEach(checkup -> findings.addAll(found(checkup)));
        return answer(findings);
    }

    /** A checkup is another bundle's code. */
    private static List<Finding> found(Checkup checkup) {
        try {
            return checkup.findings().stream().map(Finding::of).toList();
        } catch (RuntimeException failed) {
            return List.of(Finding.fail("checkup", "A bundle could not say how it is: " + failed));
        }
    }

    private List<Path> lockFolders() {
        return List.of(installation.data(), installation.data().resolve("run"), installation.state());
    }

    private List<Finding> platform() {
        List<Finding> findings = new ArrayList<>();
        ConfigurationFiles folder = files;
        findings.addAll(folder == null ? List.of(absent("configuration")) : new FileChecks(folder).findings());
        StatusModel model = status;
        CredentialDirectory directory = credentials;
        findings.addAll(directory == null || model == null ? List.of(absent("keys")) : KeyChecks.keys(directory, model.board()));
        findings.add(model == null ? absent("clock") : KeyChecks.clock(model.board()));
        return findings;
    }

    private List<Finding> plugIns() throws InterruptedException {
        RefusedPlugIns known = refused;
        if (known == null) {
            return List.of(absent("plug-ins"));
        }
        // Where another jar of the same plug-in runs, nothing is missing yet.
        List<Finding> findings = new ArrayList<>(known.refused().stream().map(plugIn -> plugIn.runs() == null
                ? Finding.fail("plug-ins", plugIn.message()) : Finding.warn("plug-ins", plugIn.message())).toList());
        if (findings.isEmpty()) {
            findings.add(Finding.ok("plug-ins", "No jar in the deploy folder is refused."));
        }
        return findings;
    }

    private static Finding absent(String name) {
        return Finding.fail(name, "The part of NIJA that knows this is not here: a bundle is missing or did not start; see the log.");
    }

    private static Answer answer(List<Finding> findings) {
        Level worst = findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK);
        List<Map<String, Object>> checks = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("name", finding.name());
            check.put("result", word(finding.level()));
            check.put("detail", finding.detail());
            checks.add(check);
            rows.add(List.of(word(finding.level()), finding.name(), finding.detail()));
        }
        long warnings = findings.stream().filter(finding -> finding.level() == Level.WARN).count();
        long failures = findings.stream().filter(finding -> finding.level() == Level.FAIL).count();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("checks", checks);
        json.put("warnings", warnings);
        json.put("failures", failures);
        return Answer.of(exit(worst), json, new Table(List.of("", "CHECK", "FOUND"), rows),
                Lines.of("", failures + " failed, " + warnings + " warnings."));
    }

    private static int exit(Level worst) {
        return switch (worst) {
            case OK, UNKNOWN -> Exit.OK;
            case WARN -> Exit.SOME;
            case FAIL -> Exit.NONE;
        };
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
