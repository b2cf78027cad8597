package io.nija.report.internal;

import static io.nija.report.internal.Boards.DAIVON;
import static io.nija.report.internal.Boards.MASTER;
import static io.nija.report.internal.Boards.NOW;
import static io.nija.report.internal.Boards.TANIA;
import static io.nija.report.internal.Boards.funded;
import static io.nija.report.internal.Boards.situation;
import static io.nija.report.internal.Boards.status;
import static io.nija.report.internal.Boards.withoutKeys;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalStorage;
import io.nija.plugin.RefusedPlugIn;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;

class RedactionTest {

    private static String redacted(Situation situation) {
        Situation hidden = Redaction.of(situation);
        String markdown = ReportText.of(hidden);
        return markdown + ReportDocument.of(hidden, markdown, true, null);
    }

    @Test
    void namesAndIdsOfAccountsAreHiddenAlsoInVariables() {
        assertThat(redacted(situation(funded(MASTER), withoutKeys(DAIVON), withoutKeys(TANIA))))
                .doesNotContainIgnoringCase("daivon").doesNotContainIgnoringCase("frazier").doesNotContainIgnoringCase("tania")
                .doesNotContainIgnoringCase("gilbert").doesNotContainIgnoringCase("alice")
                .contains("`KRAKEN_USER_USER_1_API_KEY`").contains("Set KRAKEN_USER_USER_2_API_KEY and")
                .contains("`KRAKEN_MASTER_API_KEY`").contains("`user_1/kraken`");
    }

    @Test
    void fingerprintsVenueIdsAmountsAndFoldersAreHidden() {
        var lane = status(DAIVON, LadderState.CONNECTING, null, List.of(
                Evidence.ok(Step.KEYS, NOW, "KRAKEN_USER_DAIVON_API_KEY found in .env, fingerprint 1a2b3c4d"),
                Evidence.ok(Step.IDENTITY, NOW, "account AA77 N84G ZY3X 2QRT"),
                Evidence.ok(Step.BALANCES, NOW, "USD 1234.50"),
                Evidence.failed(Step.PERMISSIONS, NOW, "KRAKEN_RIGHT_MISSING",
                        "key 9f8e7d6c5b4a and order OUF4EM-FRGI2-MQMWZD of IIBAN AA77 N84G ZY3X 2QRT in /home/daivon/nija/config/.env", "")),
                List.of(), "");
        Situation plain = situation(lane, funded(MASTER));
        String report = redacted(new Situation(plain.start(), plain.board(), plain.keys(),
                List.of(new Warning("ENV_FILE_MODE", "/home/alice/nija/config/.env has mode 0644")), plain.brokers(),
                List.of(new RefusedPlugIn("broker-x.jar", "JAR_UNREADABLE", "/home/alice/nija/deploy/broker-x.jar is not readable.", null)),
                new JournalState(new JournalHealth(JournalHealth.State.DAMAGED, "JOURNAL_DAMAGED",
                        "Record 3 of the journal /home/alice/nija/data/journal/journal.db is damaged.", "Restore a backup.", 9, 1,
                        List.of("Record 3 of the journal /home/alice/nija/data/journal/journal.db is damaged.")),
                        new JournalStorage(Path.of("/home/alice/nija/data/journal/journal.db"), 1L, 2L, 2L, null)),
                plain.config()));

        assertThat(report).doesNotContain("1a2b3c4d").doesNotContain("N84G").doesNotContain("1234.5").doesNotContain("OUF4EM")
                .doesNotContain("9f8e7d6c5b4a").doesNotContain("/home/").contains("KRAKEN_RIGHT_MISSING").contains(".env has mode 0644");
    }

    @Test
    void whatIsWrongAndWhenStays() {
        assertThat(redacted(situation(funded(MASTER), Boards.refused(TANIA)))).contains("**connected: YES** (1 of 2 lanes")
                .contains("KRAKEN_INVALID_SIGNATURE").contains("2026-11-22T12:00:00Z").contains("Copy the secret again.")
                .contains("three invalid signatures in a row");
    }
}
