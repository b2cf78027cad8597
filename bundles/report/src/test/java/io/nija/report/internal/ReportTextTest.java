package io.nija.report.internal;

import static io.nija.report.internal.Boards.DAIVON;
import static io.nija.report.internal.Boards.MASTER;
import static io.nija.report.internal.Boards.NOW;
import static io.nija.report.internal.Boards.TANIA;
import static io.nija.report.internal.Boards.funded;
import static io.nija.report.internal.Boards.refused;
import static io.nija.report.internal.Boards.situation;
import static io.nija.report.internal.Boards.status;
import static io.nija.report.internal.Boards.withoutKeys;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.account.Role;
import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalStorage;
import io.nija.platform.Installation.Start;
import io.nija.plugin.RefusedPlugIn;
import io.nija.status.AccountStatus;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;

class ReportTextTest {

    @Test
    void theSectionsAreThoseThatReadersKnow() {
        assertThat(ReportText.of(situation(funded(MASTER))).lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## Executive summary", "## Status per account", "## Technical details", "## Active brokers",
                        "## How missing credentials are handled", "## How to enable", "## Checklist", "## Troubleshooting");
    }

    @Test
    void threeFundedLanesAreConnectedAndMayTradeFromTheOldestProofOn() {
        String report = ReportText.of(situation(funded(MASTER), funded(DAIVON), funded(TANIA)));

        assertThat(report).contains("**connected: YES** (3 of 3 lanes, proven 2026-11-22T11:59:40Z)")
                .contains("**may trade: YES** (3 of 3 lanes, proven 2026-11-22T11:59:40Z)")
                .contains("**trading: NO**, no strategy runs")
                .contains("| `kraken` | `KRAKEN_USER_DAIVON_API_SECRET` | set |")
                .contains("| authentication | ok | 2026-11-22T11:59:40Z | `OK` | authentication is fine |")
                .contains("| `kraken` | Kraken | io.nija.broker.kraken 0.1.0 | – | 3 | 812, read 2026-11-22T11:59:00Z |")
                .contains("No variable is missing.").contains("No step of any lane has failed.")
                .doesNotContain("NIJA is not running");
    }

    @Test
    void withoutKeysNothingIsConnectedAndTheExactVariablesAreNamed() {
        String report = ReportText.of(situation(withoutKeys(MASTER), withoutKeys(DAIVON)));

        assertThat(report).contains("**connected: NO** (0 of 2 lanes)").contains("**may trade: NO** (0 of 2 lanes)")
                .contains("| `kraken` | `KRAKEN_MASTER_API_KEY` | not set |")
                .contains("```\nKRAKEN_USER_DAIVON_API_KEY=\nKRAKEN_USER_DAIVON_API_SECRET=\n```")
                .contains("`bin/nija verify daivon_frazier/kraken`")
                .contains("(`KRAKEN_API_KEY` and `KRAKEN_API_SECRET` are understood too)")
                .contains("Now without keys: `master/kraken`, `daivon_frazier/kraken`.")
                .contains("`master/kraken` stops at **keys**");
    }

    @Test
    void someConnectedSaysHowManyOfHowMany() {
        assertThat(ReportText.of(situation(funded(MASTER), withoutKeys(DAIVON), refused(TANIA))))
                .contains("**connected: YES** (1 of 3 lanes").contains("**may trade: YES** (1 of 3 lanes");
    }

    @Test
    void troubleshootingBeginsWithTheFirstStepThatFails() {
        String report = ReportText.of(situation(refused(TANIA)));

        assertThat(report).contains("`tania_gilbert/kraken` is QUARANTINED: three invalid signatures in a row"
                        + " It is tried again by itself at 2026-11-22T12:15:00Z.")
                .contains("`tania_gilbert/kraken` stops at **authentication**: Kraken refused the signature."
                        + " (`KRAKEN_INVALID_SIGNATURE`, 2026-11-22T12:00:00Z) Do: Copy the secret again."
                        + " More: `bin/nija why tania_gilbert/kraken`.")
                .contains("- [x] both halves of the key pair are set")
                .contains("- [ ] the venue accepts the keys (`KRAKEN_INVALID_SIGNATURE`)")
                .contains("- [ ] the key has the rights it needs (not known yet)");
    }

    @Test
    void aSuspendedLaneIsConnectedButMayNotTrade() {
        var suspended = status(MASTER, LadderState.FUNDED, new Blocked(Blocked.Kind.SUSPENDED, null, "maintenance"),
                funded(MASTER).evidence(), List.of(), "");

        assertThat(ReportText.of(situation(suspended))).contains("**connected: YES** (1 of 1 lane,")
                .contains("**may trade: NO** (0 of 1 lane)").contains("FUNDED, SUSPENDED");
    }

    @Test
    void aReportWithoutARunningNijaBeginsBySayingSo() {
        assertThat(ReportText.of(situation(Start.COMMAND, funded(MASTER)))).startsWith("NIJA is not running");
        assertThat(ReportText.of(situation(Start.DEMO, funded(MASTER)))).startsWith("# NIJA connection status")
                .contains("no real money");
    }

    @Test
    void withoutAccountsItSaysHowToMakeOne() {
        assertThat(ReportText.of(situation())).contains("**connected: NO** (0 of 0 lanes)").contains("No account is configured.");
    }

    @Test
    void aSwitchedOffLaneIsNotCountedAndNotTroubled() {
        var off = status(DAIVON, LadderState.DISABLED, null, List.of(Evidence.ok(Step.FILE, NOW, "accepted")), List.of(), "");

        assertThat(ReportText.of(situation(funded(MASTER), off))).contains("1 of 1 lane").contains("`daivon_frazier/kraken` is switched off.")
                .doesNotContain("`daivon_frazier/kraken` stops at");
    }

