package io.nija.command;

import java.util.List;

/**
 * What a bundle's commands are called, for the time in which they cannot be there, because what they ask is not: a shell without
 * a running NIJA, and a NIJA that is still starting, know them all the same. A {@link Command} of the same name takes precedence.
 * A service that is always there; thread-safe.
 */
public interface ExpectedCommands {

    /** Their declarations. */
    List<CommandSpec> specs();

    /** Why they are not there in a running NIJA, and what to do, as one sentence for the operator. */
    String missing();
}
