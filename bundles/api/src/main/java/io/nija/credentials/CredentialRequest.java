package io.nija.credentials;

import java.util.List;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A lane's wish for keys: a whiteboard service registered for each lane an account file names.
 */
@ProviderType
public interface CredentialRequest {

    /** Who asks. */
    LaneId lane();

    /** The pairs of variables to look for, the preferred one first; it is the one named when nothing is found. */
    List<KeyVariables> candidates();
}
