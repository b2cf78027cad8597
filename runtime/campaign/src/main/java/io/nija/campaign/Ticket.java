package io.nija.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An order that a person asks for, with an {@code --id}, perhaps again and again. Its quantity is its own in the whole
 * campaign, so that the exchange's books tell which order it is without NIJA being asked.
 */
public final class Ticket {

    /** What a later try would be answered too; all else, such as instruments not read yet, is only too early. */
    private static final List<String> FINAL = List.of("[EXCEEDS_POSITION]", "[ID_USED]", "was used before");

    final String id;
    final String account;
    final Market market;
    final String side;
    final BigDecimal quantity;
    final List<String> words;
    /** What the person was told, each time; guarded by this. */
    private final List<Line.Said> told = new ArrayList<>();
    private boolean cancelled;
    /** Asked for, and each time while a switch that people were told of keeps it off. */
    private Boolean forbidden;

    Ticket(String id, String account, Market market, String side, BigDecimal quantity, List<String> words) {
        this.id = id;
        this.account = account;
        this.market = market;
        this.side = side;
        this.quantity = quantity;
        this.words = words;
    }

    synchronized void told(Line.Said said) {
        if (said.exit() != Line.NOBODY) {
            told.add(said);
        }
    }

    /** Somebody asks for it. @param off whether a switch that was acknowledged, and not taken back, keeps it off */
    synchronized void asked(boolean off) {
        forbidden = off && (forbidden == null || forbidden);
    }

    /** Whether no try of it may reach the exchange. */
    synchronized boolean forbidden() {
        return forbidden != null && forbidden;
    }

    /** The stop that the person wants for it; null for none. */
    BigDecimal stop() {
        int at = words.indexOf("--protect");
        return at < 0 ? null : new BigDecimal(words.get(at + 1));
    }

    /** What the person was told, each time. */
    public synchronized List<Line.Said> told() {
        return List.copyOf(told);
    }

    /** Whether somebody was told that the exchange has it. */
    public synchronized boolean confirmed() {
        return told.stream().anyMatch(said -> said.exit() == 0);
    }

    /** Whether all that was ever said of it is that it was refused. */
    synchronized boolean refused() {
        return !told.isEmpty() && told.stream().allMatch(said -> said.exit() == 2 || said.exit() == 64);
    }

    /** Whether a person would ask again: nobody answered, nobody knows, or it was too early. */
    synchronized boolean open() {
        if (told.isEmpty()) {
            return true;
        }
        Line.Said last = told.get(told.size() - 1);
        return last.exit() == 1 || last.exit() != 0 && FINAL.stream().noneMatch(last.err()::contains);
    }

    /** NIJA's name of the order, when it said one. */
    synchronized String order() {
        return told.stream().filter(said -> said.exit() == 0).map(said -> said.json().path("id").text()).findFirst().orElse(null);
    }

    synchronized void cancelled() {
        cancelled = true;
    }

    /** Whether somebody was told that its cancel is done. */
    synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public String toString() {
        return id + " (" + String.join(" ", words) + "; told " + told().stream().map(said -> said.exit() + " "
                + (said.exit() == 0 ? said.json().path("id").text() : said.err().strip())).toList() + ")";
    }
}
