package io.nija.alerts.internal;

import io.nija.alerts.internal.sink.Sink;
import io.nija.credentials.SecretRequest;

import org.osgi.service.component.annotations.Component;

/** What this bundle asks the holder of secrets for. The components have names of their own: Gogo takes {@code $} for a variable. */
public final class Variables {

    /** The variable of the heartbeat's address. */
    public static final String HEARTBEAT = "NIJA_HEARTBEAT_URL";

    private Variables() {}

    /** The address alerts are sent to. */
    @Component(name = "io.nija.alerts.internal.AddressVariable", service = SecretRequest.class)
    public static final class AlertAddress implements SecretRequest {

        @Override
        public String variable() {
            return Sink.URL;
        }

        @Override
        public String purpose() {
            return "the address alerts are sent to";
        }
    }

    /** The token that goes with it. */
    @Component(name = "io.nija.alerts.internal.TokenVariable", service = SecretRequest.class)
    public static final class AlertToken implements SecretRequest {

        @Override
        public String variable() {
            return Sink.TOKEN;
        }

        @Override
        public String purpose() {
            return "the token that alerts are sent with";
        }
    }

    /** The heartbeat's address. */
    @Component(name = "io.nija.alerts.internal.PulseVariable", service = SecretRequest.class)
    public static final class HeartbeatAddress implements SecretRequest {

        @Override
        public String variable() {
            return HEARTBEAT;
        }

        @Override
        public String purpose() {
            return "the address that is called while all is well";
        }
    }
}
