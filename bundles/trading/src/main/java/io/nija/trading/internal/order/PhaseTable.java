package io.nija.trading.internal.order;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The life of an order as one table: what each signal does in each phase. Pure.
 *
 * <p>A cell is the phase that follows. {@code .} stays; {@code R} rests again, as accepted or partially filled, by what is
 * filled; {@code !} before a phase marks a revival; {@code x} is a contradiction. Late news is normal: a venue's answers
 * about one order come over several ways and overtake each other, so an acknowledgement after a fill or a time-out after
 * a sighting changes nothing. What was sent twice is never decided here: nothing is ever sent twice.
 */
public final class PhaseTable {

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

    private static final List<Phase> COLUMNS = columns();
    private static final Map<Signal, Map<Phase, String>> CELLS = cells();

    private PhaseTable() {}

    /**
     * What follows.
     *
     * @param partlyFilled whether something of the order is filled, this signal's own fill included
     */
    public static Move move(Phase from, Signal signal, boolean partlyFilled) {
        String cell = CELLS.get(signal).get(from);
        if (cell.equals(".")) {
            return new Move.Expected(from);
        }
        if (cell.equals("x")) {
            return new Move.Contradiction(from);
        }
        boolean revival = cell.startsWith("!");
        String code = revival ? cell.substring(1) : cell;
        Phase to = code.equals("R") ? partlyFilled ? Phase.PARTIALLY_FILLED : Phase.ACCEPTED : Phase.ofCode(code);
        return revival ? new Move.Revival(to) : new Move.Expected(to);
    }

    /** The table for people, in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("| what happens |");
        COLUMNS.forEach(phase -> page.append(' ').append(phase.code()).append(" |"));
        page.append("\n|---|").append("---|".repeat(COLUMNS.size())).append('\n');
        for (Signal signal : Signal.values()) {
            page.append("| `").append(signal).append("` ").append(signal.words()).append(" |");
            COLUMNS.forEach(phase -> page.append(' ').append(CELLS.get(signal).get(phase)).append(" |"));
            page.append('\n');
        }
        page.append('\n').append(String.join(" · ", COLUMNS.stream().map(phase -> phase.code() + " " + phase).toList())).append('\n');
        return page.toString();
    }

    private static List<Phase> columns() {
        String[] heads = TABLE.lines().findFirst().orElseThrow().split(" +");
        return Arrays.stream(heads).skip(1).map(Phase::ofCode).toList();
    }

    private static Map<Signal, Map<Phase, String>> cells() {
        Map<Signal, Map<Phase, String>> cells = new EnumMap<>(Signal.class);
        TABLE.lines().skip(1).map(line -> line.split(" +")).forEach(line -> {
            Map<Phase, String> row = new EnumMap<>(Phase.class);
            for (int column = 0; column < COLUMNS.size(); column++) {
                row.put(COLUMNS.get(column), line[column + 1]);
            }
            cells.put(Signal.valueOf(line[0]), Collections.unmodifiableMap(row));
        });
        return Collections.unmodifiableMap(cells);
    }
}
