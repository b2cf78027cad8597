package io.nija.exchange.venue;

import java.math.BigDecimal;

import io.nija.exchange.market.Asset;

/** Carries inputs out. Guarded by the venue's lock. */
final class Inputs {

    private final Venue venue;

    Inputs(Venue venue) {
        this.venue = venue;
    }

    /** Does what is asked for, now. */
    @SuppressWarnings("unchecked") // Each kind of input answers with what its type says.
    <R> R apply(Input<R> input) throws Refused {
        return (R) answer(input);
    }

    private Object answer(Input<?> input) throws Refused {
        Object traded = trade(input);
        return traded != null ? traded : operate(input);
    }

    /** What accounts do; null for everything else. */
    private Object trade(Input<?> input) throws Refused {
        if (input instanceof Input.Place place) {
            return venue.trading().place(venue.account(place.account()), place.tickets());
        } else if (input instanceof Input.Amend amend) {
            return venue.trading().amend(venue.account(amend.account()), open(amend.account(), amend.order()),
                    amend.change());
        } else if (input instanceof Input.Edit edit) {
            return venue.trading().edit(venue.account(edit.account()), open(edit.account(), edit.order()),
                    edit.replacement());
        } else if (input instanceof Input.Cancel cancel) {
            return venue.trading().cancel(venue.account(cancel.account()), cancel.orders());
        } else if (input instanceof Input.CancelAll all) {
            return venue.trading().cancelAll(venue.account(all.account()), "User requested");
        } else if (input instanceof Input.CancelAllAfter after) {
            return cancelAllAfter(venue.account(after.account()), after.seconds());
        }
        return null;
    }

    private Order open(String account, String id) throws Refused {
        return venue.account(account).order(id).filter(order -> order.status().live())
                .orElseThrow(() -> new Refused(venue.variants().text(Variants.Name.GONE_ORDER)));
    }

    private Long cancelAllAfter(Account account, long seconds) {
        long at = seconds == 0 ? 0 : venue.time() + seconds * 1_000_000_000L;
        account.cancelAllAt(at);
        venue.agenda().add(at, account.id(), null);
        return at;
    }

    private Object operate(Input<?> input) {
        if (input instanceof Input.OpenAccount account) {
            return venue.open(account.id());
        } else if (input instanceof Input.OpenWith account) {
            return venue.open(account);
        } else if (input instanceof Input.Post post) {
            return post(post);
        } else if (input instanceof Input.AddKey key) {
            return venue.add(key);
        } else if (input instanceof Input.CloseAccount account) {
            venue.close(account.id());
        } else if (input instanceof Input.Failed failed) {
            venue.account(failed.account()).engine(venue.book(failed.pair()).rule(), venue.tier())
                    .take(failed.thousandths(), venue.time());
        } else if (input instanceof Input.Jump jump) {
            venue.book(jump.pair()).jump(venue.time(), jump.perMillion());
        } else if (input instanceof Input.Clock clock) {
            venue.carry(clock.until());
        } else if (input instanceof Input.ChangeKey change) {
            venue.change(change.key(), change.settings());
        } else if (input instanceof Input.RemoveKey key) {
            venue.remove(key.key());
        } else if (input instanceof Input.SetMode mode) {
            venue.modeOf(mode.pair(), mode.mode());
        } else if (input instanceof Input.SetTier tier) {
            venue.limits(tier.tier());
        } else if (input instanceof Input.Choose choose) {
            venue.variants().choose(choose.variant(), choose.value());
        }
        return null;
    }

    private LedgerRow post(Input.Post post) {
        Account account = venue.account(post.account());
        Asset asset = venue.listing().asset(post.asset()).orElseThrow(() ->
                new IllegalArgumentException("There is no asset '" + post.asset() + "'."));
        if (account.available(asset).add(post.amount()).signum() < 0) {
            throw new IllegalArgumentException("The account has only " + account.available(asset).toPlainString() + " "
                    + asset.id() + " that no order holds.");
        }
        return account.post(venue.time(), post.type(), null, asset, post.amount(), BigDecimal.ZERO);
    }
}
