package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.handler.core.AwsFailure;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Modification;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.RouteServer;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Handlers that break a promise each, to show that the schedules would notice. */
final class Broken {
    private Broken() {}

    /** Leaves everything as it is; what breaks a promise overrides one method. */
    private static class Passing implements RouteServers {
        final RouteServers servers;

        Passing(RouteServers servers) {
            this.servers = servers;
        }

        @Override
        public List<RouteServer> ownedBy(Owner owner) {
            return servers.ownedBy(owner);
        }

        @Override
        public Optional<RouteServer> find(String id) {
            return servers.find(id);
        }

        @Override
        public RouteServer create(DesiredState desired, Map<String, String> tags, String clientToken) {
            return servers.create(desired, tags, clientToken);
        }

        @Override
        public void rehearseCreate(DesiredState desired, Map<String, String> tags) {
            servers.rehearseCreate(desired, tags);
        }

        @Override
        public RouteServer modify(String id, Modification modification) {
            return servers.modify(id, modification);
        }

        @Override
        public void delete(String id) {
            servers.delete(id);
        }

        @Override
        public void tag(String id, Map<String, String> tags) {
            servers.tag(id, tags);
        }

        @Override
        public void untag(String id, Set<String> keys) {
            servers.untag(id, keys);
        }
    }

    /** Promise 1: waits as if it had no end. */
    static Variant waitsWithoutEnd() {
        return Variant.ofClock(time -> new Time() {
            private long shown = time.nowMillis();

            @Override
            public long nowMillis() {
                // Time goes by, and the handler's clock hardly does.
                shown += 1;
                return shown;
            }

            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void sleep(long millis) throws InterruptedException {
                time.sleep(millis * 20);
            }
        });
    }

    /** Promise 2: a token of its own for each call, and no look at what is there already. */
    static Variant createsAgain() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public RouteServer create(DesiredState desired, Map<String, String> tags, String clientToken) {
                return servers.create(desired, tags, UUID.randomUUID().toString());
            }

            @Override
            public List<RouteServer> ownedBy(Owner owner) {
                return List.of();
            }
        });
    }

    /** Promise 3: looks for nothing but the id that it is given. */
    static Variant looksForNoOrphans() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public List<RouteServer> ownedBy(Owner owner) {
                return List.of();
            }
        });
    }

    /** Promise 4: takes every server in the Region for its own. */
    static Variant takesStrangers() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            private String mine = "";

            @Override
            public List<RouteServer> ownedBy(Owner owner) {
                List<RouteServer> owned = servers.ownedBy(owner);
                owned.forEach(server -> mine = server.id());
                return owned;
            }

            @Override
            public void delete(String id) {
                servers.delete(id);
                Owner neighbour = new Owner(Event.STACK, "Other");
                servers.ownedBy(neighbour).stream().map(RouteServer::id).forEach(servers::delete);
            }
        });
    }

    /** Promise 5: removes no tags. */
    static Variant leavesTags() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public void untag(String id, Set<String> keys) {
                // Nothing is what is wrong here.
            }
        });
    }

    /** Promise 5: wipes tags that this stack never set. */
    static Variant wipesTags() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public void tag(String id, Map<String, String> tags) {
                servers.tag(id, tags);
                servers.untag(id, Set.of("by-hand"));
            }
        });
    }

    /** Promise 6: believes that what it asked for is what is there. */
    static Variant believesWhatItAskedFor() {
        Map<String, Boolean> asked = new HashMap<>();
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public RouteServer modify(String id, Modification modification) {
                asked.put(id, modification.snsNotificationsEnabled());
                return find(id).orElseThrow();
            }

            @Override
            public Optional<RouteServer> find(String id) {
                return servers.find(id)
                        .map(server -> asked.get(id) == null ? server : notifying(server, asked.get(id)));
            }
        });
    }

    private static RouteServer notifying(RouteServer server, boolean enabled) {
        return new RouteServer(
                server.id(),
                server.amazonSideAsn(),
                server.state(),
                server.tags(),
                server.persistRoutesState(),
                server.persistRoutesDuration(),
                enabled,
                enabled ? "arn:aws:sns:us-east-1:123456789012:t" : "");
    }

    /** Promise 7: takes a refused delete for a successful one. */
    static Variant takesIncorrectStateForGone() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            private boolean refused;

            @Override
            public void delete(String id) {
                try {
                    servers.delete(id);
                } catch (AwsFailure e) {
                    refused = true;
                    throw new AwsFailure(AwsFailure.Kind.NOT_FOUND, "DeleteRouteServer", "Gone", "gone", "", e);
                }
            }

            @Override
            public Optional<RouteServer> find(String id) {
                return refused ? Optional.empty() : servers.find(id);
            }
        });
    }

    /** Promise 8: leaves out an attribute that AWS did return. */
    static Variant losesTheTopic() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public Optional<RouteServer> find(String id) {
                return servers.find(id)
                        .map(server -> new RouteServer(
                                server.id(),
                                server.amazonSideAsn(),
                                server.state(),
                                server.tags(),
                                server.persistRoutesState(),
                                server.persistRoutesDuration(),
                                server.snsNotificationsEnabled(),
                                server.snsTopicArn().isEmpty() ? "" : "?"));
            }
        });
    }

    /** Promise 9: knows no other form of a number than the one that it would write itself. */
    static Variant misreadsNumbers() {
        return Variant.ofEvents(event -> event.replaceAll("\"AmazonSideAsn\":\"([0-9]+)\"", "\"AmazonSideASN\":$1"));
    }

    /** Promise 10: does not see what is offered, and makes another. */
    static Variant overlooksOffers() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public List<RouteServer> ownedBy(Owner owner) {
                return servers.ownedBy(owner).stream()
                        .filter(server -> !RouteServerContract.OFFERED.equals(
                                server.tags().get(RouteServerContract.PROVENANCE_TAG)))
                        .toList();
            }
        });
    }

    /** Promise 10: forgets that what it took over had been somebody's. */
    static Variant forgetsWhoseItWas() {
        return Variant.ofCalls(servers -> new Passing(servers) {
            @Override
            public void tag(String id, Map<String, String> tags) {
                Map<String, String> forgotten = new HashMap<>(tags);
                forgotten.replaceAll((key, value) -> value.replace(" " + RouteServerContract.OFFERED + " ", "  "));
                servers.tag(id, forgotten);
            }
        });
    }
}