    @Test
    void aRefusedFileIsShownWithItsReason() {
        Situation good = situation(funded(MASTER));
        var broken = new AccountStatus(DAIVON.account(), "daivon_frazier", Role.USER, "line 2: 'role' is 'boss'", List.of());
        String report = ReportText.of(new Situation(Start.RUN,
                new Board(NOW, "0.1.0", List.of(good.board().accounts().get(0), broken)), Map.of(), List.of(), List.of(), List.of(), null, "/c"));

        assertThat(report).contains("**The account's file was refused:** line 2: 'role' is 'boss'")
                .contains("Check with `bin/nija config check`.");
    }

    @Test
    void warningsAboutKeysAreNamed() {
        Situation plain = situation(funded(MASTER));
        assertThat(ReportText.of(new Situation(plain.start(), plain.board(), plain.keys(),
                List.of(new Warning("ENV_FILE_MODE", "/c/.env has mode 0644 and should have 0600.")), plain.brokers(), List.of(), null, "/c")))
                .contains("- `ENV_FILE_MODE` /c/.env has mode 0644 and should have 0600.");
    }

    @Test
    void halfAPairShowsWhichHalfIsThere() {
        var half = status(MASTER, LadderState.MISCONFIGURED, null, List.of(Evidence.failed(Step.KEYS, NOW, "SECRET_MISSING",
                "half", "hint")), List.of("KRAKEN_MASTER_API_SECRET"), "hint");

        assertThat(ReportText.of(situation(half))).contains("| `kraken` | `KRAKEN_MASTER_API_KEY` | set |")
                .contains("| `kraken` | `KRAKEN_MASTER_API_SECRET` | not set |");
    }

    @Test
    void keysFoundUnderTheOldNamesAreShownUnderThem() {
        var legacy = status(MASTER, LadderState.AUTHENTICATED, null, List.of(Evidence.ok(Step.KEYS, NOW,
                "KRAKEN_API_KEY and KRAKEN_API_SECRET found in .env.")), List.of(), "");

        assertThat(ReportText.of(situation(legacy))).contains("| `kraken` | `KRAKEN_API_KEY` | set |")
                .doesNotContain("`KRAKEN_MASTER_API_KEY` |");
    }

    @Test
    void aLaneThatLooksForNoKeysHasNoTableOfVariables() {
        Situation plain = situation(status(LaneId.of("master", "paper"), LadderState.FUNDED, null, List.of(), List.of(), ""));

        assertThat(ReportText.of(new Situation(Start.RUN, plain.board(), Map.of(), List.of(), List.of(), List.of(
                new RefusedPlugIn("broker-kraken.jar", "JAR_INCOMPLETE", "broker-kraken.jar is refused: it is not a whole jar.", null)), null, "/c")))
                .contains("| `broker-kraken.jar` | `JAR_INCOMPLETE` | broker-kraken.jar is refused: it is not a whole jar. |")
                .doesNotContain("| broker | required variable |").contains("None: no bundle of a broker is here.");
    }

    @Test
    void theJournalHasASectionWithItsEvidenceAndWhatToDo() {
        Situation plain = Boards.situation(Boards.withoutKeys(Boards.DAIVON));
        String well = ReportText.of(with(plain, new JournalState(new JournalHealth(JournalHealth.State.OK, "", "", "", 42, 7, List.of()),
                new JournalStorage(java.nio.file.Path.of("/d/journal.db"), 69_632L, 8_388_608L, 0L, NOW))));
        assertThat(well).contains("## Journal").contains("- It is well and takes everything.")
                .contains("- File: `/d/journal.db`, 69632 bytes, 42 records").contains("- Last forced to the disk: " + NOW.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .contains("- Set aside for a full disk: 8388608 bytes, of which 0 are there");
        String newer = ReportText.of(with(plain, new JournalState(new JournalHealth(JournalHealth.State.FAILED, "JOURNAL_NEWER",
                "It is of a newer NIJA.", "Start that one.", 0, 0, List.of()), JournalStorage.UNKNOWN)));
        assertThat(newer).contains("**FAILED** (`JOURNAL_NEWER`): nothing automatic is sent. It is of a newer NIJA. Start that one.")
                .doesNotContain("Last forced");
        String damaged = ReportText.of(with(plain, new JournalState(new JournalHealth(JournalHealth.State.DAMAGED, "JOURNAL_DAMAGED",
                "2 things.", "Restore.", 9, 1, List.of("Record 3.", "Record 5.")), JournalStorage.UNKNOWN)));
        assertThat(damaged).contains("**DAMAGED**: entries are refused, exits are still written. 2 things. Restore.")
                .contains("- Damaged: Record 3.").contains("- Damaged: Record 5.");
        assertThat(ReportText.of(plain)).doesNotContain("## Journal");
    }

    private static Situation with(Situation plain, JournalState journal) {
        return new Situation(plain.start(), plain.board(), plain.keys(), plain.warnings(), plain.brokers(), plain.refused(), journal,
                plain.config());
    }

    @Test
    void whatIsWhoseAtTheVenueStandsWithItsLane() {
        Situation situation = Boards.situation(Boards.withoutKeys(Boards.DAIVON));
        assertThat(ReportText.of(situation)).doesNotContain("whose each order and holding is");
        assertThat(ReportText.of(situation, Map.of(Boards.DAIVON, List.of("Orders: 1 of NIJA's are open.", "BTC: the venue holds 1."))))
                .contains("Journal and venue, and whose each order and holding is:", "- Orders: 1 of NIJA's are open.", "- BTC: the venue holds 1.");
    }
}
