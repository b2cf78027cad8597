package io.nija.configuration.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.configuration.FileReport;

/** What the bundles that are here describe. */
interface Schemas {

    /** The description of a PID; empty when no bundle has one. */
    Optional<Schema> find(String pid);

    /** All PIDs of NIJA that are described. */
    Set<String> pids();

    /** What rules object to that no metatype can say, about values that the metatype allows. */
    default List<FileReport.Problem> objections(FileName.ForPid name, Map<String, Object> values) {
        return List.of();
    }

    /** What rules object to in several files of one PID because of each other, by instance name. */
    default Map<String, List<FileReport.Problem>> objectionsTogether(String pid, Map<String, Map<String, Object>> files) {
        return Map.of();
    }
}
