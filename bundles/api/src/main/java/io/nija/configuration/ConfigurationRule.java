package io.nija.configuration;

import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a metatype cannot say about the files of one PID: a whiteboard service of the bundle that describes it, asked
 * before the values are applied. Where the metatype refuses some values it is asked about the others, so that all faults
 * of a file are told at once; it may then miss keys that must be set. Thread-safe, pure, and quick: called on a
 * platform thread.
 */
@ConsumerType
public interface ConfigurationRule {

    /** The PID whose files it checks, without the instance name. */
    String pid();

    /**
     * What is wrong with a file's values.
     *
     * @param instance the name after the first hyphen, or an empty text
     * @param values typed as the metatype says; defaults are not filled in
     * @return one problem for each reason to refuse the file; empty when there is none. A message is one sentence
     *     without file and consequence, for example {@code 'zone' is 'Mars', legal is a time zone}; a problem of the
     *     file as a whole has an empty key
     */
    List<FileReport.Problem> check(String instance, Map<String, Object> values);

    /**
     * What is wrong with several files only because of each other; asked by a check of the whole folder, not before a
     * single file is applied.
     *
     * @param files the values of each file that is good by itself, by instance name
     * @return problems by instance name, worded as those of {@link #check}; without the files that have none
     */
    default Map<String, List<FileReport.Problem>> checkTogether(Map<String, Map<String, Object>> files) {
        return Map.of();
    }
}
