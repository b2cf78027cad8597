package io.nija.credentials.internal;

import java.util.Collection;
import java.util.Optional;

/** One place to look for keys, as it was at one moment. */
interface Source {

    /** In words that continue "in": {@code the environment}, {@code the secret files}, {@code .env}. */
    String name();

    /** What programs call the place of something found here: {@code environment}, {@code .env}, a secret file's name. */
    String label(Found found);

    /** What stands under a name; empty when nothing does. */
    Optional<Found> find(String variable);

    /** All names that are set here, for finding misspelt ones. */
    Collection<String> names();
}
