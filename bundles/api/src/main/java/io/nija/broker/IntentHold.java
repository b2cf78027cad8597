package io.nija.broker;

import io.nija.account.BrokerId;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A whiteboard service of whoever sends orders: told before a broker's plug-in is replaced, so that new intents wait
 * instead of being refused, and told when the broker is back.
 */
@ConsumerType
public interface IntentHold {

    /**
     * Holds new intents for the lanes of {@code broker} from now on. Must return within a second: what is already on
     * its way is answered, refused or reported as unknown by the session, which drains before it closes.
     */
    Held hold(BrokerId broker);

    /** A hold that is in force. */
    @ConsumerType
    interface Held extends AutoCloseable {

        /** The broker is back, or has gone for good: intents go on, expire or are refused as usual. */
        @Override
        void close();
    }
}
