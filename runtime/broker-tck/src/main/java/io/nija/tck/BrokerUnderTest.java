package io.nija.tck;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.BrokerId;
import io.nija.market.Symbol;

/** What a broker's author says of the broker. */
public interface BrokerUnderTest {

    BrokerId id();

    /** The lines of {@code io.nija.broker.ID.cfg} that point it to the venue, without the tier. */
    Map<String, String> configuration();

    /** The key of that file that tells the tier, and the word for "no limits"; empty when the broker has no tiers. */
    Optional<Tier> tier();

    /** Names of three tiers the venue has, the tightest first; empty when it has none. */
    List<String> limits();

    /**
     * Nine instruments with a market at the venue. No two cases use one of the first eight at the same time; nobody harms the last
     * one, which is for whoever must not be disturbed.
     */
    List<Symbol> symbols();

    /**
     * What the venue or the broker cannot do, by the case's id, and why: such a case is shown as not applicable. It must need an
     * ability ({@link Ability}) that the broker really lacks; a gap that is none is a failure.
     */
    Map<String, String> gaps();

    /** How the venue's calls are signed, written independently of the broker; empty when it signs nothing. */
    Optional<Signing> signing();

    Venue venue();

    /**
     * @param key of the broker's file
     * @param unlimited the value with which it counts nothing
     */
    record Tier(String key, String unlimited) {}
}
