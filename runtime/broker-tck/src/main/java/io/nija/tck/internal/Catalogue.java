package io.nija.tck.internal;

import java.util.List;

/** Every case. */
final class Catalogue {

    private static final List<Section> SECTIONS = List.of(new Lifecycle(), new Auth(), new Rules(), new Place(), new Change(), new Reconcile(),
            new Stream(), new Limits(), new Balances(), new Time());

    private Catalogue() {}

    static List<Section> sections() {
        return SECTIONS;
    }

    static List<Case> all() {
        return SECTIONS.stream().flatMap(section -> section.cases().stream()).toList();
    }
}
