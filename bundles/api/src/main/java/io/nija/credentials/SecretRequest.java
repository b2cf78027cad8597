package io.nija.credentials;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A wish for a single secret that is no lane's key: a whiteboard service. The value is looked for where keys are
 * (environment, secret files, {@code .env}), and while there is one it is a {@link Secret} service.
 */
@ConsumerType
public interface SecretRequest {

    /**
     * The variable that holds it. It begins with {@code NIJA_}, and a variable that a lane's keys are looked for in is
     * not given out this way.
     */
    String variable();

    /** What it is for, in words that continue "It is": {@code the address alerts are sent to}. */
    String purpose();
}
