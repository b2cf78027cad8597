package io.nija.books;

import static io.nija.books.Fills.BTC;
import static io.nija.books.Fills.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.nija.account.LaneId;

import org.junit.jupiter.api.Test;

/** A year's rows for a spreadsheet. */
class YearReportTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static LedgerRow row(String at, String reference, String word) {
        return new LedgerRow(LaneId.of("master", "kraken"), "L1", Instant.parse(at), LedgerKind.DEPOSIT, "USD", number("1E+3"),
                number("0.50"), null, reference, "", word);
    }

    @Test
    void theYearIsTheAccountsZones() {
        List<LedgerRow> rows = List.of(row("2026-12-31T23:30:00Z", "b", ""), row("2025-12-31T23:30:00Z", "a", ""),
                row("2025-12-31T22:30:00Z", "c", ""));
        assertThat(YearReport.changes(2026, BERLIN, rows)).extracting(row -> row.get(8)).containsExactly("a");
        assertThat(YearReport.changes(2026, ZoneId.of("UTC"), rows)).extracting(row -> row.get(8)).containsExactly("b");
        assertThat(YearReport.changes(2025, ZoneId.of("UTC"), rows)).extracting(row -> row.get(8)).containsExactly("c", "a");
    }

    @Test
    void numbersArePlainAndWhatTheVenueDoesNotSayIsEmpty() {
        assertThat(YearReport.changes(2026, BERLIN, List.of(row("2026-06-01T00:00:00Z", null, "wire")))).containsExactly(List.of(
                "2026-06-01T00:00:00Z", "master", "kraken", "DEPOSIT", "USD", "1000", "0.5", "", "", "", "L1", "wire", "yes"));
        assertThat(YearReport.CHANGE_COLUMNS).hasSize(13);
    }

    @Test
    void aClosedLotHasItsDatesCostProceedsAndGain() {
        Disposal disposal = new Disposal(BTC, "T1", Instant.parse("2025-05-01T00:00:00Z"), "T9", Instant.parse("2026-05-01T00:00:00Z"),
                number("0.5"), number("100"), number("130.10"), false);
        assertThat(YearReport.disposals(2026, BERLIN, List.of(new ClosedLot(disposal, number("0.5"))))).containsExactly(List.of("2026-05-01T00:00:00Z",
                "2025-05-01T00:00:00Z", "BTC/USD", "0.5", "100", "130.1", "30.1", "0.5", "29.6", "USD", "T9", "T1", "no"));
        assertThat(YearReport.disposals(2025, BERLIN, List.of(new ClosedLot(disposal, number("0.5"))))).isEmpty();
        assertThat(YearReport.DISPOSAL_COLUMNS).hasSize(13);
    }

    @Test
    void textFromOutsideCannotBecomeAFormulaOrAnotherCell() {
        assertThat(YearReport.csv(List.of("a", "b"), List.of(List.of("=cmd|' /C calc'!A0", "-1.5"), List.of("x,\"y\"", "@sum\n1"),
                List.of(" +1", "-1-1"), List.of("\t=1", ""))))
                .isEqualTo("a,b\r\n'=cmd|' /C calc'!A0,-1.5\r\n\"x,\"\"y\"\"\",'@sum 1\r\n' +1,'-1-1\r\n' =1,\r\n");
    }
}
