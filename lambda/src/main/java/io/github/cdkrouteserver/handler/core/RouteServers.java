package io.github.cdkrouteserver.handler.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The EC2 calls that the lifecycle needs. Every method throws {@link AwsFailure} where the call failed, and {@link
 * LifecycleException} where none can be made.
 */
public interface RouteServers {
    /**
     * Lists the servers that carry an owner's tags, deleted ones included for as long as EC2 describes them.
     *
     * @param owner the owner
     * @return the servers
     */
    List<RouteServer> ownedBy(Owner owner);

    /**
     * Describes one server.
     *
     * @param id its id
     * @return the server; empty where EC2 says that it does not know it
     */
    Optional<RouteServer> find(String id);

    /**
     * Creates a server.
     *
     * @param desired what it is to be
     * @param tags all tags to create it with
     * @param clientToken makes a repeated call return the server that the first one made
     * @return the server, not yet available
     */
    RouteServer create(DesiredState desired, Map<String, String> tags, String clientToken);

    /**
     * Asks EC2 whether {@link #create} would be allowed; creates nothing. Returns where it would be.
     *
     * @param desired what it would be
     * @param tags all tags it would have
     */
    void rehearseCreate(DesiredState desired, Map<String, String> tags);

    /**
     * Changes a server in place.
     *
     * @param id its id
     * @param modification what to change
     * @return the server, as the call returned it
     */
    RouteServer modify(String id, Modification modification);

    /**
     * Deletes a server.
     *
     * @param id its id
     */
    void delete(String id);

    /**
     * Adds tags or overwrites their values.
     *
     * @param id the server's id
     * @param tags values by key
     */
    void tag(String id, Map<String, String> tags);

    /**
     * Removes tags.
     *
     * @param id the server's id
     * @param keys their keys
     */
    void untag(String id, Set<String> keys);
}
