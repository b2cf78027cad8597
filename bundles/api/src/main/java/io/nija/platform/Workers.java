package io.nija.platform;

import java.util.concurrent.Executor;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/** The shared threads. Nobody starts threads of their own but for what must block. */
@ProviderType
public interface Workers {

    /** The shared pool, for short work without order. It cannot be shut down through this service. */
    Executor shared();

    /** A serial queue; {@code name} stands in thread names and logs. */
    SerialQueue serial(String name);

    /** A lane's serial queue: account and broker stand on each log line its tasks write. */
    SerialQueue serial(LaneId lane, String name);
}
