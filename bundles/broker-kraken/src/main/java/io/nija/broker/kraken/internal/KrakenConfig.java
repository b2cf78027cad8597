package io.nija.broker.kraken.internal;

import io.nija.broker.kraken.internal.wire.VenueAddresses;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code io.nija.broker.kraken.cfg}. All have defaults; the file is not needed. */
@ObjectClassDefinition(id = "io.nija.broker.kraken", name = "Kraken",
        description = "Kraken Spot. Without this file NIJA speaks with Kraken itself, at the Starter tier's limits.")
public @interface KrakenConfig {

    @AttributeDefinition(name = "rest.url",
            description = "Kraken's REST address. Another one is accepted only with simulator=true, and only on this machine.")
    String rest_url() default VenueAddresses.REST;

    @AttributeDefinition(name = "ws.public.url",
            description = "Kraken's public stream. Another one is accepted only with simulator=true, and only on this machine.")
    String ws_public_url() default VenueAddresses.WS_PUBLIC;

    @AttributeDefinition(name = "ws.private.url",
            description = "Kraken's private stream. Another one is accepted only with simulator=true, and only on this machine.")
    String ws_private_url() default VenueAddresses.WS_PRIVATE;

    @AttributeDefinition(name = "simulator",
            description = "true: speak with a simulator on this machine, and accept only keys issued by one.")
    boolean simulator() default false;

    @AttributeDefinition(name = "tier",
            description = "The account's verification level at Kraken, which sets how often it may be asked."
                    + " 'unlimited' is for a simulator only.",
            options = {@Option(label = "Starter", value = "starter"), @Option(label = "Intermediate", value = "intermediate"),
                @Option(label = "Pro", value = "pro"), @Option(label = "Unlimited (simulator)", value = "unlimited")})
    String tier() default "starter";

    @AttributeDefinition(name = "trading.path",
            description = "Which way orders, amendments and cancels go. auto: by the private stream while it is live, by REST while it"
                    + " is not. rest: by REST alone. websocket: entries by the private stream alone; what closes, protects or cancels"
                    + " goes by REST while it is not live.",
            options = {@Option(label = "Automatic", value = "auto"), @Option(label = "REST", value = "rest"),
                @Option(label = "WebSocket", value = "websocket")})
    String trading_path() default "auto";

    @AttributeDefinition(name = "connect.timeout.seconds", min = "1", max = "60",
            description = "How long a connection may take to be made.")
    int connect_timeout_seconds() default 10;

    @AttributeDefinition(name = "call.timeout.seconds", min = "2", max = "60",
            description = "How long a whole call may take.")
    int call_timeout_seconds() default 10;

    @AttributeDefinition(name = "instruments.refresh.minutes", min = "5", max = "1440",
            description = "How often the rules of all instruments are read again.")
    int instruments_refresh_minutes() default 60;

    @AttributeDefinition(name = "proxy.host", required = false,
            description = "An HTTP proxy for Kraken; empty for none. Never used for a simulator.")
    String proxy_host() default "";

    @AttributeDefinition(name = "proxy.port", min = "1", max = "65535", description = "The proxy's port.")
    int proxy_port() default 8080;
}
