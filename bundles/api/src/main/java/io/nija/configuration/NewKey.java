package io.nija.configuration;

import java.util.List;

/**
 * A key that came with a new version of a bundle. The operator's files were written before there was such a key.
 *
 * @param pid the PID it belongs to, without an instance name
 * @param key the key; {@code .*} at its end stands for every key that begins so
 * @param defaultValue what holds where it is not set, or null when that is not told
 * @param version of the bundle that brought it
 * @param files the files of this PID that do not set it; empty when there is none of this PID
 */
public record NewKey(String pid, String key, String defaultValue, String version, List<String> files) {

    public NewKey {
        files = List.copyOf(files);
    }
}
