package io.nija.credentials;

import java.util.function.Function;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A single secret that a {@link SecretRequest} asked for. The service exists, with the property {@value #VARIABLE}, only
 * while a usable value is there; it is replaced when the value is. Thread-safe; {@code toString} hides the value.
 */
@ProviderType
public interface Secret {

    /** The service property that names the variable. */
    String VARIABLE = "variable";

    /** The variable it stands in. */
    String variable();

    /**
     * Uses it. The value must go nowhere but to where it is meant for, and must not outlive the callback.
     *
     * @throws IllegalStateException when it has been withdrawn
     */
    <R> R use(Function<? super String, ? extends R> work);
}
