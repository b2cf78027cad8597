package io.nija.credentials.internal;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.credentials.Credentials;
import io.nija.credentials.KeyFormat;

/** Opens the shipped credentials for a benchmark: they are made inside their bundle only. */
public final class BenchmarkedKeys {

    private BenchmarkedKeys() {}

    /** A lane's keys; the secret is the example of Kraken's own documentation. */
    public static Credentials kraken() {
        KeyPair pair = new KeyPair(new KeyVariables("KRAKEN_MASTER_API_KEY", "KRAKEN_MASTER_API_SECRET"), ".env", ".env",
                SecretText.of("NIJASIM" + "a".repeat(49)),
                SecretText.of("kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=="));
        return new LaneCredentials(LaneId.of("master", "kraken"), pair, KeyFormat.Encoding.BASE64);
    }
}
