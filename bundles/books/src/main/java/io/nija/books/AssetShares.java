package io.nija.books;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * To whom one asset of one lane belongs: {@code shares + dust + foreign} is always what the venue has. Immutable; nothing
 * changes one part without the reason that its method names, and moves between the parts change no sum.
 *
 * @param asset which
 * @param shares each strategy's own, by name; below zero for a short. What a person trades through NIJA has a name too
 * @param dust managed coins too few to be sold
 * @param foreign everything else: the person's own coins, and for a currency the pool that trades are paid from
 */
public record AssetShares(String asset, SortedMap<String, BigDecimal> shares, BigDecimal dust, BigDecimal foreign) {

    public AssetShares {
        SortedMap<String, BigDecimal> kept = new TreeMap<>();
        shares.forEach((owner, share) -> {
            if (share.signum() != 0) {
                kept.put(owner, Portion.plain(share));
            }
        });
        shares = Collections.unmodifiableSortedMap(kept);
        dust = Portion.plain(dust);
        foreign = Portion.plain(foreign);
        if (dust.signum() < 0) {
            throw new IllegalArgumentException("There is no dust below zero: " + dust.toPlainString() + " " + asset + ".");
        }
    }

    /** A lane as it is found: all of it foreign. */
    public static AssetShares found(String asset, BigDecimal balance) {
        return new AssetShares(asset, new TreeMap<>(), BigDecimal.ZERO, balance);
    }

    /** A strategy's own; zero when it has none. */
    public BigDecimal of(String owner) {
        return shares.getOrDefault(owner, BigDecimal.ZERO);
    }

    /** All strategies' own, without dust. */
    public BigDecimal managed() {
        return Portion.plain(shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** What the venue has if nothing happened that is not in here. */
    public BigDecimal total() {
        return Portion.plain(managed().add(dust).add(foreign));
    }

    /** How much more the venue has than is explained; zero when all is. */
    public BigDecimal unexplained(BigDecimal venueTotal) {
        return Portion.plain(venueTotal.subtract(total()));
    }

    /** A strategy's fill, or its fee in this asset, changed what the venue has. */
    public AssetShares traded(String owner, BigDecimal change) {
        return withShare(owner, of(owner).add(change));
    }

    /** Money for trades, a fee in it, a deposit, a withdrawal, a reward: the pool changed, and what the venue has. */
    public AssetShares pooled(BigDecimal change) {
        return new AssetShares(asset, shares, dust, foreign.add(change));
    }

    /**
     * What is left of a strategy's share is too little to be sold.
     *
     * @throws IllegalArgumentException when it is no coin, or more than the strategy has
     */
    public AssetShares toDust(String owner, BigDecimal coins) {
        within(coins, of(owner), owner);
        return new AssetShares(asset, shares, dust.add(coins), foreign).traded(owner, coins.negate());
    }

    /** Dust that has become enough to be sold is a strategy's again. */
    public AssetShares fromDust(String owner, BigDecimal coins) {
        within(coins, dust, "dust");
        return new AssetShares(asset, shares, dust.subtract(coins), foreign).traded(owner, coins);
    }

    /** Foreign coins are managed from now on: a person said so. */
    public AssetShares adopt(String owner, BigDecimal coins) {
        within(coins, foreign, "foreign");
        return pooled(coins.negate()).traded(owner, coins);
    }

    /** A strategy's coins are the person's own from now on. */
    public AssetShares release(String owner, BigDecimal coins) {
        within(coins, of(owner), owner);
        return traded(owner, coins.negate()).pooled(coins);
    }

    private void within(BigDecimal coins, BigDecimal available, String whose) {
        if (coins.signum() <= 0 || coins.compareTo(available) > 0) {
            throw new IllegalArgumentException(coins.toPlainString() + " " + asset + " cannot be taken from " + whose + ", which has "
                    + available.toPlainString() + ".");
        }
    }

    private AssetShares withShare(String owner, BigDecimal share) {
        SortedMap<String, BigDecimal> changed = new TreeMap<>(shares);
        changed.put(owner, share);
        return new AssetShares(asset, changed, dust, foreign);
    }
}
