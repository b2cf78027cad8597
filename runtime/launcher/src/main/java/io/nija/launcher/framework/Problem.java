package io.nija.launcher.framework;

/**
 * A bundle that cannot be used.
 *
 * @param sentence for the operator: which bundle, and why not
 * @param fatal whether NIJA cannot go on without it: true for platform and core, false for a plug-in
 */
public record Problem(String sentence, boolean fatal) {}
