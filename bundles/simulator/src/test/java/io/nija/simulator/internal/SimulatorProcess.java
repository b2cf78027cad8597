package io.nija.simulator.internal;

import java.nio.file.Path;
import java.util.List;

import io.nija.platform.internal.SystemTime;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.Tier;

/** An exchange in a process of its own, to be killed: prints its ready line, ends when its input ends. */
final class SimulatorProcess {

    private SimulatorProcess() {}

    /** @param arguments port and state file */
    public static void main(String... arguments) throws Exception {
        ExchangeOptions options = new ExchangeOptions(Integer.parseInt(arguments[0]), 3, List.of("one", "two"),
                Tier.UNLIMITED, "", 1, Path.of(arguments[1]));
        try (Exchange exchange = Exchange.start(options, new SystemTime())) {
            System.out.println(Json.MAPPER.writeValueAsString(exchange.ready()));
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
