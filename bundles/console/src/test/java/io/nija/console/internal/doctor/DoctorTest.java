package io.nija.console.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.account.Role;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.console.internal.fake.Desk.Said;
import io.nija.console.internal.fake.FakeCredentials;
import io.nija.console.internal.fake.FakeInstallation;
import io.nija.console.internal.fake.Lanes;
import io.nija.console.internal.fake.Recording;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.talk.CommandRunner;
import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.credentials.CredentialReport.State;
import io.nija.platform.Installation.Start;
import io.nija.plugin.RefusedPlugIn;
import io.nija.status.Board;
import io.nija.status.Checkup;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    Path root;

    private FakeInstallation installation;
    private DoctorCommand doctor;
    private FakeCredentials credentials;
    private List<FileReport> reports = List.of();
    private List<String> ignored = List.of();
    private List<RefusedPlugIn> refused = List.of();
    private Board board = Lanes.seed();

    @BeforeEach
    void aHealthyMachine() throws Exception {
        installation = new FakeInstallation(root, Start.RUN);
        for (Path folder : List.of(installation.config(), installation.data(), installation.deploy(), installation.state())) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        }
        doctor = new DoctorCommand(installation);
        credentials = new FakeCredentials().report("master/kraken", State.PRESENT, "found").report("tania_gilbert/kraken", State.ABSENT, "none");
        doctor.setCredentials(credentials);
        doctor.setStatus(() -> board);
        doctor.setRefused(() -> refused);
        doctor.setFiles(new ConfigurationFiles() {
            @Override
            public List<FileReport> files() {
                throw new AssertionError("the doctor looks at the folder as it is now");
            }

            @Override
            public List<String> ignored() {
                return ignored;
            }

            @Override
            public List<FileReport> check() {
                return reports;
            }
        });
    }

    private Said say(String... words) throws InterruptedException {
        CommandRegistry registry = new CommandRegistry();
        registry.add(doctor);
        Recording recording = new Recording();
        int exit = new CommandRunner(registry).run(List.of(words), recording);
        return new Said(exit, recording.out(), recording.err());
    }

    private static FileReport report(FileReport.State state, List<FileReport.Problem> problems, List<String> warnings) {
        return new FileReport("io.nija.account-x.cfg", "io.nija.account", "x", state, problems, warnings, Map.of(), Lanes.NOW);
    }

    @Test
    void absentKeysAndAnUnknownClockAreNoFault() throws Exception {
        board = Lanes.board(Lanes.account("tania_gilbert", Role.USER, Lanes.withoutKeys("tania_gilbert/kraken")));
        Said said = say("doctor");
        assertThat(said.out()).containsPattern("ok +java").containsPattern("unknown +clock +The offset is unknown").contains("0 failed, 0 warnings.");
        assertThat(said.exit()).isZero();
    }

    @Test
    void everyLineHasAResult() throws Exception {
        var json = say("doctor", "--json").json();
        assertThat(json.get("checks")).isNotEmpty().allSatisfy(check ->
                assertThat(check.get("result").asString()).isIn("ok", "unknown", "warn", "fail"));
        assertThat(json.get("failures").asInt()).isZero();
    }

    @Test
    void aFolderThatEverybodyMayWriteFailsAndOneItsGroupMayWriteWarns() throws Exception {
        Files.setPosixFilePermissions(installation.config(), PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(say("doctor").exit()).isEqualTo(1);
        Files.setPosixFilePermissions(installation.deploy(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Said said = say("doctor");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("chmod o-w " + installation.deploy(), "chmod g-w " + installation.config());
    }

    @Test
    void keysThatCannotBeRightFailAndWarningsOfTheSourcesWarn() throws Exception {
        credentials.warnings = List.of(new Warning("ENV_MODE", ".env may be read by others: chmod 600 .env"));
        assertThat(say("doctor").exit()).isEqualTo(1);
        credentials.report("daivon_frazier/kraken", State.DUPLICATE, "this key is also master/kraken's");
        Said said = say("doctor");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("daivon_frazier/kraken: this key is also master/kraken's (CODE_DUPLICATE)", "chmod 600 .env");
    }

    @Test
    void refusedFilesFailAndLeftoversWarn() throws Exception {
        ignored = List.of("io.nija.account-x.cfg~: an editor's copy");
        reports = List.of(report(FileReport.State.APPLIED, List.of(), List.of("unknown key rol; did you mean role?")));
        Said warned = say("doctor");
        assertThat(warned.exit()).isEqualTo(1);
        assertThat(warned.out()).contains("did you mean role?", "an editor's copy");
        reports = List.of(report(FileReport.State.REFUSED,
                List.of(new FileReport.Problem("role", "boss", "master or user", "role = boss is neither master nor user; the file is not in force.")), List.of()));
        assertThat(say("doctor").exit()).isEqualTo(2);
    }

    @Test
    void aRefusedPlugInWarnsWhileAnotherJarOfItRunsAndElseFails() throws Exception {
        refused = List.of(new RefusedPlugIn("broker-kraken.jar", "JAR_INCOMPLETE", "broker-kraken.jar is refused: half; 0.1.0 runs on.",
                "io.nija.broker.kraken 0.1.0"));
        Said warned = say("doctor");
        assertThat(warned.exit()).isEqualTo(1);
        assertThat(warned.out()).containsPattern("warn +plug-ins +broker-kraken.jar is refused: half; 0.1.0 runs on.");
        refused = List.of(new RefusedPlugIn("x.jar", "JAR_MANIFEST", "x.jar is refused: no bundle.", null));
        assertThat(say("doctor").exit()).isEqualTo(2);
    }

    @Test
    void aClockThatIsOffFails() throws Exception {
        LaneStatus lane = Lanes.funded("master/kraken");
        board = Lanes.board(Lanes.account("master", Role.MASTER, new LaneStatus(lane.lane(), lane.mode(), lane.state(), null, lane.since(),
                List.of(Evidence.failed(Step.CLOCK, Instant.EPOCH, "CLOCK_OFF", "62 s behind the venue", "Set the clock.")),
                List.of(), "", null, null, null, null, null, null)));
        Said said = say("doctor");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("62 s behind the venue Set the clock.");
    }

    @Test
    void whatABundleFindsOutAboutItselfIsTold() throws Exception {
        doctor.addCheckup(() -> List.of(new Checkup.Finding("alerts", Checkup.Level.OK, "The last alert arrived.")));
        assertThat(say("doctor").out()).containsPattern("ok +alerts +The last alert arrived");
        Checkup failing = () -> List.of(new Checkup.Finding("journal", Checkup.Level.FAIL, "It does not write."));
        doctor.addCheckup(failing);
        assertThat(say("doctor").exit()).isEqualTo(2);
        doctor.removeCheckup(failing);
        doctor.addCheckup(() -> {
            throw new IllegalStateException("broken");
        });
        Said said = say("doctor");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).containsPattern("fail +checkup").contains("The last alert arrived");
    }

    @Test
    void itWorksWithoutThePartsItAsksAndNamesThem() throws Exception {
        doctor = new DoctorCommand(installation);
        Said said = say("doctor");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).containsPattern("fail +configuration +The part of NIJA that knows this is not here");
    }

    @Test
    void locksAreToldWithTheirHoldersWithoutBeingTouched() throws Exception {
        Path held = Files.createFile(installation.data().resolve("lock"));
        Path free = Files.createFile(installation.data().resolve("other.lock"));
        Object inode = Files.getAttribute(held, "unix:ino");
        Path locks = Files.writeString(root.resolve("locks"), "1: POSIX  ADVISORY  WRITE 4711 fe:00:" + inode + " 0 EOF\n2: -> FLOCK ADVISORY WRITE\n");
        List<Finding> findings = new LockChecks(List.of(installation.data(), root.resolve("nowhere")), locks).findings();
        assertThat(findings).extracting(Finding::detail).containsExactly(held + " is held by process 4711.",
                free + " is left over; nobody holds it, and it stops nobody.");
        assertThat(new LockChecks(List.of(installation.data()), root.resolve("no-such-file")).findings())
                .extracting(Finding::level).containsExactly(Finding.Level.UNKNOWN);
    }
}
