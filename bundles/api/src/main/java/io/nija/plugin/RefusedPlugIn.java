package io.nija.plugin;

/**
 * A jar that is not taken.
 *
 * @param file its name in the folder of plug-ins
 * @param code stable, for programs, for example {@code JAR_INCOMPLETE}
 * @param message one sentence for the operator: cause, and what runs instead
 * @param runs symbolic name and version of the plug-in of that file that runs nevertheless, or null when none does or
 *     nobody knows
 */
public record RefusedPlugIn(String file, String code, String message, String runs) {}
