package io.nija.broker.sample.internal;

import java.util.regex.Pattern;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;

import org.osgi.service.component.annotations.Component;

/** What a broker says of itself. Its sessions are components of their own: {@link SampleSession}. */
@Component(property = Broker.BROKER + "=sample")
public final class SampleBroker implements Broker {

    private static final KeyFormat KEYS = new KeyFormat(
            Pattern.compile("SAMPLE[A-Z0-9]{10}"), "SAMPLE and 10 of A-Z and 0-9",
            Pattern.compile("[A-Za-z0-9+/]{86}=="), "88 characters: base64 of 64 bytes, ending in ==",
            KeyFormat.Encoding.BASE64);

    @Override
    public BrokerId id() {
        return new BrokerId("sample");
    }

    @Override
    public String displayName() {
        return "Sample";
    }

    @Override
    public KeyFormat keyFormat() {
        return KEYS;
    }

    /** There is no real venue behind it. */
    @Override
    public Mode forcedMode() {
        return Mode.SANDBOX;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return new Observation.Missing<>("SAMPLE_NO_INSTRUMENTS", "The sample lists no instruments.");
    }
}
