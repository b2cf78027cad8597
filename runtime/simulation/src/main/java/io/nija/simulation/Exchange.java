package io.nija.simulation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import io.nija.account.LaneId;
import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.market.PairRule;
import io.nija.simulator.internal.protocol.Call;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Gate;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Placed;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;

/** The built-in exchange in this process, without sockets, by the right clock; what people do at its screen. */
final class Exchange {

    private static final long NONCE_WINDOW = Duration.ofMinutes(1).toNanos();

    private final Venue venue;
    private final KrakenApi api;
    private final Map<LaneId, ApiKey> keys = new LinkedHashMap<>();
    private final Set<LaneId> feesInBase = new HashSet<>();
    private QuietCrowd crowd;

    Exchange(long seed, SplittableRandom chance, VirtualTime time, Tier tier, List<LaneId> lanes) {
        venue = new Venue(seed, tier, new VenueClock(time), (listing, start) -> crowd = new QuietCrowd(chance.split(), start));
        api = new KrakenApi(venue);
        for (LaneId lane : lanes) {
            Account account = venue.openAccount(lane.account().value());
            keys.put(lane, venue.issueKey(account, settings(chance.nextInt(4) != 0)));
            if (chance.nextInt(3) == 0) {
                feesInBase.add(lane);
            }
        }
    }

    /** Most owners allow a nonce window: then a request that hung is not refused for its nonce, and only its deadline stands in its way. */
    private static ApiKey.Settings settings(boolean window) {
        ApiKey.Settings usual = ApiKey.Settings.trading("simulation");
        return window ? new ApiKey.Settings(usual.name(), usual.permissions(), usual.addresses(), NONCE_WINDOW, 0, 0, 0) : usual;
    }

    Venue venue() {
        return venue;
    }

    ApiKey key(LaneId lane) {
        return keys.get(lane);
    }

    Account account(LaneId lane) {
        return venue.account(lane.account().value());
    }

    /** Nothing trades any more unless somebody's own order does. */
    void still() {
        crowd.still();
    }

    /** Carries out a call as it came over a wire. */
    KrakenApi.Answer answer(String path, byte[] body, String key, String signature) {
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        byte[] bytes = body == null ? new byte[0] : body;
        Call call = new Call(body == null ? "GET" : "POST", plain, question < 0 ? "" : path.substring(question + 1),
                "application/x-www-form-urlencoded", key, signature, bytes, "127.0.0.1", Duration.ZERO);
        return api.answer(plain.endsWith("/AddOrder") && lane(key).filter(feesInBase::contains).isPresent() ? feeInBase(call) : call);
    }

    private Optional<LaneId> lane(String key) {
        return keys.entrySet().stream().filter(entry -> entry.getValue().key().equals(key)).map(Map.Entry::getKey).findFirst();
    }

    /** Some accounts pay in what they trade, as if the owner had chosen it on the site; an order that says it otherwise is meant so. */
    private Call feeInBase(Call call) {
        String form = new String(call.body(), StandardCharsets.UTF_8);
        if (form.contains("fciq") || form.contains("fcib")) {
            return call;
        }
        String changed = form.contains("oflags=") ? form.replace("oflags=", "oflags=fcib%2C") : form + "&oflags=fcib";
        byte[] body = changed.getBytes(StandardCharsets.UTF_8);
        String secret = venue.key(call.apiKey()).orElseThrow().secretText();
        byte[] sign = Gate.sign(Base64.getDecoder().decode(secret), call.path(), Form.of(form).get("nonce"), body);
        return new Call(call.method(), call.path(), call.query(), call.contentType(), call.apiKey(),
                Base64.getEncoder().encodeToString(sign), body, call.address(), call.skew());
    }

    /** A person's order at the screen; answers its id, or empty when the exchange refused it. */
    Optional<String> place(LaneId lane, Ticket ticket) {
        try {
            Placed placed = venue.apply(new Input.Place(lane.account().value(), List.of(ticket))).get(0);
            return placed.error() == null ? Optional.of(placed.order().id()) : Optional.empty();
        } catch (Refused refused) {
            return Optional.empty();
        }
    }

    /** A person cancels at the screen. */
    void cancel(LaneId lane, String order) {
        try {
            venue.apply(new Input.Cancel(lane.account().value(), List.of(order)));
        } catch (Refused over) {
            throw new IllegalStateException("A person may always cancel.", over);
        }
    }

    void deposit(LaneId lane, String asset, BigDecimal amount) {
        venue.adjust(account(lane), venue.listing().asset(asset).orElseThrow(), amount, "deposit");
    }

    void jump(PairRule pair, long perMillion) {
        try {
            venue.apply(new Input.Jump(pair.id(), perMillion));
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    PairRule pair(String symbol) {
        return venue.listing().pair(symbol).orElseThrow();
    }
}
