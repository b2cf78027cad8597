package io.nija.tck.kraken;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.nija.account.BrokerId;
import io.nija.market.Symbol;
import io.nija.tck.BrokerUnderTest;
import io.nija.tck.Signing;
import io.nija.tck.Venue;

/** Kraken, and the built-in exchange behind it. */
final class Kraken implements BrokerUnderTest {

    private final KrakenVenue venue;

    /** Inside the container: what was started outside is told by system properties. */
    Kraken() throws Exception {
        List<Venue.Keys> keys = new ArrayList<>();
        for (int account = 0; account < Venue.ACCOUNTS; account++) {
            String key = System.getProperty("test.exchange.key." + account);
            keys.add(new Venue.Keys(key, System.getProperty("test.exchange.secret." + account), fingerprint(key)));
        }
        venue = new KrakenVenue(System.getProperty("test.exchange.control"), keys);
    }

    /** How the exchange names a key. */
    static String fingerprint(String key) throws Exception {
        return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256")
                .digest(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))).substring(0, 8);
    }

    @Override
    public BrokerId id() {
        return new BrokerId("kraken");
    }

    @Override
    public Map<String, String> configuration() {
        String socket = venue.rest().replace("http://", "ws://") + "/v2";
        Map<String, String> lines = new TreeMap<>(Map.of("simulator", "true", "rest.url", venue.rest(), "ws.public.url", socket, "ws.private.url", socket));
        lines.put("call.timeout.seconds", "5");
        return lines;
    }

    @Override
    public Optional<Tier> tier() {
        return Optional.of(new Tier("tier", "unlimited"));
    }

    @Override
    public List<String> limits() {
        return List.of("starter", "intermediate", "pro");
    }

    @Override
    public List<Symbol> symbols() {
        return Stream.of("BTC/USD", "BTC/EUR", "ETH/USD", "ETH/EUR", "SOL/USD", "SOL/EUR", "DOGE/USD", "XTZ/USD", "ETH/BTC").map(Symbol::parse).toList();
    }

    @Override
    public Map<String, String> gaps() {
        return Map.of();
    }

    @Override
    public Optional<Signing> signing() {
        return Optional.of(new KrakenSigning());
    }

    @Override
    public Venue venue() {
        return venue;
    }
}
