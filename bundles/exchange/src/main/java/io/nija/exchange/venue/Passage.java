package io.nija.exchange.venue;

import java.util.Map;
import java.util.function.Consumer;

/**
 * The passing of time: the strangers' steps in all pairs and what is on the agenda, in the order of time, so that the
 * result does not depend on how often somebody looks. Guarded by the venue's lock.
 */
final class Passage {

    private final Map<String, Book> books;
    private final Agenda agenda;
    private final Consumer<Agenda.Due> due;
    private final Runnable afterStep;
    private long time;

    /**
     * Time that begins at a moment.
     *
     * @param due is told of what the agenda says, when it is its time
     * @param afterStep runs after each of both
     */
    Passage(long start, Map<String, Book> books, Agenda agenda, Consumer<Agenda.Due> due, Runnable afterStep) {
        time = start;
        this.books = books;
        this.agenda = agenda;
        this.due = due;
        this.afterStep = afterStep;
    }

    /** How far it is; never goes back. */
    long time() {
        return time;
    }

    /** Goes to a moment step by step. */
    void pass(long until) {
        run(until, false);
        time = Math.max(time, until);
    }

    /** Goes to a moment; pairs in which no account has an order begin anew there. */
    void carry(long until) {
        long from = time;
        run(until, true);
        time = Math.max(time, until);
        for (Book book : books.values()) {
            if (book.nextAt() <= until) {
                book.begin(from, until);
            }
        }
    }

    private void run(long until, boolean absent) {
        while (true) {
            Book first = null;
            for (Book book : books.values()) {
                if (!(absent && book.isQuiet()) && (first == null || book.nextAt() < first.nextAt())) {
                    first = book;
                }
            }
            long next = Math.min(agenda.nextAt(), first == null ? Long.MAX_VALUE : first.nextAt());
            if (next > until) {
                return;
            }
            time = Math.max(time, next);
            if (agenda.nextAt() <= next) {
                due.accept(agenda.next());
            } else {
                first.step();
            }
            afterStep.run();
        }
    }
}
