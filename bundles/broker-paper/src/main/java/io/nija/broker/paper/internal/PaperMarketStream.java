package io.nija.broker.paper.internal;

import java.util.function.Consumer;

import io.nija.broker.Broker;
import io.nija.broker.paper.internal.market.PaperStream;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What happens in the paper market, as a service. */
@Component(property = Broker.BROKER + "=paper")
public final class PaperMarketStream implements MarketStream {

    private final PaperStream stream;

    @Activate
    public PaperMarketStream(@Reference PaperBroker broker) {
        stream = new PaperStream(broker.market());
    }

    @Deactivate
    public void stop() {
        stream.close();
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<MarketEvent> listener) {
        return stream.subscribe(topic, listener);
    }

    @Override
    public Health health() {
        return stream.health();
    }
}
