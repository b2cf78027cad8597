package io.nija.platform;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** Where this NIJA lives, and how it was started. */
@ProviderType
public interface Installation {

    /** The distribution: {@code bin}, {@code bundles}, {@code features}. Never written to. */
    Path home();

    /** Configuration files and {@code .env}. May be read-only. */
    Path config();

    /** Everything this NIJA writes: journal, marks, logs. */
    Path data();

    /** Plug-ins, one jar each. */
    Path deploy();

    /** The user's state folder for what must be unique on the machine: key locks and nonce marks. Mode 0700. */
    Path state();

    /** The build, for example {@code 0.1.0}. */
    String build();

    /** How it was started. */
    Start start();

    /** The ways to start. */
    enum Start {
        /** The platform itself. */
        RUN,
        /** The platform with the built-in exchange and keys issued by it; all other keys are ignored. */
        DEMO,
        /** One command, then the end. */
        COMMAND
    }
}
