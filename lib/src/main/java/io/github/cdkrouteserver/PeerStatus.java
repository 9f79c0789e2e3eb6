package io.github.cdkrouteserver;

/** Status of the BGP or BFD session of a peer, as the events of a route server spell it. */
public enum PeerStatus {
    /** The session is established. */
    UP,

    /** The session is lost, or has not come up yet. */
    DOWN
}
