package io.nija.exchange.venue;

import java.util.List;

import io.nija.matching.Refusal;

/** An exchange's {@link Image}: taken, and gone on from. Guarded by the venue's lock. */
public final class Restoring {

    private final Venue venue;

    public Restoring(Venue venue) {
        this.venue = venue;
    }

    /**
     * All accounts as they are.
     *
     * @throws IllegalStateException when there are keys: who holds one was told more than an image keeps
     */
    public Image image() {
        if (!venue.keys().isEmpty()) {
            throw new IllegalStateException("An exchange with keys has no image.");
        }
        return new Image(venue.time(), venue.idsGiven(), venue.trading().numbered(), venue.opened(),
                venue.accounts().stream().map(Account::image).toList());
    }

    /** Has the accounts of an image; for an exchange at the moment of it that has none. Open orders enter the markets they find. */
    public void restore(Image image) {
        venue.opened(image.opened());
        venue.ids().given(image.ids());
        venue.trading().numbered(image.orders());
        for (Image.OfAccount one : image.accounts()) {
            Account account = venue.added(one.id(), one.number(), one.volume());
            List<Order> open = account.restore(one, venue.listing());
            venue.agenda().add(account.cancelAllAt(), one.id(), null);
            open.forEach(this::again);
        }
        venue.trading().closeExecuted();
    }

    /** An order that was open when its market ended enters the market it finds now. */
    private void again(Order order) {
        Book book = venue.book(order.rule().id());
        venue.agenda().add(order.status() == Order.Status.PENDING ? order.ticket().starts() : 0, order.account().id(), order.id());
        venue.agenda().add(order.ticket().expires(), order.account().id(), order.id());
        venue.trading().rehold(book, order);
        if (order.status() == Order.Status.PENDING) {
            book.expect(order);
            return;
        }
        Refusal why = book.place(venue.time(), order, Wire.again(order));
        if (why != null) {
            boolean over = why == Refusal.ALREADY_EXPIRED;
            venue.trading().ended(order, over ? Order.Status.EXPIRED : Order.Status.CANCELED, over ? "Expired" : "Out of capacity", venue.time());
        }
    }
}
