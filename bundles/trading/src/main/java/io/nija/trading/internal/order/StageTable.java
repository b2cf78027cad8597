package io.nija.trading.internal.order;

import static io.nija.journal.OrderStage.ACCEPTED;
import static io.nija.journal.OrderStage.CANCELED;
import static io.nija.journal.OrderStage.CREATED;
import static io.nija.journal.OrderStage.DENIED;
import static io.nija.journal.OrderStage.EXPIRED;
import static io.nija.journal.OrderStage.FILLED;
import static io.nija.journal.OrderStage.IN_DOUBT;
import static io.nija.journal.OrderStage.PARTIALLY_FILLED;
import static io.nija.journal.OrderStage.PENDING_AMEND;
import static io.nija.journal.OrderStage.PENDING_CANCEL;
import static io.nija.journal.OrderStage.REJECTED;
import static io.nija.journal.OrderStage.SUBMITTED;
import static io.nija.journal.OrderStage.TRIGGERED;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.journal.OrderStage;

/**
 * The life of an order as one table: what each signal does in each stage. Pure.
 *
 * <p>A cell is the stage that follows. {@code .} stays; {@code R} rests again, as accepted or partially filled, by what is
 * filled; {@code !} before a stage marks a revival; {@code x} is a contradiction. Late news is normal: a venue's answers
 * about one order come over several ways and overtake each other, so an acknowledgement after a fill or a time-out after
 * a sighting changes nothing, and a fill after a cancel is a fill. Nothing is sent twice, whatever stands here.
 */
public final class StageTable {

    private static final List<OrderStage> COLUMNS = List.of(CREATED, DENIED, SUBMITTED, IN_DOUBT, ACCEPTED, PARTIALLY_FILLED,
            PENDING_CANCEL, PENDING_AMEND, FILLED, CANCELED, EXPIRED, REJECTED, TRIGGERED);

    private static final List<String> CODES = List.of("CR", "DN", "SU", "ID", "AC", "PF", "PC", "PA", "FI", "CA", "EX", "RE", "TR");

    private static final String TABLE = """
            .             CR  DN  SU  ID  AC  PF  PC  PA  FI  CA  EX  RE  TR
            DENIED        DN  .   x   x   x   x   x   x   x   x   x   x   x
            SENT          SU  x   x   x   x   x   x   x   x   x   x   x   x
            CONFIRMED     x   x   R   R   .   .   .   .   .   .   .   !R  .
            REFUSED       x   x   RE  RE  x   x   x   x   x   x   x   .   x
            UNKNOWN       x   x   ID  .   .   .   .   .   .   .   .   .   .
            ABSENT        x   x   RE  RE  x   x   x   x   .   .   .   .   x
            INTERRUPTED   .   .   ID  .   .   .   .   .   .   .   .   .   .
            RESTING       x   x   R   R   .   .   .   .   .   !R  !R  !R  .
            TRIGGERED     x   x   TR  TR  TR  .   .   .   .   !TR !TR !TR .
            FILL          x   x   PF  PF  PF  .   .   .   x   .   .   !PF PF
            LAST_FILL     x   x   FI  FI  FI  FI  FI  FI  x   !FI !FI !FI FI
            CANCELED      x   x   CA  CA  CA  CA  CA  CA  .   .   .   !CA CA
            EXPIRED       x   x   EX  EX  EX  EX  EX  EX  .   .   .   !EX EX
            CANCEL_SENT   x   x   .   .   PC  PC  .   PC  x   x   x   x   PC
            CANCEL_FAILED x   x   .   .   .   .   R   .   .   .   .   .   .
            AMEND_SENT    x   x   x   x   PA  PA  x   x   x   x   x   x   PA
            AMEND_DONE    x   x   .   .   .   .   .   R   .   .   .   .   .
            AMEND_FAILED  x   x   .   .   .   .   .   R   .   .   .   .   .
            """;

    private static final Map<Signal, Map<OrderStage, String>> CELLS = cells();

    private StageTable() {}

    /**
     * What follows.
     *
     * @param partlyFilled whether something of the order is filled, this signal's own fill included
     */
    public static Move move(OrderStage from, Signal signal, boolean partlyFilled) {
        String cell = CELLS.get(signal).get(from);
        if (cell.equals(".")) {
            return new Move.Expected(from);
        }
        if (cell.equals("x")) {
            return new Move.Contradiction(from);
        }
        boolean revival = cell.startsWith("!");
        String code = revival ? cell.substring(1) : cell;
        OrderStage to = code.equals("R") ? partlyFilled ? PARTIALLY_FILLED : ACCEPTED : COLUMNS.get(CODES.indexOf(code));
        return revival ? new Move.Revival(to) : new Move.Expected(to);
    }

    /** The table for people, in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("| what happens | ").append(String.join(" | ", CODES)).append(" |\n|---|")
                .append("---|".repeat(CODES.size())).append('\n');
        for (Signal signal : Signal.values()) {
            page.append("| `").append(signal).append("`: ").append(signal.words()).append(" |");
            COLUMNS.forEach(stage -> page.append(' ').append(CELLS.get(signal).get(stage)).append(" |"));
            page.append('\n');
        }
        page.append('\n');
        for (int column = 0; column < CODES.size(); column++) {
            page.append(column == 0 ? "" : " · ").append(CODES.get(column)).append(" `").append(COLUMNS.get(column)).append('`');
        }
        return page.append(" · `.` stays · `R` rests again, as AC or PF · `!` a revival, told to a person")
                .append(" · `x` a contradiction: the lane is not reconciled\n").toString();
    }

    private static Map<Signal, Map<OrderStage, String>> cells() {
        Map<Signal, Map<OrderStage, String>> cells = new HashMap<>();
        TABLE.lines().skip(1).map(line -> line.split(" +")).forEach(line -> {
            Map<OrderStage, String> row = new EnumMap<>(OrderStage.class);
            for (int column = 0; column < COLUMNS.size(); column++) {
                row.put(COLUMNS.get(column), line[column + 1]);
            }
            cells.put(Signal.valueOf(line[0]), Collections.unmodifiableMap(row));
        });
        return Collections.unmodifiableMap(cells);
    }
}
