package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VenueAddressesTest {

    private static VenueAddresses simulator(String rest) {
        return VenueAddresses.judge(rest, "ws://127.0.0.1:1/v2", "ws://127.0.0.1:1/v2", true);
    }

    @Test
    void withoutSimulatorOnlyKrakensOwnHostsAreAccepted() {
        assertThat(VenueAddresses.judge(VenueAddresses.REST, VenueAddresses.WS_PUBLIC, VenueAddresses.WS_PRIVATE, false))
                .isEqualTo(new VenueAddresses.Accepted(VenueAddresses.REST, VenueAddresses.WS_PUBLIC, VenueAddresses.WS_PRIVATE, false));
        assertThat(VenueAddresses.judge(VenueAddresses.REST + "/", VenueAddresses.WS_PUBLIC, VenueAddresses.WS_PRIVATE, false))
                .isInstanceOf(VenueAddresses.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.kraken.com", "https://api.kraken.com.evil.example", "https://evil.example",
        "https://api.kraken.com@evil.example", "http://127.0.0.1:8080", "https://API.kraken.com:444", ""})
    void withoutSimulatorAnyOtherAddressIsRefused(String url) {
        assertThat(VenueAddresses.judge(url, VenueAddresses.WS_PUBLIC, VenueAddresses.WS_PRIVATE, false))
                .isInstanceOfSatisfying(VenueAddresses.Refused.class, refused -> assertThat(refused.message()).contains("rest.url"));
        assertThat(VenueAddresses.judge(VenueAddresses.REST, VenueAddresses.WS_PUBLIC, url, false))
                .isInstanceOfSatisfying(VenueAddresses.Refused.class, refused -> assertThat(refused.message()).contains("ws.private.url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://127.255.3.4:1", "http://localhost:99", "http://[::1]:5", "https://127.0.0.1/"})
    void aSimulatorIsOnThisMachine(String url) {
        assertThat(simulator(url)).isInstanceOfSatisfying(VenueAddresses.Accepted.class,
                accepted -> assertThat(accepted.simulator()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.kraken.com", "http://128.0.0.1", "http://127.0.0.1.evil.example", "http://127.1:80",
        "http://127.0.0.256", "http://2130706433", "http://0x7f000001", "http://127.0.0.1@evil.example", "http://evil.example#127.0.0.1",
        "http://localhost.evil.example", "http://0.0.0.0:1", "http://[::]:1", "ftp://127.0.0.1", "127.0.0.1:80", "http://127.0.0.1/path",
        "http://127.0.0.1?x=1", "http://127.0.0.1:99999", "http://127.0.0.1:0", "http://127.0.0.1:65536", "http://[::1]:0", "http://user:pw@127.0.0.1", "", "http://"})
    void aSimulatorIsNowhereElse(String url) {
        assertThat(simulator(url)).isInstanceOf(VenueAddresses.Refused.class);
    }
}
