package io.nija.launcher.feature;

import java.nio.file.Path;

/**
 * A bundle a feature names.
 *
 * @param id {@code group:artifact:version}
 * @param startLevel the framework's start level at which it starts; for tidiness, never for correctness
 * @param plugIn whether it lives in {@code deploy/}, from where the operator may replace it
 * @param file where it lies in the distribution
 * @param sha256 of the file as it was shipped, 64 lower-case hexadecimal digits
 */
public record ListedBundle(String id, int startLevel, boolean plugIn, Path file, String sha256) {}
