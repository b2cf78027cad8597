package io.nija.exchange.venue;

/** What the engine charges for the youth of an order, in points by its age in seconds (reference sheet §4.2). */
final class Points {

    private Points() {}

    static long cancel(long age) {
        return age < 5 ? 8 : age < 10 ? 6 : age < 15 ? 5 : age < 45 ? 4 : age < 90 ? 2 : age < 300 ? 1 : 0;
    }

    static long edit(long age) {
        return age < 5 ? 6 : age < 10 ? 5 : age < 15 ? 4 : age < 45 ? 2 : age < 90 ? 1 : 0;
    }

    static long amend(long age) {
        return age < 5 ? 3 : age < 10 ? 2 : age < 15 ? 1 : 0;
    }
}
