package io.github.cdkrouteserver.localaws.cloudformation;

import software.amazon.awssdk.services.ec2.Ec2Client;

/** A native type whose things have an id, a state and tags; nothing but the tags can be changed in place. */
abstract class NativeMember<T> extends NativeType {
    private final StateOf<T> stateOf;

    NativeMember(Ec2Access ec2, StateOf<T> stateOf) {
        super(ec2);
        this.stateOf = stateOf;
    }

    /** Makes the thing and returns its id. */
    protected abstract String make(Ec2Client client, ResourceRequest request);

    /** Looks for the thing; null where EC2 lists none. */
    protected abstract T find(Ec2Client client, String id);

    protected abstract void remove(Ec2Client client, String id);

    /** Adds what {@code Fn::GetAtt} can read of this type, beside its id. */
    protected abstract ResourceResult describe(ResourceResult result, ResourceRequest request, T thing);

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        return stable(request, call(client -> make(client, request)));
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        require(request, client -> find(client, id), stateOf);
        return stable(request, id);
    }

    @Override
    public ResourceResult update(ResourceRequest request) throws ResourceFailure, InterruptedException {
        retag(request);
        return stable(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        callUnlessGone(client -> {
            remove(client, id);
            return id;
        });
        await("deleted", client -> find(client, id), stateOf);
    }

    private ResourceResult stable(ResourceRequest request, String id) throws ResourceFailure, InterruptedException {
        T thing;
        try {
            thing = await("available", client -> find(client, id), stateOf);
        } catch (ResourceFailure e) {
            throw new ResourceFailure(e.getMessage(), id);
        }
        return describe(ResourceResult.of(id).with("Id", id), request, thing);
    }
}
