package io.nija.broker.kraken.internal.testing;

import java.lang.annotation.Annotation;

import io.nija.broker.kraken.internal.KrakenConfig;

/** A configuration that points at a venue on this machine, with limits of time that a slow machine keeps. */
public record TestConfig(String rest_url, String ws_public_url, String ws_private_url, String tier, String trading_path) implements KrakenConfig {

    @Override
    public boolean simulator() {
        return true;
    }

    @Override
    public int connect_timeout_seconds() {
        return 20;
    }

    @Override
    public int call_timeout_seconds() {
        return 60;
    }

    @Override
    public int instruments_refresh_minutes() {
        return 60;
    }

    @Override
    public String proxy_host() {
        return "";
    }

    @Override
    public int proxy_port() {
        return 8080;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return KrakenConfig.class;
    }
}
