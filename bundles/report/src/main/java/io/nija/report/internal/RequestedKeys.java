package io.nija.report.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.credentials.CredentialRequest;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Which variables each lane looks for. Thread-safe. */
@Component(service = RequestedKeys.class)
public final class RequestedKeys {

    private final Set<CredentialRequest> requests = ConcurrentHashMap.newKeySet();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "remove")
    public void add(CredentialRequest request) {
        requests.add(request);
    }

    /** A lane looks no more. */
    public void remove(CredentialRequest request) {
        requests.remove(request);
    }

    /** The pairs by lane, the preferred one first. */
    Map<LaneId, List<KeyVariables>> byLane() {
        Map<LaneId, List<KeyVariables>> pairs = new HashMap<>();
        requests.forEach(request -> pairs.put(request.lane(), List.copyOf(request.candidates())));
        return pairs;
    }
}
