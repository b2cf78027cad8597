package io.nija.broker.kraken.internal.session;

import io.nija.broker.kraken.internal.desk.Clearance;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.platform.SerialQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Kraken's dead man's switch, for accounts whose file asks for it: renewed with each beat while the lane is healthy, so that Kraken
 * cancels every order of the account, protective stops and people's own included, once NIJA is silent for too long. On the session's queue.
 */
final class DeadMan {

    private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);

    private final PrivateLane calls;
    private final Clearance clearance;
    private final SerialQueue queue;
    private int set;
    private boolean failed;
    private boolean asking;

    DeadMan(PrivateLane calls, Clearance clearance, SerialQueue queue) {
        this.calls = calls;
        this.clearance = clearance;
        this.queue = queue;
    }

    /** @param healthy a lane that is not lets the time run: that is what the switch is for */
    void beat(boolean healthy) {
        int wanted = clearance.deadManSeconds();
        if (asking || !healthy || wanted == 0 && set == 0 || clearance.cancels().isPresent()) {
            return;
        }
        asking = true;
        calls.send(PrivateCall.cancelAllAfter(wanted, now -> clearance.cancels().map(refusal -> refusal.problem(now)).orElse(null)))
                .whenComplete((reply, failure) -> queue.execute(() -> answered(wanted, reply)));
    }

    private void answered(int wanted, Reply<JsonNode> reply) {
        asking = false;
        if (reply instanceof Reply.Good<JsonNode>) {
            if (set != wanted) {
                LOG.warn(wanted == 0 ? "Kraken's dead man's switch is off" : "Kraken cancels every order of this account, stops and people's own"
                        + " included, when it hears nothing for {} s (deadman.seconds)", wanted);
            }
            set = wanted;
            failed = false;
        } else if (!failed) {
            failed = true;
            // Whatever became of it, it may be set now, and then it must be ended one day.
            set = Math.max(set, wanted);
            LOG.warn("Kraken's dead man's switch was not renewed: {} It is tried again every ten seconds.", ((Reply.Bad<JsonNode>) reply).problem().message());
        }
    }

    /** How long Kraken waits, as last told; 0 when it is off. */
    int seconds() {
        return set;
    }
}
