package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A year's ledger as rows of text for a spreadsheet: every balance change, and every part of a lot that was closed. The
 * year is the account's zone's. Times are UTC, numbers plain and exact; text from outside cannot become a formula.
 */
public final class YearReport {

    /** The columns of {@link #changes}. */
    public static final List<String> CHANGE_COLUMNS = List.of("time", "account", "broker", "kind", "asset", "amount", "fee",
            "balance", "reference", "strategy", "id", "venueType", "explained");

    /** The columns of {@link #disposals}: gross is proceeds less cost, net is gross less fees; all in currency. */
    public static final List<String> DISPOSAL_COLUMNS = List.of("closed", "opened", "symbol", "quantity", "cost", "proceeds", "gross",
            "fees", "net", "currency", "closedBy", "openedBy", "forFee");

    private static final String LINE_END = "\r\n";

    private YearReport() {}

    /** The balance changes of a year, oldest first, one row each. */
    public static List<List<String>> changes(int year, ZoneId zone, List<LedgerRow> rows) {
        return rows.stream().filter(row -> in(year, zone, row.at())).sorted(Comparator.comparing(LedgerRow::at))
                .map(YearReport::change).toList();
    }

    /** One balance change. */
    public static List<String> change(LedgerRow row) {
        return List.of(row.at().toString(), row.lane().account().value(), row.lane().broker().value(),
                        row.kind().name(), row.asset(), number(row.amount()), number(row.fee()),
                        row.balance() == null ? "" : number(row.balance()), text(row.reference()), text(row.owner()), text(row.id()),
                        text(row.venueType()), row.kind().explained() ? "yes" : "no");
    }

    /** The lots closed in a year, first in, first out, oldest first, one row for each part. */
    public static List<List<String>> disposals(int year, ZoneId zone, List<ClosedLot> lots) {
        return lots.stream().filter(lot -> in(year, zone, lot.disposal().closedAt())).sorted(Comparator.comparing(lot -> lot.disposal().closedAt()))
                .map(YearReport::disposal).toList();
    }

    private static List<String> disposal(ClosedLot lot) {
        Disposal row = lot.disposal();
        return List.of(row.closedAt().toString(), row.openedAt().toString(), row.symbol().toString(),
                number(row.quantity()), number(row.cost()), number(row.proceeds()), number(row.gain()), number(lot.fees()), number(lot.net()),
                row.symbol().quote(), text(row.closed()), text(row.opened()), row.forFee() ? "yes" : "no");
    }

    /** CSV by RFC 4180, with a line of headings. A text that a spreadsheet would take for a formula is given a quote in front. */
    public static String csv(List<String> columns, List<List<String>> rows) {
        return Stream.concat(Stream.of(columns), rows.stream())
                .map(row -> row.stream().map(YearReport::cell).collect(Collectors.joining(","))).collect(Collectors.joining(LINE_END))
                + LINE_END;
    }

    /** Whether a moment is in a year of a zone. */
    public static boolean in(int year, ZoneId zone, Instant at) {
        return at.atZone(zone).getYear() == year;
    }

    private static String number(BigDecimal number) {
        return Portion.plain(number).toPlainString();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static String cell(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        boolean number = plain.matches("-?\\d+(\\.\\d+)?");
        String safe = !number && !plain.isEmpty() && "=+-@".indexOf(plain.stripLeading().isEmpty() ? ' ' : plain.stripLeading().charAt(0)) >= 0
                ? "'" + plain : plain;
        return safe.matches("[^,\"]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
