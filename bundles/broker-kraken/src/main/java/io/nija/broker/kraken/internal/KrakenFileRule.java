package io.nija.broker.kraken.internal;

import java.util.List;
import java.util.Map;

import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport;

import org.osgi.service.component.annotations.Component;

/**
 * Refuses a file with an address that would never be connected to, before it takes the place of a good one. The broker
 * itself judges again: a file is not the only way to a configuration.
 */
@Component
public final class KrakenFileRule implements ConfigurationRule {

    @Override
    public String pid() {
        return "io.nija.broker.kraken";
    }

    @Override
    public List<FileReport.Problem> check(String instance, Map<String, Object> values) {
        boolean simulator = Boolean.parseBoolean(String.valueOf(values.getOrDefault("simulator", false)));
        String tier = text(values, "tier", "starter");
        if (tier.equalsIgnoreCase("unlimited") && !simulator) {
            return List.of(new FileReport.Problem("tier", tier, "starter, intermediate or pro",
                    "'tier' is 'unlimited', legal without simulator=true is starter, intermediate or pro"));
        }
        VenueAddresses verdict = VenueAddresses.judge(text(values, "rest.url", VenueAddresses.REST),
                text(values, "ws.public.url", VenueAddresses.WS_PUBLIC), text(values, "ws.private.url", VenueAddresses.WS_PRIVATE),
                simulator);
        return verdict instanceof VenueAddresses.Refused refused
                ? List.of(new FileReport.Problem(refused.key(), VenueText.clean(text(values, refused.key(), ""), 120), refused.legal(),
                        "'" + refused.key() + "' is '" + VenueText.clean(text(values, refused.key(), "Kraken's own address"), 120)
                                + "', legal is " + refused.legal()))
                : List.of();
    }

    private static String text(Map<String, Object> values, String key, String otherwise) {
        Object value = values.get(key);
        return value == null ? otherwise : value.toString();
    }
}
