package io.nija.exchange.market;

/** The strangers of a whole exchange. */
public interface Crowd {

    /** What they do in a pair; one for each pair, asked for once. */
    Flow flow(PairRule pair);

    /** What they did in a pair when nobody lived to see it. */
    History history(PairRule pair);

    /** Makes the strangers of an exchange that begins at a moment. */
    interface Maker {

        Crowd make(Listing listing, long start);
    }
}
