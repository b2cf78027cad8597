package io.nija.simulator.internal.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Gate;
import io.nija.exchange.venue.Mode;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Venue;

/**
 * Answers calls: the one door to the exchange. Checks come in the order the reference sheet suggests (§18): key,
 * signature, nonce, counter, permission, arguments, pair, market mode, precision and minimums, funds, engine counter.
 * Thread-safe; never waits for anything but the venue's lock.
 */
public final class KrakenApi {

    private final Venue venue;
    private final PublicApi publicApi;
    private final PrivateApi privateApi;

    /** @param venue the exchange behind it */
    public KrakenApi(Venue venue) {
        this.venue = venue;
        Listings listings = new Listings(venue);
        publicApi = new PublicApi(venue, listings);
        privateApi = new PrivateApi(venue, listings);
    }

    /**
     * An answer and what the request log says of it.
     *
     * @param nonce as sent, or null
     * @param outcome {@code ok}, or the errors
     */
    public record Answer(Reply reply, String nonce, String outcome) {

        static Answer of(Reply reply, String outcome) {
            return new Answer(reply, null, outcome);
        }
    }

    /** The names of all endpoints. */
    public Set<String> endpoints() {
        Set<String> names = new TreeSet<>(publicApi.names());
        names.addAll(privateApi.names());
        return names;
    }

    /** The nonce in a call's body, or null. */
    public static String nonce(Call call) {
        try {
            return Parameters.body(call.contentType(), call.body()).text("nonce").orElse(null);
        } catch (Refused unreadable) {
            return null;
        }
    }

    /** Answers a call. */
    public Answer answer(Call call) {
        synchronized (venue) {
            venue.settle();
            long now = venue.now() + call.skew().toNanos();
            if (call.isPublic() && publicApi.has(call.endpoint())) {
                return publicly(call, now);
            }
            if (call.isPrivate() && privateApi.has(call.endpoint())) {
                return privately(call, now);
            }
        }
        return call.isPublic() || call.isPrivate() ? refused(new Refused("EGeneral:Unknown method"), null)
                : Answer.of(Reply.html(404, "404 Not Found"), "404");
    }

    /**
     * Does what a private endpoint does, for a key that was let in elsewhere; the caller holds the venue's lock.
     *
     * @throws Refused as the endpoint would
     */
    public Object act(String endpoint, ApiKey key, Parameters parameters) throws Refused {
        venue.settle();
        if (venue.modes().all() == Mode.MAINTENANCE) {
            throw new Refused("EService:Unavailable");
        }
        return privateApi.answer(endpoint, key, parameters, venue.now());
    }

    private Answer publicly(Call call, long now) {
        try {
            Parameters parameters = Parameters.form(call.query());
            if (call.body().length > 0) {
                parameters = parameters.and(Parameters.body(call.contentType(), call.body()));
            }
            return success(publicApi.answer(call.endpoint(), parameters, now), null);
        } catch (Refused refused) {
            return refused(refused, null);
        }
    }

    private Answer privately(Call call, long now) {
        if (!call.method().equals("POST")) {
            return Answer.of(Reply.json(405, Map.of("error", List.of("EGeneral:Unknown method"))), "405");
        }
        String nonce = null;
        try {
            if (venue.modes().all() == Mode.MAINTENANCE) {
                throw new Refused("EService:Unavailable");
            }
            Parameters parameters = Parameters.body(call.contentType(), call.body());
            Optional<String> given = parameters.text("nonce");
            nonce = given.orElse(null);
            // A query string is never part of what is signed (§2.1).
            ApiKey key = venue.gate().enter(new Gate.Papers(call.path(), call.apiKey(), call.apiSign(), nonce,
                    call.body(), call.address()), privateApi.cost(call.endpoint()));
            return success(privateApi.answer(call.endpoint(), key, parameters, now), nonce);
        } catch (Refused refused) {
            return refused(refused, nonce);
        }
    }

    private static Answer success(Object result, String nonce) {
        return new Answer(Reply.json(200, Json.map("error", List.of(), "result", result)), nonce, "ok");
    }

    private static Answer refused(Refused refused, String nonce) {
        return new Answer(Reply.refusal(refused.errors()), nonce, String.join(" | ", refused.errors()));
    }}
