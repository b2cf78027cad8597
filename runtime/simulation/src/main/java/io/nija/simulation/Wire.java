package io.nija.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.WireRequest;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.platform.virtual.VirtualTime;
import io.nija.simulator.internal.protocol.KrakenApi;

/**
 * One session's way to the exchange, in place of sockets. A request that was written goes on when its sender is gone; an answer
 * that finds nobody is lost.
 */
final class Wire implements Transport {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);
    private static final byte[] PAGE = "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>".getBytes(StandardCharsets.UTF_8);

    private final LaneId lane;
    private final World world;
    private final VirtualTime time;
    private final Executor on;
    private boolean closed;

    /** @param lane whose session; null for what all share */
    Wire(LaneId lane, World world) {
        this.lane = lane;
        this.world = world;
        time = world.time();
        on = world.wire();
    }

    @Override
    public CompletableFuture<WireResult> exchange(WireRequest request, BooleanSupplier beginWrite) {
        CompletableFuture<WireResult> result = new CompletableFuture<>();
        String endpoint = request.path().substring(request.path().lastIndexOf('/') + 1);
        boolean changes = Weather.COMMANDS.contains(endpoint);
        Fate fate = world.weather().fate(endpoint);
        time.after(Duration.ofMillis(1), on, () -> {
            if (fate.kind() == Fate.Kind.NO_CONNECTION) {
                answer(result, failed(WireResult.Fault.REFUSED, "connection refused", false));
            } else if (closed || !beginWrite.getAsBoolean()) {
                answer(result, failed(WireResult.Fault.TURN_LOST, "the turn was lost", false));
            } else {
                written(request, endpoint, changes, fate, result);
            }
        });
        return result;
    }

    private void written(WireRequest request, String endpoint, boolean changes, Fate fate, CompletableFuture<WireResult> result) {
        Map<String, String> form = changes ? Form.of(request.body()) : Map.of();
        if (changes) {
            world.trace(() -> lane + " wire: " + endpoint + " " + shown(form) + " " + fate);
            world.referee().written(lane, endpoint, form);
        }
        Duration limit = request.limit() == null ? USUAL_LIMIT : request.limit();
        if (fate.kind() == Fate.Kind.SILENCE) {
            time.after(limit, on, () -> answer(result, failed(WireResult.Fault.TIMEOUT, "no answer in time", true)));
        }
        time.after(fate.there(), on, () -> {
            byte[] body = fate.carriedOut() ? carryOut(request, endpoint, form, changes) : null;
            if (fate.kind() == Fate.Kind.SILENCE) {
                return;
            }
            WireResult outcome = switch (fate.kind()) {
                case RESET -> failed(WireResult.Fault.RESET, "connection reset", true);
                case PAGE -> answered(502, PAGE, fate);
                case TRUNCATED -> answered(200, Arrays.copyOf(body, body.length / 2), fate);
                case ANSWERED, SILENCE, NO_CONNECTION -> answered(200, fate.errors().isEmpty() ? body : errors(fate), fate);
            };
            time.after(fate.back(), on, () -> answer(result, outcome instanceof WireResult.Answered seen
                    ? new WireResult.Answered(seen.status(), seen.body(), null, world.clock().instant(), seen.roundTrip())
                    : failed(WireResult.Fault.RESET, "connection reset", true)));
        });
    }

    private byte[] carryOut(WireRequest request, String endpoint, Map<String, String> form, boolean changes) {
        KrakenApi.Answer answer = world.exchange().answer(request.path(), request.body(), request.key(), request.signature());
        if (changes) {
            world.trace(() -> lane + " exchange: " + endpoint + " " + shown(form) + ": " + new String(answer.reply().body(), StandardCharsets.UTF_8));
            world.referee().carriedOut(lane, endpoint, form, answer.outcome().equals("ok"));
        } else if (request.body() != null) {
            world.trace(() -> lane + " exchange: " + endpoint + Form.of(request.body()).entrySet().stream()
                    .filter(field -> !field.getKey().equals("nonce")).map(Object::toString).sorted().toList() + ": " + answer.outcome());
        }
        return Lists.behind(endpoint, answer.reply().body(), world.weather().lag(), time.epochNanos());
    }

    private static String shown(Map<String, String> form) {
        StringBuilder text = new StringBuilder();
        for (String name : new String[] {"cl_ord_id", "txid", "type", "ordertype", "volume", "pair", "price", "price2", "timeinforce",
                "order_qty", "limit_price", "trigger_price"}) {
            if (form.containsKey(name)) {
                text.append(name).append('=').append(form.get(name)).append(' ');
            }
        }
        return text.toString().strip();
    }

    private WireResult answered(int status, byte[] body, Fate fate) {
        return new WireResult.Answered(status, body, null, world.clock().instant(), fate.there().plus(fate.back()));
    }

    private static byte[] errors(Fate fate) {
        return ("{\"error\":[\"" + String.join("\",\"", fate.errors()) + "\"]}").getBytes(StandardCharsets.UTF_8);
    }

    private WireResult failed(WireResult.Fault fault, String detail, boolean written) {
        return new WireResult.Failed(fault, detail, written, world.clock().instant());
    }

    private void answer(CompletableFuture<WireResult> result, WireResult outcome) {
        result.complete(closed ? failed(WireResult.Fault.CANCELLED, "closed", true) : outcome);
    }

    @Override
    public void close(Duration limit) {
        closed = true;
    }
}
