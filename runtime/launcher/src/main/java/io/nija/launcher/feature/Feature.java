package io.nija.launcher.feature;

import java.util.List;

/**
 * A deployable unit.
 *
 * @param id {@code group:artifact:version}
 * @param name the file's name without {@code .json}
 * @param depends the ids of the features it needs
 */
public record Feature(String id, String name, List<ListedBundle> bundles, List<String> depends) {

    public Feature {
        bundles = List.copyOf(bundles);
        depends = List.copyOf(depends);
    }
}
