package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    @ParameterizedTest
    @CsvSource({
        "kraken_master_api_key, KRAKEN_MASTER_API_KEY, 0", "KRAKEN_MASTER_APIKEY, KRAKEN_MASTER_API_KEY, 0",
        "KRAKEN_MASTER_API_KYE, KRAKEN_MASTER_API_KEY, 1", "KRAKEN_MASTR_API_KYE, KRAKEN_MASTER_API_KEY, 2",
        "KRAKEN_MASTER_KEY, KRAKEN_MASTER_API_KEY, 3", "KRAKEN_USER_TANIA_API_KEY, KRAKEN_USER_TANIA_GILBERT_API_KEY, 3",
        "KRAKEN_MASTER_API_SECRET_KEY, KRAKEN_MASTER_API_SECRET, 3"})
    void slipsAreCounted(String set, String wanted, int distance) {
        assertThat(NearMiss.distance(set, wanted)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"KRAKEN_MASTER_API_SECRET, KRAKEN_MASTER_API_KEY", "PATH, KRAKEN_API_KEY", "KRAKEN_USER_DAIVON_API_KEY, KRAKEN_USER_TANIA_API_KEY",
        "COINBASE_API_KEY, KRAKEN_API_KEY"})
    void otherNamesAreNoSlips(String set, String wanted) {
        assertThat(NearMiss.distance(set, wanted)).isEqualTo(NearMiss.NONE);
    }

    @Property
    void theDistanceIsSymmetricAndZeroOnlyForEqualNames(@ForAll("names") String one, @ForAll("names") String other) {
        int distance = NearMiss.damerauLevenshtein(one, other);
        assertThat(distance).isEqualTo(NearMiss.damerauLevenshtein(other, one));
        assertThat(distance == 0).isEqualTo(one.equals(other));
        assertThat(distance).isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("AB_").ofMaxLength(10);
    }
}
