package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A native type that joins a route server with something else, and is known by the ids of both. */
abstract class NativeLink<T> extends NativeType {
    private final String otherProperty;
    private final String joinedState;
    private final StateOf<T> stateOf;

    /**
     * Describes the type.
     *
     * @param otherProperty the property that names what the route server is joined with
     * @param joinedState the state in which it is
     */
    NativeLink(Ec2Access ec2, String otherProperty, String joinedState, StateOf<T> stateOf) {
        super(ec2);
        this.otherProperty = otherProperty;
        this.joinedState = joinedState;
        this.stateOf = stateOf;
    }

    protected abstract void join(Ec2Client client, String serverId, String otherId);

    /** Looks for the link; null where EC2 lists none. */
    protected abstract T find(Ec2Client client, String serverId, String otherId);

    protected abstract void part(Ec2Client client, String serverId, String otherId);

    @Override
    Set<String> createOnly() {
        return Set.copyOf(identifier());
    }

    @Override
    public List<String> identifier() {
        return List.of("RouteServerId", otherProperty);
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String serverId = request.text("RouteServerId");
        String otherId = request.text(otherProperty);
        call(client -> {
            join(client, serverId, otherId);
            return otherId;
        });
        await(joinedState, client -> find(client, serverId, otherId), stateOf);
        return ResourceResult.of(serverId + "|" + otherId);
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String[] ids = ids(request);
        require(request, client -> find(client, ids[0], ids[1]), stateOf);
        return ResourceResult.of(request.physicalId());
    }

    @Override
    public ResourceResult update(ResourceRequest request) {
        return ResourceResult.of(request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String[] ids = ids(request);
        callUnlessGone(client -> {
            part(client, ids[0], ids[1]);
            return ids;
        });
        await("deleted", client -> find(client, ids[0], ids[1]), stateOf);
    }

    private static String[] ids(ResourceRequest request) {
        return request.physicalId().split("\\|");
    }
}
