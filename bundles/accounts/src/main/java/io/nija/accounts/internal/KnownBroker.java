package io.nija.accounts.internal;

import java.util.Objects;

import io.nija.account.Mode;
import io.nija.broker.Broker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker says of itself, read once when it comes: it is somebody else's code, and the board must not break with it.
 *
 * @param name harmless text
 */
record KnownBroker(Broker broker, String name, Mode forcedMode, boolean needsKeys) {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.status");

    /** One that fails to tell has its id as its name, and only observes. */
    static KnownBroker of(Broker broker) {
        try {
            return new KnownBroker(broker, Plain.text(broker.displayName()), Objects.requireNonNull(broker.forcedMode(), "no mode"),
                    broker.needsKeys());
        } catch (RuntimeException | LinkageError failed) {
            LOG.warn("The broker {} cannot say its name and mode: {}. It is shown by its id and observes only; "
                    + "ask whoever made its bundle. [BROKER_FAILED]", broker.id(), Plain.text(failed.toString()));
            return new KnownBroker(broker, broker.id().value(), Mode.OBSERVE, true);
        }
    }
}
